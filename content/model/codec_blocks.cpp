#include <algorithm>

#include "content/model/codec.h"

namespace villageboard::codec {

template <>
struct Members<Heading> {
    static constexpr auto kList =
        std::tuple{required("level", &Heading::level), required("text", &Heading::text)};
};
template <>
struct Members<Paragraph> {
    static constexpr auto kList = std::tuple{required("text", &Paragraph::text)};
};
template <>
struct Members<ListBlock> {
    static constexpr auto kList =
        std::tuple{required("ordered", &ListBlock::ordered), required("items", &ListBlock::items)};
};
template <>
struct Members<TableBlock> {
    static constexpr auto kList =
        std::tuple{required("header", &TableBlock::header), required("rows", &TableBlock::rows),
                   optional("align", &TableBlock::align)};
};
template <>
struct Members<PictureBlock> {
    static constexpr auto kList = std::tuple{required("attachment", &PictureBlock::attachment),
                                             required("caption", &PictureBlock::caption)};
};
template <>
struct Members<Quote> {
    static constexpr auto kList = std::tuple{required("text", &Quote::text)};
};

template <>
struct Rules<Heading> {
    static void check(const Heading& heading, const Cursor& cursor) {
        if (heading.level < 1 || heading.level > 3) cursor.at("level").fail("must be 1, 2 or 3");
    }
};
template <>
struct Rules<TableBlock> {
    static void check(const TableBlock& table, const Cursor& cursor) {
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            if (table.rows[i].size() != table.header.size())
                cursor.at("rows").at(i).fail("must have as many cells as the header");
        if (!table.align.empty() && table.align.size() != table.header.size())
            cursor.at("align").fail("must have as many entries as the header");
    }
};

namespace {

/// In the order of the variant's alternatives.
constexpr std::array<std::string_view, 6> kTypes{"heading", "paragraph", "list",
                                                 "table",   "picture",   "quote"};

template <std::size_t i = 0>
void read_alternative(std::string_view type, const Json& json, const Cursor& cursor, Block& value) {
    if constexpr (i < kTypes.size()) {
        if (type != kTypes[i]) return read_alternative<i + 1>(type, json, cursor, value);
        std::variant_alternative_t<i, Block> block;
        read_struct(json, cursor, block, "type");
        value = std::move(block);
    } else {
        cursor.at("type").fail("must be one of: heading, paragraph, list, table, picture, quote");
    }
}

}  // namespace

bool is_known_block(const Json& json) {
    if (!json.is_object() || !json.contains("type") || !json["type"].is_string()) return true;
    return std::find(kTypes.begin(), kTypes.end(), json["type"].get<std::string>()) != kTypes.end();
}

void Codec<Block>::read(const Json& json, const Cursor& cursor, Block& value) {
    refuse_unless_object(json, cursor);
    const auto type = json.find("type");
    if (type == json.end()) cursor.at("type").fail("is missing");
    read_alternative(read_text(*type, cursor.at("type")), json, cursor, value);
}

OrderedJson Codec<Block>::write(const Block& value) {
    OrderedJson json;
    json["type"] = std::string(kTypes[value.index()]);
    std::visit([&](const auto& block) { write_members(json, block); }, value);
    return json;
}

}  // namespace villageboard::codec
