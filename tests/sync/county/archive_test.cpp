#include "sync/county/keep/archive.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "sync/county/api/csv.h"
#include "sync/county/keep/archive_check.h"
#include "sync/county/keep/format_text.h"
#include "tests/sync/county/notices.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kTitle = 5;
constexpr std::size_t kState = 8;

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

ArchiveRequest request_for(CountyFixture& county, const std::string& name = "archive") {
    return {2026, {}, county.scratch() / name};
}

ArchiveMade archived(CountyFixture& county, const ArchiveRequest& request) {
    return make_archive(county.county(), command_line_actor(county.county().settings().area),
                        request);
}

std::string with_photo(CountyFixture& county, const std::string& title) {
    write_text(county.scratch() / "photo.txt", "照片" + title);
    auto json = notice(title);
    json["attachments"] = {{{"file", "photo.txt"},
                            {"mime", "text/plain"},
                            {"role", "picture"},
                            {"audience", "public"}}};
    return county.publish(json).at(0).item;
}

/// A year with everything in it that can become of an item.
void a_year(CountyFixture& county) {
    with_photo(county, "留下的通知");
    const std::string corrected = county.publish(notice("写错的通知")).at(0).item;
    county.publish(correction(corrected, "改好的通知"));
    const std::string withdrawn = county.publish(notice("收回的通知")).at(0).item;
    county.publish(operation(withdrawn, "withdraw"));
    const std::string erased = with_photo(county, "删掉的通知");
    county.publish(operation(erased, "erase"));
    const std::string ended = county.publish(notice("办完的通知")).at(0).item;
    county.publish(operation(ended, "retire"));
    county.publish(roll());
    auto held = notice("还没到时候的通知");
    held["embargo"] = "2026-12-22T01:00:00Z";
    county.publish(held);
    auto short_lived = notice("过期的通知");
    short_lived["expires"] = "2026-11-20T02:30:00Z";
    county.publish(short_lived);
    county.pass(std::chrono::hours(1));
}

std::map<std::string, std::string> files(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all[entry.path().lexically_relative(folder).generic_string()] = read_text(entry.path());
    return all;
}

std::vector<CsvRow> list(const fs::path& folder) {
    std::vector<CsvRow> rows = parse_csv(read_text(folder / "list.csv"));
    REQUIRE(!rows.empty());
    rows.erase(rows.begin());
    std::erase_if(rows, [](const CsvRow& row) { return row.at(2) != kVillage; });
    return rows;
}

/// The problems of a folder, "path: message" each.
std::vector<std::string> problems(const fs::path& folder) {
    std::vector<std::string> all;
    for (const ArchiveProblem& one : check_archive(folder).problems)
        all.push_back(one.path + ": " + one.message);
    return all;
}

bool tells(const std::vector<std::string>& problems, const std::string& path,
           const std::string& part = "") {
    return std::ranges::any_of(problems, [&](const std::string& problem) {
        return problem.starts_with(path + ":") && has(problem, part);
    });
}

/// Writes other bytes and makes the sums anew, as somebody would who knows how they are made.
void forge(const fs::path& folder, const std::string& path, const std::string& bytes) {
    Sums sums = *parse_sums(read_text(folder / kArchiveSums));
    write_text(folder / path, bytes);
    sums[path] = feed::sha256(bytes).hex();
    write_text(folder / kArchiveSums, format_sums(sums));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The first file whose path begins and ends so.
std::string file_like(const fs::path& folder, const std::string& begin, const std::string& end,
                      const std::string& holds = "") {
    for (const auto& [path, bytes] : files(folder))
        if (path.starts_with(begin) && path.ends_with(end) && has(bytes, holds)) return path;
    FAIL("no file " << begin << "..." << end);
    return {};
}

/// A disk that does something when a file is about to be written.
class WatchedDisk : public feed::DiskFileSystem {
  public:
    WatchedDisk(const fs::path& folder, std::string name, std::function<void()> then)
        : DiskFileSystem(folder), name_(std::move(name)), then_(std::move(then)) {}
    void write(const std::string& path, std::string_view bytes, Instant modified) override {
        if (path == name_) then_();
        DiskFileSystem::write(path, bytes, modified);
    }

  private:
    std::string name_;
    std::function<void()> then_;
};

/// One of FailingFiles that owns its disk.
class FullDisk : public FailingFiles {
  public:
    FullDisk(std::unique_ptr<feed::FileSystem> disk, int operations)
        : FailingFiles(*disk, operations), disk_(std::move(disk)) {}

  private:
    std::unique_ptr<feed::FileSystem> disk_;
};

}  // namespace

