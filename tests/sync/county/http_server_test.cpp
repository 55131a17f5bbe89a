#include "sync/county/api/http_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <nlohmann/json.hpp>

#include <thread>

#include "sync/county/api/api.h"
#include "sync/county/api/serve.h"
#include "sync/county/devices.h"
#include "sync/feed/enrolment.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

/// A plain socket to the server.
class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(const std::string& bytes) const {
        ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// Everything until the other end closes or is silent.
    std::string rest() const {
        std::string all;
        char buffer[4096];
        for (ssize_t n = 0; (n = ::recv(socket_, buffer, sizeof buffer, 0)) > 0;)
            all.append(buffer, static_cast<std::size_t>(n));
        return all;
    }
    /// At most `bytes` of what comes.
    std::string some(std::size_t bytes) const {
        std::string buffer(bytes, '\0');
        const ssize_t n = ::recv(socket_, buffer.data(), bytes, 0);
        buffer.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        return buffer;
    }

  private:
    int socket_;
};

std::string ask(std::uint16_t port, const std::string& method, const std::string& target,
                const std::string& fields = "", const std::string& body = "") {
    Client client(port);
    client.send(method + " " + target + " HTTP/1.1\r\nHost: county\r\nConnection: close\r\n" +
                fields +
                (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") +
                "\r\n" + body);
    return client.rest();
}

std::string body_of(const std::string& answer) {
    const auto gap = answer.find("\r\n\r\n");
    return gap == std::string::npos ? "" : answer.substr(gap + 4);
}

std::string field_of(const std::string& answer, const std::string& name) {
    const auto at = answer.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const auto start = at + name.size() + 4;
    return answer.substr(start, answer.find("\r\n", start) - start);
}

bool has_status(const std::string& answer, int status) {
    return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

/// serve() on a thread of its own.
class Serving {
  public:
    explicit Serving(CountyFixture& fixture)
        : county_(fixture.data(), fixture.effects()), thread_([this] { run(); }) {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return server_ != nullptr; });
    }
    ~Serving() {
        server_->stop();
        thread_.join();
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;
    std::uint16_t port() const { return server_->port(); }
    HttpServer& server() { return *server_; }

  private:
    void run() {
        serve(county_, {"127.0.0.1", 0}, [this](HttpServer& server) {
            const std::lock_guard lock(mutex_);
            server_ = &server;
            ready_.notify_all();
        });
    }

    OpenedCounty county_;
    std::mutex mutex_;
    std::condition_variable ready_;
    HttpServer* server_ = nullptr;
    std::thread thread_;
};

}  // namespace

TEST_CASE("an address is HOST:PORT") {
    CHECK(parse_listen_address("127.0.0.1:80").port == 80);
    CHECK(parse_listen_address("[::1]:8080").host == "::1");
    for (const char* text : {"", "80", ":80", "host:", "host:x", "host:70000", "host:80x"})
        CHECK_THROWS_AS(parse_listen_address(text), Error);
}

TEST_CASE("a busy address and one of another machine are told in one sentence") {
    const HttpHandler nothing = [](const HttpRequest&, Respond) {};
    HttpServer first({"127.0.0.1", 0}, {}, nothing);
    try {
        HttpServer second({"127.0.0.1", first.port()}, {}, nothing);
        FAIL("two servers bound one port");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::retry);
        CHECK(std::string(error.what()).find(std::to_string(first.port())) != std::string::npos);
    }
    CHECK_THROWS_AS(HttpServer({"203.0.113.7", 0}, {}, nothing), Error);
    CHECK_THROWS_AS(HttpServer({"no address", 0}, {}, nothing), Error);
}

