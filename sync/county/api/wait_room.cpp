#include "sync/county/api/wait_room.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "content/model/area.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostFeeds = 64;

HttpResponse news() { return plain_response(200, "look"); }

HttpResponse nothing() {
    HttpResponse response;
    response.status = 204;
    response.fields = {{"Cache-Control", "no-store"}};
    return response;
}

std::optional<Held> parse_one(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto area = AreaCode::parse(text.substr(0, colon));
    const auto number = text.substr(colon + 1);
    Held held;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, held.size);
    if (!area || number.empty() || error != std::errc() || stop != end) return std::nullopt;
    held.area = area->digits();
    return held;
}

}  // namespace

std::optional<std::vector<Held>> parse_held(std::string_view query) {
    constexpr std::string_view kName = "have=";
    if (!query.starts_with(kName)) return std::nullopt;
    query.remove_prefix(kName.size());
    std::vector<Held> all;
    while (true) {
        const auto comma = query.find(',');
        const auto one = parse_one(query.substr(0, comma));
        if (!one || all.size() == kMostFeeds) return std::nullopt;
        all.push_back(*one);
        if (comma == std::string_view::npos) return all;
        query.remove_prefix(comma + 1);
    }
}

WaitRoom::WaitRoom(SizeOf size_of, Clock clock)
    : size_of_(std::move(size_of)), clock_(std::move(clock)) {}

void WaitRoom::enter(std::vector<Held> held, Respond respond) {
    const auto longer = [this](const Held& feed) { return size_of_(feed.area) > feed.size; };
    if (std::ranges::any_of(held, longer)) return respond(news());
    if (waiting_.size() >= kSeats)
        return respond(plain_response(503, "Too many terminals are waiting; poll the checkpoint."));
    waiting_.push_back({std::move(held), clock_() + kPatience, std::move(respond)});
}

void WaitRoom::look() {
    std::map<std::string, std::uint64_t> sizes;
    const auto longer = [&](const Held& feed) {
        auto known = sizes.find(feed.area);
        if (known == sizes.end()) known = sizes.emplace(feed.area, size_of_(feed.area)).first;
        return known->second > feed.size;
    };
    const auto now = clock_();
    std::vector<Waiting> staying;
    for (Waiting& one : waiting_) {
        if (std::ranges::any_of(one.held, longer))
            one.respond(news());
        else if (now >= one.until)
            one.respond(nothing());
        else
            staying.push_back(std::move(one));
    }
    waiting_ = std::move(staying);
}

void WaitRoom::dismiss() {
    for (Waiting& one : waiting_) one.respond(nothing());
    waiting_.clear();
}

}  // namespace villageboard::county