TEST_CASE("a year's archive lists every entry and says what became of it") {
    on_both_databases([](CountyFixture& county) {
        a_year(county);
        const ArchiveRequest request = request_for(county);
        archived(county, request);
        const std::vector<std::pair<std::string, std::string>> expected{
            {"留下的通知", "现行"},
            {"写错的通知", "已更正，有新的一版"},
            {"改好的通知", "现行"},
            {"收回的通知", "已撤回"},
            {"日期写错，作废。", "撤回说明"},
            {"", "已按规定删除，不留正文"},
            {"", "宣布删除"},
            {"办完的通知", "已结束"},
            {"", "宣布结束"},
            {"2026年耕地地力保护补贴公示", "现行"},
            {"", "还没有到公布时间"},
            {"过期的通知", "已过期"}};
        const auto rows = list(request.out);
        REQUIRE(rows.size() == expected.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CHECK(rows[i].at(kTitle) == expected[i].first);
            CHECK(rows[i].at(kState) == expected[i].second);
            CHECK(rows[i].at(1) == "2026-" + std::string(i == 10 ? "12-22" : "11-20"));
            CHECK(rows[i].at(15) == "board.yunling.example/publisher");
        }
        CHECK(rows[9].at(9) == "30年");
        const std::string page = read_text(request.out / rows[2].at(12));
        CHECK(has(page, "改好的通知，请各组互相转告。"));
        CHECK(has(page, "原来写错了"));
        CHECK(has(page, "公布单位：核桃箐村民委员会"));
        CHECK(!has(page, "<script"));
        CHECK(has(read_text(request.out / kVillage / "index.html"), "写错的通知"));
        CHECK(has(read_text(request.out / "index.html"), kVillage));
        CHECK(read_text(request.out / "list.csv").starts_with("\xEF\xBB\xBF"));
        CHECK(read_text(request.out / "proof" / "FORMAT.md") == format_text());
        CHECK(problems(request.out) == std::vector<std::string>{});
        CHECK(run_command("cd '" + request.out.string() + "' && sha256sum -c SHA256SUMS") == 0);
    });
}

TEST_CASE("no archive holds words that were erased, are sealed or under embargo") {
    on_both_databases([](CountyFixture& county) {
        a_year(county);
        archived(county, request_for(county));
        const auto all = files(county.scratch() / "archive");
        for (const char* secret : {"删掉的通知", "李建国", "余阿普", "还没到时候的通知"})
            for (const auto& [path, bytes] : all) {
                INFO(path);
                CHECK(!has(bytes, secret));
            }
        CHECK(has(read_text(county.scratch() / "archive" /
                            file_like(county.scratch() / "archive", "files/", ".txt")),
                  "照片留下的通知"));
        county.pass(std::chrono::hours(24 * 402));
        const ArchiveRequest late = request_for(county, "late");
        archived(county, late);
        const auto rows = list(late.out);
        CHECK(rows.at(9).at(kTitle) == "2026年耕地地力保护补贴公示");
        CHECK(rows.at(9).at(kState) == "公开期限已过，存档备查");
        CHECK(rows.at(10).at(kTitle) == "还没到时候的通知");
        CHECK(problems(late.out).empty());
    });
}

TEST_CASE("an archive is of one year and of the areas that were named") {
    CountyFixture county;
    county.publish(notice("今年的"));
    county.pass(std::chrono::hours(24 * 60));
    county.publish(notice("明年的"));
    auto town = notice("镇里的");
    town["area"] = kTown;
    town["office"] = "539921102-TG";
    county.publish(town);
    ArchiveRequest request = request_for(county);
    archived(county, request);
    REQUIRE(list(request.out).size() == 1);
    request = {2027, area_code(kVillage), county.scratch() / "village"};
    archived(county, request);
    const auto rows = list(request.out);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at(kTitle) == "明年的");
    CHECK(rows[0].at(0) == std::string(kVillage) + "-2027-0001");
    CHECK(!fs::exists(request.out / kTown));
    CHECK(problems(request.out).empty());
    request = {2027, area_code(kTown), county.scratch() / "town"};
    CHECK(archived(county, request).lines == 2);
}

TEST_CASE("one altered byte in any file of an archive is found and named") {
    CountyFixture county;
    a_year(county);
    const ArchiveRequest request = request_for(county);
    archived(county, request);
    for (const auto& [path, bytes] : files(request.out)) {
        INFO(path);
        std::string altered = bytes;
        altered[altered.size() / 2] ^= 1;
        write_text(request.out / path, altered);
        CHECK(tells(problems(request.out), path));
        fs::remove(request.out / path);
        if (path == kArchiveSums || path == kArchiveFacts)
            CHECK(has(refusal(ErrorKind::rejected, [&] { check_archive(request.out); }),
                      "never finished"));
        else
            CHECK(tells(problems(request.out), path, "missing"));
        write_text(request.out / path, bytes);
    }
    write_text(request.out / "more.html", "x");
    CHECK(tells(problems(request.out), "more.html", "put there later"));
    fs::remove(request.out / "more.html");
    CHECK(problems(request.out).empty());
}

