#include "tests/kiosk/support/random_reader.h"

#include <malloc.h>

#include "fonts/itemize/utf8.h"

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define VILLAGEBOARD_ADDRESS_SANITIZER 1
// Of the sanitizer's allocator_interface.h, which g++ 12 doesn't install. The name is its own.
extern "C" std::size_t
__sanitizer_get_current_allocated_bytes();  // NOLINT(readability-identifier-naming)
#endif

namespace villageboard::kiosk_test {
namespace {

constexpr int kParagraphHanzi = 300;
constexpr char32_t kFirstHanzi = 0x4E00;
constexpr int kHanzi = 20'902;

}  // namespace

int RandomReader::pick(int below) {
    return std::uniform_int_distribution<int>(0, below - 1)(random_);
}

void RandomReader::tap_anything() {
    std::vector<const kiosk::Node*> targets;
    for (const kiosk::Node& node : person_.tree().nodes)
        if (node.target != kiosk::Target::none && node.enabled && !node.visible.empty())
            targets.push_back(&node);
    if (targets.empty()) return;
    const kiosk::Rect where =
        targets[static_cast<std::size_t>(pick(static_cast<int>(targets.size())))]->visible;
    person_.press(where.mid_x(), where.mid_y());
    person_.release(where.mid_x(), where.mid_y());
}

void RandomReader::turn_wheel() {
    kiosk::InputEvent event{kiosk::InputKind::wheel, 500, 500};
    event.steps = pick(4) == 0 ? 1.0F : -1.0F;
    for (int i = pick(6); i >= 0; --i) person_.queue().push(event);
}

void RandomReader::step() {
    switch (pick(8)) {
        case 0:
        case 1:
        case 2:
            turn_wheel();
            break;
        case 3:
            person_.shell().set_text_size(static_cast<kiosk::TextSize>(pick(3)));
            break;
        case 4:
            if (pick(8) == 0) person_.shell().set_palette(static_cast<kiosk::Palette>(pick(3)));
            break;
        default:
            tap_anything();
    }
    person_.wait(1);
    person_.show();
    if (pick(25) == 0) home();
}

void RandomReader::home() {
    person_.shell().reset();
    person_.show();
}

std::size_t allocated_bytes() {
#ifdef VILLAGEBOARD_ADDRESS_SANITIZER
    return __sanitizer_get_current_allocated_bytes();
#else
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#endif
}

Policy random_policy(unsigned seed, int paragraphs) {
    std::mt19937 random(seed);
    Policy body;
    body.title = "第" + std::to_string(seed) + "号文件";
    body.summary = "字很多的一份文件。";
    body.office_name = "云岭县";
    for (int i = 0; i < paragraphs; ++i) {
        std::u32string words;
        for (int j = 0; j < kParagraphHanzi; ++j)
            words.push_back(j % 20 == 19 ? U'，'
                                         : kFirstHanzi + static_cast<char32_t>(random() % kHanzi));
        body.blocks.push_back(Paragraph{fonts::encode_utf8(words) + "。"});
    }
    return body;
}

}  // namespace villageboard::kiosk_test
