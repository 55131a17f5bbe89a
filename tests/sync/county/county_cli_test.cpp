#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <thread>

#include "sync/county/api/http_server.h"
#include "sync/county/settings.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

struct Result {
    int code = -1;
    std::string out;
    std::string err;
};

/// The real program with a scratch folder as its working folder.
struct CommandLine {
    ScratchFolder scratch;

    std::string path(const std::string& name) const { return (scratch.path() / name).string(); }

    pid_t start(const std::vector<std::string>& arguments) const {
        const std::string program = std::string(VILLAGEBOARD_BINARY_DIR) + "/villageboard-county";
        std::vector<char*> argv{const_cast<char*>(program.c_str())};
        for (const std::string& argument : arguments)
            argv.push_back(const_cast<char*>(argument.c_str()));
        argv.push_back(nullptr);
        const std::string out = path("stdout");
        const std::string err = path("stderr");
        const pid_t child = ::fork();
        if (child == 0) {
            constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC;
            if (::dup2(::open(out.c_str(), kFlags, 0600), STDOUT_FILENO) < 0) ::_exit(99);
            if (::dup2(::open(err.c_str(), kFlags, 0600), STDERR_FILENO) < 0) ::_exit(99);
            ::execv(program.c_str(), argv.data());
            ::_exit(99);
        }
        return child;
    }
    Result finish(pid_t child) const {
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(path("stdout")),
                read_text(path("stderr"))};
    }
    Result run(const std::vector<std::string>& arguments) const { return finish(start(arguments)); }

    Result init() const {
        return run({"init", "--data", path("county"), "--origin", "board.yunling.example", "--area",
                    kCounty});
    }
    Result publish(const std::string& file, const char* area = kVillage) const {
        return run({"publish", "--data", path("county"), "--area", area, path(file)});
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Exit code 2 and one line on stderr that names what it should; nothing on stdout.
void check_refused(const Result& result, const std::string& part, int code = 2) {
    CHECK(result.code == code);
    CHECK(result.out.empty());
    CHECK_MESSAGE(has(result.err, part), result.err);
    CHECK_MESSAGE(result.err.find('\n') == result.err.size() - 1, result.err);
}

int shell(const std::string& command) {
    return WEXITSTATUS(std::system((command + " >/dev/null 2>&1").c_str()));
}

const char* const kMarkdown =
    "---\n"
    "title: 关于停水的通知\n"
    "kind: notice\n"
    "item: N02\n"
    "office: 539921102205-VC\n"
    "office_name: 核桃箐村民委员会\n"
    "formed: 2026-11-19\n"
    "summary: 明天上午停水，请提前储水。\n"
    "---\n"
    "因主管道检修，大箐组明天上午停水，请提前储水。\n";

}  // namespace

TEST_CASE("a county is made, published into, verified and exported from the command line") {
    const CommandLine cli;
    const Result made = cli.init();
    CHECK_MESSAGE(made.code == 0, made.err);
    CHECK(has(made.out, "2 of 3"));
    check_refused(cli.init(), "not empty");

    write_text(cli.path("water.md"), kMarkdown);
    const Result published = cli.publish("water.md");
    CHECK_MESSAGE(published.code == 0, published.err);
    CHECK(published.out.starts_with("0 "));
    CHECK(published.out.size() == 2 + 36 + 1);
    CHECK(cli.publish("water.md").out == published.out);

    const Result keys = cli.run({"key", "show", "--data", cli.path("county"), "--area", kVillage});
    CHECK(keys.out.starts_with("board.yunling.example/539921102205+"));
    CHECK(has(keys.out, "\nboard.yunling.example/freshness+"));
    const std::string vkey = keys.out.substr(0, keys.out.find('\n'));
    const Result verified =
        cli.run({"verify", "--feed", cli.path("county"), "--vkey", vkey, "--json"});
    CHECK_MESSAGE(verified.code == 0, verified.err);
    CHECK(nlohmann::json::parse(verified.out).at("feeds").at(0).at("entries") == 1);
    CHECK(cli.run({"verify", "--data", cli.path("county")}).code == 0);

    const Result exported =
        cli.run({"export", "--data", cli.path("county"), "--to", cli.path("stick")});
    CHECK(exported.code == 0);
    CHECK(cli.run({"verify", "--feed", cli.path("stick"), "--vkey", vkey}).code == 0);
    const auto pack = std::filesystem::path(cli.path("stick")) / kVillage / "pack/000.p/1";
    std::string bytes = read_text(pack);
    bytes[bytes.size() - 5] ^= 1;
    write_text(pack, bytes);
    const Result damaged = cli.run({"verify", "--feed", cli.path("stick"), "--vkey", vkey});
    CHECK(damaged.code == 2);
    CHECK(has(damaged.err, "pack"));
    check_refused(cli.run({"verify", "--feed", cli.path("stick"), "--vkey", "nonsense"}), "vkey");
}

