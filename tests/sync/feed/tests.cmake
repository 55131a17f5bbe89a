villageboard_test(feed_test sync/feed feed)
