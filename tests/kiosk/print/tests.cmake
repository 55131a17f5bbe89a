villageboard_test(print_test kiosk/print print)
