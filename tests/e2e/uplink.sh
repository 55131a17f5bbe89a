# What villagers write reaches the county sealed, over the net and by stick; the answer comes back to whoever holds
# the slip; no word of it lies open in either data folder.
. "$(dirname "$0")/../support/e2e.sh"

letters() { /usr/bin/python3 "$source_dir/tests/support/letters.py" "$@"; }
waiting() { /usr/bin/python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM outbox WHERE receipt IS NULL").fetchone()[0])' "$scratch/village/state.db"; }

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"

letters write "$scratch/village" 100 town "桥头的路灯坏了" >"$scratch/slips"
letters write "$scratch/village" 100 discipline "有人收了补贴的钱" >"$scratch/secret-slips"
[ "$(waiting)" = 200 ] || fail "the outbox holds $(waiting) messages"
for words in 桥头的路灯坏了 有人收了补贴的钱; do
    [ "$(letters find $words "$scratch/village")" = 0 ] || fail "'$words' lies open on the terminal"
done

# A county that is away keeps them waiting; then they all go, and a second sending sends nothing.
kill "$county_pid" && wait "$county_pid" 2>/dev/null || true
"$bin/villageboard-sync" once --data "$scratch/village" 2>"$scratch/away.err" || true
[ "$(waiting)" = 200 ] || fail "messages went although the county was away"
start_county "$scratch/county" "$county_port"
"$bin/villageboard-sync" once --data "$scratch/village"
[ "$(waiting)" = 0 ] || fail "$(waiting) messages still wait: $(tail -3 "$scratch/serve.log")"

# The same terminal by stick: out, in, and the receipt home.
letters write "$scratch/village" 3 county "走路送来的问题" >"$scratch/stick-slips"
"$bin/villageboard-sync" submissions --data "$scratch/village" --to "$scratch/stick" >"$scratch/out"
grep -q '^3 messages' "$scratch/out" || fail "the stick got: $(cat "$scratch/out")"
[ "$(letters find 走路送来的问题 "$scratch/stick")" = 0 ] || fail "words lie open on the stick"
"$bin/villageboard-county" inbox import --data "$scratch/county" "$scratch/stick" >"$scratch/out"
grep -q '^3 taken' "$scratch/out" || fail "the county took: $(cat "$scratch/out")"
"$bin/villageboard-sync" submissions --data "$scratch/village" --to "$scratch/stick" >"$scratch/out"
grep -q '3 have its receipt' "$scratch/out" || fail "receipts: $(cat "$scratch/out")"
[ "$(waiting)" = 0 ] || fail "a receipt from the stick was not taken"
refused 2 'submissions' "$bin/villageboard-county" inbox import --data "$scratch/county" "$scratch/nothing"

# Opened, they are cases: the town's, the county's; discipline inspection's the command line doesn't show.
"$bin/villageboard-county" inbox open --data "$scratch/county" >"$scratch/out"
"$bin/villageboard-county" inbox list --data "$scratch/county" >"$scratch/cases"
[ "$(grep -c ' town ' "$scratch/cases")" = 100 ] || fail "the town has $(grep -c ' town ' "$scratch/cases") cases"
[ "$(grep -c ' county ' "$scratch/cases")" = 3 ] || fail "the county has $(grep -c ' county ' "$scratch/cases") cases"
if grep -q discipline "$scratch/cases"; then fail "the command line lists what is for discipline inspection"; fi

case=$(awk 'NR == 1 { print $1 }' "$scratch/cases")
printf '路灯周五修好。\n' | "$bin/villageboard-county" inbox answer --data "$scratch/county" "$case" >/dev/null
"$bin/villageboard-county" inbox answers --data "$scratch/county" >"$scratch/out"
grep -q '^1 batches' "$scratch/out" || fail "answers: $(cat "$scratch/out")"
"$bin/villageboard-sync" once --data "$scratch/village"
found=0
while read -r slip; do
    [ -z "$(letters read "$scratch/village" "$slip")" ] || found=$((found + 1))
done <"$scratch/slips"
[ "$found" = 1 ] || fail "$found slips opened an answer, not 1"

# Nothing of it lies open anywhere.
for words in 桥头的路灯坏了 有人收了补贴的钱 走路送来的问题 路灯周五修好; do
    [ "$(letters find $words "$scratch/county" "$scratch/village")" = 0 ] || fail "'$words' lies open in a data folder"
done
echo passed