TEST_CASE("what the terminals would show as an empty box is named with its place") {
    const CommandLine cli;
    cli.init();
    const std::string private_use = "\xEE\x80\x80";  // U+E000
    write_text(cli.path("box.md"), kMarkdown + ("第一组" + private_use + "也停水。\n"));
    const Result imported = cli.run({"import", "--data", cli.path("county"), "--area", kVillage,
                                     "--item", "N02", cli.path("box.md")});
    CHECK_MESSAGE(
        has(imported.out, "W VF6 /body/blocks/0/text: 终端显示不出“" + private_use + "”（U+E000）"),
        imported.out);
    const Result published = cli.publish("box.md");
    CHECK_MESSAGE(published.code == 0, published.err);
    CHECK_MESSAGE(has(published.err, "VF6 at /body/blocks/0/text"), published.err);
    auto json = roll();
    json["body"]["lines"][0]["name"] = "李" + private_use;
    write_text(cli.path("roll.json"), json.dump());
    check_refused(cli.publish("roll.json"), "VB7 at /body/lines/0/name");
}

TEST_CASE("import prints one JSON document, and its draft can be published") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    write_text(cli.path("water.md"), kMarkdown);
    const Result imported = cli.run({"import", "--data", cli.path("county"), "--area", kVillage,
                                     "--item", "N02", "--json", cli.path("water.md")});
    CHECK_MESSAGE(imported.code == 0, imported.err);
    const auto document = nlohmann::json::parse(imported.out);
    CHECK(document.at("item").at("body").at("title") == "关于停水的通知");
    CHECK(document.at("dropped_columns").empty());
    CHECK(document.at("findings").is_array());
    const std::string draft = document.at("draft");
    std::filesystem::remove(cli.path("water.md"));
    const Result published =
        cli.run({"publish", "--data", cli.path("county"), "--area", kVillage, "--draft", draft});
    CHECK_MESSAGE(published.code == 0, published.err);
    check_refused(cli.run({"publish", "--data", cli.path("county"), "--area", kVillage, "--draft",
                           "0193a5f0-0000-7000-8000-000000000000"}),
                  "no draft");
    const Result text = cli.run({"import", "--data", cli.path("county"), "--area", kVillage,
                                 "--item", "N02", cli.path("absent.txt")});
    check_refused(text, "absent.txt");
}

TEST_CASE("bad input is refused in one line, and nothing is half-published") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    write_text(cli.path("good.json"), notice("好的").dump());
    REQUIRE(cli.publish("good.json").code == 0);
    const std::string before = read_text(cli.path("county/feed/539921102205/checkpoint"));
    check_refused(cli.publish("missing.json"), "missing.json");
    write_text(cli.path("half.json"), "{\"kind\": \"notice\",");
    check_refused(cli.publish("half.json"), "half.json");
    write_text(cli.path("latin.md"), "---\ntitle: caf\xe9\n---\n\xff\xfe\xfa bad bytes \x81\n");
    check_refused(cli.publish("latin.md"), "latin.md");
    write_text(cli.path("id.json"), notice("身份证11010519491231002X").dump());
    check_refused(cli.publish("id.json"), "VE1");
    auto unbalanced = roll();
    unbalanced["body"]["totals"]["amount_fen"] = 1;
    write_text(cli.path("roll.json"), unbalanced.dump());
    check_refused(cli.publish("roll.json"), "VA");
    check_refused(cli.publish("good.json", "539999102205"), "539999102205");
    check_refused(cli.publish("good.json", "12"), "'12'");
    check_refused(cli.publish("good.json", kTown), kVillage);
    check_refused(cli.run({"publish", "--data", cli.path("county"), "--area", kVillage}),
                  "nothing to publish");
    check_refused(cli.run({"publish", "--data", cli.path("nowhere"), "--area", kVillage,
                           cli.path("good.json")}),
                  "county.conf");
    check_refused(cli.run({"publish", "--area", kVillage}), "--data");
    check_refused(cli.run({"unpublish"}), "subcommand");
    check_refused(cli.run({}), "subcommand");
    CHECK(read_text(cli.path("county/feed/539921102205/checkpoint")) == before);
}

