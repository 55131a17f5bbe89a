# A month of two villages, a town and a county, by curl: they post, refuse, correct, withdraw and erase, a
# complaint is answered, an alert goes out, and the terminals of both villages show what they should after
# each step. On SQLite and on PostgreSQL; the server is killed between any two calls.
. "$(dirname "$0")/../support/e2e.sh"

other_area=539921102204
letters() { /usr/bin/python3 "$source_dir/tests/support/letters.py" "$@"; }
office() { /usr/bin/python3 "$source_dir/tests/support/office.py" "$@"; }
answer() { office get "$scratch/answer" "$@"; }

# serve_again: kills the server in whatever it is doing and starts it on the same port.
serve_again() {
    if [ -n "${county_pid:-}" ]; then
        kill -9 "$county_pid" 2>/dev/null || true
        wait "$county_pid" 2>/dev/null || true
    fi
    "$bin/villageboard-county" serve --data "$county" --listen "127.0.0.1:$county_port" >>"$scratch/serve.log" 2>&1 &
    county_pid=$!
    children+=("$county_pid")
    for _ in $(seq 400); do
        (exec 3<>"/dev/tcp/127.0.0.1/$county_port") 2>/dev/null && return
        kill -0 "$county_pid" 2>/dev/null || fail "the county did not start again: $(tail -5 "$scratch/serve.log")"
        sleep 0.05
    done
    fail "the county did not listen within 20 s"
}

