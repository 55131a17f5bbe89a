#!/bin/sh
# Writes the pinyin tables' source: tables.sh UNIHAN_READINGS.bz2 PINYIN_SIMP_DICT FOLDER OUT
set -eu
bzip2 -dc "$1" > "$4.unihan"
LC_ALL=C awk -v readings="$3/readings.txt" -f "$3/tables.awk" "$4.unihan" "$2" "$3/words.txt" > "$4.new"
rm "$4.unihan"
mv "$4.new" "$4"
