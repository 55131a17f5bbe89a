# The README's first command, without a display and with the programs of the tests: it ends with the screenshots and two data folders that verify.
. "$(dirname "$0")/../support/e2e.sh"

export VILLAGEBOARD_PRESET=dev
(cd "$source_dir" && deploy/demo --headless --out "$scratch/out")
for size in 1080x1920 1920x1080 1280x800; do
    for screen in home finance roll alert; do
        find "$scratch/out" -maxdepth 1 -name "$screen*$size*.png" | grep -q . || fail "no screenshot of $screen at $size"
    done
done
[ -d "$scratch/out/county/feed" ] || fail "no county"
[ -e "$scratch/out/village/cache.current" ] || fail "no terminal"
"$bin/villageboard-county" verify --data "$scratch/out/county"
refused 2 'empty folder' "$source_dir/deploy/demo" --headless --out "$scratch/out"
echo passed
