villageboard_test(draw_test kiosk/draw draw)
