# The kiosk's tests share one fixture, a village's data folder.
pkg_check_modules(WEBP_MUX REQUIRED IMPORTED_TARGET libwebpmux libwebp)
add_library(kiosk_fixture STATIC ${CMAKE_SOURCE_DIR}/tests/kiosk/support/village.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/village_lists.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/village_writer.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/person.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/glass.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/letters.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/random_reader.cpp)
target_link_libraries(kiosk_fixture PUBLIC kiosk content_cache content_model content_demo draw
    PkgConfig::WEBP_MUX)
foreach(folder theme letter input strings widgets app screens staff)
    villageboard_test(kiosk_${folder}_test kiosk/${folder} kiosk_fixture)
endforeach()

# Clips that are heard on a page.
pkg_check_modules(OPUSENC REQUIRED IMPORTED_TARGET libopusenc)
target_link_libraries(kiosk_app_test PRIVATE PkgConfig::OPUSENC)

# A compositor of the tests' own.
pkg_check_modules(WAYLAND_SERVER REQUIRED IMPORTED_TARGET wayland-server)
set(xdg_server_header ${CMAKE_CURRENT_BINARY_DIR}/xdg-shell-server-protocol.h)
add_custom_command(OUTPUT ${xdg_server_header}
    COMMAND ${WAYLAND_SCANNER} server-header ${xdg_xml} ${xdg_server_header} DEPENDS ${xdg_xml} VERBATIM)
target_sources(kiosk_app_test PRIVATE ${xdg_server_header})
target_include_directories(kiosk_app_test SYSTEM PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_link_libraries(kiosk_app_test PRIVATE PkgConfig::WAYLAND_SERVER)
