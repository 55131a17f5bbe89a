# A village without a link: enrolment, keys and content come and go on a stick, and an old stick is no alarm.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
stick=$scratch/stick
"$bin/villageboard-county" export --data "$scratch/county" --to "$stick" >/dev/null
cp -r "$stick" "$scratch/old-stick"
code=$("$bin/villageboard-county" device code --data "$scratch/county" --area $village_area | awk 'NF { last = $NF } END { print last }')
"$bin/villageboard-sync" enrol --data "$scratch/village" --county "$stick" --area $village_area --code "$code" >/dev/null || true
"$bin/villageboard-county" device import --data "$scratch/county" "$stick" >/dev/null
"$bin/villageboard-county" device accept --data "$scratch/county" --all >/dev/null
"$bin/villageboard-county" export --data "$scratch/county" --to "$stick" >/dev/null
"$bin/villageboard-sync" enrol --data "$scratch/village" --county "$stick" --area $village_area --code "$code" >/dev/null
"$bin/villageboard-sync" once --data "$scratch/village" --from "$stick"

notice "赶集班车改道" "$scratch/new.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/new.json" >/dev/null
"$bin/villageboard-county" export --data "$scratch/county" --to "$stick" >/dev/null
"$bin/villageboard-sync" once --data "$scratch/village" --from "$stick"
printf 'size 1920x1080\ntry-tap 我知道了\nexpect 赶集班车改道\n' >"$scratch/script"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"

# The old stick is stale, nothing is lost, nothing is refused as an attack.
status=0
"$bin/villageboard-sync" once --data "$scratch/village" --from "$scratch/old-stick" 2>"$scratch/old.err" || status=$?
[ "$status" != 2 ] || fail "an old stick was refused as an attack: $(cat "$scratch/old.err")"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"

# A stick whose pack was changed is refused where no other source is at hand, and the board stays as it was.
notice "第二条通知" "$scratch/second.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/second.json" >/dev/null
"$bin/villageboard-county" export --data "$scratch/county" --to "$scratch/stick2" >/dev/null
find "$scratch/stick2/$village_area/pack" -type f | while read -r file; do
    size=$(stat -c %s "$file")
    printf '\xff' | dd of="$file" bs=1 seek=$((size - 40)) conv=notrunc status=none
done
mv "$stick" "$scratch/stick-taken-away"
status=0
"$bin/villageboard-sync" once --data "$scratch/village" --from "$scratch/stick2" 2>"$scratch/bad.err" || status=$?
[ "$status" != 0 ] || fail "a changed pack was taken"
printf 'size 1920x1080\ntry-tap 我知道了\nexpect 赶集班车改道\nexpect-not 第二条通知\n' >"$scratch/script"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"
echo passed
