#include "sync/county/api/request_signature.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), 0);
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

constexpr std::int64_t kNow = 1'763'600'000;

/// A device that signs as the profile says, with one thing changed at a time.
struct Device {
    Ed25519PublicKey key{};
    unsigned char secret[crypto_sign_SECRETKEYBYTES]{};
    std::string components =
        R"("@method" "@authority" "@path" "@query" "content-digest" "content-type")";
    std::int64_t created = kNow;
    std::int64_t expires = kNow + 300;
    std::string tag = "nb-agent-1";
    std::string body = R"({"v":1})";

    Device() {
        unsigned char seed[crypto_sign_SEEDBYTES] = {7};
        crypto_sign_seed_keypair(key.data(), secret, seed);
    }

    HttpRequest request() const {
        unsigned char digest[crypto_hash_sha256_BYTES];
        crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(body.data()),
                           body.size());
        const std::string params = "(" + components + ");created=" + std::to_string(created) +
                                   ";expires=" + std::to_string(expires) +
                                   R"(;nonce="00112233445566778899aabbccddeeff";keyid="dev-1")" +
                                   R"(;alg="ed25519";tag=")" + tag + "\"";
        HttpRequest request{
            "POST",
            "/v1/reports",
            {{"Host", "County.Example:80"},
             {"Content-Type", "application/json"},
             {"Content-Digest",
              "sha-256=:" + base64({reinterpret_cast<char*>(digest), sizeof digest}) + ":"},
             {"Signature-Input", "sig1=" + params}},
            body,
            "127.0.0.1"};
        request.fields.emplace_back("Signature", "sig1=:" + base64(std::string(64, 'x')) + ":");
        const auto fields = parse_signature(request, "sig1");
        if (!fields) return request;
        const auto base = signature_base(request, *fields);
        if (!base) return request;
        std::string signature(64, '\0');
        crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                             reinterpret_cast<const unsigned char*>(base->data()), base->size(),
                             secret);
        request.fields.back().second = "sig1=:" + base64(signature) + ":";
        return request;
    }

    SignatureVerdict verdict(const HttpRequest& sent) const {
        const auto fields = parse_signature(sent, "sig1");
        if (!fields) return SignatureVerdict::malformed;
        return check_signature(sent, *fields, key, Instant(std::chrono::seconds(kNow)));
    }
};

}  // namespace

TEST_CASE("the signature base of RFC 9421 B.2.6 verifies with its published key") {
    const HttpRequest request{
        "POST",
        "/foo?param=Value&Pet=dog",
        {{"Host", "example.com"},
         {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"},
         {"Content-Type", "application/json"},
         {"Content-Length", "18"},
         {"Signature-Input",
          R"(sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519")"},
         {"Signature",
          "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5W"
          "PpBKRCw==:"}},
        R"({"hello": "world"})",
        ""};
    const auto fields = parse_signature(request, "sig-b26");
    REQUIRE(fields);
    CHECK(fields->created == 1618884473);
    CHECK(fields->key_id == "test-key-ed25519");
    const auto base = signature_base(request, *fields);
    REQUIRE(base);
    unsigned char der[64];
    std::size_t length = 0;
    const std::string text = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
    REQUIRE(sodium_base642bin(der, sizeof der, text.data(), text.size(), nullptr, &length, nullptr,
                              sodium_base64_VARIANT_ORIGINAL) == 0);
    CHECK(crypto_sign_verify_detached(
              reinterpret_cast<const unsigned char*>(fields->signature.data()),
              reinterpret_cast<const unsigned char*>(base->data()), base->size(),
              der + length - 32) == 0);
}

TEST_CASE("a device's signed report is taken") {
    const Device device;
    CHECK(device.verdict(device.request()) == SignatureVerdict::good);
}

TEST_CASE("whatever is changed after signing is refused") {
    const Device device;
    HttpRequest sent = device.request();
    sent.body += " ";
    CHECK(device.verdict(sent) == SignatureVerdict::wrong_digest);
    sent = device.request();
    sent.target = "/v1/devices";
    CHECK(device.verdict(sent) == SignatureVerdict::wrong_key);
    sent = device.request();
    sent.target = "/v1/reports?x=1";
    CHECK(device.verdict(sent) == SignatureVerdict::wrong_key);
    sent = device.request();
    sent.fields[0].second = "other.example";
    CHECK(device.verdict(sent) == SignatureVerdict::wrong_key);
    sent = device.request();
    sent.method = "PUT";
    CHECK(device.verdict(sent) == SignatureVerdict::wrong_key);
}

TEST_CASE("a signature that covers too little, or is too old or too long, is refused") {
    Device device;
    device.components = R"("@method" "@authority" "@path" "@query" "content-type")";
    CHECK(device.verdict(device.request()) == SignatureVerdict::malformed);
    device = Device();
    device.tag = "other";
    CHECK(device.verdict(device.request()) == SignatureVerdict::malformed);
    device = Device();
    device.created = kNow - 400;
    device.expires = kNow - 100;
    CHECK(device.verdict(device.request()) == SignatureVerdict::wrong_time);
    device = Device();
    device.created = kNow + 3600;
    device.expires = kNow + 3900;
    CHECK(device.verdict(device.request()) == SignatureVerdict::wrong_time);
    device = Device();
    device.expires = kNow + 301;
    CHECK(device.verdict(device.request()) == SignatureVerdict::wrong_time);
}

TEST_CASE("garbled signature fields are no signature") {
    const Device device;
    const HttpRequest good = device.request();
    for (const char* input :
         {"", "sig1", "sig1=", "sig1=(", "sig1=(\"@method\"", "sig1=(\"@method\"\"@path\")",
          "sig1=(\"@method\" \"@method\");created=1", "sig1=(\"@method\");created=x",
          "sig1=(\"@method\");nonce=\"a", "sig1=(\"@method\") ;created=1", "sig2=(\"@method\")"}) {
        HttpRequest request = good;
        request.fields[3].second = input;
        CHECK_MESSAGE(!parse_signature(request, "sig1"), input);
    }
    for (const char* value : {"", "sig1=", "sig1=::", "sig1=:!!!!:", "sig1=:AAAA:"}) {
        HttpRequest request = good;
        request.fields[4].second = value;
        CHECK_MESSAGE(!parse_signature(request, "sig1"), value);
    }
}
