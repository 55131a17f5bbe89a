# An export behind nginx is a mirror: the same feed through another web server, at the same price.
. "$(dirname "$0")/../support/e2e.sh"

demo_county "$scratch/county"
start_county "$scratch/county"
enrol_village "$scratch/county" "$scratch/village" "http://127.0.0.1:$county_port"
mirror=$scratch/mirror
"$bin/villageboard-county" export --data "$scratch/county" --to "$mirror" >/dev/null

port=$(free_port)
cat >"$scratch/nginx.conf" <<CONF
daemon off;
pid $scratch/nginx.pid;
error_log $scratch/nginx.err;
user $(id -un);
events {}
http {
    access_log $scratch/access.log;
    client_body_temp_path $scratch;
    proxy_temp_path $scratch;
    fastcgi_temp_path $scratch;
    uwsgi_temp_path $scratch;
    scgi_temp_path $scratch;
    server {
        listen 127.0.0.1:$port;
        root $mirror;
        etag on;
    }
}
CONF
chmod 755 "$scratch"
nginx -c "$scratch/nginx.conf" &
children+=($!)
for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.05
done

"$bin/villageboard-sync" once --data "$scratch/village" --from "http://127.0.0.1:$port"
: >"$scratch/access.log"
"$bin/villageboard-sync" once --data "$scratch/village" --from "http://127.0.0.1:$port"
[ "$(wc -l <"$scratch/access.log")" = 3 ] || fail "nothing new cost $(wc -l <"$scratch/access.log") requests: $(cat "$scratch/access.log")"
if grep -v '" 304 ' "$scratch/access.log"; then fail "not all were 304"; fi

notice "修路时间改到下周" "$scratch/new.json"
"$bin/villageboard-county" publish --data "$scratch/county" --area $village_area "$scratch/new.json" >/dev/null
"$bin/villageboard-county" export --data "$scratch/county" --to "$mirror" >/dev/null
: >"$scratch/access.log"
"$bin/villageboard-sync" once --data "$scratch/village" --from "http://127.0.0.1:$port"
grep -q "/$village_area/pack/" "$scratch/access.log" || fail "the new notice was not fetched from the mirror"
[ "$(grep -c "/$village_area/" "$scratch/access.log")" = 2 ] || fail "one new notice cost more than two requests: $(cat "$scratch/access.log")"
printf 'size 1080x1920\ntry-tap 我知道了\nexpect 修路时间改到下周\n' >"$scratch/script"
"$bin/villageboard-kiosk" --data "$scratch/village" --script "$scratch/script" --out "$scratch/shots"
echo passed
