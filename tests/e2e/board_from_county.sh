# A county publishes, a village's terminal enrols over HTTP, syncs and shows the board; then one more notice.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
start_county "$scratch/county"
/usr/bin/python3 "$source_dir/tests/support/counting_proxy.py" "$county_port" "$scratch/requests" >"$scratch/proxy.port" &
children+=($!)
until [ -s "$scratch/proxy.port" ]; do sleep 0.05; done
url=http://127.0.0.1:$(cat "$scratch/proxy.port")

enrol_village "$scratch/county" "$scratch/village" "$url"
"$bin/villageboard-sync" once --data "$scratch/village"
"$bin/villageboard-sync" status --data "$scratch/village" --json | /usr/bin/python3 -m json.tool >/dev/null
"$bin/villageboard-sync" status --data "$scratch/village" | grep -qE '^keys +held' || fail "the accepted terminal holds no keys"

# Nothing new costs one request a feed.
: >"$scratch/requests"
"$bin/villageboard-sync" once --data "$scratch/village"
sleep 0.2
asked=$(grep -c 'checkpoint' "$scratch/requests")
all=$(grep -cE '^(GET|HEAD|POST)' "$scratch/requests")
[ "$asked" = 3 ] || fail "a round with nothing new asked for $asked checkpoints, not 3: $(cat "$scratch/requests")"
[ "$all" = 3 ] || fail "a round with nothing new made $all requests, not one a feed: $(cat "$scratch/requests")"

# One new notice costs the checkpoint and one range more.
notice "明天上午停水两小时" "$scratch/new.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/new.json" >"$scratch/new.out"
item=$(awk '{ print $2 }' "$scratch/new.out")
: >"$scratch/requests"
"$bin/villageboard-sync" once --data "$scratch/village"
sleep 0.2
all=$(grep -cE '^(GET|HEAD|POST)' "$scratch/requests")
[ "$all" = 4 ] || fail "one new notice made $all requests, not 3 + 1: $(cat "$scratch/requests")"

# The same file again is the same item.
again=$("$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/new.json" | awk '{ print $2 }')
[ "$again" = "$item" ] || fail "the same file was published twice: $item, then $again"

# The README's notice in Markdown publishes as it stands there.
awk '/^---$/ { inside = 1 } /^```$/ { if (inside) exit } inside' "$source_dir/README.md" >"$scratch/notice.md"
grep -q '^item: N02$' "$scratch/notice.md" || fail "the README has lost its example of a notice"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/notice.md" >/dev/null
"$bin/villageboard-sync" once --data "$scratch/village"

# It stands on the board, and goes on standing there when the county is gone.
kill "$county_pid"
wait "$county_pid" 2>/dev/null || true
status=0
"$bin/villageboard-sync" once --data "$scratch/village" 2>"$scratch/offline.err" || status=$?
[ "$status" = 1 ] || fail "a round without a county ended with $status, not 1"
printf 'size 1080x1920\ntry-tap 我知道了\nexpect 明天上午停水两小时\nexpect 11月25日上寨下寨停水\nshot home\n' >"$scratch/script"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"
[ -s "$scratch/shots/home.png" ] || fail "no screenshot"

"$bin/villageboard-county" verify --data "$scratch/county" >/dev/null
echo passed