TEST_CASE("the feed comes over a socket: whole, conditional, in part, without a body") {
    CountyFixture fixture;
    fixture.publish(notice("停水"));
    Serving serving(fixture);
    const std::string target = std::string("/") + kVillage + "/checkpoint";
    const std::string whole = ask(serving.port(), "GET", target);
    CHECK(has_status(whole, 200));
    const std::string note = body_of(whole);
    CHECK(note == read_text(fixture.feed() / kVillage / "checkpoint"));
    CHECK(field_of(whole, "Content-Length") == std::to_string(note.size()));
    const std::string etag = field_of(whole, "ETag");
    const std::string same = ask(serving.port(), "GET", target, "If-None-Match: " + etag + "\r\n");
    CHECK(has_status(same, 304));
    CHECK(body_of(same).empty());
    const std::string part = ask(serving.port(), "GET", target, "Range: bytes=5-9\r\n");
    CHECK(has_status(part, 206));
    CHECK(body_of(part) == note.substr(5, 5));
    CHECK(has_status(ask(serving.port(), "GET", target, "Range: bytes=99999-\r\n"), 416));
    const std::string head = ask(serving.port(), "HEAD", target);
    CHECK(has_status(head, 200));
    CHECK(body_of(head).empty());
    CHECK(field_of(head, "Content-Length") == std::to_string(note.size()));
}

TEST_CASE("two requests on one connection are answered in order") {
    CountyFixture fixture;
    Serving serving(fixture);
    Client client(serving.port());
    client.send(
        "GET /root/1 HTTP/1.1\r\nHost: c\r\n\r\nHEAD /nothing HTTP/1.1\r\nHost: c\r\n"
        "Connection: close\r\n\r\n");
    const std::string both = client.rest();
    CHECK(has_status(both, 200));
    CHECK(both.find("HTTP/1.1 404 ") != std::string::npos);
}

TEST_CASE("nothing outside the feed can be fetched") {
    CountyFixture fixture;
    Serving serving(fixture);
    for (const char* target : {"/../county.conf", "/%2e%2e/county.conf", "/..%2fkeys/log.key",
                               "/keys/../keys/log.key", "/539921/../../county.db", "//etc/passwd",
                               "/county.db", "/keys/log.key", "/", "/v1/nothing", "/v1/"})
        CHECK_MESSAGE(has_status(ask(serving.port(), "GET", target), 404), target);
    CHECK(has_status(ask(serving.port(), "POST", "/v1/nothing", "", "{}"), 404));
    CHECK(has_status(ask(serving.port(), "POST", "/539921/checkpoint", "", "x"), 405));
    CHECK(has_status(ask(serving.port(), "PUT", "/v1/devices"), 405));
}

TEST_CASE("garbage does not stop the server") {
    CountyFixture fixture;
    Serving serving(fixture);
    for (const std::string& bytes :
         {std::string("\x16\x03\x01\x02\x00\x01", 6), std::string("GET\r\n\r\n"),
          std::string(20000, 'A'), "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n\r\n",
          std::string("POST /v1/devices HTTP/1.1\r\nHost: c\r\nContent-Length: -5\r\n\r\n"),
          std::string("POST /v1/devices HTTP/1.1\r\nHost: c\r\nContent-Length: "
                      "99999999999\r\n\r\n"),
          "GET / HTTP/1.1\r\n" +
              [] {
                  std::string many;
                  for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
                  return many;
              }() +
              "\r\n"}) {
        Client client(serving.port());
        client.send(bytes);
        client.some(100);
    }
    CHECK(has_status(ask(serving.port(), "GET", "/healthz"), 200));
}

TEST_CASE("slow and silent clients hold up nobody") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "big.txt", std::string(8 * 1024 * 1024, 'x'));
    auto with_file = notice("大附件");
    with_file["attachments"] = {{{"file", "big.txt"},
                                 {"mime", "text/plain"},
                                 {"role", "original"},
                                 {"audience", "public"}}};
    fixture.publish(with_file);
    Serving serving(fixture);
    const std::string digest = feed::sha256(std::string(8 * 1024 * 1024, 'x')).hex();
    const std::string target = "/blob/" + digest.substr(0, 2) + "/" + digest.substr(2);
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(std::make_unique<Client>(serving.port()));
        slow.back()->send("GET " + target + " HTTP/1.1\r\nHost: c\r\n" +
                          (i % 2 == 0 ? "\r\n" : "X-Half"));
    }
    const auto before = std::chrono::steady_clock::now();
    CHECK(has_status(ask(serving.port(), "GET", "/root/1"), 200));
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    slow.clear();
    const std::string whole = ask(serving.port(), "GET", target);
    CHECK(body_of(whole).size() == 8 * 1024 * 1024);
    CHECK(feed::sha256(body_of(whole)).hex() == digest);
}

