# Writes pinyin_tables.cpp: the main reading of each character, and words in which a character is
# read otherwise. Reads, in this order, Unihan_Readings.txt (kMandarin), the Rime dictionary
# pinyin_simp and words.txt:
#   LC_ALL=C awk -v readings=readings.txt -f tables.awk unihan.txt pinyin_simp.dict.yaml words.txt
function code_point(text, i, value) {
    value = 0
    for (i = 3; i <= length(text); i++) value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
# Vowels and nasals that carry a tone mark are byte pairs in UTF-8.
function plain(reading, i, letter, result) {
    result = ""
    for (i = 1; i <= length(reading); i++) {
        letter = substr(reading, i, 1)
        if (letter ~ /[a-z]/) { result = result letter; continue }
        if (!(substr(reading, i, 2) in untoned)) return ""
        result = result untoned[substr(reading, i, 2)]
        i++
    }
    return result
}
function set_untoned(pairs, letter, i) {
    for (i = 1; i < length(pairs); i += 2) untoned[substr(pairs, i, 2)] = letter
}
# Splits UTF-8 into `characters`; gives how many.
function split_characters(text, characters, i, count, lead, width) {
    count = 0
    for (i = 1; i <= length(text); i += width) {
        lead = substr(text, i, 1)
        width = lead < "\200" ? 1 : lead < "\340" ? 2 : lead < "\360" ? 3 : 4
        characters[++count] = substr(text, i, width)
    }
    return count
}
function utf8(code) {
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
}
function number_of(syllable) {
    if (syllable == "") return 0
    if (!(syllable in numbers)) { numbers[syllable] = ++syllables; names[syllables] = syllable }
    return numbers[syllable]
}
function put_table(name, first, last, code, line) {
    printf "std::span<const std::uint16_t> %s() {\n    static constexpr std::uint16_t numbers[] = {\n", name
    line = ""
    for (code = first; code <= last; code++) {
        line = line number_of(main[utf8(code)]) ","
        if (length(line) > 90 || code == last) { print line; line = "" }
    }
    print "};\n    return numbers;\n}\n"
}
# A word is kept where a character of it is not read as it is alone.
function keep_word(word, reading, sounds, characters, count, i) {
    count = split_characters(word, characters)
    if (split(reading, sounds, " ") != count || count < 2) return
    for (i = 1; i <= count; i++)
        if (main[characters[i]] != sounds[i]) { words[word] = reading; return }
}
BEGIN {
    set_untoned("\304\201\303\241\307\216\303\240", "a")
    set_untoned("\304\223\303\251\304\233\303\250", "e")
    set_untoned("\304\253\303\255\307\220\303\254", "i")
    set_untoned("\305\215\303\263\307\222\303\262", "o")
    set_untoned("\305\253\303\272\307\224\303\271", "u")
    set_untoned("\303\274\307\226\307\230\307\232\307\234", "v")
    set_untoned("\305\204\305\210\307\271", "n")
    FS = "\t"
}
FNR == 1 { file++ }
/^#/ || NF < 2 { next }
file == 1 {
    if ($2 != "kMandarin") next
    split($3, first_of, " ")
    main[utf8(code_point($1))] = plain(first_of[1])
    next
}
# the reading that people type most, of a character on its own and of a word
file == 2 {
    if ($3 + 0 <= weight[$1] + 0 && $1 in typed) next
    weight[$1] = $3
    typed[$1] = $2
    next
}
{ local_words[$1] = $2 }
END {
    for (word in typed)
        if (split_characters(word, one) == 1 && weight[word] + 0 > 0) main[word] = typed[word]
    for (word in typed) keep_word(word, typed[word])
    for (word in local_words) keep_word(word, local_words[word])
    print "#include \"content/pinyin/tables.h\"\n"
    # A table is one literal, longer than a compiler must take; those that build this take it.
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\nnamespace villageboard {\n"
    put_table("pinyin_numbers_bmp", 13312, 40959)
    put_table("pinyin_numbers_beyond", 131072, 205743)
    print "std::string_view pinyin_syllables() {\n    return R\"table("
    for (number = 1; number <= syllables; number++) print names[number]
    print ")table\";\n}\n\nstd::string_view pinyin_words() {\n    return R\"table("
    for (word in words) print word " " words[word]
    print ")table\";\n}\n\nstd::string_view pinyin_readings() {\n    return R\"table("
    while ((getline line < readings) > 0) print line
    print ")table\";\n}\n\n}  // namespace villageboard"
}
