villageboard_test(county_test sync/county county content_demo)
if(TARGET county_test)
    add_dependencies(county_test villageboard-county)
endif()
