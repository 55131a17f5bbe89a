villageboard_test(fonts_test fonts fonts)
