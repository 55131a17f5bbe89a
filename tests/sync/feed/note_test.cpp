#include "sync/feed/note.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const std::string kDash = "\xE2\x80\x94 ";

struct Vector {
    std::string vkey;
    std::string text;
    std::string line;
    std::string note() const { return text + "\n" + kDash + line + "\n"; }
};

// C2SP signed-note.md v1.0.0
const Vector kFoo{
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "This is an example message.\n",
    "example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjO"
    "BH3mFXmRKuwHjG1Yu72IneyaQM="};
// golang/mod sumdb/note/example_test.go
const Vector kPeter{"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                    "If you think cryptography is the answer to your problem,\n"
                    "then you don't know what your problem is.\n",
                    "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgK"
                    "vqfqdngotpRZb6KE6RyyBwJnAM="};
const std::string kEnochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const std::string kEnochLine =
    "EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WW"
    "d1RvMc+QQ=";

VerifierKey key(const std::string& vkey) { return *VerifierKey::parse(vkey); }

Verdict open(const std::string& note, std::vector<VerifierKey> keys) {
    return open_note(note, keys).verdict;
}

}  // namespace

TEST_CASE("published notes open with their keys") {
    for (const Vector& vector : {kFoo, kPeter}) {
        const std::vector<VerifierKey> keys{key(vector.vkey)};
        const OpenedNote opened = open_note(vector.note(), keys);
        CHECK(opened.verdict == Verdict::verified);
        CHECK(opened.text == vector.text);
        REQUIRE(opened.signatures.size() == 1);
        CHECK(opened.signatures[0].key.to_string() == vector.vkey);
    }
}

TEST_CASE("a note with two signers opens with either key, and reports both when both are known") {
    const std::string note = kPeter.note() + kDash + kEnochLine + "\n";
    CHECK(open(note, {key(kPeter.vkey)}) == Verdict::verified);
    CHECK(open(note, {key(kEnochKey)}) == Verdict::verified);
    const std::vector<VerifierKey> both{key(kPeter.vkey), key(kEnochKey)};
    CHECK(open_note(note, both).signatures.size() == 2);
}

TEST_CASE("a note without a known key's signature is refused") {
    CHECK(open(kFoo.note(), {key(kPeter.vkey)}) == Verdict::bad_signature);
    CHECK(open(kFoo.note(), {}) == Verdict::bad_signature);
}

TEST_CASE("one broken signature of a known key refuses a note that another key signed well") {
    std::string line = kEnochLine;
    line[40] = line[40] == 'A' ? 'B' : 'A';
    const std::string note = kPeter.note() + kDash + line + "\n";
    CHECK(open(note, {key(kPeter.vkey), key(kEnochKey)}) == Verdict::bad_signature);
    CHECK(open(note, {key(kPeter.vkey)}) == Verdict::verified);
}

TEST_CASE("a changed text is refused") {
    for (std::size_t i = 0; i + 1 < kFoo.text.size(); ++i) {
        Vector changed = kFoo;
        changed.text[i] = changed.text[i] == 'x' ? 'y' : 'x';
        CHECK(open(changed.note(), {key(kFoo.vkey)}) == Verdict::bad_signature);
    }
}

TEST_CASE("what is not a note to the letter is malformed") {
    const std::string good = kFoo.note();
    REQUIRE(parse_note(good));
    CHECK_FALSE(parse_note(""));
    CHECK_FALSE(parse_note(kFoo.text));                              // no signature
    CHECK_FALSE(parse_note(kFoo.text + "\n"));                       // blank line only
    CHECK_FALSE(parse_note(good.substr(0, good.size() - 1)));        // no last LF
    CHECK_FALSE(parse_note("a\x01" + good));                         // control character
    CHECK_FALSE(parse_note("a\xff" + good));                         // no UTF-8
    CHECK_FALSE(parse_note("a\t" + good));                           // tab
    CHECK_FALSE(parse_note("a\r" + good));                           // CR
    CHECK_FALSE(parse_note(good + "another line\n"));                // text behind signatures
    CHECK_FALSE(parse_note(good + "\n"));                            // blank line at the end
    CHECK_FALSE(parse_note(kFoo.text + "\n- " + kFoo.line + "\n"));  // no em dash
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "two words " + kFoo.line.substr(16) + "\n"));
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "a+b " + kFoo.line.substr(16) + "\n"));
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "a\xE3\x80\x80" + "b AAAAAAA=\n"));
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + " " + kFoo.line.substr(16) + "\n"));
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "name AAAA\n"));      // key id only
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "name AAAAAAB=\n"));  // stray last bits
    CHECK_FALSE(parse_note(kFoo.text + "\n" + kDash + "name AAAAAAA\n"));   // no padding
}

TEST_CASE("a note cut at any byte is refused") {
    const std::string note = kFoo.note();
    for (std::size_t i = 0; i < note.size(); ++i)
        CHECK(open(note.substr(0, i), {key(kFoo.vkey)}) != Verdict::verified);
}

TEST_CASE("the last blank line splits, so that a text may hold blank lines") {
    const Signer signer("a.example", KeyType::ed25519, std::string(32, 7));
    Note note{"one\n\ntwo\n", {}};
    note.signatures = {signer.sign(note.text, Instant{})};
    const std::vector<VerifierKey> keys{signer.verifier()};
    CHECK(open_note(format_note(note), keys).text == note.text);
}

