#include "kiosk/app/script.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "content/model/error.h"
#include "kiosk/app/equipment.h"
#include "kiosk/app/reach.h"
#include "kiosk/draw/png.h"
#include "kiosk/draw/present/offscreen.h"

namespace villageboard::kiosk {
namespace {

constexpr auto kPatience = std::chrono::seconds{10};
constexpr auto kGlance = std::chrono::milliseconds{20};
constexpr std::chrono::minutes kLongestSpeech{2};
constexpr int kMostPageTurns = 200;
constexpr std::size_t kNearLabels = 6;

class Runner {
  public:
    explicit Runner(const ScriptOptions& options)
        : options_(options),
          board_(options.data_dir, [this] { return clock_ ? *clock_ : options_.clock(); }),
          equipment_(options.data_dir, Prints::into_folder, recorder_.opener()),
          settings_(options.settings) {
        std::filesystem::create_directories(options_.out_dir);
        new_stage();
    }

    void run(const std::string& line) {
        std::istringstream words(line);
        std::string command;
        words >> command;
        std::string rest;
        std::getline(words >> std::ws, rest);
        while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\r')) rest.pop_back();
        using Act = void (Runner::*)(const std::string&);
        static const std::map<std::string, Act> commands{{"size", &Runner::size},
                                                         {"text", &Runner::text},
                                                         {"theme", &Runner::theme},
                                                         {"lang", &Runner::lang},
                                                         {"tap", &Runner::tap},
                                                         {"try-tap", &Runner::try_tap},
                                                         {"tap-role", &Runner::tap_role},
                                                         {"type", &Runner::type},
                                                         {"scroll", &Runner::scroll},
                                                         {"idle", &Runner::idle},
                                                         {"clock", &Runner::clock},
                                                         {"wait-for", &Runner::wait_for},
                                                         {"expect", &Runner::expect},
                                                         {"expect-not", &Runner::expect_not},
                                                         {"expect-screen", &Runner::expect_screen},
                                                         {"shot", &Runner::shot},
                                                         {"expect-heard", &Runner::expect_heard},
                                                         {"sound", &Runner::sound},
                                                         {"home", &Runner::home},
                                                         {"board", &Runner::board}};
        const auto found = commands.find(command);
        if (found == commands.end())
            throw Error(ErrorKind::invalid, "there is no command '" + command + "'");
        (this->*found->second)(rest);
    }

  private:
    void new_stage() {
        presenter_ = std::make_unique<draw::OffscreenPresenter>(
            draw::Size{settings_.panel.width_px, settings_.panel.height_px});
        stage_.reset();
        stage_ = std::make_unique<Stage>(
            board_, *presenter_, settings_, [] {}, StageOptions{.services = equipment_.services()});
        stage_->shell().step_up();
        settle();
    }

    void settle() { stage_->run(queue_, now_); }

    void tick() {
        recorder_.advance_to(now_);
        if (stage_->tick(now_)) settle();
    }

    void size(const std::string& rest) {
        std::istringstream words(rest);
        std::string px;
        std::string mm;
        words >> px >> mm;
        const auto pixels = parse_size(px);
        if (!pixels)
            throw Error(ErrorKind::invalid,
                        "'size' takes WIDTHxHEIGHT in pixels, not '" + px + "'");
        settings_.panel =
            usual_panel(static_cast<int>(pixels->first), static_cast<int>(pixels->second));
        if (const auto millimetres = parse_size(mm))
            settings_.panel = with_size(settings_.panel, millimetres->first, millimetres->second);
        new_stage();
    }

    template <typename Value>
    static Value one_of(const std::string& word, const std::map<std::string, Value>& values) {
        const auto found = values.find(word);
        if (found != values.end()) return found->second;
        std::string known;
        for (const auto& [name, value] : values) known += (known.empty() ? "" : ", ") + name;
        throw Error(ErrorKind::invalid, "'" + word + "' is none of " + known);
    }

    void text(const std::string& word) {
        settings_.text_size = one_of<TextSize>(word, {{"normal", TextSize::normal},
                                                      {"large", TextSize::large},
                                                      {"largest", TextSize::largest}});
        stage_->shell().set_text_size(settings_.text_size);
        settle();
    }

