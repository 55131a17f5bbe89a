# Writes pinyin_table.cpp from Unihan_Readings.txt (kMandarin): one first letter a character.
#   bzip2 -dc Unihan_Readings.txt.bz2 | LC_ALL=C awk -v readings=readings.txt -f pinyin.awk
function code_point(text, i, value) {
    value = 0
    for (i = 3; i <= length(text); i++) value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
# Vowels and nasals that carry a tone mark begin with one of these byte pairs in UTF-8.
function first_letter(reading, pair) {
    if (reading ~ /^[a-z]/) return toupper(substr(reading, 1, 1))
    pair = substr(reading, 1, 2)
    if (pair == "\304\201" || pair == "\303\241" || pair == "\307\216" || pair == "\303\240") return "A"
    if (pair == "\304\223" || pair == "\303\251" || pair == "\304\233" || pair == "\303\250") return "E"
    if (pair == "\305\215" || pair == "\303\263" || pair == "\307\222" || pair == "\303\262") return "O"
    if (pair == "\305\204" || pair == "\305\210" || pair == "\307\271") return "N"
    return "."
}
function put_table(name, first, last, code, line) {
    printf "std::string_view %s() {\n    static constexpr std::string_view letters =\n", name
    line = ""
    for (code = first; code <= last; code++) {
        line = line ((code in letter) ? letter[code] : ".")
        if (length(line) == 80 || code == last) {
            printf "        \"%s\"%s\n", line, code == last ? ";" : ""
            line = ""
        }
    }
    print "    return letters;\n}\n"
}
$2 == "kMandarin" { letter[code_point($1)] = first_letter($3) }
END {
    print "#include \"kiosk/input/pinyin_table.h\"\n"
    # A table is one literal, longer than a compiler must take; those that build this take it.
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\nnamespace villageboard::kiosk {\n"
    put_table("pinyin_initials_bmp", 13312, 40959)
    put_table("pinyin_initials_beyond", 131072, 205743)
    print "std::string_view pinyin_readings() {\n    return R\"table("
    while ((getline line < readings) > 0) print line
    print ")table\";\n}\n\n}  // namespace villageboard::kiosk"
}
