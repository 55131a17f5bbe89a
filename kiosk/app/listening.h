/// Listening to a page: the ear in the footer, the bar with stop, again, slower, louder, quieter,
/// and the sentence that is lit. A tap anywhere else is silence. UI thread only.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/page_words.h"
#include "kiosk/screens/screen.h"
#include "kiosk/speech/reader.h"

namespace villageboard::kiosk {

/// The page that is open, as far as reading needs it.
struct PageToHear {
    const Tree& tree;
    std::size_t from = 0;  ///< the page's own nodes: [from, to)
    std::size_t to = 0;
    std::optional<std::string> item_id;
};

class Listening {
  public:
    /// `reader` may be null: then there is no ear. Both must outlive this.
    Listening(speech::Reader* reader, const Board& board) : reader_(reader), board_(board) {}

    bool possible() const { return reader_ != nullptr && reader_->has_voice(); }
    /// The ear was tapped: reading begins when the frame is built, or ends.
    void ear();
    /// Another page was opened.
    void turned();
    /// Begins what was asked for, now that the page is built; true when it did.
    bool begin(const PageToHear& page, const Strings& strings);
    void stop();
    void next_person();
    /// A warning fills the panel: the page is not being read any more.
    void interrupted();
    /// Whether the next person would hear as after next_person().
    bool everyday() const;
    /// A finger came down there: silence, unless it means the bar or the ear. The bar goes only
    /// when the finger is lifted, so that nothing moves away under it.
    void touched(float x, float y);
    /// It was lifted; true when the page has to be built anew.
    bool let_go();

    bool reading() const;
    bool bar_open() const { return open_; }
    float bar_height(Ui& ui) const;
    void bar(Ui& ui, const Rect& area);
    /// Where the ear is, so that touching it isn't "elsewhere".
    void ear_at(const Rect& rect) { ear_ = rect; }

    /// The words that are being heard.
    std::optional<Lit> lit() const;
    /// True once for each sentence that has to be brought into sight.
    bool take_follow();
    /// Whether another frame is due.
    bool changed();
    std::optional<std::chrono::milliseconds> next_change(std::chrono::milliseconds now) const;

  private:
    enum class Notice { none, person, coming, missing };
    enum class Wish { none, page, title };

    void read_page(const PageToHear& page, const Strings& strings);
    void read_title(const PageToHear& page, const Strings& strings);
    std::string status(const Ui& ui) const;
    void act(std::size_t button);

    speech::Reader* reader_;
    const Board& board_;
    std::vector<PageSentence> sentences_;
    Notice notice_ = Notice::none;
    Wish wish_ = Wish::none;
    bool open_ = false;
    bool each_page_ = false;
    bool follow_ = false;
    bool closing_ = false;
    Rect ear_;
    Rect bar_;
    speech::ReaderState shown_state_ = speech::ReaderState::silent;
    std::optional<std::size_t> shown_piece_;
};

}  // namespace villageboard::kiosk
