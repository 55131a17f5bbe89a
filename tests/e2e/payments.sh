# The town hands in what a bank paid and sent back; a person with a code from the window reads it at the terminal, once,
# and nobody else does; no name, number or sum lies open in either data folder or log.
. "$(dirname "$0")/../support/e2e.sh"

county() { "$bin/villageboard-county" "$@"; }
rows() { /usr/bin/python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM inquiry").fetchone()[0])' "$scratch/village/state.db"; }
# Nobody has this number: its county is not there. The last character is put on here.
id_number() {
    awk -v id="5399211900010100$1" 'BEGIN {
        split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
        for (i = 1; i <= 17; i++) sum += substr(id, i, 1) * weight[i]
        print id substr("10X98765432", sum % 11 + 1, 1) }'
}
mine=$(id_number 1)

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"

# A sheet with a fault is refused by row and column and keeps nothing; in GBK it does as well as in UTF-8.
cat >"$scratch/sheet.csv" <<CSV
姓名,身份证号,项目名称,发放期次,金额(元),发放状态,退回原因,办理地点,发放日期
王小明,$mine,草原生态保护补助,2026年度,"1,480.00",退回,卡号错误,杉坪镇财政所 0886-3620001,2026-11-02
王小明,$mine,耕地地力保护补贴,2026年第一批,137.50,已发放,,,2026-06-12
CSV
sed 's/137.50/137.505/' "$scratch/sheet.csv" >"$scratch/wrong.csv"
refused 2 "Row 3, column '金额'" county payments import --data "$scratch/county" --area $town_area --batch 2026-11 "$scratch/wrong.csv"
iconv -f UTF-8 -t GBK "$scratch/sheet.csv" >"$scratch/gbk.csv"
county payments import --data "$scratch/county" --area $town_area --batch 2026-11 "$scratch/gbk.csv" >"$scratch/out"
grep -q '^2 payments of batch 2026-11' "$scratch/out" || fail "the import said: $(cat "$scratch/out")"
county payments import --data "$scratch/county" --area $town_area --batch 2026-11 "$scratch/sheet.csv" >/dev/null
[ "$(county payments list --data "$scratch/county" --area $county_area | wc -l)" = 1 ] || fail "the same batch is there twice"

code=$(printf '王小明\n%s\n' "$mine" | county payments code --data "$scratch/county" --area $town_area)
[[ $code =~ ^[0-9]{8}$ ]] || fail "the code is '$code'"

# ask CODE NAME EXPECTED...: acts out the whole way at the glass.
ask() {
    local shown=$1 name=$2
    shift 2
    {
        printf 'size 1080x1920\ntry-tap 我知道了\n'
        printf 'tap %s\n' 补贴 这是什么钱？ 我的补贴到没到账
        [ -n "${offline:-}" ] || printf 'tap 我有验证码，开始查\n'
        [ -z "${offline:-}" ] || printf 'expect 现在连不上县里\nexpect 12345\nshot no-link\ntap 还是试一试\n'
        printf 'type WANG\ntap 王\ntype XIAOMING\ntap 小明\ntap 写好了，下一步\n'
        for ((i = 0; i < 18; i++)); do printf 'tap %s\n' "${mine:i:1}"; done
        printf 'tap 写好了，下一步\n'
        for ((i = 0; i < 8; i++)); do printf 'tap %s\n' "${shown:i:1}"; done
        printf 'tap 查我的补贴\n'
        [ -z "${offline:-}" ] || printf 'idle 46\n'
        printf 'wait-for %s\n' "$@"
        printf 'shot %s\ntap 看完了\nexpect-screen home\n' "$name"
    } >"$scratch/script"
    "$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots" 2>>"$scratch/kiosk.log" ||
        fail "at the glass, '$name': $(tail -2 "$scratch/kiosk.log")"
    [ "$(rows)" = 0 ] || fail "a question stays in state.db after '$name'"
}

"$bin/villageboard-sync" run --data "$scratch/village" --poll 3600 >"$scratch/sync.log" 2>&1 &
agent=$!
children+=("$agent")
wrong=$(printf '%08d' $(((10#$code + 1) % 100000000)))
ask "$wrong" wrong-code 对不上，没有查到
ask "$code" told 草原生态保护补助 "1,480.00 元" 退回了，没有到账 银行说卡号不对 已经到账
ask "$code" used-code 对不上，没有查到

# Without the county it says so, and who can tell.
kill "$county_pid" && wait "$county_pid" 2>/dev/null || true
ask "$code" no-county 县里没有回音
kill "$agent" && wait "$agent" 2>/dev/null || true
"$bin/villageboard-sync" once --data "$scratch/village" 2>/dev/null || true
offline=1 ask "$code" no-agent 县里没有回音

# Nothing of it lies open anywhere.
mkdir "$scratch/logs"
cp "$scratch"/{serve,sync,kiosk}.log "$scratch/logs"
for words in "$mine" 王小明 草原生态保护补助, 148000 "1,480.00" 卡号错误 "$code"; do
    if grep -rqaF -- "$words" "$scratch/logs" "$scratch/village"/state* "$scratch/village"/trust* "$scratch/county/county.db"*; then
        fail "'$words' lies open"
    fi
done
echo passed
