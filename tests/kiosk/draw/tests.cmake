villageboard_test(draw_test kiosk/draw draw)
villageboard_test(present_test kiosk/draw/present draw)
