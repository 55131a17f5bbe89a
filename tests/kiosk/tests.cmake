# The kiosk's tests share one fixture, a village's data folder.
add_library(kiosk_fixture STATIC ${CMAKE_SOURCE_DIR}/tests/kiosk/support/village.cpp
    ${CMAKE_SOURCE_DIR}/tests/kiosk/support/person.cpp)
target_link_libraries(kiosk_fixture PUBLIC kiosk content_cache content_model draw)
foreach(folder theme input strings widgets app screens)
    villageboard_test(kiosk_${folder}_test kiosk/${folder} kiosk_fixture)
endforeach()
