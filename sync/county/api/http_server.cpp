#include "sync/county/api/http_server.h"

#include <atomic>
#include <charconv>
#include <restinio/all.hpp>
#include <vector>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

struct Traits : restinio::default_single_thread_traits_t {
    // NOLINTNEXTLINE(readability-identifier-naming): the library looks for this name
    static constexpr bool use_connection_count_limiter = true;
};

constexpr restinio::file_size_t kSendChunkBytes = 64 * 1024;

HttpRequest plain_request(const restinio::request_t& request) {
    HttpRequest plain;
    plain.method = request.header().method().c_str();
    plain.target = request.header().request_target();
    request.header().for_each_field(
        [&plain](const auto& field) { plain.fields.emplace_back(field.name(), field.value()); });
    plain.body = request.body();
    plain.peer = request.remote_endpoint().address().to_string();
    return plain;
}

/// Counts answers that are decided but not yet on the wire, so that a stop can wait for them.
class Underway {
  public:
    explicit Underway(std::atomic<int>& count) : count_(count) { ++count_; }
    ~Underway() { --count_; }
    Underway(const Underway&) = delete;
    Underway& operator=(const Underway&) = delete;

  private:
    std::atomic<int>& count_;
};

/// Opens the file of an answer; an answer of its own when it has vanished or shrunk since.
std::optional<restinio::sendfile_t> open_file(HttpResponse& response) {
    if (!response.file) return std::nullopt;
    try {
        auto file = restinio::sendfile(response.file->path.string(), kSendChunkBytes);
        file.offset_and_size(response.file->offset, response.file->length);
        return file;
    } catch (const std::exception&) {
        response = plain_response(503, "The file is being replaced; ask again.");
        return std::nullopt;
    }
}

void send(restinio::request_handle_t request, HttpResponse response,
          std::shared_ptr<Underway> underway) {
    auto file = open_file(response);
    const auto status = static_cast<std::uint16_t>(response.status);
    auto builder =
        request->create_response<restinio::user_controlled_output_t>(restinio::http_status_line_t{
            restinio::http_status_code_t{status}, std::string(reason_phrase(response.status))});
    for (auto& [name, value] : response.fields) builder.append_header(name, std::move(value));
    builder.append_header_date_field();
    if (file) {
        builder.set_content_length(response.file->length);
        builder.set_body(std::move(*file));
    } else {
        builder.set_content_length(response.announced_bytes.value_or(response.body.size()));
        builder.set_body(std::move(response.body));
    }
    builder.done([underway = std::move(underway)](const auto&) mutable { underway.reset(); });
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto refuse = [&text] {
        return Error(
            ErrorKind::invalid,
            "The address '" + text + "' is not HOST:PORT; write for example 127.0.0.1:8080.");
    };
    if (colon == std::string::npos || colon == 0) throw refuse();
    ListenAddress address;
    address.host = text.substr(0, colon);
    if (address.host.front() == '[' && address.host.back() == ']')
        address.host = address.host.substr(1, address.host.size() - 2);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
    if (error != std::errc() || stop != end) throw refuse();
    return address;
}

class HttpServer::Impl {
  public:
    Impl(const ListenAddress& address, const HttpLimits& limits, HttpHandler handler)
        : limits_(limits),
          handler_(std::move(handler)),
          server_(restinio::external_io_context(io_),
                  [this, &address](auto& settings) { configure(settings, address); }),
          signals_(io_) {
        open(address);
    }

    std::uint16_t port() const { return port_; }

    void every(std::chrono::milliseconds period, std::function<void()> task) {
        auto timer = std::make_shared<asio::steady_timer>(io_);
        timers_.push_back(timer);
        tick(std::move(timer), period, std::move(task));
    }

    void post(std::function<void()> task) { asio::post(io_, std::move(task)); }

    void run() { io_.run(); }

    void stop() {
        asio::post(io_, [this] { begin_stop(); });
    }

    void on_stop(std::function<void()> before) { before_stop_ = std::move(before); }

    void stop_on_signals() {
        signals_.add(SIGTERM);
        signals_.add(SIGINT);
        signals_.async_wait([this](const asio::error_code& error, int) {
            if (!error) begin_stop();
        });
    }

