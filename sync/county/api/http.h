/// One HTTP exchange as plain values, so that the county's answers can be decided and tested
/// without a socket. The server library stays in http_server.cpp.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace villageboard::county {

struct HttpRequest {
    std::string method;  ///< upper case: "GET"
    std::string target;  ///< as sent: path and query, never percent-decoded
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;
    std::string peer;  ///< address of the other end, without its port

    std::string_view path() const;
    /// What follows the first '?', or nothing.
    std::string_view query() const;
    /// The value of the first field of this name (ASCII case is ignored); empty when absent.
    std::string_view field(std::string_view name) const;
};

/// Whether two names of fields are the same (ASCII case is ignored).
bool same_field_name(std::string_view a, std::string_view b);

/// A stretch of a file that the server sends without reading it into memory.
struct FileSlice {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct HttpResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;
    std::optional<FileSlice> file;  ///< sent instead of `body`
    /// The Content-Length of an answer that carries no body (HEAD, 304).
    std::optional<std::uint64_t> announced_bytes;
};

/// Answers one request. Called at most once, from any thread.
using Respond = std::function<void(HttpResponse)>;
/// Called on the server's thread: must not block, and must see to it that `respond` gets called.
using HttpHandler = std::function<void(const HttpRequest&, Respond respond)>;

/// A short answer in plain English with a line feed.
HttpResponse plain_response(int status, std::string_view sentence);
HttpResponse json_response(int status, std::string json);
/// Sets the fields that an answer of the API to `request` carries whatever it says: no script, no
/// frame, no guess at its type, no copy on disk, no referrer; over TLS (as the server in front
/// says) also that this host is never to be asked without it. A page that brings a policy of its
/// own keeps that.
void secure(HttpResponse& response, const HttpRequest& request);
/// "Not Found" for 404.
std::string_view reason_phrase(int status);

}  // namespace villageboard::county
