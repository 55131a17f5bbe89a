/// What every screen of one item shares: finding the item, its words in the chosen language, its
/// head (subject, title, one sentence, office and date), its foot (contact, more) and the plain
/// sentence when its text isn't here.
#pragma once
#include <string>

#include "content/model/variant.h"
#include "kiosk/screens/screen.h"
#include "kiosk/widgets/glossary.h"

namespace villageboard::kiosk {

/// The words of an item in the interface's language where they exist, else in Chinese.
struct ItemWords {
    std::string title;
    std::string summary;
    const std::vector<Block>* blocks = nullptr;  ///< points into the body
    Variant variant = Variant::whole;            ///< how much of it is in that language
};
ItemWords words_of(const BodyCommon& common, const std::string& language);

/// The title to show in a list.
std::string title_of(const Board& board, const cache::ItemRow& item, const std::string& language);

class ItemScreen : public Screen {
  public:
    explicit ItemScreen(std::string item_id) : id_(std::move(item_id)) {}

    Pace pace() const override { return Pace::reading; }
    void reload(Board& board) override;
    void build(Page& page) final;
    std::optional<Subject> subject() const override;
    std::optional<std::string> shown_item() const override { return id_; }

  protected:
    /// Only called when the text is here.
    virtual void build_item(Page& page) = 0;
    /// Called after reload() found the text.
    virtual void prepare(Board& board) { (void)board; }

    const std::string& id() const { return id_; }
    const cache::ItemRow& item() const { return *item_; }
    const BodyCommon& common() const { return common_of(*body_); }
    template <typename T>
    const T& as() const {
        return std::get<T>(*body_);
    }
    const std::vector<cache::AttachmentRow>& attachments() const { return attachments_; }
    /// Explains terms of office where they stand on this page.
    Glosses& glosses() { return glosses_; }

    /// Subject word, title, summary; for documents office and date under the title.
    void head(Page& page) const;
    /// Change note, whom to ask, how to take it home, "more" and "print".
    void foot(Page& page) const;
    /// Says where the chosen language has none of the item's words, or not all of them.
    void language_line(Page& page) const;
    /// The public-notice period as a mark; nothing when there is none.
    void byline(Page& page) const;

  private:
    void missing(Page& page) const;
    void take_away(Page& page) const;

    std::string id_;
    std::optional<cache::ItemRow> item_;
    std::shared_ptr<const Body> body_;
    std::shared_ptr<const Body> public_;  ///< what may leave the hall; may be null
    std::vector<cache::AttachmentRow> attachments_;
    Glosses glosses_;
};

/// "3 pictures are still on their way", one sentence for each sort of file; none: nothing is.
std::vector<std::string> coming_lines(const Strings& strings, const Coming& coming);

/// The file of an attachment by its digest, and what it must hold; nothing while it isn't here.
std::optional<draw::StoredFile> file_of(const std::vector<cache::AttachmentRow>& attachments,
                                        const std::string& digest);

/// Document text as structure: headings, paragraphs, lists, tables, pictures, quotes. With
/// `glosses` (may be null) terms of office are explained below the paragraph they stand in.
void show_blocks(Page& page, Flow& flow, const std::vector<Block>& blocks,
                 const std::vector<cache::AttachmentRow>& attachments, Glosses* glosses = nullptr);
/// A picture or, where the attachment is a film, that, with its caption; a plain line while it is
/// still on its way.
void show_picture(Page& page, Flow& flow, const std::vector<cache::AttachmentRow>& attachments,
                  const std::string& digest, const std::string& caption);
/// A card with post, name, phone, hours, place.
void show_contact(Page& page, Flow& flow, const ContactCard& contact);
/// A line with the phone's drawing and number in large type.
void show_phone(Page& page, Flow& flow, const std::string& words, const std::string& number);

/// Days-left and state marks of an item for lists and heads.
struct NoticeState {
    bool open = false;  ///< objections can still be made
    int left = 0;       ///< days, only when the clock is known
    int all = 0;
    bool told = false;  ///< whether days can be told (clock known, period given)
};
NoticeState notice_state(const cache::ItemRow& item, const BoardTime& time);

}  // namespace villageboard::kiosk
