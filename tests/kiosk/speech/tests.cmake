# The recorded clips are made by the tests.
pkg_check_modules(OPUSENC REQUIRED IMPORTED_TARGET libopusenc)
villageboard_test(speech_test kiosk/speech speech PkgConfig::OPUSENC)
