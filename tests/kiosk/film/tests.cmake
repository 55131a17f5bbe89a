# The moving posters are made by the tests.
pkg_check_modules(WEBP_MUX REQUIRED IMPORTED_TARGET libwebpmux libwebp)
villageboard_test(film_test kiosk/film film content_demo PkgConfig::WEBP_MUX)
