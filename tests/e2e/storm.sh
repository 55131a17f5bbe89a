# The terminal in a real window of an X server without a window manager: thousands of key chords, taps,
# swipes and requests to close. Afterwards it is the same process with the same window over the whole
# panel, and the first page is two taps away.
#   STORM_SECONDS=300   how long it is tapped; 30 unless said
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"

width=1920
height=1080
echo 'panel_mm = 476x268' >"$scratch/village/kiosk.conf"
Xvfb -displayfd 3 -screen 0 ${width}x${height}x24 -nolisten tcp 3>"$scratch/display" 2>/dev/null &
children+=($!)
until [ -s "$scratch/display" ]; do sleep 0.05; done
export DISPLAY=:$(cat "$scratch/display")
"$bin/villageboard-kiosk" --data "$scratch/village" --size ${width}x${height} >"$scratch/kiosk.log" 2>&1 &
kiosk=$!
children+=($kiosk)
window=$(timeout 120 xdotool search --sync --onlyvisible --pid $kiosk | head -n 1)
[ -n "$window" ] || fail "no window: $(cat "$scratch/kiosk.log")"
sleep 2

alive() { kill -0 $kiosk 2>/dev/null || fail "the terminal ended after $1: $(cat "$scratch/kiosk.log")"; }

# Every key with every set of modifiers, thirty-two chords to a call.
modifiers=("" ctrl+ alt+ shift+ super+ ctrl+alt+ ctrl+shift+ alt+shift+ super+shift+ ctrl+super+ alt+super+
    ctrl+alt+shift+ ctrl+alt+super+ ctrl+shift+super+ alt+shift+super+ ctrl+alt+shift+super+)
keys=()
for ((i = 1; i <= 12; i++)); do keys+=("F$i"); done
for key in {a..z} {0..9} Escape Tab Return space BackSpace Delete Insert Home End Prior Next Left Right Up Down \
    Print Pause Menu Scroll_Lock Num_Lock Caps_Lock KP_Enter KP_Add KP_Subtract KP_0 KP_5 \
    XF86AudioMute XF86AudioRaiseVolume XF86AudioLowerVolume XF86HomePage XF86Mail XF86Search XF86Calculator \
    XF86PowerOff XF86Sleep XF86Back XF86Forward XF86Refresh XF86Favorites XF86Explorer XF86WWW XF86LogOff \
    grave minus equal bracketleft bracketright semicolon apostrophe comma period slash backslash \
    Super_L Super_R Hyper_L Alt_R Control_R Shift_R Help Undo Redo Find Cancel Execute Select Linefeed Clear \
    Sys_Req Break Mode_switch Multi_key Kanji Hangul Henkan Muhenkan Zenkaku_Hankaku Eisu_toggle \
    F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 KP_1 KP_2 KP_3 KP_4 KP_6 KP_7 KP_8 KP_9 KP_Divide \
    KP_Multiply KP_Decimal KP_Equal XF86AudioPlay XF86AudioStop XF86AudioPrev XF86AudioNext XF86Eject XF86Launch1 \
    XF86Launch2 XF86TaskPane XF86Terminal XF86Tools XF86Xfer XF86MyComputer XF86ScreenSaver XF86Display \
    XF86Battery XF86Bluetooth XF86WLAN XF86RotateWindows XF86TouchpadToggle XF86Copy XF86Cut XF86Paste \
    XF86Open XF86Close XF86Save XF86New XF86Reload XF86ZoomIn XF86ZoomOut XF86Phone XF86Messenger XF86Games \
    Undo Props Front Open Paste Cut; do
    keys+=("$key")
done
chords=()
for modifier in "${modifiers[@]}"; do
    for key in "${keys[@]}"; do chords+=("$modifier$key"); done