TEST_CASE("a hundred signature lines are read, one more is refused") {
    std::string note = kFoo.note();
    for (int i = 1; i < 100; ++i) note += kDash + kEnochLine + "\n";
    CHECK(parse_note(note)->signatures.size() == 100);
    CHECK_FALSE(parse_note(note + kDash + kEnochLine + "\n"));
}

TEST_CASE("two different keys under one name and id refuse every note") {
    // The id is computed from the key, so an ambiguous pair can only be the same key twice.
    const std::vector<VerifierKey> twice{key(kFoo.vkey), key(kFoo.vkey)};
    CHECK(open_note(kFoo.note(), twice).signatures.size() == 1);
}

TEST_CASE("no part and no one-byte change of a verifier key is another verifier key") {
    for (const std::string& vkey : {kFoo.vkey, kPeter.vkey, kEnochKey}) {
        for (std::size_t start = 0; start < vkey.size(); ++start)
            for (std::size_t end = start; end <= vkey.size(); ++end)
                if (end - start < vkey.size())
                    CHECK_FALSE(VerifierKey::parse(vkey.substr(start, end - start)));
        for (std::size_t i = 0; i < vkey.size(); ++i)
            for (int byte = 0; byte < 256; ++byte) {
                if (static_cast<char>(byte) == vkey[i]) continue;
                std::string changed = vkey;
                changed[i] = static_cast<char>(byte);
                CHECK_FALSE(VerifierKey::parse(changed));
            }
    }
}

TEST_CASE("a key of wrong length or unknown type is refused even under its right id") {
    const auto vkey_of = [](const std::string& typed) {
        const Hash hash = sha256("a.example\n" + typed);
        return "a.example+" + to_hex(hash.bytes().substr(0, 4)) + "+" + to_base64(typed);
    };
    CHECK(VerifierKey::parse(vkey_of("\x01" + std::string(32, 'k'))));
    CHECK(VerifierKey::parse(vkey_of("\x04" + std::string(32, 'k'))));
    CHECK_FALSE(VerifierKey::parse(vkey_of("\x01" + std::string(31, 'k'))));
    CHECK_FALSE(VerifierKey::parse(vkey_of("\x01" + std::string(33, 'k'))));
    CHECK_FALSE(VerifierKey::parse(vkey_of("\x02" + std::string(32, 'k'))));
    CHECK_FALSE(VerifierKey::parse(vkey_of("\x06" + std::string(32, 'k'))));
    CHECK_FALSE(VerifierKey::parse(vkey_of("")));
}

TEST_CASE("a key whose name can't stand in a note is refused") {
    const std::string public_key(32, 'k');
    for (const char* name : {"", "a b", "a+b", "a\nb",
                             "a\xC2\xA0"
                             "b",
                             "\xff"})
        CHECK_THROWS_AS(VerifierKey(name, KeyType::ed25519, public_key), Error);
}

TEST_CASE("a signer survives being written to its key file and read again") {
    for (KeyType type : {KeyType::ed25519, KeyType::timestamped_ed25519}) {
        const Signer signer("log.example/a", type, std::string(32, 9));
        const auto again = Signer::parse(signer.to_secret_string());
        REQUIRE(again);
        CHECK(again->verifier() == signer.verifier());
        CHECK(again->sign("x\n", Instant{}) == signer.sign("x\n", Instant{}));
        CHECK_FALSE(Signer::parse(signer.verifier().to_string()));
        CHECK_FALSE(Signer::parse(signer.to_secret_string() + "A"));
    }
}

TEST_CASE("a timestamped signature tells its time and fails under any other") {
    const Signer signer("w.example", KeyType::timestamped_ed25519, std::string(32, 8));
    const Instant time{std::chrono::seconds(1700000000)};
    NoteSignature signature = signer.sign("text\n", time);
    CHECK(signature.payload.size() == 72);
    CHECK(signer.verifier().verifies("text\n", signature.payload));
    CHECK(signer.verifier().time_of(signature.payload) == time);
    signature.payload[7] = static_cast<char>(signature.payload[7] ^ 1);
    CHECK_FALSE(signer.verifier().verifies("text\n", signature.payload));
    CHECK_FALSE(signer.verifier().verifies("text\n", "short"));
}

TEST_CASE("base64, hex and base32 have one spelling") {
    CHECK(to_base64("f") == "Zg==");
    CHECK(to_base64("foobar") == "Zm9vYmFy");
    CHECK(from_base64("Zm8=") == "fo");
    for (const char* bad : {"Zg=", "Zg", "Zg===", "Zh==", "Zm9=", "Z", "Zg==\n", "Zm 9", "===="})
        CHECK_FALSE(from_base64(bad));
    CHECK(from_base64("")->empty());
    CHECK(from_hex("00ff") == std::string("\0\xff", 2));
    for (const char* bad : {"0", "0F", "0g", " 0"}) CHECK_FALSE(from_hex(bad));
    CHECK(to_base32("foobar") == "MZXW6YTBOI");
    CHECK(from_base32("mzxw6ytb0i") == "foobar");
    CHECK_FALSE(from_base32("MZXW6YTBO9"));
    CHECK_FALSE(from_base32("A"));
}

TEST_CASE("UTF-8 is checked to the letter") {
    for (const char* good : {"", "a", "村", "\xF0\xA0\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(is_utf8(good));
    for (const char* bad :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE6\x9D", "a\xFF"})
        CHECK_FALSE(is_utf8(bad));
}