TEST_CASE("a data folder of a newer program is refused by every verb") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    const std::string file = cli.path("county/county.conf");
    std::string settings = read_text(file);
    settings.replace(settings.find("version = 1"), 11, "version = 7");
    write_text(file, settings);
    for (const std::vector<std::string>& verb :
         {std::vector<std::string>{"serve"}, {"device", "list"}, {"verify"}}) {
        auto arguments = verb;
        arguments.insert(arguments.end(), {"--data", cli.path("county")});
        check_refused(cli.run(arguments), "version 7");
    }
}

TEST_CASE("a key file that others may read is refused") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    std::filesystem::permissions(cli.path("county/keys/log.key"), std::filesystem::perms(0644));
    check_refused(cli.run({"device", "list", "--data", cli.path("county")}), "chmod 600");
    std::filesystem::remove(cli.path("county/keys/log.key"));
    check_refused(cli.run({"device", "list", "--data", cli.path("county")}), "log.key");
}

TEST_CASE("a feed folder that can't be written is told before anything is stored") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    write_text(cli.path("good.json"), notice("好的").dump());
    const std::string feed = cli.path("county/feed");
    if (shell("mount --bind " + feed + " " + feed) != 0) {
        MESSAGE("no mounts are allowed here");
        return;
    }
    shell("mount -o remount,ro,bind " + feed);
    const Result refused = cli.publish("good.json");
    const Result serving =
        cli.run({"serve", "--data", cli.path("county"), "--listen", "127.0.0.1:0"});
    shell("umount " + feed);
    check_refused(refused, "can't be written");
    CHECK(serving.code == 2);
    CHECK(cli.publish("good.json").out.starts_with("0 "));
}

TEST_CASE("on a full disk nothing is published, and all of it once there is room") {
    const CommandLine cli;
    std::filesystem::create_directories(cli.path("county"));
    if (shell("mount -t tmpfs -o size=4m tmpfs " + cli.path("county")) != 0) {
        MESSAGE("no mounts are allowed here");
        return;
    }
    CHECK(cli.init().code == 0);
    write_text(cli.path("good.json"), notice("好的").dump());
    CHECK(cli.publish("good.json").code == 0);
    const std::string before = read_text(cli.path("county/feed/539921102205/checkpoint"));
    shell("dd if=/dev/zero of=" + cli.path("county/filler") + " bs=1k");
    write_text(cli.path("more.json"), notice("更多").dump());
    const Result full = cli.publish("more.json");
    const std::string after = read_text(cli.path("county/feed/539921102205/checkpoint"));
    std::filesystem::remove(cli.path("county/filler"));
    const Result later = cli.publish("more.json");
    const Result verified = cli.run({"verify", "--data", cli.path("county")});
    shell("umount " + cli.path("county"));
    check_refused(full, "", 1);
    CHECK(after == before);
    CHECK_MESSAGE(later.out.starts_with("1 "), later.err);
    CHECK_MESSAGE(verified.code == 0, verified.err);
}

TEST_CASE("a code is the last word printed, and devices are listed") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    const Result code =
        cli.run({"device", "code", "--data", cli.path("county"), "--area", kVillage});
    CHECK(code.code == 0);
    const std::string last = code.out.substr(code.out.rfind(' ') + 1);
    CHECK(last.size() == 24 + 1);
    const Result list = cli.run({"device", "list", "--data", cli.path("county"), "--json"});
    CHECK(nlohmann::json::parse(list.out).at("devices").empty());
    check_refused(cli.run({"device", "accept", "--data", cli.path("county"), "nobody"}), "nobody");
    check_refused(cli.run({"device", "accept", "--data", cli.path("county")}), "--all");
    CHECK(cli.run({"device", "accept", "--data", cli.path("county"), "--all"}).code == 0);
    check_refused(cli.run({"device", "revoke", "--data", cli.path("county"), "nobody"}), "nobody");
}

