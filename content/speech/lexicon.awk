# Unihan's readings, then words with their pinyin, then our own words: "word syllable ..." lines.
# A reading that the mainland's dictionary (kTGHZ2013) does not give its Hanzi is left out.
function encode(code) {
    if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
}
function code_point(text, i, value) {
    value = 0
    for (i = 3; i <= length(text); i++) value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
# "háng" becomes "hang2".
function numbered(reading, i, tone) {
    tone = 5
    for (i = 1; i <= marks; i++)
        if (index(reading, marked[i])) {
            sub(marked[i], plain[i], reading)
            tone = tones[i]
        }
    gsub(/\303\274/, "v", reading)
    return reading tone
}
function split_hanzi(word, into, n, i, size) {
    n = 0
    for (i = 1; i <= length(word); i += size) {
        size = substr(word, i, 1) < "\340" ? 2 : substr(word, i, 1) < "\360" ? 3 : 4
        into[++n] = substr(word, i, size)
    }
    return n
}
function possible(hanzi, syllable) {
    if (!(hanzi in known) || syllable ~ /5$/ || hanzi == "一" || hanzi == "不") return 1
    return index(known[hanzi], " " syllable " ") > 0
}
BEGIN {
    FS = "\t"
    list = "ā a 1 á a 2 ǎ a 3 à a 4 ē e 1 é e 2 ě e 3 è e 4 ī i 1 í i 2 ǐ i 3 ì i 4 ō o 1 ó o 2 ǒ o 3 ò o 4 ū u 1 ú u 2 ǔ u 3 ù u 4 ǖ v 1 ǘ v 2 ǚ v 3 ǜ v 4 ń n 2 ň n 3 ǹ n 4 ḿ m 2"
    marks = split(list, all, " ") / 3
    for (i = 1; i <= marks; i++) {
        marked[i] = all[3 * i - 2]
        plain[i] = all[3 * i - 1]
        tones[i] = all[3 * i]
    }
}
FNR == 1 { file++ }
file == 1 {
    hanzi = encode(code_point($1))
    split($3, first, " ")
    if ($2 == "kMandarin" && !(hanzi in lone)) lone[hanzi] = numbered(first[1])
    if ($2 == "kHanyuPinlu") {
        # The most frequent reading; a neutral tone belongs to words, not to the Hanzi alone.
        n = split($3, parts, " ")
        for (i = n; i > 0; i--) {
            sub(/\(.*/, "", parts[i])
            if (numbered(parts[i]) !~ /5$/) lone[hanzi] = numbered(parts[i])
        }
    }
    if ($2 == "kTGHZ2013") {
        n = split($3, parts, " ")
        for (i = 1; i <= n; i++) {
            sub(/.*:/, "", parts[i])
            m = split(parts[i], several, ",")
            for (j = 1; j <= m; j++) known[hanzi] = known[hanzi] " " numbered(several[j]) " "
        }
    }
    next
}
file == 2 {
    n = split_hanzi($1, hanzis)
    gsub(/ r5/, " er5", $2)
    m = split($2, syllables, " ")
    if (n != m || n > 7 || $1 in words) next
    for (i = 1; i <= n; i++) if (!possible(hanzis[i], syllables[i])) next
    words[$1] = $2
    next
}
/^#/ || $0 == "" { next }
{
    at = index($0, " ")
    if (split_hanzi(substr($0, 1, at - 1), hanzis) == 1) lone[substr($0, 1, at - 1)] = substr($0, at + 1)
    else words[substr($0, 1, at - 1)] = substr($0, at + 1)
}
END {
    for (hanzi in lone) print hanzi " " lone[hanzi]
    for (word in words) print word " " words[word]
}
