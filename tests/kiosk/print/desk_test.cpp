#include "kiosk/print/desk.h"

#include <doctest/doctest.h>

#include <functional>
#include <thread>

#include "content/model/error.h"
#include "kiosk/print/kept_prints.h"
#include "tests/kiosk/print/paper.h"

namespace villageboard::print_test {
namespace {

using namespace print;

/// A printer that does as it is told, and remembers what it got.
class FakeSpooler : public Spooler {
  public:
    explicit FakeSpooler(std::function<Spooled()> act) : act_(std::move(act)) {}
    Spooled send(const Pdf&, const std::string&, Paper, const std::atomic<bool>&) override {
        return act_();
    }

  private:
    std::function<Spooled()> act_;
};

std::unique_ptr<Spooler> always(Spooled spooled) {
    return std::make_unique<FakeSpooler>([spooled] { return spooled; });
}

SlipDocument secret(Keeping keeping) {
    return {"", "回条", {Words{"暗号 4729 1180"}}, "", keeping};
}

PrintState end_of(const PrintDesk& desk, Ticket ticket) {
    while (desk.state(ticket) == PrintState::waiting)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return desk.state(ticket);
}

std::size_t files_in(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder)) return 0;
    const std::filesystem::directory_iterator all(folder);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

}  // namespace

TEST_CASE("what the printer says is what the villager is told") {
    const Folder folder;
    const std::pair<Spooled, PrintState> cases[] = {
        {Spooled::printed, PrintState::printed},
        {Spooled::no_paper, PrintState::no_paper},
        {Spooled::unreachable, PrintState::unreachable}};
    for (const auto& [spooled, state] : cases) {
        PrintDesk desk(folder.path() / "prints", Paper::receipt80, always(spooled));
        const Ticket ticket = desk.print(secret(Keeping::as_file), Paper::receipt80);
        CHECK(end_of(desk, ticket) == state);
    }
    CHECK(files_in(folder.path() / "prints") == 0);
}

TEST_CASE("without a printer the PDF lies in the folder, and the screen learns that it does") {
    const Folder folder;
    PrintDesk desk(folder.path() / "prints", Paper::receipt80, always(Spooled::no_printer));
    CHECK_FALSE(desk.changed());
    const Ticket ticket = desk.print(secret(Keeping::as_file), Paper::receipt80);
    CHECK(end_of(desk, ticket) == PrintState::kept);
    CHECK(desk.changed());
    CHECK_FALSE(desk.changed());
    std::ifstream in(folder.path() / "prints" / "print-0001.pdf", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CHECK(text_in(bytes).find("47291180") != std::string::npos);
    CHECK(desk.state(999) == PrintState::none);
}

TEST_CASE("a slip with a secret is never left on the terminal") {
    const Folder folder;
    PrintDesk desk(folder.path() / "prints", Paper::receipt80, always(Spooled::no_printer));
    const Ticket ticket = desk.print(secret(Keeping::nowhere), Paper::receipt80);
    CHECK(end_of(desk, ticket) == PrintState::no_printer);
    CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a folder that can't be written is told, and the desk goes on") {
    const Folder folder;
    std::ofstream(folder.path() / "prints") << "a file where the folder should be";
    PrintDesk desk(folder.path() / "prints", Paper::receipt80, always(Spooled::no_printer));
    CHECK(end_of(desk, desk.print(secret(Keeping::as_file), Paper::a5)) == PrintState::no_room);
    CHECK(end_of(desk, desk.print(secret(Keeping::nowhere), Paper::a5)) == PrintState::no_printer);
}

TEST_CASE("a printer that is slow blocks nobody, and only so much may wait for it") {
    const Folder folder;
    std::atomic<bool> slow{true};
    PrintDesk desk(folder.path(), Paper::receipt80, std::make_unique<FakeSpooler>([&] {
                       while (slow) std::this_thread::sleep_for(std::chrono::milliseconds(2));
                       return Spooled::printed;
                   }));
    std::vector<Ticket> tickets;
    Ticket refused = 1;
    for (std::size_t i = 0; i < kMostWaiting + 2; ++i) {
        refused = desk.print(secret(Keeping::as_file), Paper::receipt58);
        if (refused != 0) tickets.push_back(refused);
    }
    CHECK(refused == 0);
    CHECK(tickets.size() >= kMostWaiting);
    slow = false;
    for (const Ticket ticket : tickets) CHECK(end_of(desk, ticket) == PrintState::printed);
}

TEST_CASE("the newest prints are kept, the oldest go, and numbers are never used twice") {
    const Folder folder;
    for (int i = 0; i < 5; ++i) keep_print(folder.path(), "%PDF " + std::to_string(i), 3);
    CHECK(files_in(folder.path()) == 3);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "print-0002.pdf"));
    CHECK(std::filesystem::exists(folder.path() / "print-0005.pdf"));
    CHECK(keep_print(folder.path(), "%PDF", 3).filename() == "print-0006.pdf");
}

TEST_CASE("a printer's words become one of four answers") {
    using std::chrono::seconds;
    CHECK(judge_job({9, {}, seconds{1}}) == Outlook::printed);
    CHECK(judge_job({9, {"media-empty-warning"}, seconds{99}}) == Outlook::printed);
    CHECK(judge_job({5, {"none"}, seconds{30}}) == Outlook::wait);
    CHECK(judge_job({5, {"media-empty-error"}, seconds{1}}) == Outlook::wait);
    CHECK(judge_job({5, {"media-empty-error"}, seconds{6}}) == Outlook::no_paper);
    CHECK(judge_job({5, {"cover-open"}, seconds{6}}) == Outlook::no_paper);
    CHECK(judge_job({5, {"media-low-report"}, seconds{6}}) == Outlook::wait);
    CHECK(judge_job({4, {"offline-report"}, seconds{6}}) == Outlook::unreachable);
    CHECK(judge_job({8, {}, seconds{1}}) == Outlook::unreachable);
    CHECK(judge_job({0, {}, seconds{90}}) == Outlook::unreachable);
}

}  // namespace villageboard::print_test
