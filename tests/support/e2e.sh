# Sourced by the end-to-end tests: a scratch folder, the programs' places, a county that is started and
# ended by process id, and checks that say what they expected. `set -e` ends a test at its first failure.
set -euo pipefail

export ASAN_OPTIONS=malloc_context_size=6

source_dir=$1
bin=$2
scratch=$(mktemp -d)
children=()
cleanup() {
    for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
    for child in "${children[@]}"; do wait "$child" 2>/dev/null || true; done
    rm -rf "$scratch"
}
trap cleanup EXIT

county_area=539921
town_area=539921102
village_area=539921102205
today=$(TZ=Asia/Shanghai date +%F)

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# refused CODE PATTERN COMMAND...: the command ends with CODE and one line on stderr that matches PATTERN.
refused() {
    local code=$1 pattern=$2 status=0
    shift 2
    "$@" >"$scratch/refused.out" 2>"$scratch/refused.err" || status=$?
    [ "$status" = "$code" ] || fail "'$*' ended with $status, not $code: $(cat "$scratch/refused.err")"
    grep -qE "$pattern" "$scratch/refused.err" || fail "'$*' said '$(cat "$scratch/refused.err")', expected /$pattern/"
}

free_port() {
    local port=$((20000 + RANDOM % 20000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}

# start_county DATA [PORT]: serves it, on a free port unless one is named; sets county_port and county_pid.
start_county() {
    county_port=${2:-$(free_port)}
    "$bin/villageboard-county" serve --data "$1" --listen "127.0.0.1:$county_port" >"$scratch/serve.log" 2>&1 &
    county_pid=$!
    children+=("$county_pid")
    for _ in $(seq 1200); do
        (exec 3<>"/dev/tcp/127.0.0.1/$county_port") 2>/dev/null && return
        kill -0 "$county_pid" 2>/dev/null || fail "the county did not start: $(cat "$scratch/serve.log")"
        sleep 0.05
    done
    fail "the county did not listen within 60 s"
}

# demo_county DATA: a county with the demo content of all three areas.
demo_county() {
    "$bin/villageboard-demo-content" --today "$today" --out "$scratch/drafts" >/dev/null
    "$bin/villageboard-county" init --data "$1" --origin board.yunling.example --area $county_area --areas "$source_dir/content/demo/areas.json" >/dev/null
    for area in $county_area $town_area $village_area; do
        "$bin/villageboard-county" publish --data "$1" --area $area "$scratch/drafts/$area"/*.json >"$scratch/published.$area"
    done
}

# enrol_village COUNTY_DATA VILLAGE_DATA URL: a terminal that the county accepted.
enrol_village() {
    local code
    code=$("$bin/villageboard-county" device code --data "$1" --area $village_area | awk 'NF { last = $NF } END { print last }')
    "$bin/villageboard-sync" enrol --data "$2" --county "$3" --area $village_area --code "$code" >/dev/null
    "$bin/villageboard-county" device accept --data "$1" --all >/dev/null
}

# notice TITLE FILE: a draft of a plain notice of the village.
notice() {
    cat >"$2" <<JSON
{"kind": "notice", "catalogue": "N02", "area": "$village_area", "priority": "normal", "formed": "$today",
 "office": "$village_area-VC", "reviewers": ["clerk", "village_head"],
 "body": {"title": "$1", "summary": "$1。", "office_name": "核桃箐村民委员会",
          "blocks": [{"type": "paragraph", "text": "$1，请各组互相转告。"}]}}
JSON
}
