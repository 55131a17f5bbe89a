# Whether the machine is quiet enough for figures to be believed; for the measurements to source.

# Prints a warning to go into the table when others keep the machine's processors busy.
warn_if_busy() {
    local load
    load=$(cut -d' ' -f1 /proc/loadavg)
    if awk -v load="$load" -v most="$(nproc)" 'BEGIN { exit !(load > most * 0.5) }'; then
        echo "; THE MACHINE WAS BUSY (load $load on $(nproc) processors): believe ratios at most"
    fi
}
