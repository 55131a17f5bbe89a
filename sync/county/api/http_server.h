/// The county's HTTP server: accepts, parses, times out and sends; every decision is the handler's.
/// Asynchronous: hundreds of slow links and long polls share one thread. The only place (with its
/// .cpp) that knows the server library. Serves HTTP/1.1 without TLS: nginx stands in front of it
/// wherever the network is not trusted.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "sync/county/api/http.h"

namespace villageboard::county {

struct ListenAddress {
    std::string host;        ///< "127.0.0.1", "::1", "0.0.0.0", "localhost"
    std::uint16_t port = 0;  ///< 0: any free port
};

/// "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Throws Error(invalid) with a plain sentence.
ListenAddress parse_listen_address(const std::string& text);

struct HttpLimits {
    std::size_t connections = 4096;
    std::size_t body_bytes = 1024 * 1024;
    std::chrono::seconds idle = std::chrono::seconds(75);      ///< for a whole request to arrive
    std::chrono::seconds handling = std::chrono::seconds(90);  ///< longer than a long poll
    std::chrono::seconds writing = std::chrono::seconds(300);  ///< for each 64 KiB of an answer
    std::chrono::seconds farewell = std::chrono::seconds(5);   ///< for answers under way at a stop
};

class HttpServer {
  public:
    /// Binds the address at once. Throws Error(retry) when it is busy and Error(invalid) when it
    /// is no address of this machine, each with one plain sentence.
    HttpServer(const ListenAddress& address, const HttpLimits& limits, HttpHandler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// The port that was bound.
    std::uint16_t port() const;
    /// Calls `task` on the server's thread every `period`, from run() until stop().
    void every(std::chrono::milliseconds period, std::function<void()> task);
    /// Calls `task` on the server's thread soon. From any thread.
    void post(std::function<void()> task);
    /// Answers given after it returned are dropped; who may give them must end before the server
    /// is destroyed. Serves until stop(); then takes no new connection, lets answers under way go
    /// out, returns.
    void run();
    /// From any thread, any number of times.
    void stop();
    /// What to do on the server's thread when the stop begins: answer what still waits.
    void on_stop(std::function<void()> before);
    /// Makes SIGTERM and SIGINT stop the server.
    void stop_on_signals();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace villageboard::county
