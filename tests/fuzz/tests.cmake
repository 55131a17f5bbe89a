# Fuzz targets of the formats that come from outside. With g++ each is linked with replay.cpp and
# runs its corpus, cut and changed in many places, as a test. With clang and
# -DVILLAGEBOARD_FUZZ=ON they become libFuzzer programs: build/fuzz_note tests/fuzz/corpus/note
option(VILLAGEBOARD_FUZZ "Build the fuzz targets for libFuzzer (clang)" OFF)
foreach(target note checkpoint envelope tile_path pack run root device_keys)
    add_executable(fuzz_${target} ${CMAKE_CURRENT_LIST_DIR}/${target}_fuzz.cpp)
    target_link_libraries(fuzz_${target} PRIVATE villageboard_options feed)
    if(VILLAGEBOARD_FUZZ)
        target_compile_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
        target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(fuzz_${target} PRIVATE ${CMAKE_CURRENT_LIST_DIR}/replay.cpp)
        add_test(NAME fuzz_${target}
            COMMAND fuzz_${target} ${CMAKE_CURRENT_LIST_DIR}/corpus/${target})
        set_tests_properties(fuzz_${target} PROPERTIES TIMEOUT 300 LABELS fuzz)
    endif()
endforeach()
