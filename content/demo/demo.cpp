#include "content/demo/demo.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "content/demo/finance.h"
#include "content/demo/quarter.h"
#include "content/demo/rolls.h"
#include "content/demo/village.h"
#include "content/model/error.h"

namespace villageboard::demo {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file) throw Error(ErrorKind::invalid, "The file cannot be read.", path.string());
    return bytes;
}

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    file.flush();
    if (!file)
        throw Error(ErrorKind::retry, "The file cannot be written; is there room on the disk?",
                    path.string());
}

/// Every file below `folder` with that extension, by its path without it.
std::map<std::string, std::string> read_folder(const fs::path& folder, const char* extension) {
    if (!fs::is_directory(folder))
        throw Error(ErrorKind::invalid, "The demo's sources are not there.", folder.string());
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file() || entry.path().extension() != extension) continue;
        const fs::path name = entry.path().lexically_relative(folder).replace_extension();
        files[name.generic_string()] = read_file(entry.path());
    }
    return files;
}

const std::string& named(const std::map<std::string, std::string>& files, const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end())
        throw Error(ErrorKind::invalid, "The demo's sources lack the file \"" + name + "\".", name);
    return found->second;
}

bool in_season(const Json& text, int month) {
    if (!text.contains("months")) return true;
    const Json& months = text.at("months");
    return std::find(months.begin(), months.end(), Json(month)) != months.end();
}

void add_text(const std::string& name, const std::string& text, const DemoClock& clock,
              Demo& demo) {
    try {
        Json json = Json::parse(resolve_tokens(text, clock));
        if (!in_season(json, month_of(clock.today))) return;
        json.erase("months");
        demo.items.push_back({name.substr(name.find('/') + 1), parse_draft(json.dump())});
    } catch (const Json::exception& error) {
        throw Error(ErrorKind::invalid, error.what(), "texts/" + name + ".json");
    } catch (const Error& error) {
        throw Error(ErrorKind::invalid, error.what(), "texts/" + name + ".json: " + error.place());
    }
}

void add_pictures(const DemoSources& sources, const DemoClock& clock, Demo& demo) {
    std::set<std::pair<std::string, std::string>> there;
    for (const DemoPicture& picture : demo.pictures) there.emplace(picture.area, picture.file);
    for (const DemoItem& item : demo.items) {
        for (const DraftAttachment& attachment : item.draft.attachments) {
            const std::string& area = item.draft.area.digits();
            if (!there.emplace(area, attachment.file).second) continue;
            const std::string stem = fs::path{attachment.file}.stem().string();
            demo.pictures.push_back(
                {area, attachment.file, resolve_tokens(named(sources.pictures, stem), clock)});
        }
    }
}

template <typename T>
void append(std::vector<T>& to, std::vector<T> from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

DemoSources read_sources(const fs::path& folder) {
    return {.texts = read_folder(folder / "texts", ".json"),
            .pictures = read_folder(folder / "pictures", ".svg"),
            .tables = read_folder(folder / "tables", ".json")};
}

Demo make_demo(const DemoSources& sources, const DemoClock& clock) {
    Demo demo;
    for (const auto& [name, text] : sources.texts) add_text(name, text, clock, demo);
    const Village village = make_village(named(sources.tables, "people"));
    const std::string& rolls = named(sources.tables, "rolls");
    append(demo.items, subsidy_items(rolls, village, clock));
    append(demo.items, relief_items(rolls, village, clock));
    FinanceItems finance = finance_items(
        {named(sources.tables, "ledger"), named(sources.pictures, "voucher")}, village, clock);
    append(demo.items, std::move(finance.items));
    append(demo.pictures, std::move(finance.pictures));
    add_pictures(sources, clock, demo);
    return demo;
}

void write_demo(const Demo& demo, const fs::path& out, const PictureRenderer& render) {
    for (const DemoItem& item : demo.items) {
        const fs::path folder = out / item.draft.area.digits();
        fs::create_directories(folder);
        write_file(folder / (item.name + ".json"), print_draft(item.draft));
    }
    for (const DemoPicture& picture : demo.pictures)
        render(picture.svg, out / picture.area / picture.file);
}

}  // namespace villageboard::demo
