# The county publishes words of the interface in a third language, with a clip, and a notice in two languages;
# the terminal speaks both, and a correction silences what was not put into the language again.
. "$(dirname "$0")/../support/e2e.sh"

"$bin/villageboard-county" init --data "$scratch/county" --origin board.yunling.example --area $county_area --areas "$source_dir/content/demo/areas.json" >/dev/null

# pack KEY FILE: a draft of a language pack that says one phrase.
pack() {
    cat >"$2" <<JSON
{"kind": "phrases", "area": "$county_area", "formed": "$today", "office": "$county_area", "reviewers": ["county_editor"],
 "body": {"title": "Artish", "office_name": "云岭县", "language": "art", "name": "Artish", "reviewed_by": "两位会讲的老师",
          "entries": {"$1": "Bak", "language.sample": "Rid it in Artish"}, "recordings": {"language.sample": "clips/sample.opus"}},
 "attachments": [{"file": "clips/sample.opus", "mime": "audio/ogg", "role": "audio", "language": "art", "audience": "public"}]}
JSON
}
mkdir -p "$scratch/drafts/clips"
echo "a clip" >"$scratch/drafts/clips/sample.opus"
pack footer.bakc "$scratch/drafts/wrong.json"
refused 2 'VF7 at /body/entries/footer.bakc' "$bin/villageboard-county" publish --data "$scratch/county" --area $county_area "$scratch/drafts/wrong.json"
pack footer.back "$scratch/drafts/pack.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $county_area "$scratch/drafts/pack.json" >/dev/null

# water OPERATION EXTRA FILE: a notice with English words.
water() {
    cat >"$3" <<JSON
{"kind": "notice", "catalogue": "N02", "area": "$village_area", "formed": "$today", "operation": "$1", "office": "$village_area-VC",
 "reviewers": ["clerk", "village_head"], $2
          "summary": "明天上午停水。", "office_name": "核桃箐村民委员会",
          "languages": {"en": {"title": "No water tomorrow", "summary": "There is no water tomorrow morning."}}}}
JSON
}
water publish '"body": {"title": "明天停水",' "$scratch/drafts/water.json"
item=$("$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/drafts/water.json" | awk '{ print $2 }')

start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"
act() {
    printf "$1" >"$scratch/script"
    "$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"
}
act 'tap 语言\nexpect-screen languages\nexpect Rid it in Artish\ntap Artish\nexpect Bak\nexpect 首页\nhome\nexpect 返回\n'
act 'lang en\ntap No water tomorrow\nexpect There is no water tomorrow morning.\n'

water correct "\"id\": \"$item\", \"body\": {\"title\": \"后天停水\", \"change_note\": {\"what\": \"改了日子\", \"why\": \"施工推迟\", \"who\": \"村文书\"}," "$scratch/drafts/later.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/drafts/later.json" >/dev/null
"$bin/villageboard-sync" once --data "$scratch/village"
act 'lang en\nexpect-not No water tomorrow\ntap 后天停水\nexpect-not There is no water\nexpect English words have not been confirmed\n'

"$bin/villageboard-county" verify --data "$scratch/county" >/dev/null
echo passed