# as WHO STATUS METHOD PATH [BODY]: one call, after the server was killed; its answer in $scratch/answer.
as() {
    local who=$1 status=$2 method=$3 path=$4 got
    serve_again
    local arguments=(-sS -o "$scratch/answer" -w '%{http_code}' -X "$method" -H 'X-Villageboard: 1')
    [ -z "${cookie[$who]:-}" ] || arguments+=(-H "Cookie: __Host-villageboard=${cookie[$who]}")
    [ $# -lt 5 ] || arguments+=(-H 'Content-Type: application/json' --data-binary "$5")
    got=$(curl "${arguments[@]}" -D "$scratch/head" "http://127.0.0.1:$county_port$path")
    [ "$got" = "$status" ] || fail "$who $method $path: $got, not $status: $(cat "$scratch/answer")"
    local set
    set=$(sed -n 's/^Set-Cookie: __Host-villageboard=\([^;]*\);.*/\1/Ip' "$scratch/head" | tr -d '\r')
    [ -z "$set" ] || cookie[$who]=$set
}

# hire NAME POST AREA: an account, its password and its second factor; signed in afterwards.
hire() {
    local name=$1 code
    code=$("$bin/villageboard-county" user add --data "$county" "$name" --post "$2" --area "$3" | awk '{ print $NF }')
    as "$name" 201 POST /v1/activation "{\"code\": \"$code\", \"password\": \"云岭 $name 的口令\"}"
    as "$name" 201 POST /v1/totp
    secret[$name]=$(answer secret)
    as "$name" 200 POST /v1/totp/confirm "{\"code\": \"$(office totp "${secret[$name]}")\"}"
}

# begin WHO OPERATION AREA ARGUMENTS...: a dossier; its id in $dossier.
begin() {
    as "$1" 201 POST /v1/dossiers "$(office dossier "${@:2}")"
    dossier=$(answer id)
}
# act WHO STATUS DOSSIER NAME [JSON members]: at the version it has.
act() {
    as "$1" 200 GET "/v1/dossiers/$3"
    as "$1" "$2" POST "/v1/dossiers/$3/$4" "{\"version\": $(answer version)${5:+, $5}}"
}
# sign WHO DOSSIER [STATUS]: with a reason for each warning.
sign() {
    as "$1" 200 GET "/v1/dossiers/$2"
    as "$1" "${3:-200}" POST "/v1/dossiers/$2/sign" "$(office sign "$scratch/answer")"
}
# item_of DOSSIER: the item it became, in $item.
item_of() {
    as chen 200 GET "/v1/dossiers/$1"
    item=$(answer item)
}

# shows TERMINAL LINES: after a round, acting this out there finds it all.
shows() {
    serve_again
    "$bin/villageboard-sync" once --data "$scratch/$db-$1" || fail "the terminal of $1 could not sync"
    printf 'size 1080x1920\ntry-tap 我知道了\n%b' "$2" >"$scratch/script"
    "$bin/villageboard-kiosk" --data "$scratch/$db-$1" --script "$scratch/script" --out "$scratch/shots" ||
        fail "the terminal of $1 does not show: $2"
}

enrol() {
    local code
    code=$("$bin/villageboard-county" device code --data "$county" --area "$2" | awk 'NF { last = $NF } END { print last }')
    "$bin/villageboard-sync" enrol --data "$scratch/$db-$1" --county "http://127.0.0.1:$county_port" --area "$2" --code "$code" >/dev/null
    "$bin/villageboard-county" device accept --data "$county" --all >/dev/null
}

quarter=$(office finance $village_area "$today" 800 200 | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["body"]["period"]["label"])')

month() {
    declare -gA cookie=() secret=()
    "$bin/villageboard-county" init --data "$county" --origin board.yunling.example --area $county_area \
        --areas "$source_dir/content/demo/areas.json" ${1:+--database "$1"} >/dev/null
    county_port=$(free_port)
    county_pid=
    serve_again
    enrol here $village_area
    enrol there $other_area

    for village in $village_area $other_area; do
        hire "li$village" clerk $village
        hire "yang$village" village_head $village
        hire "mu$village" accountant $village
        hire "he$village" supervision $village
    done
    hire wang town_reviewer $town_area
    hire chen county_editor $county_area
    hire sun county_admin $county_area
    hire zhou county_admin $county_area
    hire duty duty_officer $county_area
    hire night duty_officer $county_area

    # Accounts: the supervision sends them back, then all three sign; the county can't alter them.
    begin "li$village_area" publish $village_area "$(office finance $village_area "$today" 800 200)"
    accounts=$dossier
    act "li$village_area" 200 "$accounts" submit
    act "he$village_area" 200 "$accounts" return '"reason": "水电费的票据少一张。"'
    shows here "tap 村里的钱\nexpect-not ${quarter}村里的账\n"
    act "li$village_area" 200 "$accounts" submit
    sign "li$village_area" "$accounts" 403
    sign "he$village_area" "$accounts"
    sign "mu$village_area" "$accounts"
    sign "yang$village_area" "$accounts"
    shows here "tap 村里的钱\ntap ${quarter}财务收支\nexpect 800.00\n"
    shows there "tap 村里的钱\nexpect-not ${quarter}财务收支\n"

    # A correction keeps the old figures readable.
    item_of "$accounts"
    accounts_item=$item
    begin "li$village_area" correct $village_area "ITEM=$accounts_item" \
        "$(office finance $village_area "$today" 900 200 '收入800元改为900元' '漏记一笔租金')"
    corrected=$dossier
    act "li$village_area" 200 "$corrected" submit
    for who in he mu yang; do sign "$who$village_area" "$corrected"; done
    shows here "tap 村里的钱\ntap ${quarter}财务收支\nexpect 900.00\nexpect 更正过\n"
    as chen 200 GET "/v1/items/$village_area/$accounts_item/versions"
    [ "$(answer versions 0 body sheet_a income_total_fen)" = 80000 ] || fail "the old figures are gone"
    # Accounts are never erased.
    as chen 422 POST /v1/dossiers "$(office dossier erase $village_area "ITEM=$accounts_item" CLASS=court_order "REASON=法院要求")"

    # A roll of the other village passes supervision and town; its names stay in its own hall.
    begin "li$other_area" publish $other_area "$(office roll $other_area "$today" 0886-3620001)"
    roll=$dossier
    act "li$other_area" 200 "$roll" submit
    sign "he$other_area" "$roll"
    act wang 200 "$roll" return '"reason": "组别写全。"'
    act "li$other_area" 200 "$roll" submit
    sign "he$other_area" "$roll"
    sign wang "$roll"
    shows there "tap 补贴\ntap ${today%%-*}年耕地地力保护补贴公示\nexpect 350.00\n"
    shows here "tap 补贴\nexpect-not ${today%%-*}年耕地地力保护补贴公示\n"

    # A notice is withdrawn; its reason stays.
    notice 周三停水 "$scratch/notice.json"
    begin "li$village_area" publish $village_area "$(cat "$scratch/notice.json")"
    outage=$dossier
    act "li$village_area" 200 "$outage" submit
    sign "yang$village_area" "$outage"
    shows here "expect 周三停水\n"
    item_of "$outage"
    outage_item=$item
    begin "yang$village_area" withdraw $village_area "ITEM=$outage_item" "REASON=水管已修好，不停水了。"
    act "yang$village_area" 200 "$dossier" submit
    sign wang "$dossier"
    shows here "expect-not 周三停水\n"

    # The roll is erased by two people of the county: no name is left on the server's disk or in its database.
    item_of "$roll"
    roll_item=$item
    begin sun erase $other_area "ITEM=$roll_item" CLASS=unlawful_disclosure "REASON=名单有误，涉及个人信息。"
    act sun 200 "$dossier" submit
    sign sun "$dossier" 403
    sign zhou "$dossier"
    shows there "tap 补贴\nexpect-not ${today%%-*}年耕地地力保护补贴公示\n"
    for trace in 和志明 余阿普; do
        ! grep -rqa "$trace" "$county" "$scratch/$db-there" || fail "$trace is left: $(grep -rla "$trace" "$county" "$scratch/$db-there")"
    done

    # A complaint goes up sealed, is answered by the town, and comes back to the slip's holder alone.
    letters write "$scratch/$db-here" 1 town "水渠堵了没人管" >"$scratch/slip"
    serve_again
    "$bin/villageboard-sync" once --data "$scratch/$db-here"
    serve_again
    "$bin/villageboard-county" inbox open --data "$county" >/dev/null
    as "li$village_area" 200 GET /v1/cases
    [ "$(answer rows)" = '[]' ] || fail "the village sees what was written to the town: $(cat "$scratch/answer")"
    as wang 200 GET /v1/cases
    complaint=$(answer rows 0 id)
    as wang 200 GET "/v1/cases/$complaint"
    [ "$(answer text)" = "水渠堵了没人管 0" ] || fail "the case says $(answer text)"
    as wang 200 POST "/v1/cases/$complaint/take" "{\"version\": $(answer version)}"
    as wang 200 POST "/v1/cases/$complaint/answer" "{\"version\": $(answer version), \"text\": \"周五派人来清。\"}"
    serve_again
    "$bin/villageboard-county" inbox answers --data "$county" >/dev/null
    "$bin/villageboard-sync" once --data "$scratch/$db-here"
    [ "$(letters read "$scratch/$db-here" "$(cat "$scratch/slip")")" = 周五派人来清。 ] || fail "the slip opened no answer"

    # An alert needs a second officer, and is at the terminals in a moment.
    as duty 201 POST /v1/alerts "{\"type\": \"alert\", \"areas\": [\"$town_area\"], \"event\": \"暴雨\", \"severity\": \"red\",
        \"headline\": \"县气象台发布暴雨红色预警\", \"description\": \"今晚有大暴雨。\", \"instruction\": \"马上到村小学集合。\",
        \"office_name\": \"县应急管理局\", \"phone\": \"0886-3620001\", \"expires\": \"$(date -u -d '+6 hours' +%FT%TZ)\"}"
    alert=$(answer id)
    as duty 409 POST "/v1/alerts/$alert/confirm" '{}'
    as night 200 POST "/v1/alerts/$alert/confirm" '{}'
    for terminal in here there; do
        "$bin/villageboard-sync" once --data "$scratch/$db-$terminal"
        printf 'size 1080x1920\nexpect 暴雨\nexpect 马上到村小学集合。\n' >"$scratch/script"
        "$bin/villageboard-kiosk" --data "$scratch/$db-$terminal" --script "$scratch/script" --out "$scratch/shots"
    done

    "$bin/villageboard-county" verify --data "$county" >/dev/null
    "$bin/villageboard-county" audit verify --data "$county" >/dev/null
}

db=sqlite county=$scratch/sqlite
month
kill "$county_pid"
wait "$county_pid" 2>/dev/null || true

if [ "$(id -u)" = 0 ] && [ -x /usr/lib/postgresql/15/bin/initdb ]; then
    db=postgres county=$scratch/postgres
    chmod 755 "$scratch"
    mkdir "$scratch/pg"
    chown postgres "$scratch/pg"
    port=$(free_port)
    pg="runuser -u postgres -- /usr/lib/postgresql/15/bin"
    $pg/initdb -D "$scratch/pg" -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    $pg/pg_ctl -D "$scratch/pg" -o "-p $port -h 127.0.0.1 -k $scratch/pg" -l "$scratch/pg/log" -w start >/dev/null
    children+=("$(head -1 "$scratch/pg/postmaster.pid")")
    month "postgresql://postgres@127.0.0.1:$port/postgres"
else
    echo "no PostgreSQL could be started here"
fi
echo passed
