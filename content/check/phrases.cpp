// VF7 and VF8: words in other languages, of the interface and of items.
#include <algorithm>
#include <set>

#include "content/check/families.h"
#include "content/check/findings_builder.h"

namespace villageboard::check {
namespace {

using Words = std::map<std::string, std::string>;

/// "{n}" and the like.
std::set<std::string> parts_of(const std::string& words) {
    std::set<std::string> parts;
    for (auto from = words.find('{'); from != words.npos; from = words.find('{', from + 1)) {
        const auto to = words.find('}', from);
        if (to == words.npos) break;
        parts.insert(words.substr(from, to - from + 1));
    }
    return parts;
}

/// A date's parts come in the order and choice of each language.
bool chooses_its_parts(const std::string& key) {
    return key.starts_with("date.") || key.starts_with("period.");
}

/// The key without its form for a count of one.
std::string bare(const std::string& key) { return key.substr(0, key.find('[')); }

void check_key(const std::string& key, const std::string& place, const Words& words,
               Findings& findings) {
    if (words.contains(bare(key))) return;
    findings.push_back(make_error(
        "VF7", place, "终端没有“" + key + "”这一句话，请查对名称。",
        "No terminal says anything by the key \"" + key + "\"; look for a typing error."));
}

void check_parts(const std::string& key, const std::string& text, const std::string& place,
                 const Words& words, Findings& findings) {
    const auto chinese = words.find(bare(key));
    if (chinese == words.end() || chooses_its_parts(key)) return;
    const auto wanted = parts_of(chinese->second);
    const auto found = parts_of(text);
    std::string lost;
    std::string invented;
    // A form for one may say the number in words.
    for (const std::string& part : wanted)
        if (!found.contains(part) && !(key != bare(key) && part == "{n}")) lost += part;
    for (const std::string& part : found)
        if (!wanted.contains(part)) invented += part;
    if (lost.empty() && invented.empty()) return;
    findings.push_back(make_error(
        "VF7", place,
        lost.empty() ? "这一句里的 " + invented + " 终端填不了，请删掉。"
                     : "这一句少了 " + lost + "，终端要在那里填数字或名称。",
        lost.empty()
            ? "The terminals can't fill in " + invented + "; take it out."
            : "The words lack " + lost + ", where the terminals fill in a number or name."));
}

void check_words(const PhraseTable& pack, const Words& words, const std::string& pointer,
                 Findings& findings) {
    for (const auto& [key, text] : pack.entries) {
        const std::string place = pointer + "/entries/" + key;
        if (text.empty())
            findings.push_back(make_error("VF7", place, "这一句是空的，请填上或整行删掉。",
                                          "The words are empty; fill them in or leave them out."));
        check_key(key, place, words, findings);
        check_parts(key, text, place, words, findings);
    }
    for (const auto& [key, file] : pack.recordings)
        check_key(key, pointer + "/recordings/" + key, words, findings);
}

void check_clips(const ItemDraft& draft, const PhraseTable& pack, const std::string& pointer,
                 Findings& findings) {
    for (const auto& [key, file] : pack.recordings) {
        const auto clip =
            std::find_if(draft.attachments.begin(), draft.attachments.end(),
                         [&, &name = file](const auto& each) { return each.file == name; });
        if (clip == draft.attachments.end() || clip->role == AttachmentRole::audio) continue;
        findings.push_back(
            make_error("VF7", pointer + "/recordings/" + key,
                       "附件 " + file + " 不是录音（role 应为 audio）。",
                       "The attachment " + file + " is no recording; its role must be \"audio\"."));
    }
}

void count_missing(const PhraseTable& pack, const Words& words, const std::string& pointer,
                   Findings& findings) {
    const auto missing = std::count_if(words.begin(), words.end(), [&](const auto& each) {
        return !pack.entries.contains(each.first);
    });
    if (missing == 0 || pack.entries.empty()) return;
    const std::string all = std::to_string(words.size());
    const std::string count = std::to_string(missing);
    findings.push_back(
        make_information("VF7", pointer + "/entries",
                         "共 " + all + " 句，有 " + count + " 句没有译，终端会显示中文。",
                         "Of " + all + " phrases " + count +
                             " have no words here; terminals show them in Chinese."));
}

}  // namespace

Findings check_phrases(const ItemDraft& draft, const PhraseTable& pack, const CheckContext& context,
                       const std::string& pointer) {
    Findings findings;
    if (!pack.reviewed_by || pack.reviewed_by->empty())
        findings.push_back(make_error(
            "VF7", pointer + "/reviewed_by", "没有写明这种语言由谁核对过，请会讲的人核对后填上。",
            "Nobody is named who reviewed these words; let a speaker of the language do it."));
    check_clips(draft, pack, pointer, findings);
    if (context.interface_words == nullptr) return findings;
    check_words(pack, *context.interface_words, pointer, findings);
    count_missing(pack, *context.interface_words, pointer, findings);
    return findings;
}

Findings check_variants(const ItemDraft& draft, const std::string& pointer) {
    Findings findings;
    if (draft.operation != Operation::correct || !draft.body) return findings;
    for (const auto& [tag, overlay] : common_of(*draft.body).languages) {
        if (overlay.of_revision && *overlay.of_revision > 1) continue;
        findings.push_back(make_warning(
            "VF8", pointer + "/languages/" + tag,
            "更正以后，这种语言的说法还没有核对（of_revision "
            "没有写这一版的号），终端会先显示中文。",
            "After this correction these words were not confirmed (of_revision lacks its number); "
            "terminals show Chinese until they are."));
    }
    return findings;
}

}  // namespace villageboard::check
