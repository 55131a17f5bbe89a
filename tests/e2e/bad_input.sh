# What bad input gets from the county's command line: exit 2, one plain line, and nothing half-published.
. "$(dirname "$0")/../support/e2e.sh"

county=$scratch/county
"$bin/villageboard-county" init --data "$county" --origin board.yunling.example --area $county_area --areas "$source_dir/content/demo/areas.json" >/dev/null
publish() { "$bin/villageboard-county" publish --data "$county" --area $village_area "$@"; }
notice "一条好通知" "$scratch/good.json"
publish "$scratch/good.json" >/dev/null
state() { find "$county/feed" -type f -exec sha256sum {} + | sort -k 2 | sha256sum; }
before=$(state)

refused 2 'missing.json' publish "$scratch/missing.json"
printf '\xff\xfe\x00bad' >"$scratch/binary.json"
refused 2 'binary.json' publish "$scratch/binary.json"
printf '{"kind": "notice", "body": {' >"$scratch/half.json"
refused 2 'half.json' publish "$scratch/good.json" "$scratch/half.json"

notice "张三身份证11010519491231002X" "$scratch/id.json"
refused 2 'VE1' publish "$scratch/id.json"

notice "写错地方" "$scratch/area.json"
sed -i "s/$village_area/539999102205/g" "$scratch/area.json"
refused 2 'area' "$bin/villageboard-county" publish --data "$county" --area 539999102205 "$scratch/area.json"

notice "写错事项" "$scratch/item.json"
sed -i 's/"N02"/"Z99"/' "$scratch/item.json"
refused 2 'Z99' publish "$scratch/item.json"

/usr/bin/python3 - "$scratch/good.json" "$scratch/big.json" <<'PY'
import json, sys
draft = json.load(open(sys.argv[1], encoding="utf-8"))
draft["body"]["blocks"] = [{"type": "paragraph", "text": "水" * 20000}] * 80
json.dump(draft, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
PY
refused 2 'big.json|4 MiB' publish "$scratch/big.json"

"$bin/villageboard-demo-content" --today "$today" --out "$scratch/drafts" >/dev/null
report=$(grep -l '"kind": *"finance"' "$scratch/drafts/$village_area"/*.json | xargs grep -l '"sheet_a"' | head -n 1)
/usr/bin/python3 - "$report" "$scratch/unbalanced.json" <<'PY'
import json, sys
draft = json.load(open(sys.argv[1], encoding="utf-8"))
draft["body"]["sheet_a"]["closing_fen"] += 1
draft["attachments"] = []
json.dump(draft, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
PY
refused 2 'VA' publish "$scratch/unbalanced.json"

[ "$(state)" = "$before" ] || fail "refused input changed the feed folder"

# A folder that is not the county's, and a folder of a newer version.
refused 2 'county.conf|not a county' "$bin/villageboard-county" publish --data "$scratch/nowhere" --area $village_area "$scratch/good.json"
refused 2 'already|not empty' "$bin/villageboard-county" init --data "$county" --origin board.yunling.example --area $county_area

# A full disk: published after all, once there is room.
small=$scratch/small
mkdir "$small"
if mount -t tmpfs -o size=3m tmpfs "$small" 2>/dev/null; then
    "$bin/villageboard-county" init --data "$small/county" --origin board.yunling.example --area $county_area >/dev/null
    dd if=/dev/zero of="$small/filler" bs=1k 2>/dev/null || true
    status=0
    "$bin/villageboard-county" publish --data "$small/county" --area $village_area "$scratch/good.json" >/dev/null 2>"$scratch/full.err" || status=$?
    [ "$status" = 1 ] || { umount "$small"; fail "a full disk ended with $status, not 1: $(cat "$scratch/full.err")"; }
    rm "$small/filler"
    "$bin/villageboard-county" publish --data "$small/county" --area $village_area "$scratch/good.json" >/dev/null || { umount "$small"; fail "publishing did not go on after the disk had room again"; }
    "$bin/villageboard-county" verify --data "$small/county" >/dev/null || { umount "$small"; fail "the feed does not verify after a full disk"; }
    umount "$small"
fi
"$bin/villageboard-county" verify --data "$county" >/dev/null
echo passed