    void theme(const std::string& word) {
        settings_.palette = one_of<Palette>(
            word,
            {{"day", Palette::day}, {"night", Palette::night}, {"contrast", Palette::contrast}});
        stage_->shell().set_palette(settings_.palette);
        settle();
    }

    void lang(const std::string& word) {
        if (!board_.phrasebook().offers(word))
            throw Error(ErrorKind::invalid, "this terminal doesn't offer '" + word + "'");
        settings_.language = word;
        stage_->shell().set_language(word);
        settle();
    }

    void click(float x, float y) {
        queue_.push({InputKind::press, x, y});
        queue_.push({InputKind::release, x, y});
        settle();
    }

    void click(const Rect& rect) { click(rect.mid_x(), rect.mid_y()); }

    // Words inside of something that can be tapped stand for it.
    const Node* target_of(const Node& words) const {
        for (const Node& node : stage_->tree().nodes)
            if (node.target != Target::none && node.enabled && node.layer == words.layer &&
                node.rect.contains(words.rect.mid_x(), words.rect.mid_y()))
                return &node;
        return nullptr;
    }

    const Node* reach(const std::string& label, const std::string& role) const {
        const Node* node = stage_->tree().find_target(label, role);
        if (node || !role.empty()) return node;
        const Node* words = stage_->tree().find(label);
        return words ? target_of(*words) : nullptr;
    }

    // Turns pages, as a person would, until the middle of the target is on the glass.
    bool bring_into_sight(const std::string& label, const std::string& role) {
        for (int turns = 0; turns < kMostPageTurns; ++turns) {
            const Node* node = reach(label, role);
            if (!node) return false;
            if (!node->visible.empty() && node->visible.h >= node->rect.h * 0.6F) return true;
            const char* id =
                node->rect.mid_y() < static_cast<float>(settings_.panel.height_px) * 0.5F
                    ? "scroll/up"
                    : "scroll/down";
            if (!press_id(id)) return !node->visible.empty();
        }
        return false;
    }

    bool press_id(const std::string& id) {
        for (const Node& node : stage_->tree().nodes)
            if (node.id == id && node.enabled) {
                click(node.rect);
                return true;
            }
        return false;
    }

    [[noreturn]] void unknown(const std::string& label) const {
        std::string message = "nothing here is called '" + label + "' on screen '" +
                              stage_->shell().screen() + "'; there is";
        const char* separator = " ";
        for (const std::string& near : stage_->tree().near(label, kNearLabels)) {
            message += separator + ("'" + near + "'");
            separator = ", ";
        }
        throw Error(ErrorKind::invalid, message);
    }

    bool tap_if_there(const std::string& label, const std::string& role) {
        if (!reach(label, role) || !bring_into_sight(label, role)) return false;
        click(reach(label, role)->visible);
        return true;
    }

    void tap(const std::string& label) {
        if (!tap_if_there(label, {})) unknown(label);
    }

    void try_tap(const std::string& label) { tap_if_there(label, {}); }

    void tap_role(const std::string& rest) {
        const auto space = rest.find(' ');
        const std::string label =
            space == std::string::npos ? std::string{} : rest.substr(space + 1);
        if (!tap_if_there(label, rest.substr(0, space))) unknown(label);
    }

    bool tap_key(const std::string& key) {
        const Node* pad = stage_->tree().find_target(key, "key");
        return pad && pad->label == key && tap_if_there(key, "key");
    }

    void type(const std::string& letters) {
        for (const char letter : letters) {
            const std::string key(1, letter);
            if (tap_key(key)) continue;
            // a keyboard may show the letter as a capital
            if (letter >= 'a' && letter <= 'z' &&
                tap_key(std::string(1, static_cast<char>(letter - 'a' + 'A'))))
                continue;
            InputEvent event;
            event.kind = InputKind::key;
            event.key = key;
            queue_.push(event);
            settle();
        }
    }

    void scroll(const std::string& where) {
        if (where == "up" || where == "down") {
            if (!press_id("scroll/" + where))
                throw Error(ErrorKind::invalid, "this page can't be scrolled " + where);
            return;
        }
        const std::string id =
            one_of<std::string>(where, {{"top", "scroll/up"}, {"bottom", "scroll/down"}});
        for (int turns = 0; turns < kMostPageTurns && press_id(id); ++turns) {
        }
    }

