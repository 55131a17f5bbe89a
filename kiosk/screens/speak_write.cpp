#include <algorithm>
#include <cmath>

#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/keyboard.h"
#include "kiosk/widgets/text_field.h"

namespace villageboard::kiosk {
namespace {

constexpr int kMostLines = 8;

/// A field with the keyboard under it. What is typed lives in the letter.
class WriteScreen : public PrivateScreen {
  public:
    using PrivateScreen::PrivateScreen;

    void build(Page& page) override {
        const Theme& theme = page.theme();
        const float height = button_height(theme, Type::lead);
        const float keys = keyboard_height(theme, page.flow.width());
        title(page);
        const float rest = page.view.h - (page.flow.height()) - keys - height - theme.u(4);
        const int lines =
            std::clamp(static_cast<int>(rest / theme.line(field_type(theme))), 1, most_lines());
        text_field(page.ui, page.flow.take(text_field_height(theme, field_type(theme), lines)),
                   {"speak/field", page.say(label_key()), page.say(empty_key()), field_type(theme),
                    lines > 1 ? FieldLines::many : FieldLines::one},
                   typing());
        page.flow.target_gap();
        keyboard(page.ui, page.flow.take(keys), typing(),
                 {page.services.pinyin, page.services.handwriting});
        page.flow.target_gap();
        if (main_action(page, "speak/done", page.say(done_key()), Icon::next, ready())) done(page);
    }

    void type(const std::string& key) override { typing().key(key); }

  protected:
    virtual Typing& typing() = 0;
    virtual const char* label_key() const = 0;
    virtual const char* empty_key() const = 0;
    virtual const char* done_key() const = 0;
    virtual Ready ready() = 0;
    virtual int most_lines() const = 0;
    virtual void done(Page& page) = 0;

  private:
    static Type field_type(const Theme& theme) {
        return theme.portrait() ? Type::lead : Type::body;
    }

    // On a low panel the field says what it is for.
    void title(Page& page) {
        if (!page.theme().portrait()) return;
        page.flow.text(page.say(label_key()), Look{}.sized(Type::lead).serif().as(Role::heading));
        page.flow.gap(1);
    }
};

class Write : public WriteScreen {
  public:
    using WriteScreen::WriteScreen;
    std::string name() const override { return "speak-write"; }

  protected:
    Typing& typing() override { return letter().text; }
    const char* label_key() const override { return "speak.field"; }
    const char* empty_key() const override { return "speak.field_empty"; }
    const char* done_key() const override { return "speak.written"; }
    Ready ready() override { return letter().text.empty() ? Ready::not_yet : Ready::yes; }
    int most_lines() const override { return kMostLines; }
    void done(Page& page) override { page.act.open(speak_send_screen(shared())); }
};

class Contact : public WriteScreen {
  public:
    using WriteScreen::WriteScreen;
    std::string name() const override { return "speak-contact"; }

  protected:
    Typing& typing() override { return letter().contact; }
    const char* label_key() const override { return "speak.contact"; }
    const char* empty_key() const override { return "speak.contact_empty"; }
    const char* done_key() const override { return "speak.contact_done"; }
    Ready ready() override { return Ready::yes; }
    int most_lines() const override { return 1; }
    void done(Page& page) override { page.act.back(); }
};

}  // namespace

std::unique_ptr<Screen> speak_write_screen(std::shared_ptr<Letter> letter) {
    return std::make_unique<Write>(std::move(letter));
}

std::unique_ptr<Screen> speak_contact_screen(std::shared_ptr<Letter> letter) {
    letter->contact.keys = KeySet::figures;
    return std::make_unique<Contact>(std::move(letter));
}

}  // namespace villageboard::kiosk