  private:
    template <typename Settings>
    void configure(Settings& settings, const ListenAddress& address) {
        settings.address(address.host)
            .port(address.port)
            .read_next_http_message_timelimit(limits_.idle)
            .handle_request_timeout(limits_.handling)
            .write_http_response_timelimit(limits_.writing)
            .max_parallel_connections(limits_.connections)
            .max_pipelined_requests(4)
            .separate_accept_and_create_connect(false)
            .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                          .max_url_size(8000)
                                          .max_field_name_size(256)
                                          .max_field_value_size(8000)
                                          .max_field_count(64)
                                          .max_body_size(limits_.body_bytes))
            .acceptor_options_setter([](auto& options) {
                options.set_option(asio::ip::tcp::acceptor::reuse_address(true));
            })
            .socket_options_setter(
                [](auto& options) { options.set_option(asio::ip::tcp::no_delay(true)); })
            .acceptor_post_bind_hook([this](asio::ip::tcp::acceptor& acceptor) {
                port_ = acceptor.local_endpoint().port();
            })
            .request_handler([this](restinio::request_handle_t request) { return serve(request); });
    }

    void open(const ListenAddress& address) {
        const std::string where = address.host + ":" + std::to_string(address.port);
        try {
            server_.open_sync();
        } catch (const asio::system_error& error) {
            if (error.code() == asio::error::address_in_use)
                throw Error(ErrorKind::retry,
                            "The address " + where +
                                " is used by another program; stop that program or choose another "
                                "address with --listen.");
            throw Error(ErrorKind::invalid, "This machine can't listen on " + where + " (" +
                                                error.code().message() +
                                                "); choose another address with --listen.");
        }
    }

    restinio::request_handling_status_t serve(const restinio::request_handle_t& request) {
        auto underway = std::make_shared<Underway>(underway_);
        auto answered = std::make_shared<std::atomic<bool>>(false);
        handler_(
            plain_request(*request), [this, request, underway, answered](HttpResponse response) {
                if (answered->exchange(true)) return;
                asio::dispatch(io_, [request, underway, response = std::move(response)]() mutable {
                    send(request, std::move(response), std::move(underway));
                });
            });
        return restinio::request_accepted();
    }

    void tick(std::shared_ptr<asio::steady_timer> timer, std::chrono::milliseconds period,
              std::function<void()> task) {
        timer->expires_after(period);
        asio::steady_timer& pending = *timer;
        pending.async_wait([this, timer = std::move(timer), period,
                            task = std::move(task)](const asio::error_code& error) mutable {
            if (error || stopping_) return;
            task();
            tick(std::move(timer), period, std::move(task));
        });
    }

    void begin_stop() {
        if (stopping_) return;
        stopping_ = true;
        server_.close_sync();
        if (before_stop_) before_stop_();
        for (const auto& timer : timers_) timer->cancel();
        deadline_ = std::chrono::steady_clock::now() + limits_.farewell;
        await_last_answers();
    }

    void await_last_answers() {
        if (underway_ == 0 || std::chrono::steady_clock::now() >= deadline_) return io_.stop();
        auto timer = std::make_shared<asio::steady_timer>(io_, std::chrono::milliseconds(20));
        asio::steady_timer& pending = *timer;
        pending.async_wait(
            [this, timer = std::move(timer)](const asio::error_code&) { await_last_answers(); });
    }

    HttpLimits limits_;
    HttpHandler handler_;
    asio::io_context io_;
    std::uint16_t port_ = 0;
    std::atomic<int> underway_ = 0;
    bool stopping_ = false;
    std::chrono::steady_clock::time_point deadline_;
    std::function<void()> before_stop_;
    std::vector<std::shared_ptr<asio::steady_timer>> timers_;
    restinio::http_server_t<Traits> server_;
    asio::signal_set signals_;
};

HttpServer::HttpServer(const ListenAddress& address, const HttpLimits& limits, HttpHandler handler)
    : impl_(std::make_unique<Impl>(address, limits, std::move(handler))) {}
HttpServer::~HttpServer() = default;
std::uint16_t HttpServer::port() const { return impl_->port(); }
void HttpServer::every(std::chrono::milliseconds period, std::function<void()> task) {
    impl_->every(period, std::move(task));
}
void HttpServer::post(std::function<void()> task) { impl_->post(std::move(task)); }
void HttpServer::run() { impl_->run(); }
void HttpServer::stop() { impl_->stop(); }
void HttpServer::on_stop(std::function<void()> before) { impl_->on_stop(std::move(before)); }
void HttpServer::stop_on_signals() { impl_->stop_on_signals(); }

}  // namespace villageboard::county
