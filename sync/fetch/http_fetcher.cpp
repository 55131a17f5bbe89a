#include "sync/fetch/http_fetcher.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <array>
#include <exception>

#include "content/model/error.h"

namespace villageboard::fetch {
namespace {

constexpr std::uint64_t kMostOfAnErrorPage = 64 * 1024;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

void append(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

bool is_loopback(const std::string& host) {
    in_addr address{};
    if (::inet_pton(AF_INET, host.c_str(), &address) == 1)
        return ntohl(address.s_addr) >> 24 == 127;
    return host == "localhost" || host == "[::1]";
}

void check_url(const std::string& text, PlainHttp plain) {
    const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        throw Error(ErrorKind::invalid, text + " is no URL.", text);
    const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        throw Error(ErrorKind::invalid, text + " is neither a folder nor an http or https URL.",
                    text);
    if (!part_of(url.get(), CURLUPART_USER).empty() ||
        !part_of(url.get(), CURLUPART_QUERY).empty() ||
        !part_of(url.get(), CURLUPART_FRAGMENT).empty())
        throw Error(ErrorKind::invalid,
                    "A county's URL has no user name, no question mark and no '#' in it.", text);
    if (scheme == "http" && plain == PlainHttp::loopback_only &&
        !is_loopback(part_of(url.get(), CURLUPART_HOST)))
        throw Error(ErrorKind::invalid,
                    "Plain http to another machine needs --insecure-http; use https instead.",
                    text);
}

Got meaning(long status) {
    switch (status) {
        case 200:
            return Got::whole;
        case 204:
            return Got::no_content;
        case 206:
            return Got::rest;
        case 304:
            return Got::not_modified;
        case 404:
        case 410:
            return Got::missing;
        case 416:
            return Got::nothing_more;
        default:
            return Got::refused;
    }
}

bool may_pass(long status) { return status == 408 || status == 429 || status >= 500; }

/// "bytes 100-199/200" -> 100.
std::optional<std::uint64_t> range_start(std::string_view value) {
    constexpr std::string_view kUnit = "bytes ";
    if (!value.starts_with(kUnit)) return std::nullopt;
    std::uint64_t start = 0;
    std::size_t i = kUnit.size();
    for (; i < value.size() && value[i] >= '0' && value[i] <= '9'; ++i)
        start = start * 10 + static_cast<std::uint64_t>(value[i] - '0');
    if (i == kUnit.size() || i >= value.size() || value[i] != '-') return std::nullopt;
    return start;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && curl_strnequal(a.data(), b.data(), a.size());
}

}  // namespace

struct HttpFetcher::Handle {
    CURL* curl = curl_easy_init();
    Handle() {
        if (!curl) throw std::bad_alloc();
    }
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
};

/// One request and its answer, as libcurl's callbacks see it.
struct HttpFetcher::Transfer {
    CURL* curl = nullptr;
    Sink* sink = nullptr;  ///< nothing: the body goes to `body`
    std::uint64_t limit = 0;
    std::uint64_t from = 0;
    std::uint64_t received = 0;
    bool begun = false;
    bool oversize = false;
    bool enough = false;
    bool wrong_range = false;
    std::string etag;
    std::optional<std::uint64_t> start;
    std::string body;
    std::exception_ptr failure;
    HeaderList headers;
    std::array<char, CURL_ERROR_SIZE> message{};

    long status() const {
        long code = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
        return code;
    }

