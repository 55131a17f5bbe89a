villageboard_test(draw_test kiosk/draw draw)
villageboard_test(present_test kiosk/draw/present draw)
target_sources(present_test PRIVATE ${CMAKE_SOURCE_DIR}/tests/kiosk/draw/present/weston.cpp)
