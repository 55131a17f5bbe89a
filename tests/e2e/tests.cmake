# The three programs together, as people start them. Each script is one test; tests/support/e2e.sh is shared.
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/e2e/*.sh)
foreach(script ${scripts})
    get_filename_component(name ${script} NAME_WE)
    add_test(NAME e2e_${name} COMMAND bash ${script} ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
    set_tests_properties(e2e_${name} PROPERTIES LABELS e2e TIMEOUT 1800)
endforeach()
# several servers at once, killed for forty seconds at most
set_tests_properties(e2e_servers PROPERTIES TIMEOUT 300 PROCESSORS 2)
