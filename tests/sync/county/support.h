/// A county in a scratch folder, with a clock that the test turns and sample drafts.
#pragma once
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "content/model/error.h"
#include "sync/county/initial.h"
#include "sync/county/publish/publisher.h"
#include "sync/feed/file_system.h"

namespace villageboard::county {

class ScratchFolder {
  public:
    ScratchFolder() {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("county-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline void write_text(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

inline std::string read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline const char* const kCounty = "539921";
inline const char* const kTown = "539921102";
inline const char* const kVillage = "539921102205";

inline AreaCode area_code(const char* digits) { return *AreaCode::parse(digits); }

/// A plain notice of the village.
inline nlohmann::ordered_json notice(const std::string& title) {
    return {{"kind", "notice"},
            {"catalogue", "N02"},
            {"area", kVillage},
            {"formed", "2026-11-19"},
            {"office", "539921102205-VC"},
            {"reviewers", {"clerk", "village_head"}},
            {"body",
             {{"title", title},
              {"summary", title + "。"},
              {"office_name", "核桃箐村民委员会"},
              {"blocks", {{{"type", "paragraph"}, {"text", title + "，请各组互相转告。"}}}}}}};
}

/// A subsidy roll whose sums agree: full names for the hall, masked ones for the world.
inline nlohmann::ordered_json roll() {
    const auto line = [](int seq, const char* name, const char* group,
                         int fen) -> nlohmann::ordered_json {
        return {{"id", "0000000" + std::to_string(seq)},
                {"seq", seq},
                {"name", name},
                {"group", group},
                {"amount_fen", fen},
                {"pay_state", "pending"}};
    };
    return {{"kind", "subsidy_roll"},
            {"catalogue", "S02"},
            {"area", kVillage},
            {"formed", "2026-11-19"},
            {"notice_period", {{"from", "2026-11-20"}, {"to", "2026-11-27"}}},
            {"office", "539921102205-VC"},
            {"reviewers", {"clerk", "village_head"}},
            {"body",
             {{"title", "2026年耕地地力保护补贴公示"},
              {"summary", "三户共350元，公示七天。"},
              {"office_name", "核桃箐村民委员会"},
              {"programme", "地力补贴"},
              {"programme_name", "耕地地力保护补贴"},
              {"year", 2026},
              {"period_no", "1"},
              {"batch",
               {{"code", "2026-01"},
                {"office", "杉坪镇财政所"},
                {"fund_source", "中央财政"},
                {"approved_total_fen", 35000},
                {"households", 3},
                {"lines", 3}}},
              {"rule", "按确权面积发放"},
              {"stage", "notice"},
              {"notice_days", 7},
              {"objection_phone", "0886-3620001"},
              {"totals",
               {{"lines", 3},
                {"households", 3},
                {"amount_fen", 35000},
                {"paid_fen", 0},
                {"returned_fen", 0},
                {"pending_fen", 35000}}},
              {"lines",
               {line(1, "李建国", "1", 10000), line(2, "和志明", "1", 20000),
                line(3, "余阿普", "2", 5000)}}}}};
}

inline constexpr const char* kBegun = "2026-11-20T02:00:00Z";

/// Copies a county's folder as it is, times of files too, and names its database.
inline void copy_county(const std::filesystem::path& from, const std::filesystem::path& to,
                        const std::string& database) {
    const std::string command = "cp -a '" + from.string() + "' '" + to.string() + "'";
    if (std::system(command.c_str()) != 0) throw Error(ErrorKind::retry, command + " failed");
    Settings settings = load_settings(to);
    settings.database = database;
    write_text(to / "county.conf", format_settings(settings));
}

/// A county that nobody has opened since init made it: making one takes ten times as long as
/// copying it.
class UntouchedCounty {
  public:
    explicit UntouchedCounty(const std::string& database = "sqlite") {
        init_county({folder(), "board.yunling.example", kCounty, database, {}},
                    {[] { return *parse_instant(kBegun); }, feed::system_random()});
    }
    std::filesystem::path folder() const { return scratch_.path() / "county"; }

  private:
    ScratchFolder scratch_;
};

/// A data folder as init makes it, opened, with a clock of its own.
class CountyFixture {
  public:
    CountyFixture() : CountyFixture(on_sqlite().folder(), "sqlite") {}
    /// `database`: the URL of a copy of the one that belongs to `untouched`.
    CountyFixture(const std::filesystem::path& untouched, const std::string& database)
        : data_(scratch_.path() / "county"), county_(copied(untouched, database)) {}

    OpenedCounty& county() { return county_; }
    const std::filesystem::path& data() const { return data_; }
    std::filesystem::path feed() const { return data_ / "feed"; }
    void pass(std::chrono::seconds time) { *now_ += time; }
    Effects effects() const {
        return {[now = now_] { return *now; }, feed::system_random()};
    }

    Tools tools() { return county_.tools(); }
    /// The tools with another disk under the feed folder.
    Tools tools_on(feed::FileSystem& files) {
        const Tools t = county_.tools();
        return {t.settings, t.keys, t.repository, files, t.clock, t.random};
    }

    DraftInput draft(const nlohmann::ordered_json& json) {
        return make_draft_input("draft.json", json.dump(), scratch_.path());
    }
    std::vector<Published> publish(const nlohmann::ordered_json& json) {
        return Publisher(tools()).publish(
            area_code(json.at("area").get_ref<const std::string&>().c_str()), {draft(json)});
    }
    const std::filesystem::path& scratch() const { return scratch_.path(); }

  private:
    static const UntouchedCounty& on_sqlite() {
        static const UntouchedCounty county;
        return county;
    }
    OpenedCounty copied(const std::filesystem::path& untouched, const std::string& database) {
        copy_county(untouched, data_, database);
        return {data_, effects()};
    }

    ScratchFolder scratch_;
    std::filesystem::path data_;
    std::shared_ptr<Instant> now_ = std::make_shared<Instant>(*parse_instant(kBegun));
    OpenedCounty county_;
};

/// A disk that stops at its nth operation, as a power cut or a full disk would.
class FailingFiles : public feed::FileSystem {
  public:
    FailingFiles(feed::FileSystem& disk, int operations) : disk_(disk), left_(operations) {}
    bool failed() const { return left_ < 0; }

    std::optional<std::string> read(const std::string& path) override { return disk_.read(path); }
    std::optional<feed::FileInfo> info(const std::string& path) override {
        return disk_.info(path);
    }
    void write(const std::string& path, std::string_view bytes, Instant modified) override {
        // What a cut leaves behind is the first half of the file.
        if (left_ == 0) disk_.write(path, bytes.substr(0, bytes.size() / 2), modified);
        spend();
        disk_.write(path, bytes, modified);
    }
    void rename(const std::string& from, const std::string& to) override {
        spend();
        disk_.rename(from, to);
    }
    void sync_folder(const std::string& folder) override {
        spend();
        disk_.sync_folder(folder);
    }
    void remove(const std::string& path) override {
        spend();
        disk_.remove(path);
    }
    std::vector<std::string> list(const std::string& folder) override { return disk_.list(folder); }

  private:
    void spend() {
        if (--left_ < 0) throw Error(ErrorKind::retry, "No space left on device.");
    }

    feed::FileSystem& disk_;
    int left_;
};

}  // namespace villageboard::county
