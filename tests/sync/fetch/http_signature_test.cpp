#include "sync/fetch/http_signature.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::fetch;

namespace {

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                      text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(size);
    return bytes;
}

bool verifies(const std::string& signature, const std::string& base, const std::string& key) {
    return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                       reinterpret_cast<const unsigned char*>(base.data()),
                                       base.size(),
                                       reinterpret_cast<const unsigned char*>(key.data())) == 0;
}

}  // namespace

TEST_CASE("the base is that of RFC 9421 B.2.6: its published signature verifies over it") {
    const Components components{{"date", "Tue, 20 Apr 2021 02:07:55 GMT"},
                                {"@method", "POST"},
                                {"@path", "/foo"},
                                {"@authority", "example.com"},
                                {"content-type", "application/json"},
                                {"content-length", "18"}};
    const std::string base =
        signature_base(components, ";created=1618884473;keyid=\"test-key-ed25519\"");
    const std::string key =
        from_base64("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=").substr(12);
    const std::string signature = from_base64(
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    CHECK(verifies(signature, base, key));
    CHECK(!verifies(signature, base + " ", key));
}

TEST_CASE("a device's request is signed over method, place, body and time") {
    const std::string seed(32, 's');
    const DeviceRequest request{.method = "POST",
                                .authority = "board.example",
                                .path = "/v1/reports",
                                .query = "",
                                .content_type = "application/json",
                                .body = "{}",
                                .device_id = "device-1",
                                .nonce = "00112233445566778899aabbccddeeff",
                                .created = *parse_instant("2026-11-23T06:00:00Z")};
    const auto headers = sign_request(request, seed);
    REQUIRE(headers.size() == 3);
    CHECK(headers[0].second == "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:");
    CHECK(headers[1].second ==
          "sig1=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" "
          "\"content-type\");created=1795413600;expires=1795413900;"
          "nonce=\"00112233445566778899aabbccddeeff\";keyid=\"device-1\";alg=\"ed25519\";"
          "tag=\"nb-agent-1\"");
    const std::string base =
        "\"@method\": POST\n\"@authority\": board.example\n\"@path\": /v1/reports\n"
        "\"@query\": ?\n\"content-digest\": " +
        headers[0].second + "\n\"content-type\": application/json\n\"@signature-params\": " +
        headers[1].second.substr(5);
    std::string key(32, '\0');
    std::string secret(64, '\0');
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(key.data()),
                             reinterpret_cast<unsigned char*>(secret.data()),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    const std::string& value = headers[2].second;
    CHECK(verifies(from_base64(value.substr(6, value.size() - 7)), base, key));
    CHECK_THROWS_AS(sign_request(request, "short"), Error);
}
