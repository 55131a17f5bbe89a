villageboard_test(voices_test speech voices)
