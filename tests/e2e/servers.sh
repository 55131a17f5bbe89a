# Several county programs on one PostgreSQL and one feed folder publish at once, two of them serving, any of
# them killed at any instant: what was acknowledged is there, once, the feeds verify, and a terminal that
# looks all the while sees no fork and no rollback.
. "$(dirname "$0")/../support/e2e.sh"

kills_wanted=66
# A machine under sanitizers and load gets fewer kills done; it stops here and says how many.
kill_until=$((SECONDS + 40))

pg_bin=/usr/lib/postgresql/15/bin
if [ "$(id -u)" != 0 ] || [ ! -x $pg_bin/initdb ]; then
    echo "no PostgreSQL can be started here"
    exit 0
fi
chmod 755 "$scratch"
install -d -o postgres -m 700 "$scratch/pg"
pg_port=$(free_port)
as_postgres() { (cd / && runuser -u postgres -- "$@") >/dev/null; }
as_postgres $pg_bin/initdb -D "$scratch/pg" -A trust -E UTF8 --locale=C.UTF-8
as_postgres $pg_bin/pg_ctl -D "$scratch/pg" -o "-p $pg_port -h 127.0.0.1 -k $scratch/pg" -w start -l "$scratch/pg/log"
trap 'as_postgres $pg_bin/pg_ctl -D "$scratch/pg" -m immediate -w stop || true; cleanup' EXIT
url="postgresql://postgres@127.0.0.1:$pg_port/postgres"

# Two machines: each its own folder with the same settings and keys, one shared feed folder.
"$bin/villageboard-county" init --data "$scratch/one" --origin board.yunling.example --area $county_area \
    --areas "$source_dir/content/demo/areas.json" --database "$url" >/dev/null
mkdir "$scratch/two"
cp -a "$scratch/one/county.conf" "$scratch/one/keys" "$scratch/two/"
ln -s "$scratch/one/feed" "$scratch/two/feed"
start_county "$scratch/one"
enrol_village "$scratch/one" "$scratch/village" "http://127.0.0.1:$county_port"
kill "$county_pid"
wait "$county_pid" || true

mkdir "$scratch/kills" "$scratch/said" "$scratch/items"
# killed: counts one; true while more are wanted and there is time.
killed() { : >"$scratch/kills/$BASHPID.$RANDOM.$(date +%N)"; }
more() { [ "$(ls "$scratch/kills" | wc -l)" -lt $kills_wanted ] && [ $SECONDS -lt $kill_until ]; }
# pause MILLISECONDS: at most that long.
pause() { local ms=$((RANDOM % $1)); sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"; }

# publisher NAME DATA AREA: publishes one notice after the other, each until it is acknowledged.
publisher() {
    local name=$1 data=$2 area=$3 number=0 file said
    while more; do
        number=$((number + 1))
        file=$scratch/items/$name.$number.json
        notice "第${number}号通知$name" "$file"
        sed -i "s/$village_area/$area/g" "$file"
        said=$scratch/said/$area.$name.$number
        local attempt=0
        until grep -q . "$said" 2>/dev/null; do
            attempt=$((attempt + 1))
            "$bin/villageboard-county" publish --data "$data" --area "$area" "$file" >"$said" 2>"$scratch/$name.err" &
            local process=$!
            # now and then it is left to finish; else it lives the longer the more often it was killed
            if more && [ $((RANDOM % 4)) != 0 ]; then
                pause $((300 + 200 * attempt))
                kill -KILL $process 2>/dev/null && killed
            fi
            local status=0
            wait $process || status=$?
            [ $status != 2 ] || fail "a publication was refused: $(cat "$scratch/$name.err")"
        done
    done
}

# server DATA PORT: serves until it is killed, again and again.
server() {
    while more; do
        "$bin/villageboard-county" serve --data "$1" --listen "127.0.0.1:$2" >"$scratch/serve.$2.log" 2>&1 &
        local process=$!
        sleep 1
        pause 900
        kill -0 $process 2>/dev/null || fail "a server ended by itself: $(cat "$scratch/serve.$2.log")"
        kill -KILL $process && killed
        wait $process 2>/dev/null || true
    done
}

# Looks at the shared folder as a terminal and as somebody who only keeps checkpoints.
terminal() {
    local status
    while more; do
        status=0
        "$bin/villageboard-sync" once --data "$scratch/village" --from "$scratch/one/feed" >"$scratch/sync.log" 2>&1 || status=$?
        [ $status != 2 ] || fail "the terminal refused the feed: $(cat "$scratch/sync.log")"
        sleep 0.1
    done
}
watcher() {
    while more; do
        for area in $county_area $town_area $village_area; do
            sed -n '1,3p' "$scratch/one/feed/$area/checkpoint" 2>/dev/null | paste -sd' ' >>"$scratch/seen.$area" || true
        done
        sleep 0.02
    done
}

jobs=()
publisher a "$scratch/one" $village_area & jobs+=($!)
publisher b "$scratch/two" $village_area & jobs+=($!)
publisher c "$scratch/two" $town_area & jobs+=($!)
server "$scratch/one" "$(free_port)" & jobs+=($!)
server "$scratch/two" "$(free_port)" & jobs+=($!)
terminal & jobs+=($!)
watcher & jobs+=($!)
for job in "${jobs[@]}"; do wait "$job" || fail "one of the parts failed"; done

# Every acknowledged notice is where it was said to be; saying it again changes nothing.
for area in $town_area $village_area; do
    files=()
    for said in "$scratch/said/$area".*; do
        name=${said#"$scratch/said/$area."}
        files+=("$scratch/items/$name.json")
        cat "$said"
    done >"$scratch/acknowledged"
    "$bin/villageboard-county" publish --data "$scratch/one" --area $area "${files[@]}" >"$scratch/again"
    cmp "$scratch/acknowledged" "$scratch/again" || fail "what was acknowledged in $area is not what is there"
    [ "$(cut -d' ' -f1 "$scratch/again" | sort -n | uniq | wc -l)" = ${#files[@]} ] || fail "two notices of $area share an entry"
    entries=$(sed -n 2p "$scratch/one/feed/$area/checkpoint")
    [ "$entries" = ${#files[@]} ] || fail "$area has $entries entries for ${#files[@]} notices"
    # the log that a stranger saw only grew, and had one root for each size
    awk '$2 != "" { if ($2 + 0 < last) exit 1; last = $2 + 0; if (($2 in root) && root[$2] != $3) exit 1; root[$2] = $3 }' \
        "$scratch/seen.$area" || fail "the checkpoints of $area went back or forked"
done
"$bin/villageboard-county" verify --data "$scratch/one" >"$scratch/verify" || fail "a feed does not verify: $(cat "$scratch/verify")"
"$bin/villageboard-county" verify --data "$scratch/two" >/dev/null
"$bin/villageboard-sync" once --data "$scratch/village" --from "$scratch/one/feed"
done_kills=$(ls "$scratch/kills" | wc -l)
[ "$done_kills" -ge 20 ] || fail "only $done_kills kills in 40 seconds prove little"
echo "$done_kills kills, $(ls "$scratch/said" | wc -l) notices"
echo passed
