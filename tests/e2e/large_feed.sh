# What a feed of 10,000 notices costs a terminal: the first sync, and one new notice.
. "$(dirname "$0")/../support/e2e.sh"

corpus=$source_dir/../shared/data/official-chinese.jsonl
[ -r "$corpus" ] || corpus=
/usr/bin/python3 "$source_dir/tests/support/make_notices.py" 10000 "$scratch/notices" "$scratch/all.json" $corpus
"$bin/villageboard-county" init --data "$scratch/county" --origin board.yunling.example --area $county_area >/dev/null
(cd "$scratch/notices" && "$bin/villageboard-county" publish --data "$scratch/county" --area $village_area ./*.json >"$scratch/published")
[ "$(wc -l <"$scratch/published")" = 10000 ] || fail "published $(wc -l <"$scratch/published") notices"

start_county "$scratch/county"
/usr/bin/python3 "$source_dir/tests/support/counting_proxy.py" "$county_port" "$scratch/requests" >"$scratch/proxy.port" &
children+=($!)
until [ -s "$scratch/proxy.port" ]; do sleep 0.05; done
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$(cat "$scratch/proxy.port")"

# of_village: requests for the village's own feed and what it names, without the county's and town's feeds.
of_village() { grep -E "^(GET|HEAD) /($village_area/|blob/)" "$scratch/requests" | wc -l; }
bytes_down() { awk '$1 == "bytes" { down += $3 } END { print down + 0 }' "$scratch/requests"; }

: >"$scratch/requests"
"$bin/villageboard-sync" once --data "$scratch/village"
sleep 0.5
requests=$(of_village)
down=$(bytes_down)
zipped=$(gzip -9 -c "$scratch/all.json" | wc -c)
echo "first sync of 10,000 notices: $requests requests, $down bytes down; all their JSON in gzip -9: $zipped bytes"
[ "$requests" -le 12 ] || fail "the first sync made $requests requests: $(grep -E '^GET' "$scratch/requests")"
[ "$down" -lt "$zipped" ] || fail "the first sync brought $down bytes, gzip of all JSON is $zipped"

# A round with nothing new asks for three checkpoints of about equal length: a third of it is one feed's.
: >"$scratch/requests"
"$bin/villageboard-sync" once --data "$scratch/village"
sleep 0.5
[ "$(grep -cE '^(GET|HEAD|POST)' "$scratch/requests")" = 3 ] || fail "nothing new made more than one request a feed: $(cat "$scratch/requests")"
others=$(($(bytes_down) * 2 / 3))

tail -n 1 "$scratch/all.json" | sed 's/第10000号/第10001号/; s/请/也请/' >"$scratch/one.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/one.json" >/dev/null
: >"$scratch/requests"
"$bin/villageboard-sync" once --data "$scratch/village"
sleep 0.5
requests=$(of_village)
down=$(($(bytes_down) - others))
echo "one new notice: $requests requests, $down bytes down"
[ "$requests" = 2 ] || fail "one new notice made $requests requests: $(grep -E '^GET' "$scratch/requests")"
[ "$down" -le 2500 ] || fail "one new notice brought $down bytes"
echo passed
