villageboard_test(agent_test sync/agent agent)
villageboard_test(agent_kill_test sync/agent/crash agent)
if(TARGET agent_kill_test)
    target_compile_definitions(agent_kill_test PRIVATE
        VILLAGEBOARD_SYNC="$<TARGET_FILE:villageboard-sync>")
    add_dependencies(agent_kill_test villageboard-sync)
    set_tests_properties(agent_kill_test PROPERTIES LABELS crash)
endif()
