villageboard_test(cache_test content/cache content_cache)