done
[ ${#chords[@]} -ge 3000 ] || fail "only ${#chords[@]} chords"
sent=0
while [ $sent -lt 4000 ]; do
    for ((i = 0; i < ${#chords[@]} && sent < 4000; i += 32)); do
        xdotool key --delay 1 "${chords[@]:i:32}" >/dev/null 2>&1 || true
        sent=$((sent + 32))
    done
done
alive "$sent chords"
for key in Alt_L Control_L Shift_L Super_L; do xdotool keyup "$key" 2>/dev/null || true; done

# Taps and swipes from the edges, a hundred taps a second and more as far as the X server takes them.
seconds=${STORM_SECONDS:-30}
taps=0
end=$((SECONDS + seconds))
while [ $SECONDS -lt $end ]; do
    command=()
    for ((i = 0; i < 100; i++)); do
        command+=(mousemove $((RANDOM % width)) $((RANDOM % height)) mousedown 1 mouseup 1)
    done
    command+=(mousemove 0 $((RANDOM % height)) mousedown 1 mousemove $((width / 2)) $((RANDOM % height)) mouseup 1)
    command+=(mousemove $((RANDOM % width)) 0 mousedown 1 mousemove $((RANDOM % width)) $((height / 2)) mouseup 1)
    command+=(mousemove $((width - 1)) $((RANDOM % height)) mousedown 1 mousemove $((width / 2)) $((height / 2)) mouseup 1)
    command+=(mousemove $((RANDOM % width)) $((height - 1)) mousedown 1 mousemove $((RANDOM % width)) $((height / 2)) mouseup 1)
    command+=(mousedown 2 mouseup 2 mousedown 3 mouseup 3 click 4 click 5 click 8 click 9)
    xdotool "${command[@]}"
    taps=$((taps + 100))
    alive "$taps taps"
done
echo "$sent chords; $taps taps in $seconds s"

# A window manager's request to close is no reason to go.
xdotool windowquit "$window" 2>/dev/null || true
sleep 1
alive "a request to close"
now=$(xdotool search --onlyvisible --pid $kiosk | head -n 1)
[ "$now" = "$window" ] || fail "another window is there: $now instead of $window"
geometry=$(xdotool getwindowgeometry "$window")
echo "$geometry" | grep -q "Geometry: ${width}x${height}" || fail "the window lost its place: $geometry"
[ "$(xdotool getactivewindow 2>/dev/null || xdotool getwindowfocus)" != 0 ] || fail "nothing has the keyboard"

# Wherever all that led to, in whatever look: two taps, and the first page is there. What was tapped is worked
# off first; the lock for wiping the glass, which any tap may have begun, lasts thirty seconds.
ticks() { awk '{ print $14 + $15 }' /proc/$kiosk/stat; }
at_rest() {
    local before
    for _ in $(seq 120); do
        before=$(ticks)
        sleep 1
        [ $(($(ticks) - before)) -gt 10 ] || break
    done
}
at_rest
sleep 31
{
    echo "size ${width}x${height} 476x268"
    for language in zh-CN en; do
        for text in normal large largest; do
            for look in day night contrast; do
                printf 'home\ntry-tap 我知道了\nlang %s\ntext %s\ntheme %s\nshot %s-%s-%s\n' \
                    $language $text $look $language $text $look
            done
        done
    done
} >"$scratch/looks"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/looks" --out "$scratch/home"
tap() { xdotool mousemove "$1" "$2" mousedown 1 mouseup 1 && sleep 2 && at_rest; }
tap_home() { tap 390 1030; }
is_home() {
    xwd -root -silent -out "$scratch/screen"
    /usr/bin/python3 "$source_dir/tests/support/on_screen.py" "$scratch/screen" "$scratch"/home/*.png >"$scratch/home.name" 2>"$scratch/home.why"
}
reached=no
tap_home
is_home && reached='one tap'
[ "$reached" != no ] || { tap_home && is_home && reached='two taps'; } || true
# A warning that fills the panel swallows those; its left button, 我知道了, is the first of its two.
[ "$reached" != no ] || { tap 500 981 && tap_home && is_home && reached='two taps, a warning being read'; } || true
[ "$reached" != no ] || fail "the first page is not two taps away: $(cat "$scratch/home.why")"
echo "the first page ($(basename "$(cat "$scratch/home.name")" .png)) after $reached"

# A signal ends it, as a service manager does it; what was tapped before is worked off first, which takes a
# sanitized build its time.
kill -TERM $kiosk
for _ in $(seq 900); do kill -0 $kiosk 2>/dev/null || break; sleep 0.1; done
kill -0 $kiosk 2>/dev/null && fail "a signal didn't end it within ninety seconds"
echo passed
