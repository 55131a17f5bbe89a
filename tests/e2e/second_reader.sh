# A reader written from FORMAT.md alone reads what the county writes, opens what a terminal may open, counts as
# 'verify' counts, and refuses a changed byte, an old copy and another county's root.
. "$(dirname "$0")/../support/e2e.sh"

support=$source_dir/tests/support
python() { /usr/bin/python3 -B "$@"; }
second_reader() { python "$support/second_reader.py" "$@"; }

# The document's own examples, sealed body included.
secret=$(python "$support/second_reader_examples.py" "$source_dir/sync/feed/FORMAT.md" "$scratch/examples")
second_reader "$scratch/examples" --now 1795413600 --device d-0001 --secret "$secret" >"$scratch/examples.json"
grep -q '"opened": 1' "$scratch/examples.json" || fail "the example's sealed body was not opened"

# A village with enough items for a run and a dictionary.
county=$scratch/county
feed=$county/feed
demo_county "$county"
python "$support/make_notices.py" 230 "$scratch/notices" "$scratch/all.json"
"$bin/villageboard-county" publish --data "$county" --area $village_area "$scratch/notices"/*.json >"$scratch/published"

# agrees [OPTION...]: both readers count the same, in $scratch/second.json and $scratch/first.json.
agrees() {
    second_reader "$feed" "$@" >"$scratch/second.json"
    "$bin/villageboard-county" verify --data "$county" --json >"$scratch/first.json"
    python - "$scratch/second.json" "$scratch/first.json" <<'PY' || fail "the two readers disagree"
import json, sys
second = json.load(open(sys.argv[1]))
first = {feed["area"]: feed for feed in json.load(open(sys.argv[2]))["feeds"]}
same = ("bodies", "erased", "attachments")
counted = {area: [feed["size"], *(feed[name] for name in same)] for area, feed in second.items()}
verified = {area: [feed["entries"], *(feed[name] for name in same)] for area, feed in first.items()}
sys.exit(0 if counted == verified else f"second reader: {counted}, verify: {verified}")
PY
}
# of_village NAME: one number of the village's last summary.
of_village() { python -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]][sys.argv[3]])' "$scratch/second.json" $village_area "$1"; }

agrees
[ "$(of_village runs)" = 1 ] || fail "the village has $(of_village runs) runs"
[ "$(of_village sealed)" -gt 0 ] || fail "nothing is sealed"
[ "$(of_village opened)" = 0 ] || fail "sealed bodies opened without a key"

# A terminal that is not ours asks on a stick and gets keys that open every sealed body.
code=$("$bin/villageboard-county" device code --data "$county" --area $village_area | awk 'NF { last = $NF } END { print last }')
mkdir -p "$scratch/stick/devices"
cat >"$scratch/terminal.py" <<'PY'
import pathlib, sys
import nacl.bindings
import second_reader_notes as notes

step, folder, code, area, state = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4], pathlib.Path(sys.argv[5])
request = folder / f"devices/{code[:4]}.request"
if step == "ask":
    signing, _ = nacl.bindings.crypto_sign_keypair()
    box, secret = nacl.bindings.crypto_box_keypair()
    request.write_text(notes.enrolment_request(code, area, signing, box))
    state.write_text(secret.hex())
else:
    print(notes.open_reply(request.with_suffix(".reply").read_text(), code, request.read_text())[0])
PY
terminal() { PYTHONPATH=$support python "$scratch/terminal.py" "$1" "$scratch/stick" "$code" $village_area "$scratch/secret"; }
terminal ask
"$bin/villageboard-county" device import --data "$county" "$scratch/stick" >/dev/null
device=$(terminal answer)
"$bin/villageboard-county" device accept --data "$county" --all >/dev/null
agrees --device "$device" --secret "$(cat "$scratch/secret")"
[ "$(of_village opened)" = "$(of_village sealed)" ] || fail "$(of_village opened) of $(of_village sealed) sealed bodies opened"

# Erased: a roll of the village, and a notice that a dictionary learnt from.
cp -r "$feed" "$scratch/old-feed"
cp "$scratch/second.json" "$scratch/floor.json"
erase() {
    printf '{"operation": "erase", "id": "%s", "kind": "%s", "catalogue": "%s", "area": "%s", "office": "%s-VC"}' \
        "$1" "$2" "$3" $village_area $village_area >"$scratch/erase.json"
    "$bin/villageboard-county" publish --data "$county" --area $village_area "$scratch/erase.json" >/dev/null
}
roll=$(python - "$feed/$village_area/tile/entries/000" <<'PY'
import re, sys
print(re.search(rb'"id":"([^"]*)","rev":1,"kind":"subsidy_roll","catalogue":"([^"]*)"', open(sys.argv[1], "rb").read()).expand(rb"\1 \2").decode())
PY
)
erase "${roll% *}" subsidy_roll "${roll#* }"
erase "$(awk 'NR == 3 { print $2 }' "$scratch/published")" notice N02
agrees --device "$device" --secret "$(cat "$scratch/secret")" --floor "$scratch/floor.json"
[ "$(of_village erased)" -ge 3 ] || fail "only $(of_village erased) bodies erased"
[ "$(of_village opened)" = "$(of_village sealed)" ] || fail "$(of_village opened) of $(of_village sealed) sealed bodies opened"

# What must be refused. flipped FILE OFFSET PATTERN: one byte changed (from the end where OFFSET is negative).
flipped() {
    cp "$1" "$scratch/kept"
    python - "$1" "$2" <<'PY'
import os, sys
path, offset = sys.argv[1], int(sys.argv[2])
data = bytearray(open(path, "rb").read())
data[offset] ^= 0x10
os.unlink(path)
open(path, "wb").write(data)
PY
    refused 1 "$3" second_reader "$feed"
    mv "$scratch/kept" "$1"
}
flipped "$(find "$feed/$county_area/pack" -type f | sort -V | tail -n 1)" -40 'body_mismatch|bad_frame|oversize'
flipped "$feed/$village_area/pack/000" 5 'tile_mismatch|bad_frame'
flipped "$feed/$village_area/run/0/000" 2000 'bad_frame|tile_mismatch|body_mismatch'
flipped "$feed/$village_area/tile/entries/000" 500 'tile_mismatch'
flipped "$feed/$village_area/tile/0/000" 70 'tile_mismatch'
flipped "$feed/$village_area/checkpoint" -10 'bad_signature|malformed'
refused 1 'stale' second_reader "$scratch/old-feed" --floor "$scratch/second.json"
refused 1 'fingerprint' second_reader "$feed" --root-fingerprint 00000-00000-00000-00000-00000-00000
cp "$scratch/second.json" "$scratch/floor.json"
agrees --floor "$scratch/floor.json"
echo passed
