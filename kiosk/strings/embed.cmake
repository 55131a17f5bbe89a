# Writes the string tables into one source file: cmake -DOUT=FILE -DDIR=FOLDER -P embed.cmake
set(text "#include \"kiosk/strings/tables.h\"\n\nnamespace villageboard::kiosk {\n\n")
string(APPEND text "const std::vector<StringTable>& string_tables() {\n    static const std::vector<StringTable> tables{\n")
foreach(language zh-CN en)
    file(READ ${DIR}/${language}.strings table)
    string(APPEND text "        {\"${language}\", R\"table(${table})table\"},\n")
endforeach()
string(APPEND text "    };\n    return tables;\n}\n\n}  // namespace villageboard::kiosk\n")
file(WRITE ${OUT} "${text}")
