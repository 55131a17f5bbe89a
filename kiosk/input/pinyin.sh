#!/bin/sh
# Writes the pinyin table's source: pinyin.sh UNIHAN_READINGS.bz2 INPUT_DIR OUT
set -eu
bzip2 -dc "$1" | LC_ALL=C awk -v readings="$2/readings.txt" -f "$2/pinyin.awk" > "$3.new"
mv "$3.new" "$3"
