# The terminal under a Wayland compositor: the output shows the board's own pixels, turned as
# kiosk.conf says, and an untouched panel uses no processor time that could be measured.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"

# Asked for by name without a compositor, and bare without a graphics card: one sentence, try later.
unset DISPLAY WAYLAND_DISPLAY
export XDG_RUNTIME_DIR=$scratch/run
mkdir -m 700 "$XDG_RUNTIME_DIR"
kiosk_here=("$bin/villageboard-kiosk" --data "$scratch/village")
refused 1 'no Wayland compositor answers' "${kiosk_here[@]}" --present wayland
[ -e /dev/dri ] || refused 1 'no graphics card' "${kiosk_here[@]}"
refused 2 'present takes auto, window, wayland or drm' "${kiosk_here[@]}" --present television
refused 2 'OpenGL draws in a window only' "${kiosk_here[@]}" --present drm --renderer opengl
refused 2 'renderer takes auto, processor or opengl' "${kiosk_here[@]}" --renderer television
refused 2 'rotate takes 0, 90, 180 or 270' "${kiosk_here[@]}" --rotate 45

weston --backend=headless-backend.so --use-pixman --no-config --idle-time=0 --debug \
    --socket=villageboard --width=1280 --height=800 >"$scratch/weston.log" 2>&1 &
weston=$!
children+=($weston)
export WAYLAND_DISPLAY=villageboard
until [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ]; do
    kill -0 $weston || fail "no compositor: $(cat "$scratch/weston.log")"
    sleep 0.05
done
screenshot() {
    rm -rf "$scratch/shots" && mkdir "$scratch/shots"
    (cd "$scratch/shots" && XDG_PICTURES_DIR=$scratch/shots weston-screenshooter >/dev/null)
    mv "$scratch/shots"/*.png "$1"
}
# shows PICTURE DEGREES: the output holds exactly these pixels, turned; the compositor fades its first picture in.
shows() {
    for _ in $(seq 20); do
        screenshot "$scratch/seen.png"
        /usr/bin/python3 "$source_dir/tests/support/same_picture.py" "$1" "$scratch/seen.png" "$2" && return
        sleep 0.5
    done
    fail "the output is not the board: $(cat "$scratch/kiosk.log")"
}
kiosk() {
    "${kiosk_here[@]}" >"$scratch/kiosk.log" 2>&1 &
    kiosk=$!
    children+=($kiosk)
}

# What the panel should show: the same board drawn without a display.
printf 'size 1280x800\nshot wide\nsize 800x1280\nshot tall\n' >"$scratch/script"
"${kiosk_here[@]}" --script "$scratch/script" --out "$scratch/out"

kiosk
shows "$scratch/out/wide.png" 0

ticks() { awk '{ print $14 + $15 }' /proc/$kiosk/stat; }
before=$(ticks)
sleep 5
used=$(($(ticks) - before))
[ "$used" -le 10 ] || fail "an untouched panel used $used ticks of processor time in 5 s"
kill -TERM $kiosk
wait $kiosk || fail "told to end, it ended with $?"

echo 'rotation = 90' >"$scratch/village/kiosk.conf"
kiosk
shows "$scratch/out/tall.png" 90

# A compositor that ends ends the terminal with 'try again later'.
kill $weston
code=0
wait $kiosk || code=$?
[ $code = 1 ] || fail "without its compositor it ended with $code"
grep -q compositor "$scratch/kiosk.log" || fail "it doesn't say why: $(cat "$scratch/kiosk.log")"
echo passed
