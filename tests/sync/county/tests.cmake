# what the loudspeaker gets is decoded again
pkg_check_modules(OPUSFILE REQUIRED IMPORTED_TARGET opusfile)
villageboard_test_program(county_test sync/county county content_demo PkgConfig::OPUSFILE)
if(TARGET county_test)
    add_dependencies(county_test villageboard-county)
    if(VILLAGEBOARD_SANITIZE)
        # as in sync/county: the database library hides what this one check asks for
        set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/sync/county/figure_rows_test.cpp
            ${CMAKE_SOURCE_DIR}/tests/sync/county/published_facts_test.cpp
            PROPERTIES COMPILE_OPTIONS -fno-sanitize=vptr)
    endif()
    # one program, run in parts by the first letters of its files: they take minutes and share no state
    foreach(letters ab c dfgh i moru ps tvw)
        string(REGEX REPLACE "(.)" "*/county/\\1*," files ${letters})
        string(REGEX REPLACE ",$" "" files ${files})
        villageboard_test_run(county_test_${letters} county_test --source-file=${files})
    endforeach()
endif()
