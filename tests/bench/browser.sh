# Chromium without its own habits, for the measurements to source. Each call has a profile of its
# own below $scratch, which the caller makes and removes.

# What a careful operator of a board would switch off as well; the text is grey, as the terminal's.
browser_flags=(--no-first-run --no-default-browser-check --disable-extensions --disable-sync
    --disable-background-networking --disable-component-update --disable-features=Translate
    --disable-lcd-text --disable-dev-shm-usage --force-device-scale-factor=1 --lang=zh-CN)
((EUID != 0)) || browser_flags+=(--no-sandbox)

# headless_browser ARGUMENT...: one page, then it ends
headless_browser() {
    chromium "${browser_flags[@]}" --headless --disable-gpu --hide-scrollbars \
        --user-data-dir="$scratch/headless" "$@" 2>>"$scratch/browser.log"
}
