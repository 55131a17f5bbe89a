# Fuzz targets of what comes from outside. With g++ each is linked with replay.cpp and runs its
# corpus, cut and changed in many places, as a test. With clang, the preset dev and
# -DVILLAGEBOARD_FUZZ=ON they become libFuzzer programs: build/fuzz_note tests/fuzz/corpus/note
option(VILLAGEBOARD_FUZZ "Build the fuzz targets for libFuzzer (clang)" OFF)
if(VILLAGEBOARD_FUZZ)
    # the libraries tell which of their lines an input reached; the preset's sanitizer takes it
    target_compile_options(villageboard_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# villageboard_fuzz(TARGET LIBRARIES...): the program fuzz_TARGET of TARGET_fuzz.cpp and its corpus
function(villageboard_fuzz target)
    add_executable(fuzz_${target} ${CMAKE_SOURCE_DIR}/tests/fuzz/${target}_fuzz.cpp)
    target_link_libraries(fuzz_${target} PRIVATE villageboard_options ${ARGN})
    if(VILLAGEBOARD_FUZZ)
        target_compile_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
        target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(fuzz_${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
        add_test(NAME fuzz_${target}
            COMMAND fuzz_${target} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${target})
        set_tests_properties(fuzz_${target} PROPERTIES TIMEOUT 300 LABELS fuzz)
    endif()
endfunction()

foreach(target note checkpoint envelope tile_path pack run root device_keys)
    villageboard_fuzz(${target} feed)
endforeach()
foreach(target itemize layout)
    villageboard_fuzz(${target} fonts_layout)
endforeach()
villageboard_fuzz(picture draw)
villageboard_fuzz(film film)
