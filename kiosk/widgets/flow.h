/// A column of the page that grows downwards; screens put one thing below the other.
#pragma once
#include <string_view>

#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

class Flow {
  public:
    Flow(Ui& ui, float x, float y, float width) : ui_(ui), x_(x), y_(y), start_(y), width_(width) {}

    Ui& ui() { return ui_; }
    const Theme& theme() const { return ui_.theme(); }
    float x() const { return x_; }
    float y() const { return y_; }
    float width() const { return width_; }
    /// What was used so far.
    float height() const { return y_ - start_; }

    /// The next `height` px, over the whole width.
    Rect take(float height);
    /// Free space of so many units.
    void gap(double units) { y_ += theme().u(units); }
    /// The free space between two targets.
    void target_gap() { y_ += theme().target_gap(); }
    /// A hairline over the whole width.
    void rule();
    /// Words over the whole width, as many lines as they need.
    void text(std::string_view words, const Look& look);
    /// Running text: never wider than 22 Hanzi, justified, a comma at a line's end hanging where
    /// there is room for it. Headings stay ragged.
    void prose(std::string_view words, const Look& look);
    /// How prose() sets words of this look here, and how wide.
    struct Set {
        Look look;
        float width;
    };
    Set prose_set(const Look& look) const;
    /// The look of a document's paragraph, which paragraph() gives to prose().
    Look paragraph_look() const;
    /// A paragraph of a document: prose whose first line stands in by two Hanzi.
    void paragraph(std::string_view words);
    /// A part's heading: a hairline, then bold words.
    void section(std::string_view words);
    /// "label  value" in two columns; the label in quiet ink. Nothing for an empty value.
    void fact(std::string_view label, std::string_view value);

    /// Goes on below the lower of two flows that ran side by side.
    void below(const Flow& left, const Flow& right);

  private:
    Ui& ui_;
    float x_;
    float y_;
    float start_;
    float width_;
};

}  // namespace villageboard::kiosk
