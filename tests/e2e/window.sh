# The terminal in a real window of an X server: a tap with the pointer opens what it points at.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"

Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$scratch/display" 2>/dev/null &
children+=($!)
until [ -s "$scratch/display" ]; do sleep 0.05; done
export DISPLAY=:$(cat "$scratch/display")
"$bin/villageboard-kiosk" --data "$scratch/village" --size 1920x1080 >"$scratch/kiosk.log" 2>&1 &
kiosk=$!
children+=($kiosk)
window=$(timeout 30 xdotool search --sync --onlyvisible --pid $kiosk | head -n 1)
[ -n "$window" ] || fail "no window: $(cat "$scratch/kiosk.log")"

picture() { xwd -root -silent -out "$1"; }
sleep 2
picture "$scratch/before"
# the left button of the red alert that fills the panel: 我知道了
xdotool mousemove 500 981 mousedown 1 mouseup 1
sleep 2
picture "$scratch/after"
cmp -s "$scratch/before" "$scratch/after" && fail "a tap changed nothing on the panel"

# Untouched, it uses no processor time that could be measured.
ticks() { awk '{ print $14 + $15 }' /proc/$kiosk/stat; }
sleep 1
before=$(ticks)
sleep 5
used=$(($(ticks) - before))
[ "$used" -le 10 ] || fail "an untouched panel used $used ticks of processor time in 5 s"
kill -0 $kiosk || fail "the terminal ended: $(cat "$scratch/kiosk.log")"
echo passed
