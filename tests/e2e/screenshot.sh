# A picture of the screen: asked for at the county, told with a report, taken by the kiosk once nobody is there
# and announced on its panel, brought by the agent, fetched, gone with the terminal.
. "$(dirname "$0")/../support/e2e.sh"

county=("$bin/villageboard-county")
sync=("$bin/villageboard-sync")
data=$scratch/county
village=$scratch/village
notice='县里刚看了这块屏上的画面，没有拍人。'

"${county[@]}" init --data "$data" --origin board.yunling.example --area $county_area --areas "$source_dir/content/demo/areas.json" >/dev/null
notice "明天停水两小时" "$scratch/notice.json"
"${county[@]}" publish --data "$data" --area $village_area "$scratch/notice.json" >/dev/null
start_county "$data"
enrol_village "$data" "$village" "http://127.0.0.1:$county_port"
device=$("${county[@]}" device list --data "$data" | awk '{ print $1 }')

# Nothing is taken that nobody asked for.
refused 2 'no picture of this terminal' "${county[@]}" device screenshot --data "$data" --out "$scratch/none.png" "$device"
kiosk() { "$bin/villageboard-kiosk" --data "$village" --script "$1" --out "$scratch/out" 2>"$scratch/kiosk.log" || fail "$(cat "$scratch/kiosk.log")"; }
"${county[@]}" device screenshot --data "$data" "$device" >/dev/null
"${sync[@]}" once --data "$village"

# Somebody reads: no picture, until a minute after they left.
cat >"$scratch/used" <<SCRIPT
size 1080x1920
tap 村务
idle 65
expect-not $notice
shot reading
idle 28
expect-screen board
expect $notice
shot notice
idle 12
expect-not $notice
shot after
SCRIPT
kiosk "$scratch/used"

# The second round brings it.
"${sync[@]}" once --data "$village"
"${county[@]}" device screenshot --data "$data" --out "$scratch/screen.png" "$device" | grep -q 'shows the screen' || fail "the picture can't be fetched"
size=$(/usr/bin/python3 -c 'import struct, sys; print(*struct.unpack(">8s8xII", open(sys.argv[1], "rb").read(24))[1:])' "$scratch/screen.png")
[ "$size" = "720 1280" ] || fail "the picture has $size pixels, not 720 1280"
"${county[@]}" device show --data "$data" "$device" | grep -q '"asked_until": null' || fail "the picture is still waited for"
"${county[@]}" audit show --data "$data" >"$scratch/audit"
grep -q 'device.screenshot' "$scratch/audit" || fail "the request is not in the audit log"
grep -q 'device.pictured' "$scratch/audit" || fail "the picture is not in the audit log"

# It goes with the terminal.
"${county[@]}" device revoke --data "$data" "$device" >/dev/null
refused 2 'no picture of this terminal' "${county[@]}" device screenshot --data "$data" --out "$scratch/none.png" "$device"
echo passed
