villageboard_test(voices_test content/speech voices)
