# A log verifier that knows only the public C2SP formats accepts every feed of the demo, and refuses a changed one.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
verifier() { /usr/bin/python3 "$source_dir/tests/support/log_verifier.py" "$@"; }
for area in $county_area $town_area $village_area; do
    vkey=$("$bin/villageboard-county" key show --data "$scratch/county" --area $area | head -n 1)
    verifier "$scratch/county/feed/$area" "$vkey" | grep -q '^verified [1-9]' || fail "no entries in the feed of $area"
    bundle=$(find "$scratch/county/feed/$area/tile/entries" -type f | sort -V | tail -n 1)
    cp "$bundle" "$scratch/kept"
    chmod u+w "$bundle"
    printf 'x' | dd of="$bundle" bs=1 seek=100 conv=notrunc status=none
    refused 1 'signed root|cut short' verifier "$scratch/county/feed/$area" "$vkey"
    cp "$scratch/kept" "$bundle"
done
"$bin/villageboard-county" verify --data "$scratch/county" >/dev/null
echo passed
