#!/bin/sh
# Prepares librime's tables: prepare.sh SOURCE_DIR WORDS RIME_DATA_DIR OUT_DIR
# With them goes `digests`, by which the terminal knows whether they are whole: librime maps them
# unchecked. rime_deployer keeps notes of its own in its working folder: only the finished tables are kept.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/user" "$work/shared" "$work/out"
cp "$1/default.yaml" "$1/kiosk.schema.yaml" "$work/shared/"
cp "$3/pinyin_simp.dict.yaml" "$work/shared/"
{
    cat "$1/kiosk.dict.head.yaml"
    LC_ALL=C awk -F '\t' '/^[^#]/ && NF == 2 { print $1 "\t" $2 "\t" 30000 }' "$2"
} > "$work/shared/kiosk.dict.yaml"
rime_deployer --build "$work/user" "$work/shared" "$work/out" > "$work/log" 2>&1 || true
for file in default.yaml kiosk.schema.yaml kiosk.prism.bin kiosk.table.bin kiosk.reverse.bin; do
    [ -s "$work/out/$file" ] || { cat "$work/log" >&2; echo "prepare.sh: no $file" >&2; exit 1; }
done
rm -rf "$4.new"
mkdir -p "$4.new"
cp "$work"/out/default.yaml "$work"/out/kiosk.* "$4.new/"
(cd "$4.new" && sha256sum -- * > "$work/digests" && mv "$work/digests" digests)
rm -rf "$4"
mv "$4.new" "$4"
