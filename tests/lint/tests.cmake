# What no compiler checks: the direction of includes, the format, the words, and clang's second look.
foreach(check includes format words actions tidy)
    add_test(NAME lint_${check} COMMAND ${CMAKE_SOURCE_DIR}/tests/lint/${check} ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
    set_tests_properties(lint_${check} PROPERTIES LABELS lint)
endforeach()
set_tests_properties(lint_tidy PROPERTIES TIMEOUT 2400 PROCESSORS 2)