TEST_CASE("the server stops on SIGTERM, and says when its address is busy") {
    const CommandLine cli;
    REQUIRE(cli.init().code == 0);
    HttpServer busy({"127.0.0.1", 0}, {}, [](const HttpRequest&, Respond) {});
    const Result refused = cli.run({"serve", "--data", cli.path("county"), "--listen",
                                    "127.0.0.1:" + std::to_string(busy.port())});
    check_refused(refused, std::to_string(busy.port()), 1);
    check_refused(cli.run({"serve", "--data", cli.path("county"), "--listen", "nonsense"}),
                  "HOST:PORT");
    const pid_t child =
        cli.start({"serve", "--data", cli.path("county"), "--listen", "127.0.0.1:0"});
    for (int i = 0; i < 400 && !has(read_text(cli.path("stderr")), "Listening"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ::kill(child, SIGTERM);
    CHECK(cli.finish(child).code == 0);
}

TEST_CASE("the command line begins a withdrawal and an erasure but is not two people") {
    const CommandLine line;
    REQUIRE(line.init().code == 0);
    write_text(line.path("notice.json"), notice("停水通知").dump());
    const Result published = line.publish("notice.json");
    REQUIRE(published.code == 0);
    const std::string item = published.out.substr(2, 36);
    const std::vector<std::string> where = {"--data", line.path("county"), "--area", kVillage};
    std::vector<std::string> erase = {"item", "erase", "--item", item, "--class", "court_order"};
    erase.insert(erase.end(), where.begin(), where.end());
    const Result begun = line.run(erase);
    CHECK(begun.code == 0);
    CHECK(has(begun.out, "county_review"));
    const std::string dossier = begun.out.substr(0, 36);
    check_refused(line.run({"item", "approve", "--data", line.path("county"), dossier}), "wrote");
    std::vector<std::string> list = {"item", "list"};
    list.insert(list.end(), where.begin(), where.end());
    CHECK(has(line.run(list).out, dossier));
    CHECK(has(line.run({"item", "show", "--data", line.path("county"), dossier}).out,
              "\"operation\": \"erase\""));
    CHECK(line.run({"item", "return", "--data", line.path("county"), dossier, "--reason", "no"})
              .code == 0);
}

TEST_CASE("a year's archive is made and checked from the command line") {
    const CommandLine cli;
    cli.init();
    write_text(cli.path("water.md"), kMarkdown);
    cli.publish("water.md");
    const std::string year = format_day(shanghai_day(wall_clock())).substr(0, 4);
    const auto archive = [&](const std::string& out) {
        return cli.run({"archive", "--data", cli.path("county"), "--year", year, "--area", kVillage,
                        "--out", cli.path(out)});
    };
    const Result made = archive("archive");
    CHECK_MESSAGE(made.code == 0, made.err);
    CHECK(has(made.out, "1 lines, 1 pages"));
    check_refused(archive("archive"), "not empty");
    check_refused(cli.run({"archive", "--year", year}), "--data");
    check_refused(cli.run({"archive", "--check", cli.path("archive"), "--year", year}), "either");
    check_refused(cli.run({"archive", "--check", cli.path("county")}), "no archive");
    const Result whole = cli.run({"archive", "--check", cli.path("archive")});
    CHECK_MESSAGE(whole.code == 0, whole.err);
    CHECK(has(whole.out, "every signature verified"));
    const auto page = std::filesystem::path(cli.path("archive")) / kVillage / "0.html";
    write_text(page, read_text(page) + " ");
    const Result altered = cli.run({"archive", "--check", cli.path("archive")});
    CHECK(altered.code == 2);
    CHECK(altered.out.starts_with(std::string(kVillage) + "/0.html: The file was altered"));
    CHECK(has(altered.err, "see above"));
}
