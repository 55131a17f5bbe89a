#include "content/import/document.h"

#include <algorithm>
#include <array>

#include "content/check/text.h"
#include "content/check/written_date.h"
#include "content/import/encoding.h"
#include "content/import/fields_to_draft.h"
#include "content/import/front_matter.h"
#include "content/import/markdown.h"
#include "content/import/outline.h"
#include "content/import/page_fields.h"
#include "content/import/summary.h"
#include "content/model/error.h"

namespace villageboard::import_ {
namespace {

using check::contains;
using check::contains_any;
using check::decode_utf8;

[[noreturn]] void refuse(const std::string& what, std::string_view place) {
    throw Error(ErrorKind::invalid, what, std::string(place));
}

void refuse_size(std::string_view bytes, std::string_view file_name) {
    if (check::trim(bytes.substr(0, 4096)).empty() && bytes.size() < 4096)
        refuse("The file is empty.", file_name);
    if (bytes.size() > kMaxDocumentBytes)
        refuse("The file is larger than 1 MiB, too long for a screen; part it or import a summary.",
               file_name);
}

Kind kind_of_title(const std::string& title) {
    const bool policy = contains_any(decode_utf8(title), {U"印发", U"办法", U"规定", U"细则",
                                                          U"条例", U"实施方案", U"实施意见"});
    return policy ? Kind::policy : Kind::notice;
}

/// A page's fields verbatim but for line breaks and stray marks.
void clean_meta(PageMeta& meta) {
    for (auto field :
         {&PageMeta::index_no, &PageMeta::issuer, &PageMeta::directory, &PageMeta::subject,
          &PageMeta::genre, &PageMeta::doc_no, &PageMeta::formed, &PageMeta::issued,
          &PageMeta::effective, &PageMeta::repealed, &PageMeta::validity,
          &PageMeta::registration_no, &PageMeta::disclosure, &PageMeta::source})
        if (meta.*field) meta.*field = plain_line(*(meta.*field));
}

std::vector<std::string> plain_lines(const std::vector<std::string>& lines) {
    std::vector<std::string> plain;
    for (const std::string& line : lines) plain.push_back(plain_line(line));
    return plain;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

bool has_headings(const std::vector<Block>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const Block& block) { return std::holds_alternative<Heading>(block); });
}

// The title stands in the body already: Markdown's second level is our first.
void map_levels(std::vector<Block>& blocks) {
    for (Block& block : blocks)
        if (auto* heading = std::get_if<Heading>(&block))
            heading->level = std::clamp(heading->level - 1, 1, 3);
}

// Markdown without headings of its own may still number them as official documents do.
std::vector<Block> with_numbered_headings(const std::vector<Block>& blocks,
                                          const std::string& title) {
    std::vector<Block> all;
    for (const Block& block : blocks) {
        const auto* paragraph = std::get_if<Paragraph>(&block);
        if (paragraph == nullptr)
            all.push_back(block);
        else
            for (Block& part : outline({paragraph->text}, all.empty() ? title : std::string{}))
                all.push_back(std::move(part));
    }
    return all;
}

std::vector<Block> blocks_of(const Page& page, Format format, const std::string& title) {
    if (format == Format::plain_text) return outline(plain_lines(page.lines), title);
    std::vector<Block> blocks = read_markdown(joined(page.lines));
    if (!has_headings(blocks)) return with_numbered_headings(blocks, title);
    const auto* first = std::get_if<Heading>(&blocks.front());
    if (first != nullptr && first->level == 1 && first->text == title) blocks.erase(blocks.begin());
    map_levels(blocks);
    return blocks;
}

std::string mime_of(const std::string& file, std::string_view file_name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes{
        {{".png", "image/png"},
         {".jpg", "image/jpeg"},
         {".jpeg", "image/jpeg"},
         {".webp", "image/webp"},
         {".webm", "video/webm"}}};
    std::string lower = file;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool local = file.find("://") == file.npos;
    for (const auto& [ending, mime] : kTypes)
        if (local && lower.ends_with(ending)) return std::string(mime);
    refuse(
        "The picture \"" + file +
            "\" must be a PNG, JPEG or WebP picture or a WebM film beside the document, no address "
            "on the network.",
        file_name);
}

void attach_pictures(ItemDraft& draft, const std::vector<Block>& blocks,
                     std::string_view file_name) {
    for (const Block& block : blocks) {
        const auto* picture = std::get_if<PictureBlock>(&block);
        if (picture == nullptr) continue;
        const bool known = std::any_of(
            draft.attachments.begin(), draft.attachments.end(),
            [&](const DraftAttachment& other) { return other.file == picture->attachment; });
        if (!known)
            draft.attachments.push_back({picture->attachment,
                                         mime_of(picture->attachment, file_name),
                                         AttachmentRole::picture, std::nullopt, Audience::public_});
    }
}

// The last date at the foot of the text, where the signature stands.
std::optional<Day> signed_day(const std::vector<Block>& blocks) {
    constexpr std::size_t kLongest = 30;
    if (blocks.empty()) return std::nullopt;
    const auto* paragraph = std::get_if<Paragraph>(&blocks.back());
    if (paragraph == nullptr) return std::nullopt;
    const std::u32string text = decode_utf8(paragraph->text);
    const auto days = check::find_days(text);
    return text.size() <= kLongest && !days.empty() ? std::optional(days.back().day) : std::nullopt;
}

std::optional<check::WrittenTime> written(const std::optional<std::string>& text) {
    return text ? check::parse_written_time(*text) : std::nullopt;
}

void set_dates(Imported& imported, const PageMeta& meta, const std::vector<Block>& blocks,
               const FrontMatter& matter, Day today) {
    const auto formed = written(meta.formed);
    const auto issued = written(meta.issued);
    const auto unreadable = [&](const std::optional<std::string>& text, const char* place) {
        if (text && !text->empty() && !written(text))
            imported.findings.push_back(
                {"VD1", check::Severity::warning, place,
                 "读不懂这个日期：“" + *text + "”，请改成 2026-11-20 这样。",
                 "This date can't be read; write it as 2026-11-20."});
    };
    unreadable(meta.formed, "/body/meta/formed");
    unreadable(meta.issued, "/body/meta/issued");
    if (issued) imported.draft.published = check::moment_of(*issued);
    const auto signed_on = signed_day(blocks);
    imported.draft.formed = formed      ? std::optional(formed->day)
                            : issued    ? std::optional(issued->day)
                            : signed_on ? signed_on
                                        : std::optional(today);
    if (!formed && !issued && !signed_on && !matter.values.contains("formed"))
        imported.findings.push_back({"VD1", check::Severity::warning, "/formed",
                                     "文件里没有日期，成文日期暂时填了今天，请核对。",
                                     "The document has no date; today was taken as the day of "
                                     "formation."});
}

std::optional<Validity> validity_of(const std::optional<std::string>& text) {
    const std::u32string word = decode_utf8(text.value_or(""));
    if (contains(word, U"废止")) return Validity::repealed;
    if (contains(word, U"失效") || contains(word, U"无效")) return Validity::expired;
    if (contains(word, U"修改") || contains(word, U"修订")) return Validity::amended;
    return contains(word, U"有效") ? std::optional(Validity::in_force) : std::nullopt;
}

void set_policy(Policy& policy, const PageMeta& meta) {
    policy.validity = validity_of(meta.validity);
    if (const auto repealed = written(meta.repealed)) policy.repealed_on = repealed->day;
}

/// Who published, in words: the page's issuer, or the body that the title begins with.
std::string office_name(const PageMeta& meta, const std::string& title, const std::string& code) {
    if (meta.issuer && !meta.issuer->empty()) return *meta.issuer;
    const auto about = title.find("关于");
    if (about != title.npos && about > 0) return title.substr(0, about);
    if (meta.source && !meta.source->empty()) return *meta.source;
    return code;
}

BodyCommon common_body(const Page& page, const FrontMatter& matter, Format format,
                       std::string_view file_name) {
    BodyCommon body;
    body.title = plain_line(page.title);
    if (page.has_meta) {
        body.meta = page.meta;
        clean_meta(*body.meta);
    }
    fill_common(body, matter);
    if (body.title.empty())
        refuse(
            "The document has no title; put it on the first line or in the metadata block as "
            "\"title:\".",
            std::string(file_name) + ":1");
    body.blocks = blocks_of(page, format, body.title);
    if (body.blocks.empty())
        refuse("The document has a title but no text below it.",
               std::string(file_name) + ":" + std::to_string(page.first_line + matter.lines));
    return body;
}

void complete_common(Imported& imported, BodyCommon& body) {
    const PageMeta meta = body.meta.value_or(PageMeta{});
    if (body.office_name.empty())
        body.office_name = office_name(meta, body.title, imported.draft.office);
    if (!body.summary.empty()) return;
    body.summary = made_summary(body.title, body.blocks);
    imported.findings.push_back(
        {"VF1", check::Severity::warning, "/body/summary",
         "文件没有一句话的概要，暂时用标题或第一句代替，请写一句村民听得懂的话。",
         "The document has no plain sentence of its own; one was made of "
         "its title or first sentence. Write a better one."});
}

Body body_of(Kind kind, const BodyCommon& common, const FrontMatter& matter,
             std::string_view file_name) {
    refuse_foreign_keys(kind, matter, file_name);
    if (kind == Kind::policy) {
        Policy policy;
        static_cast<BodyCommon&>(policy) = common;
        set_policy(policy, common.meta.value_or(PageMeta{}));
        fill_policy(policy, matter, file_name);
        return policy;
    }
    Notice notice;
    static_cast<BodyCommon&>(notice) = common;
    fill_notice(notice, matter, file_name);
    return notice;
}

}  // namespace

