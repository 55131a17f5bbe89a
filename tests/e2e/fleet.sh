# A fleet of one: pairing with a fingerprint, reports, an empty shell, a warning that reaches the panel's cache
# by itself, an erasure that is confirmed, revocation.
. "$(dirname "$0")/../support/e2e.sh"

county=("$bin/villageboard-county")
sync=("$bin/villageboard-sync")
data=$scratch/county

# json FILE EXPRESSION: a value of a JSON document.
json() {
    /usr/bin/python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"
}

demo_county "$data"
start_county "$data"
url=http://127.0.0.1:$county_port

# What the QR code holds is enough to enrol; both sides show one fingerprint.
qr=$("${county[@]}" device code --data "$data" --area $village_area --qr)
"${sync[@]}" enrol --data "$scratch/village" --county "$url" --code "$qr" >"$scratch/enrol.out"
"${county[@]}" device list --data "$data" --json >"$scratch/list.json"
device=$(json "$scratch/list.json" 'd["devices"][0]["id"]')
there=$(json "$scratch/list.json" 'd["devices"][0]["fingerprint"]')
here=$("${sync[@]}" status --data "$scratch/village" | sed -n 's/^fingerprint //p')
[ -n "$here" ] && [ "$here" = "$there" ] || fail "the fingerprints differ: '$here', '$there'"
grep -q "$there" "$scratch/enrol.out" || fail "enrolment does not show the fingerprint"
"${county[@]}" device accept --data "$data" "$device" >/dev/null
"${county[@]}" device enter --data "$data" --place 核桃箐村委会 --asset YL-0042 --join river "$device" >/dev/null

# The first round is reported.
"${sync[@]}" once --data "$scratch/village"
"${county[@]}" device show --data "$data" "$device" >"$scratch/show.json"
[ "$(json "$scratch/show.json" 'd["behind"]')" = 0 ] || fail "the terminal is behind after its round"
[ "$(json "$scratch/show.json" 'd["report"]["result"]')" = fresh ] || fail "no report of a fresh round"
[ "$(json "$scratch/show.json" 'all(f["agrees"] for f in d["feeds"])')" = True ] || fail "rows differ: $(cat "$scratch/show.json")"
[ "$(json "$scratch/show.json" 'd["entry"]["groups"][0]')" = river ] || fail "the register lost a group"
[ "$(json "$scratch/show.json" 'd["troubles"]')" = "[]" ] || fail "a sound terminal is in trouble"

# A terminal that was enrolled long ago and never came is an empty shell.
code=$("${county[@]}" device code --data "$data" --area $village_area | awk 'NF { last = $NF } END { print last }')
"${sync[@]}" enrol --data "$scratch/shell" --county "$url" --area $village_area --code "$code" >/dev/null
"${county[@]}" device accept --data "$data" --all >/dev/null
/usr/bin/python3 - "$data/county.db" "$device" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute("UPDATE device SET created = created - 200000 WHERE id <> ?", (sys.argv[2],))
PY
"${county[@]}" device alarms --data "$data" >"$scratch/alarms"
grep -q 'empty_shell:never_reported' "$scratch/alarms" || fail "no alarm for an empty shell: $(cat "$scratch/alarms")"
[ "$(wc -l <"$scratch/alarms")" = 1 ] || fail "more alarms than one: $(cat "$scratch/alarms")"

# A warning of the gateway is in the terminal's cache before the next poll, 20 s later, by the hint of /v1/wait.
"${sync[@]}" status --data "$scratch/village" --json >"$scratch/status.json"
finished=$(json "$scratch/status.json" 'd["finished"]')
"${sync[@]}" run --data "$scratch/village" --poll 20 2>"$scratch/run.log" &
agent=$!
children+=("$agent")
for _ in $(seq 600); do
    "${sync[@]}" status --data "$scratch/village" --json >"$scratch/status.json"
    [ "$(json "$scratch/status.json" 'd["finished"]')" != "$finished" ] && break
    sleep 0.1
done
sleep 1
now=$(date -u +%FT%TZ)
cat >"$scratch/cap.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
 <identifier>53992141600000_$(date +%Y%m%d%H%M%S)</identifier><sender>云岭县气象台</sender>
 <sent>$now</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
 <info><language>zh-CN</language><event>暴雨</event><severity>Extreme</severity>
  <headline>云岭县气象台发布暴雨红色预警</headline><description>杉坪镇三小时内有大暴雨。</description>
  <instruction>沟口的人家马上转移。</instruction>
  <area><areaDesc>核桃箐村</areaDesc><geocode><valueName>code</valueName><value>$village_area</value></geocode></area></info>
</alert>
XML
before=$(json "$scratch/status.json" '[f["size"] for f in d["feeds"] if f["area"] == "'$village_area'"][0]')
"${county[@]}" alert import --data "$data" "$scratch/cap.xml" >/dev/null
published=$(date +%s%N)
while :; do
    "${sync[@]}" status --data "$scratch/village" --json >"$scratch/status.json"
    after=$(json "$scratch/status.json" '[f["size"] for f in d["feeds"] if f["area"] == "'$village_area'"][0]')
    took=$((($(date +%s%N) - published) / 1000000))
    [ "$after" -gt "$before" ] && break
    [ "$took" -lt 15000 ] || fail "the warning did not come before the next poll: $(cat "$scratch/run.log")"
    sleep 0.05
done
echo "the warning took $took ms"
"${county[@]}" alert import --data "$data" "$scratch/cap.xml" | grep -q repeated || fail "the same warning was taken twice"
kill "$agent"
wait "$agent" 2>/dev/null || true

# An erasure is open until the terminal has done it, then it is confirmed.
notice "要抹掉的" "$scratch/secret.json"
item=$("${county[@]}" publish --data "$data" --area $village_area "$scratch/secret.json" | awk '{ print $2 }')
"${sync[@]}" once --data "$scratch/village"
cat >"$scratch/erase.json" <<JSON
{"id": "$item", "kind": "notice", "catalogue": "N02", "area": "$village_area", "operation": "erase",
 "office": "$village_area-VC", "reviewers": ["county_admin"]}
JSON
"${county[@]}" publish --data "$data" --area $village_area "$scratch/erase.json" >/dev/null
acknowledged() {
    "${county[@]}" device acknowledgements --data "$data" --area $village_area "$item" >"$scratch/acks.json"
    json "$scratch/acks.json" '[r["device"] for r in d["rows"] if r["done"]]'
}
[ "$(acknowledged)" = "[]" ] || fail "an erasure was confirmed before it was done"
"${sync[@]}" once --data "$scratch/village"
[ "$(acknowledged)" = "['$device']" ] || fail "the erasure was not confirmed: $(cat "$scratch/acks.json")"
grep -q '要抹掉的' "$scratch"/village/cache.*.db* && fail "the erased text stands in the cache"

# A revoked terminal gets no more keys, and nothing is known of it but its confirmation.
"${county[@]}" device revoke --data "$data" "$device" >/dev/null
[ ! -e "$data/feed/keys/$device" ] || fail "the keys of a revoked terminal are still there"
"${county[@]}" device show --data "$data" "$device" >"$scratch/show.json"
[ "$(json "$scratch/show.json" '(d["state"], d["report"], d["entry"]["place"])')" = "('revoked', None, '')" ] || fail "a revoked terminal is remembered: $(cat "$scratch/show.json")"
echo passed
