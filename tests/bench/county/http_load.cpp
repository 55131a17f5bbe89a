#define ASIO_STANDALONE
#include "tests/bench/county/http_load.h"

#include <asio.hpp>
#include <charconv>
#include <memory>
#include <thread>

#include "sync/feed/tile.h"

namespace villageboard::bench {
namespace {

using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Reply {
    int status = 0;  ///< 0: the connection broke
    std::string etag;
    std::string body;
    std::size_t bytes = 0;
};

std::string field_of(const std::string& head, const std::string& name) {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

/// One connection; asks one thing at a time.
class Client : public std::enable_shared_from_this<Client> {
  public:
    using Done = std::function<void(const Reply&)>;

    Client(asio::io_context& io, std::uint16_t port) : socket_(io), port_(port) {}

    void ask(const std::string& target, const std::string& etag, Done done) {
        request_ = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                   "\r\n" + (etag.empty() ? "" : "If-None-Match: " + etag + "\r\n") + "\r\n";
        done_ = std::move(done);
        if (socket_.is_open()) return send();
        socket_.async_connect(tcp::endpoint(asio::ip::address_v4::loopback(), port_),
                              [self = shared_from_this()](const asio::error_code& error) {
                                  if (error) return self->fail();
                                  asio::error_code ignored;
                                  self->socket_.set_option(tcp::no_delay(true), ignored);
                                  self->send();
                              });
    }

  private:
    void send() {
        asio::async_write(socket_, asio::buffer(request_),
                          [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                              if (error) return self->fail();
                              self->receive_head();
                          });
    }

    void receive_head() {
        asio::async_read_until(
            socket_, asio::dynamic_buffer(input_), "\r\n\r\n",
            [self = shared_from_this()](const asio::error_code& error, std::size_t size) {
                if (error || size < 12) return self->fail();
                self->head_ = self->input_.substr(0, size);
                self->input_.erase(0, size);
                self->receive_body();
            });
    }

    void receive_body() {
        Reply reply;
        std::from_chars(head_.data() + 9, head_.data() + 12, reply.status);
        reply.etag = field_of(head_, "ETag");
        std::size_t length = 0;
        const std::string announced = field_of(head_, "Content-Length");
        if (reply.status != 304 && reply.status != 204)
            std::from_chars(announced.data(), announced.data() + announced.size(), length);
        const std::size_t missing = length > input_.size() ? length - input_.size() : 0;
        asio::async_read(socket_, asio::dynamic_buffer(input_), asio::transfer_exactly(missing),
                         [self = shared_from_this(), reply, length](const asio::error_code& error,
                                                                    std::size_t) mutable {
                             if (error) return self->fail();
                             reply.body = self->input_.substr(0, length);
                             reply.bytes = self->head_.size() + length;
                             self->input_.erase(0, length);
                             std::exchange(self->done_, nullptr)(reply);
                         });
    }

    void fail() {
        asio::error_code ignored;
        socket_.close(ignored);
        input_.clear();
        std::exchange(done_, nullptr)({});
    }

    tcp::socket socket_;
    std::uint16_t port_;
    std::string request_;
    std::string input_;
    std::string head_;
    Done done_;
};

/// A terminal that starts once and then polls.
class Terminal : public std::enable_shared_from_this<Terminal> {
  public:
    Terminal(asio::io_context& io, const LoadPlan& plan, std::size_t number, LoadResult& result)
        : plan_(plan),
          areas_(plan.paths[number]),
          etags_(areas_.size()),
          client_(std::make_shared<Client>(io, plan.port)),
          timer_(io),
          result_(result),
          left_(plan.polls) {
        const auto share = plan.boot.count() * static_cast<long long>(number) /
                           static_cast<long long>(std::max<std::size_t>(1, plan.paths.size()));
        delay_ = std::chrono::milliseconds(share);
    }

    void start() {
        after(delay_, [self = shared_from_this()] {
            self->began_ = Clock::now();
            self->boot(0);
        });
    }

  private:
    void after(std::chrono::milliseconds delay, std::function<void()> then) {
        timer_.expires_after(delay);
        timer_.async_wait([then = std::move(then)](const asio::error_code& error) {
            if (!error) then();
        });
    }

    void count(const Reply& reply) {
        ++result_.requests;
        result_.bytes += reply.bytes;
        if (reply.status != 200 && reply.status != 206 && reply.status != 304) ++result_.failures;
    }

    void boot(std::size_t area) {
        if (area == areas_.size()) {
            result_.boot.add(ms_since(began_));
            return rest();
        }
        client_->ask("/" + areas_[area] + "/checkpoint", {},
                     [self = shared_from_this(), area](const Reply& reply) {
                         self->count(reply);
                         self->etags_[area] = reply.etag;
                         self->boot_pack(area, reply.body);
                     });
    }

    void boot_pack(std::size_t area, const std::string& checkpoint) {
        const auto line = checkpoint.find('\n');
        std::uint64_t size = 0;
        if (line != std::string::npos)
            std::from_chars(checkpoint.data() + line + 1, checkpoint.data() + checkpoint.size(),
                            size);
        if (size == 0) return boot(area + 1);
        const std::uint64_t tile = (size - 1) / feed::kTileWidth;
        const auto width = static_cast<unsigned>(size - tile * feed::kTileWidth);
        client_->ask(
            "/" + areas_[area] + "/" + feed::tile_path({feed::TileKind::pack, 0, tile, width}), {},
            [self = shared_from_this(), area](const Reply& reply) {
                self->count(reply);
                self->boot(area + 1);
            });
    }

    void rest() {
        if (left_-- == 0) return;
        after(plan_.pause, [self = shared_from_this()] { self->poll(0); });
    }

    void poll(std::size_t area) {
        if (area == areas_.size()) return rest();
        client_->ask("/" + areas_[area] + "/checkpoint", etags_[area],
                     [self = shared_from_this(), area, begin = Clock::now()](const Reply& reply) {
                         self->count(reply);
                         self->result_.poll.add(ms_since(begin));
                         if (!reply.etag.empty()) self->etags_[area] = reply.etag;
                         self->poll(area + 1);
                     });
    }

    const LoadPlan& plan_;
    const std::vector<std::string>& areas_;
    std::vector<std::string> etags_;
    std::shared_ptr<Client> client_;
    asio::steady_timer timer_;
    LoadResult& result_;
    int left_;
    std::chrono::milliseconds delay_{};
    Clock::time_point began_;
};

/// Asks the targets one after the other until each was asked often enough.
void ask_all(const std::shared_ptr<Client>& client, const std::vector<std::string>& targets,
             std::size_t next, std::size_t left, std::map<std::string, Series>& times,
             std::uint64_t& failures) {
    if (left == 0) return;
    const std::string& target = targets[next % targets.size()];
    client->ask(target, {}, [&, client, next, left, begin = Clock::now()](const Reply& reply) {
        times[targets[next % targets.size()]].add(ms_since(begin));
        if (reply.status / 100 != 2) ++failures;
        ask_all(client, targets, next + 1, left - 1, times, failures);
    });
}

}  // namespace

LoadResult run_terminals(const LoadPlan& plan) {
    asio::io_context io;
    LoadResult result;
    for (std::size_t i = 0; i < plan.paths.size(); ++i)
        std::make_shared<Terminal>(io, plan, i, result)->start();
    const auto begin = Clock::now();
    io.run();
    result.seconds = ms_since(begin) / 1000;
    return result;
}

WakeResult wake(std::uint16_t port, std::size_t count, const std::string& target,
                const std::function<void()>& alert) {
    asio::io_context io;
    WakeResult result;
    std::vector<Clock::time_point> told;
    for (std::size_t i = 0; i < count; ++i) {
        const auto client = std::make_shared<Client>(io, port);
        client->ask(target, {}, [&, client](const Reply& reply) {
            if (reply.status == 200)
                told.push_back(Clock::now());
            else
                ++result.failures;
        });
    }
    Clock::time_point called;
    Clock::time_point returned;
    std::thread publisher([&] {
        // all of them are in the room by then
        std::this_thread::sleep_for(std::chrono::seconds(5));
        called = Clock::now();
        alert();
        returned = Clock::now();
    });
    io.run();
    publisher.join();
    for (const auto at : told) {
        result.after_call.add(std::chrono::duration<double, std::milli>(at - called).count());
        result.after_return.add(
            std::max(0.0, std::chrono::duration<double, std::milli>(at - returned).count()));
    }
    return result;
}

std::map<std::string, Series> time_calls(std::uint16_t port, std::size_t clients, int rounds,
                                         const std::vector<std::string>& targets,
                                         std::uint64_t& failures) {
    asio::io_context io;
    std::map<std::string, Series> times;
    const std::size_t each =
        static_cast<std::size_t>(rounds) * targets.size() / std::max<std::size_t>(1, clients);
    for (std::size_t i = 0; i < clients; ++i)
        ask_all(std::make_shared<Client>(io, port), targets, i, each, times, failures);
    io.run();
    return times;
}

bool answers(std::uint16_t port, std::chrono::seconds patience) {
    const auto until = Clock::now() + patience;
    while (Clock::now() < until) {
        asio::io_context io;
        asio::error_code error;
        tcp::socket socket(io);
        socket.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port), error);
        if (!error) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

}  // namespace villageboard::bench
