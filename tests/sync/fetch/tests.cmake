find_package(Threads REQUIRED)
villageboard_test(fetch_test sync/fetch fetch Threads::Threads)
