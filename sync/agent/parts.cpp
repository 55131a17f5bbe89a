#include "sync/agent/parts.h"

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

namespace villageboard::agent {
namespace {

/// What a part that is under way is a part of: its ETag and who gave it.
struct Tag {
    std::string etag;
    std::string source;
};

Tag read_tag(const std::filesystem::path& file) {
    Tag tag;
    std::ifstream in(file);
    std::getline(in, tag.etag);
    std::getline(in, tag.source);
    return tag;
}

std::uint64_t size_of(const std::filesystem::path& file) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    return missing ? 0 : size;
}

class PartSink : public fetch::Sink {
  public:
    PartSink(Disk& disk, std::filesystem::path part, std::filesystem::path tag, std::string source,
             std::uint64_t base)
        : disk_(disk),
          part_(std::move(part)),
          tag_(std::move(tag)),
          source_(std::move(source)),
          base_(base) {}

    void begin(fetch::Got got, const std::string& etag) override {
        const bool resumed = got == fetch::Got::rest && size_of(part_) > 0;
        skip_ = got == fetch::Got::whole ? base_ : 0;
        if (resumed) return;
        disk_.remove(part_);
        disk_.remove(tag_);
        disk_.append(tag_, etag + "\n" + source_ + "\n");
        disk_.append(part_, {});
    }

    void add(std::string_view bytes) override {
        const auto skipped = std::min<std::uint64_t>(skip_, bytes.size());
        skip_ -= skipped;
        bytes.remove_prefix(skipped);
        if (!bytes.empty()) disk_.append(part_, bytes);
    }

  private:
    Disk& disk_;
    std::filesystem::path part_;
    std::filesystem::path tag_;
    std::string source_;
    std::uint64_t base_;
    std::uint64_t skip_ = 0;
};

}  // namespace

Parts::Parts(Disk& disk, std::filesystem::path folder) : disk_(disk), folder_(std::move(folder)) {}

PartOutcome Parts::fetch(fetch::Fetcher& source, const PartWant& want) {
    const auto done = file(want.name);
    const auto part = file(want.name + ".part");
    const auto tag_file = file(want.name + ".tag");
    if (std::filesystem::exists(done)) return PartOutcome::complete;
    const Tag tag = read_tag(tag_file);
    std::uint64_t held = size_of(part);
    if (held > 0 && (tag.etag.empty() || tag.source != source.source())) {
        disk_.remove(part);
        held = 0;
    }
    PartSink sink(disk_, part, tag_file, source.source(), want.base);
    const fetch::GetReply reply =
        source.get({.path = want.path,
                    .limit = want.base + want.limit - std::min(held, want.limit),
                    .from = want.base + held,
                    .if_range = held > 0 ? tag.etag : std::string()},
                   sink);
    switch (reply.got) {
        case fetch::Got::whole:
        case fetch::Got::rest:
            break;
        case fetch::Got::nothing_more:
            if (held == 0) disk_.append(part, {});
            break;
        case fetch::Got::missing:
            return PartOutcome::missing;
        case fetch::Got::oversize:
            drop(want.name);
            return PartOutcome::oversize;
        default:
            return PartOutcome::refused;
    }
    if (size_of(part) > want.limit) {
        drop(want.name);
        return PartOutcome::oversize;
    }
    disk_.sync(part);
    disk_.rename(part, done);
    disk_.remove(tag_file);
    return PartOutcome::complete;
}

void Parts::drop(const std::string& prefix) {
    std::vector<std::filesystem::path> found;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, missing))
        if (entry.path().filename().string().starts_with(prefix)) found.push_back(entry.path());
    for (const auto& path : found) disk_.remove(path);
}

}  // namespace villageboard::agent