    void idle(const std::string& seconds) {
        std::istringstream words(seconds);
        int count = 0;
        if (!(words >> count) || count < 0)
            throw Error(ErrorKind::invalid, "'idle' takes a number of seconds");
        const Uptime end = now_ + std::chrono::seconds{count};
        // Time stands still while a film's frame is decoded: every run sees the same ones.
        for (decoded(); now_ < end; decoded()) {
            now_ = std::min(end, stage_->shell().next_tick(now_));
            tick();
        }
    }

    void clock(const std::string& time) {
        const auto instant = parse_instant(time);
        if (!instant)
            throw Error(ErrorKind::invalid,
                        "'clock' takes a time like 2026-11-23T06:00:00Z, not '" + time + "'");
        clock_ = *instant;
        stage_->tick(now_);
        settle();
    }

    template <typename Done>
    bool wait(Done done) {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(kGlance);
            stage_->tick(now_);
            settle();
        }
        return true;
    }

    void decoded() {
        wait([&] {
            return stage_->pending_pictures() == 0 && !equipment_.services().voice->late();
        });
    }

    void wait_for(const std::string& label) {
        // time goes on meanwhile, as it does for a page that looks for an answer
        const bool there = wait([&] {
            if (stage_->tree().find(label) != nullptr) return true;
            now_ += kGlance;
            return false;
        });
        if (!there) unknown(label);
    }

    void expect(const std::string& label) {
        if (!stage_->tree().find(label)) unknown(label);
    }

    void expect_not(const std::string& label) {
        if (stage_->tree().find(label))
            throw Error(ErrorKind::invalid, "'" + label + "' is on the screen and should not be");
    }

    void expect_screen(const std::string& name) {
        if (stage_->shell().screen() != name)
            throw Error(ErrorKind::invalid,
                        "this is screen '" + stage_->shell().screen() + "', not '" + name + "'");
    }

    void shot(const std::string& name) {
        decoded();
        draw::write_png(options_.out_dir / (name + ".png"), presenter_->canvas());
        std::ofstream out(options_.out_dir / (name + ".json"), std::ios::binary | std::ios::trunc);
        out << tree_json(stage_->tree(), stage_->shell().theme()) << '\n';
        if (!out.flush())
            throw Error(ErrorKind::retry, "can't write the tree of widgets",
                        (options_.out_dir / (name + ".json")).string());
    }

    // Time passes while something is being said.
    void expect_heard(const std::string& words) {
        const Uptime end = now_ + kLongestSpeech;
        for (decoded(); !recorder_.has_heard(words) && now_ < end; decoded()) {
            now_ = stage_->shell().next_tick(now_);
            tick();
        }
        if (recorder_.has_heard(words)) return;
        std::string message = "'" + words + "' was not heard";
        const char* separator = "; heard was ";
        for (const std::string& name : recorder_.heard()) {
            message += separator + ("'" + name + "'");
            separator = ", ";
        }
        throw Error(ErrorKind::invalid, message);
    }

    void sound(const std::string& name) {
        recorder_.write_wav(options_.out_dir / name);
        recorder_.forget();
    }

    void home(const std::string&) {
        stage_->shell().reset();
        stage_->shell().step_up();
        settle();
    }

    // As when nobody has touched the terminal for a while.
    void board(const std::string&) {
        stage_->shell().reset();
        settle();
    }

    ScriptOptions options_;
    std::optional<Instant> clock_;
    Board board_;
    speech::Recorder recorder_;
    Equipment equipment_;
    Settings settings_;
    std::unique_ptr<draw::OffscreenPresenter> presenter_;
    std::unique_ptr<Stage> stage_;
    InputQueue queue_;
    Uptime now_{0};
};

}  // namespace

void run_script(const std::string& script, const ScriptOptions& options) {
    Runner runner(options);
    std::istringstream lines(script);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line[first] == '#') continue;
        try {
            runner.run(line.substr(first));
        } catch (const Error& error) {
            throw Error(error.kind(), "line " + std::to_string(number) + ": " + error.what(),
                        error.place());
        }
    }
}

}  // namespace villageboard::kiosk