TEST_CASE("a terminal enrols over HTTP, and guessing is slowed down") {
    CountyFixture fixture;
    Serving serving(fixture);
    const auto code =
        *feed::EnrolmentCode::parse(Devices(fixture.tools()).make_code(area_code(kVillage)));
    const auto signer = feed::Signer::generate("d", feed::KeyType::ed25519, feed::system_random());
    const auto box = feed::make_box_key_pair(feed::system_random()(32));
    const std::string request = feed::format_request(
        {code.id, area_code(kVillage), signer.verifier().public_key(), box.public_key}, code);
    CHECK(has_status(ask(serving.port(), "POST", "/v1/devices", "", "nonsense"), 400));
    CHECK(has_status(ask(serving.port(), "POST", "/v1/devices", "", std::string(20000, 'x')), 400));
    const std::string made = ask(serving.port(), "POST", "/v1/devices", "", request);
    CHECK(has_status(made, 201));
    CHECK(feed::open_reply(body_of(made), request, code));
    CHECK(has_status(ask(serving.port(), "POST", "/v1/devices", "", request), 200));
    bool slowed = false;
    for (int i = 0; i < 12 && !slowed; ++i)
        slowed = has_status(ask(serving.port(), "POST", "/v1/devices", "", "{}"), 429);
    CHECK(slowed);
    CHECK(has_status(
        ask(serving.port(), "POST", "/v1/devices", "X-Forwarded-For: 10.1.1.1\r\n", "{}"), 400));
}

TEST_CASE("a report without a good signature is not stored") {
    CountyFixture fixture;
    Serving serving(fixture);
    CHECK(has_status(ask(serving.port(), "POST", "/v1/reports", "", "{}"), 422));
}

TEST_CASE("a waiting terminal hears of a publication, and of the server going down") {
    CountyFixture fixture;
    fixture.publish(notice("第一条"));
    auto serving = std::make_unique<Serving>(fixture);
    CHECK(has_status(ask(serving->port(), "GET", "/v1/wait?have=539921102205:0"), 200));
    CHECK(has_status(ask(serving->port(), "GET", "/v1/wait?have=x"), 400));
    Client waiting(serving->port());
    waiting.send(
        "GET /v1/wait?have=539921102205:1 HTTP/1.1\r\nHost: c\r\n"
        "Connection: close\r\n\r\n");
    fixture.publish(notice("第二条"));
    CHECK(has_status(waiting.rest(), 200));
    Client patient(serving->port());
    patient.send(
        "GET /v1/wait?have=539921102205:2 HTTP/1.1\r\nHost: c\r\n"
        "Connection: close\r\n\r\n");
    CHECK(has_status(ask(serving->port(), "GET", "/healthz"), 200));
    serving.reset();
    CHECK(has_status(patient.rest(), 204));
}

TEST_CASE("serving repairs the folder and renews what it confirms") {
    CountyFixture fixture;
    fixture.publish(notice("停水"));
    const std::string checkpoint = read_text(fixture.feed() / kVillage / "checkpoint");
    std::filesystem::remove(fixture.feed() / kVillage / "pack" / "000.p" / "1");
    fixture.pass(3h);
    Serving serving(fixture);
    CHECK(has_status(ask(serving.port(), "GET", "/539921102205/pack/000.p/1"), 200));
    const std::string renewed = body_of(ask(serving.port(), "GET", "/539921102205/checkpoint"));
    CHECK(renewed != checkpoint);
    CHECK(renewed.substr(0, renewed.find("\n\n")) == checkpoint.substr(0, checkpoint.find("\n\n")));
}
