villageboard_test(state_test content/state content_state)
