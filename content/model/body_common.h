/// What every kind of item has in common: title, who says it, on what basis, and its text as
/// structure. Member names are the names in the JSON. An absent optional member is left out of the
/// JSON; an empty vector or map of an optional member likewise.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/model/money.h"
#include "content/model/time.h"

namespace villageboard {

/// A post and how to reach it. `name` is an office holder's, never a private person's.
struct ContactCard {
    std::string post;
    std::optional<std::string> name;
    std::string phone;
    std::optional<std::string> hours;
    std::optional<std::string> place;
    friend bool operator==(const ContactCard&, const ContactCard&) = default;
};

struct LabelValue {
    std::string label;
    std::string value;
    friend bool operator==(const LabelValue&, const LabelValue&) = default;
};

/// Why a correction was made. Required for the operation `correct`.
struct ChangeNote {
    std::string what;
    std::string why;
    std::string who;
    std::vector<LabelValue> old;
    std::vector<LabelValue> new_;  ///< "new" in the JSON
    friend bool operator==(const ChangeNote&, const ChangeNote&) = default;
};

/// The fields of a government page, verbatim. Present but empty is not the same as absent.
struct PageMeta {
    std::optional<std::string> index_no;         ///< 索引号
    std::optional<std::string> issuer;           ///< 发文机构
    std::optional<std::string> directory;        ///< 公开目录
    std::optional<std::string> subject;          ///< 主题分类
    std::optional<std::string> genre;            ///< 体裁分类
    std::optional<std::string> doc_no;           ///< 文号
    std::optional<std::string> formed;           ///< 成文日期
    std::optional<std::string> issued;           ///< 发布日期
    std::optional<std::string> effective;        ///< 生效日期
    std::optional<std::string> repealed;         ///< 废止日期
    std::optional<std::string> validity;         ///< 有效性
    std::optional<std::string> registration_no;  ///< 统一登记号
    std::optional<std::string> disclosure;       ///< 公开形式
    std::optional<std::string> source;           ///< 来源
    friend bool operator==(const PageMeta&, const PageMeta&) = default;
};

enum class Alignment { left, right, center };

struct Heading {
    int level = 1;  ///< 1 to 3
    std::string text;
    friend bool operator==(const Heading&, const Heading&) = default;
};
struct Paragraph {
    std::string text;
    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};
struct ListBlock {
    bool ordered = false;
    std::vector<std::string> items;
    friend bool operator==(const ListBlock&, const ListBlock&) = default;
};
/// Every row has as many cells as the header; `align` is empty or has as many entries.
struct TableBlock {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<Alignment> align;
    friend bool operator==(const TableBlock&, const TableBlock&) = default;
};
/// `attachment` is a file name in a draft and a SHA-256 (64 hex digits) in a published body.
struct PictureBlock {
    std::string attachment;
    std::string caption;
    friend bool operator==(const PictureBlock&, const PictureBlock&) = default;
};
struct Quote {
    std::string text;
    friend bool operator==(const Quote&, const Quote&) = default;
};
using Block = std::variant<Heading, Paragraph, ListBlock, TableBlock, PictureBlock, Quote>;

/// A picture for board and list. `attachment` as in PictureBlock.
struct Picture {
    std::string attachment;
    std::string caption;
    friend bool operator==(const Picture&, const Picture&) = default;
};

/// The words of an item in another language; what is absent stays in Chinese.
struct LanguageOverlay {
    std::string title;
    std::optional<std::string> plain_title;
    std::string summary;
    std::vector<Block> blocks;
    /// The revision of the item whose Chinese words these say; absent: the first. A correction
    /// silences them until a translator confirms them by the correction's own number.
    std::optional<int> of_revision = {};
    friend bool operator==(const LanguageOverlay&, const LanguageOverlay&) = default;
};

struct BodyCommon {
    std::string title;                       ///< never empty
    std::optional<std::string> plain_title;  ///< at most 20 characters, a villager's words
    std::string summary;  ///< one plain sentence that answers first; may be empty in reference data
    std::string office_name;  ///< who published, in words
    std::optional<ContactCard> contact;
    std::vector<std::string> basis;  ///< ids of legal basis rows
    std::optional<ChangeNote> change_note;
    std::optional<PageMeta> meta;
    std::vector<Block> blocks;
    std::map<std::string, LanguageOverlay> languages;  ///< by BCP 47 tag
    std::vector<Picture> pictures;
    friend bool operator==(const BodyCommon&, const BodyCommon&) = default;
};

/// An amount per something: 105.50 yuan, "元", "亩".
struct Standard {
    Fen amount_fen;
    std::string unit;
    std::string per;
    friend bool operator==(const Standard&, const Standard&) = default;
};

}  // namespace villageboard
