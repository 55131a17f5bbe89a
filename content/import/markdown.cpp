#include "content/import/markdown.h"

#include <md4c.h>

#include <exception>
#include <optional>

#include "content/check/text.h"
#include "content/import/encoding.h"
#include "content/model/error.h"

namespace villageboard::import_ {
namespace {

/// Builds blocks from md4c's events. Nothing may leave a callback: an exception is kept and thrown
/// again after md_parse.
class Builder {
  public:
    int enter(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_H:
                level_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
                text_.clear();
                break;
            case MD_BLOCK_QUOTE:
                ++quotes_;
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                if (lists_++ == 0) list_ = ListBlock{type == MD_BLOCK_OL, {}};
                finish_item();
                break;
            case MD_BLOCK_TABLE:
                table_ = TableBlock{};
                break;
            case MD_BLOCK_TR:
                row_.clear();
                break;
            case MD_BLOCK_TH:
                table_.align.push_back(alignment(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
                text_.clear();
                break;
            case MD_BLOCK_P:
            case MD_BLOCK_CODE:
            case MD_BLOCK_TD:
                if (lists_ == 0 || type == MD_BLOCK_TD) text_.clear();
                break;
            default:
                break;
        }
        return 0;
    }

    int leave(MD_BLOCKTYPE type) {
        switch (type) {
            case MD_BLOCK_H:
                add_text(Heading{level_, take_text()});
                break;
            case MD_BLOCK_P:
                finish_paragraph();
                break;
            case MD_BLOCK_CODE:
                finish_code();
                break;
            case MD_BLOCK_QUOTE:
                --quotes_;
                break;
            case MD_BLOCK_LI:
                finish_item();
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                if (--lists_ == 0 && !list_.items.empty()) blocks_.emplace_back(std::move(list_));
                break;
            case MD_BLOCK_TH:
                table_.header.push_back(take_text());
                break;
            case MD_BLOCK_TD:
                row_.push_back(take_text());
                break;
            case MD_BLOCK_TR:
                if (!row_.empty()) add_row();
                break;
            case MD_BLOCK_TABLE:
                blocks_.emplace_back(std::move(table_));
                break;
            default:
                break;
        }
        return 0;
    }

    int enter_span(MD_SPANTYPE type, void* detail) {
        if (type != MD_SPAN_IMG) return 0;
        const MD_ATTRIBUTE& source = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
        picture_ = PictureBlock{std::string(source.text, source.size), {}};
        return 0;
    }

    int leave_span(MD_SPANTYPE type) {
        if (type != MD_SPAN_IMG || !picture_) return 0;
        pictures_.push_back(std::move(*picture_));
        picture_.reset();
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view words) {
        std::string& target = picture_ ? picture_->caption : text_;
        if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
            join_line(target);
        else if (type == MD_TEXT_ENTITY)
            target += entity(words);
        else
            target += words;
        return 0;
    }

    std::vector<Block> take_blocks() { return std::move(blocks_); }

    std::exception_ptr failure;

  private:
    static Alignment alignment(MD_ALIGN align) {
        if (align == MD_ALIGN_RIGHT) return Alignment::right;
        return align == MD_ALIGN_CENTER ? Alignment::center : Alignment::left;
    }

    // A line break inside a paragraph is a space between Latin words and nothing between Han.
    static void join_line(std::string& text) {
        if (!text.empty() && static_cast<unsigned char>(text.back()) < 0x80 && text.back() != ' ')
            text += ' ';
    }

    static std::string entity(std::string_view name) {
        if (name == "&nbsp;" || name == "&ensp;" || name == "&emsp;") return " ";
        if (name == "&lt;") return "<";
        if (name == "&gt;") return ">";
        if (name == "&amp;") return "&";
        if (name == "&quot;") return "\"";
        return std::string(name);
    }

    std::string take_text() {
        std::string text = plain_line(text_);
        text_.clear();
        return text;
    }

    template <typename T>
    void add_text(T block) {
        if (!block.text.empty()) blocks_.emplace_back(std::move(block));
    }

    void finish_paragraph() {
        if (lists_ > 0) return;
        const std::string text = take_text();
        if (quotes_ > 0)
            add_text(Quote{text});
        else
            add_text(Paragraph{text});
        for (PictureBlock& picture : pictures_) {
            picture.caption = plain_line(picture.caption);
            blocks_.emplace_back(std::move(picture));
        }
        pictures_.clear();
    }

    void finish_code() {
        std::string code = std::move(text_);
        text_.clear();
        for (std::size_t at = 0; at < code.size();) {
            const auto end = std::min(code.find('\n', at), code.size());
            add_text(Paragraph{plain_line(std::string_view(code).substr(at, end - at))});
            at = end + 1;
        }
    }

    void finish_item() {
        const std::string item = take_text();
        if (!item.empty() && lists_ > 0) list_.items.push_back(item);
    }

    void add_row() {
        row_.resize(table_.header.size());
        table_.rows.push_back(std::move(row_));
        row_.clear();
    }

    std::vector<Block> blocks_;
    std::string text_;
    int level_ = 1;
    int quotes_ = 0;
    int lists_ = 0;
    ListBlock list_;
    TableBlock table_;
    std::vector<std::string> row_;
    std::optional<PictureBlock> picture_;
    std::vector<PictureBlock> pictures_;
};

template <typename Step>
int guarded(void* user, const Step& step) noexcept {
    auto& builder = *static_cast<Builder*>(user);
    try {
        return step(builder);
    } catch (...) {
        builder.failure = std::current_exception();
        return 1;
    }
}

MD_PARSER parser() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) noexcept {
        return guarded(user, [&](Builder& builder) { return builder.enter(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) noexcept {
        return guarded(user, [&](Builder& builder) { return builder.leave(type); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) noexcept {
        return guarded(user, [&](Builder& builder) { return builder.enter_span(type, detail); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) noexcept {
        return guarded(user, [&](Builder& builder) { return builder.leave_span(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) noexcept {
        return guarded(user, [&](Builder& builder) { return builder.text(type, {words, size}); });
    };
    return parser;
}

}  // namespace

std::vector<Block> read_markdown(std::string_view text) {
    Builder builder;
    const MD_PARSER callbacks = parser();
    const int result =
        md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &callbacks, &builder);
    if (builder.failure) std::rethrow_exception(builder.failure);
    if (result != 0)
        throw Error(ErrorKind::retry, "There is not enough memory to read the document.");
    return builder.take_blocks();
}

}  // namespace villageboard::import_
