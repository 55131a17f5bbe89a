#include "sync/county/api/http.h"

#include <algorithm>

namespace villageboard::county {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void set_field(HttpResponse& response, std::string_view name, const char* value) {
    std::erase_if(response.fields,
                  [&](const auto& field) { return same_field_name(field.first, name); });
    response.fields.emplace_back(name, value);
}

bool has_field(const HttpResponse& response, std::string_view name) {
    return std::ranges::any_of(
        response.fields, [&](const auto& field) { return same_field_name(field.first, name); });
}

}  // namespace

bool same_field_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

void secure(HttpResponse& response, const HttpRequest& request) {
    if (!has_field(response, "Content-Security-Policy"))
        set_field(response, "Content-Security-Policy",
                  "default-src 'none'; frame-ancestors 'none'");
    set_field(response, "X-Content-Type-Options", "nosniff");
    set_field(response, "Referrer-Policy", "no-referrer");
    set_field(response, "Cache-Control", "no-store");
    if (request.field("X-Forwarded-Proto") == "https")
        set_field(response, "Strict-Transport-Security", "max-age=31536000");
}

std::string_view HttpRequest::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

std::string_view HttpRequest::query() const {
    const auto mark = target.find('?');
    return mark == std::string::npos ? std::string_view{}
                                     : std::string_view(target).substr(mark + 1);
}

std::string_view HttpRequest::field(std::string_view name) const {
    for (const auto& [key, value] : fields)
        if (same_field_name(key, name)) return value;
    return {};
}

HttpResponse plain_response(int status, std::string_view sentence) {
    HttpResponse response;
    response.status = status;
    response.fields = {{"Content-Type", "text/plain; charset=utf-8"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}};
    response.body = std::string(sentence) + "\n";
    return response;
}

HttpResponse json_response(int status, std::string json) {
    HttpResponse response;
    response.status = status;
    response.fields = {{"Content-Type", "application/json"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}};
    response.body = std::move(json);
    return response;
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 422:
            return "Unprocessable Content";
        case 413:
            return "Content Too Large";
        case 416:
            return "Range Not Satisfiable";
        case 429:
            return "Too Many Requests";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

}  // namespace villageboard::county