Format format_of(std::string_view file_name) {
    return file_name.ends_with(".md") || file_name.ends_with(".markdown") ? Format::markdown
                                                                          : Format::plain_text;
}

Imported import_document(std::string_view bytes, std::string_view file_name,
                         const ImportRequest& request) {
    refuse_size(bytes, file_name);
    const Format format = format_of(file_name);
    const DecodedText text = decode_document(bytes, file_name);
    const FrontMatter matter =
        format == Format::markdown ? read_front_matter(text.utf8, file_name) : FrontMatter{};
    const bool titled = matter.values.contains("title");
    const Page page = take_apart(std::string_view(text.utf8).substr(matter.end),
                                 titled ? TitleKnown::yes : TitleKnown::no);

    Imported imported{ItemDraft(request.area), {}, page.left_out, text.encoding};
    imported.draft.catalogue = request.catalogue;
    imported.draft.office = request.office;
    BodyCommon common = common_body(page, matter, format, file_name);
    imported.draft.kind =
        kind_in(matter, file_name).value_or(request.kind.value_or(kind_of_title(common.title)));
    if (imported.draft.kind != Kind::notice && imported.draft.kind != Kind::policy)
        refuse("A document becomes a notice or a policy, no " +
                   std::string(to_string(imported.draft.kind)) + "; choose another catalogue item.",
               file_name);
    set_dates(imported, common.meta.value_or(PageMeta{}), common.blocks, matter, request.today);
    fill_draft(imported.draft, matter, file_name);
    complete_common(imported, common);
    attach_pictures(imported.draft, common.blocks, file_name);
    imported.draft.body = body_of(imported.draft.kind, common, matter, file_name);
    parse_draft(print_draft(imported.draft));
    return imported;
}

}  // namespace villageboard::import_
