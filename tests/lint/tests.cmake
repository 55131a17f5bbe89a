# What no compiler checks: the direction of includes, the format, the words, and clang's second look.
foreach(check includes format words actions tidy)
    add_test(NAME lint_${check} COMMAND ${CMAKE_SOURCE_DIR}/tests/lint/${check} ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
    set_tests_properties(lint_${check} PROPERTIES LABELS lint)
endforeach()
# it takes every core, so nothing runs beside it
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
set_tests_properties(lint_tidy PROPERTIES TIMEOUT 2400 PROCESSORS ${cores})
