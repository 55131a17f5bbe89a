#include "sync/county/people/audit_verification.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "sync/county/people/audit.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kPage = 500;
constexpr std::size_t kMostProblems = 100;

class Verification {
  public:
    Verification(const Tools& tools, const std::vector<std::string>& kept)
        : tools_(tools), rows_(tools.repository) {
        for (const AuditCheckpointRow& row : rows_.checkpoints()) take(row.note, row.size);
        for (const std::string& note : kept) take(note, std::nullopt);
    }

    AuditReport run() {
        compare_roots();
        const AuditHead head = rows_.head();
        while (expected_ < head.size) {
            const auto page = rows_.read(expected_, std::min(kPage, head.size - expected_));
            if (page.empty()) break;
            for (const AuditRow& row : page)
                if (row.position < head.size) read(row);
            if (page.back().position >= head.size) break;
        }
        report_.lines = frontier_.size();
        compare_head(head);
        for (const auto& [size, roots] : signed_)
            if (size > frontier_.size())
                problem("A checkpoint over " + std::to_string(size) +
                        " lines was signed; the log is shorter.");
        return std::move(report_);
    }

  private:
    void problem(const std::string& sentence) {
        if (report_.problems.size() < kMostProblems) report_.problems.push_back(sentence);
    }

    void compare_head(const AuditHead& head) {
        if (head.size != frontier_.size() || head.digest != digest_)
            problem("The log's head is of " + std::to_string(head.size) + " lines, " +
                    std::to_string(frontier_.size()) + " of them are there.");
        else if (audit_frontier(head) != frontier_)
            problem("The log's head has another root than its lines.");
        // A line and the head that counts it appear together: what lies behind a later head is
        // no line that was just added.
        const auto beyond = rows_.read(head.size, kPage);
        if (!beyond.empty() && beyond.back().position >= rows_.head().size)
            problem("There are lines that the log's head does not count.");
    }

    void take(const std::string& note, std::optional<std::uint64_t> size) {
        const std::string origin = audit_origin(tools_.settings);
        const feed::CheckpointKeys keys{
            .origin = origin,
            .log = {tools_.keys.county_log().verifier().renamed(origin)},
            .freshness = {}};
        const auto opened = feed::open_checkpoint(note, keys);
        if (opened.verdict != feed::Verdict::verified ||
            (size && *size != opened.checkpoint.size)) {
            problem("A checkpoint" +
                    (size ? " over " + std::to_string(*size) + " lines" : std::string()) +
                    " does not carry the log key's signature.");
            return;
        }
        signed_[opened.checkpoint.size].push_back(opened.checkpoint.root);
    }

    void read(const AuditRow& row) {
        const std::string line = "Line " + std::to_string(row.position);
        if (row.position != expected_)
            problem("Line " + std::to_string(expected_) + " is missing.");
        expected_ = row.position + 1;
        digest_ = chained_digest(digest_, row.line);
        if (row.digest != digest_) {
            problem(line + " does not follow the one before it, or was changed.");
            digest_ = row.digest;
        }
        if (!columns_agree(row)) problem(line + " is listed under what it does not say.");
        frontier_.append(feed::leaf_hash(row.line));
        compare_roots();
    }

    static bool columns_agree(const AuditRow& row) {
        const auto json = nlohmann::json::parse(row.line, nullptr, false);
        if (!json.is_object()) return false;
        const auto says = [&](const char* member, const std::string& value) {
            const auto found = json.find(member);
            return found != json.end() && *found == value;
        };
        return says("actor", row.actor) && says("act", row.act) && says("area", row.area) &&
               says("at", format_instant(Instant(std::chrono::seconds(row.at))));
    }

    /// Holds every checkpoint of the present size against the lines read so far.
    void compare_roots() {
        const auto found = signed_.find(frontier_.size());
        if (found == signed_.end()) return;
        const feed::Hash root = frontier_.root();
        for (const feed::Hash& signed_root : found->second) {
            if (signed_root == root)
                ++report_.checkpoints;
            else
                problem("The first " + std::to_string(frontier_.size()) +
                        " lines are not those that were signed.");
        }
    }

    Tools tools_;
    AuditRows rows_;
    AuditReport report_;
    std::map<std::uint64_t, std::vector<feed::Hash>> signed_;
    feed::Frontier frontier_;
    std::string digest_;
    std::uint64_t expected_ = 0;
};

}  // namespace

AuditReport verify_audit(const Tools& tools, const std::vector<std::string>& kept) {
    return Verification(tools, kept).run();
}

}  // namespace villageboard::county