TEST_CASE("sums that were made anew hide nothing") {
    CountyFixture county;
    a_year(county);
    const ArchiveRequest request = request_for(county);
    const fs::path& folder = request.out;
    archived(county, request);
    const auto original = files(folder);
    const auto forged = [&](const std::string& path, const std::string& from, const std::string& to,
                            const std::string& why) {
        INFO(path);
        forge(folder, path, replaced(original.at(path), from, to));
        const auto found = problems(folder);
        CHECK(tells(found, kArchiveSums, "not the one that the county signed"));
        if (!why.empty()) CHECK(tells(found, path, why));
        for (const auto& [name, bytes] : original) write_text(folder / name, bytes);
    };
    forged(file_like(folder, kVillage, ".html", "改好的通知"), "改好的", "没改的", "");
    forged("list.csv", "留下的通知", "假的通知", "should say '留下的通知'");
    forged(file_like(folder, "bodies/", ".json", "留下的通知"), "留下的", "假冒的",
           "as they were signed");
    forged(file_like(folder, "files/", ".txt"), "留下", "假冒", "as they were signed");
    const std::string entries =
        file_like(folder, "proof/" + std::string(kVillage) + "/tile/entries/", "");
    forged(entries, "\"rev\":1", "\"rev\":2", "does not verify");
    forged("proof/" + std::string(kVillage) + "/checkpoint", "\n12\n", "\n11\n",
           "signatures do not verify");
    forged("archive.json", "\"year\": 2026", "\"year\": 2025", "");
    forge(folder, "proof/root/1",
          replaced(original.at("proof/root/1"), "\"version\":1", "\"version\":2"));
    CHECK(tells(problems(folder), "proof/root/1", "not signed as it must be"));
    for (const auto& [name, bytes] : original) write_text(folder / name, bytes);
    // a line taken out
    const std::string csv = original.at("list.csv");
    const auto first = csv.find("\r\n") + 2;
    const auto second = csv.find("\r\n", first) + 2;
    forge(folder, "list.csv", csv.substr(0, first) + csv.substr(second));
    CHECK(tells(problems(folder), "list.csv", "lines, the log"));
    write_text(folder / "list.csv", csv);
    // words that no line leads to
    forge(folder, "bodies/" + std::string(64, 'a') + ".json", "{}");
    CHECK(tells(problems(folder), "bodies/" + std::string(64, 'a') + ".json", "No line"));
}

TEST_CASE("what is erased while an archive is made does not stay in it") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = county.publish(notice("要删掉的")).at(0).item;
        const ArchiveRequest request = request_for(county);
        const auto disk = [&](const fs::path& folder) -> std::unique_ptr<feed::FileSystem> {
            return std::make_unique<WatchedDisk>(folder, "list.csv",
                                                 [&] { county.publish(operation(id, "erase")); });
        };
        CHECK(has(refusal(ErrorKind::retry,
                          [&] {
                              make_archive(county.county(), command_line_actor(area_code(kCounty)),
                                           request, disk);
                          }),
                  "erased while"));
        CHECK(!fs::exists(request.out));
        CHECK(!fs::exists(request.out.string() + ".partial"));
        archived(county, request);
        CHECK(problems(request.out).empty());
    });
}

TEST_CASE("a disk that is full at any moment leaves no archive, and says so") {
    CountyFixture county;
    with_photo(county, "留下的通知");
    const ArchiveRequest request = request_for(county);
    int operations = 0;
    for (bool done = false; !done; ++operations) {
        const auto disk = [&](const fs::path& folder) -> std::unique_ptr<feed::FileSystem> {
            return std::make_unique<FullDisk>(open_disk(folder), operations);
        };
        const std::string said = refusal(ErrorKind::retry, [&] {
            make_archive(county.county(), command_line_actor(area_code(kCounty)), request, disk);
            done = true;
        });
        if (done) break;
        CHECK(has(said, "No space left"));
        CHECK(!fs::exists(request.out));
        CHECK(!fs::exists(request.out.string() + ".partial"));
    }
    CHECK(operations > 15);
    CHECK(problems(request.out).empty());
}

TEST_CASE("an archive wants an empty folder outside of the county, and a year that has begun") {
    CountyFixture county;
    ArchiveRequest request = request_for(county);
    const auto refused = [&] {
        return refusal(ErrorKind::invalid, [&] { archived(county, request); });
    };
    request.area = area_code("539921103");
    CHECK(has(refused(), "no feed"));
    request.area.reset();
    county.publish(notice("一"));
    write_text(request.out / "mine.txt", "x");
    CHECK(has(refused(), "not empty"));
    CHECK(read_text(request.out / "mine.txt") == "x");
    request.out = county.data() / "archive";
    CHECK(has(refused(), "county's own"));
    request.out = county.scratch() / "next";
    request.year = 2027;
    CHECK(has(refused(), "no archive of the year 2027"));
    // what a cut left goes, an empty folder is taken
    request.year = 2026;
    write_text(request.out.string() + ".partial/half.html", "x");
    fs::create_directories(request.out);
    archived(county, request);
    CHECK(!fs::exists(request.out / "half.html"));
    CHECK(problems(request.out).empty());
    CHECK(has(refusal(ErrorKind::rejected, [&] { check_archive(county.data()); }), "no archive"));
}