    void header(std::string_view line) {
        if (line.starts_with("HTTP/")) {
            etag.clear();
            start.reset();
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        // a weak tag does not promise equal bytes and may not be used for ranges
        if (same_name(name, "etag") && value.starts_with('"')) etag = value;
        if (same_name(name, "content-range")) start = range_start(value);
    }

    bool add(std::string_view bytes) {
        received += bytes.size();
        const Got got = meaning(status());
        if (sink && got != Got::whole && got != Got::rest) {
            // an error page: its status said everything, and it may never end
            enough = received > kMostOfAnErrorPage;
            return !enough;
        }
        if (received > limit) {
            oversize = true;
            return false;
        }
        if (!sink) {
            body += bytes;
            return true;
        }
        if (!begun) {
            if (got == Got::rest && start != from) {
                wrong_range = true;
                return false;
            }
            sink->begin(got, etag);
            begun = true;
        }
        sink->add(bytes);
        return true;
    }

    static std::size_t on_header(char* data, std::size_t size, std::size_t count,
                                 void* self) noexcept {
        static_cast<Transfer*>(self)->header({data, size * count});
        return size * count;
    }

    static std::size_t on_body(char* data, std::size_t size, std::size_t count,
                               void* self) noexcept {
        auto* transfer = static_cast<Transfer*>(self);
        try {
            return transfer->add({data, size * count}) ? size * count : 0;
        } catch (...) {
            transfer->failure = std::current_exception();
            return 0;
        }
    }
};

HttpFetcher::HttpFetcher(std::string base_url, HttpOptions options)
    : base_url_(std::move(base_url)), options_(std::move(options)) {
    while (base_url_.ends_with('/')) base_url_.pop_back();
    check_url(base_url_, options_.plain);
    handle_ = std::make_unique<Handle>();
}

HttpFetcher::~HttpFetcher() = default;

void HttpFetcher::prepare(const std::string& path, std::chrono::seconds patience,
                          Transfer& transfer) {
    CURL* curl = handle_->curl;
    curl_easy_reset(curl);
    transfer.curl = curl;
    const auto set = [curl](CURLoption option, auto value) {
        if (curl_easy_setopt(curl, option, value) != CURLE_OK)
            throw Error(ErrorKind::retry, "This machine's libcurl lacks a needed option.");
    };
    set(CURLOPT_URL, (base_url_ + "/" + path).c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options_.slow_bytes_per_second));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience.count()));
    set(CURLOPT_USERAGENT, "villageboard-sync");
    set(CURLOPT_ERRORBUFFER, transfer.message.data());
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, &transfer);
}

long HttpFetcher::perform(Transfer& transfer) {
    if (transfer.headers)
        curl_easy_setopt(handle_->curl, CURLOPT_HTTPHEADER, transfer.headers.get());
    ++requests_;
    const CURLcode result = curl_easy_perform(handle_->curl);
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (transfer.oversize || transfer.wrong_range) return transfer.status();
    if (result != CURLE_OK && !transfer.enough) {
        const std::string why =
            transfer.message[0] ? transfer.message.data() : curl_easy_strerror(result);
        throw Error(ErrorKind::retry, base_url_ + " can't be reached: " + why + ".", base_url_);
    }
    if (may_pass(transfer.status()))
        throw Error(
            ErrorKind::retry,
            base_url_ + " answered " + std::to_string(transfer.status()) + "; try again later.",
            base_url_);
    return transfer.status();
}

GetReply HttpFetcher::get(const GetRequest& request, Sink& sink) {
    Transfer transfer;
    transfer.sink = &sink;
    transfer.limit = request.limit;
    transfer.from = request.from;
    prepare(request.path, request.patience, transfer);
    if (!request.if_none_match.empty())
        append(transfer.headers, "If-None-Match: " + request.if_none_match);
    const std::string range = std::to_string(request.from) + "-";
    if (request.from > 0) {
        curl_easy_setopt(handle_->curl, CURLOPT_RANGE, range.c_str());
        if (!request.if_range.empty()) append(transfer.headers, "If-Range: " + request.if_range);
    }
    const long status = perform(transfer);
    if (transfer.oversize) return {Got::oversize};
    // a range that starts elsewhere than asked would be glued to the wrong prefix
    if (transfer.wrong_range) return {Got::refused};
    const Got got = meaning(status);
    if (got == Got::rest && request.from == 0) return {Got::refused};
    if ((got == Got::whole || got == Got::rest) && !transfer.begun) sink.begin(got, transfer.etag);
    return {got, transfer.etag};
}

PostReply HttpFetcher::post(const PostRequest& request) {
    Transfer transfer;
    transfer.limit = request.limit;
    prepare(request.path, std::chrono::seconds{60}, transfer);
    append(transfer.headers, "Content-Type: " + request.content_type);
    // libcurl would wait a second for "100 Continue" on every larger post
    append(transfer.headers, "Expect:");
    for (const auto& [name, value] : request.headers) append(transfer.headers, name + ": " + value);
    curl_easy_setopt(handle_->curl, CURLOPT_POST, 1L);
    curl_easy_setopt(handle_->curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle_->curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    const long status = perform(transfer);
    if (transfer.oversize)
        throw Error(ErrorKind::retry, base_url_ + " answered with too much.", base_url_);
    return {static_cast<int>(status), transfer.body};
}

std::string folder_of(const std::string& source) {
    constexpr std::string_view kScheme = "file://";
    if (source.starts_with(kScheme)) return source.substr(kScheme.size());
    return source.find("://") == std::string::npos ? source : std::string();
}

}  // namespace villageboard::fetch
