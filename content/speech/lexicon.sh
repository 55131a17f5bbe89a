#!/bin/sh
# Writes the source of the table of words and their pinyin:
#   lexicon.sh TERRA_PINYIN.yaml UNIHAN_READINGS.bz2 SPEECH_DIR OUT
# Words of the dictionary are in traditional characters; opencc gives the simplified ones.
set -eu
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk -F '\t' 'body && length($1) >= 6 && $1 !~ /[ -~]/ && $2 != "" { print $1 "\t" $2 } /^\.\.\./ { body = 1 }' \
    "$1" > "$work/traditional"
cut -f 1 "$work/traditional" | LC_ALL=C.UTF-8 opencc -c t2s.json > "$work/words"
cut -f 2 "$work/traditional" | paste "$work/words" - > "$work/simplified"
bzip2 -dc "$2" | grep -E '	(kMandarin|kHanyuPinlu|kTGHZ2013)	' > "$work/unihan"
awk -f "$3/lexicon.awk" "$work/unihan" "$work/simplified" "$3/words.txt" | sort > "$work/lines"
{
    printf '#include "content/speech/lexicon_table.h"\n\n'
    printf '// The table is one literal, longer than a compiler must take; those that build this take it.\n'
    printf '#pragma GCC diagnostic ignored "-Woverlength-strings"\n\nnamespace villageboard::speech {\n\n'
    printf 'std::string_view lexicon_table() {\n    static const char lines[] = R"table('
    cat "$work/lines"
    printf ')table";\n    return {lines, sizeof lines - 1};\n}\n\n}  // namespace villageboard::speech\n'
} > "$4.new"
mv "$4.new" "$4"
