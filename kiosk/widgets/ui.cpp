#include "kiosk/widgets/ui.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstring>

#include "fonts/imgui/draw.h"
#include "kiosk/strings/words.h"

namespace villageboard::kiosk {
namespace {

ImVec2 top_left(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 bottom_right(const Rect& rect) { return {rect.right(), rect.bottom()}; }

constexpr int kMostHeadingLines = 12;

// Where a heading's line has to end earlier for a known word to stay whole; nothing when all are,
// or where a word is longer than the line.
std::optional<std::size_t> earlier_break(const fonts::TextLayout& layout) {
    const auto lines = layout.lines();
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto begin = cut_word(layout.text(), lines[i].end);
        if (begin && *begin > lines[i].begin) return begin;
    }
    return std::nullopt;
}

constexpr float kBlankOfLine = 1.0F / 6;  ///< above and below the Hanzi of a line
constexpr double kMarkerPart = 0.45;
constexpr double kMarkerStep = 0.1;
constexpr double kBodyContrast = 7;

constexpr ImGuiWindowFlags kPlainWindow =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
    ImGuiWindowFlags_NoBringToFrontOnFocus;

}  // namespace

Look Look::in(Colour wanted) const {
    Look look = *this;
    look.colour = wanted;
    return look;
}
Look Look::bold() const {
    Look look = *this;
    look.weight = fonts::Weight::bold;
    return look;
}
Look Look::serif() const {
    Look look = *this;
    look.family = fonts::Family::serif;
    look.weight = fonts::Weight::bold;
    return look;
}
Look Look::tabular() const {
    Look look = *this;
    look.figures = fonts::Figures::tabular;
    return look;
}
Look Look::aligned(fonts::Align wanted) const {
    Look look = *this;
    look.align = wanted;
    return look;
}
Look Look::hanging() const {
    Look look = *this;
    look.line_end = fonts::LineEnd::hanging;
    return look;
}
Look Look::indented(float px) const {
    Look look = *this;
    look.indent = px;
    return look;
}
Look Look::lines(int count) const {
    Look look = *this;
    look.max_lines = count;
    return look;
}
Look Look::sized(Type wanted) const {
    Look look = *this;
    look.type = wanted;
    return look;
}
Look Look::as(Role wanted) const {
    Look look = *this;
    look.role = wanted;
    return look;
}

float page_overlap(const Theme& theme, float viewport) {
    return std::min(std::max(viewport * 0.15F, theme.line(Type::title)), viewport * 0.65F);
}

Ui::Ui(const fonts::FaceSet& faces, fonts::Atlas& atlas, draw::PictureLoader* pictures,
       film::Cinema* cinema)
    : atlas_(atlas),
      pictures_(pictures),
      cinema_(cinema),
      layouts_(faces),
      context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    fonts::use_atlas(io, atlas_);
}

Ui::~Ui() { ImGui::DestroyContext(context_); }

void Ui::feed_imgui() {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(theme_->panel().width_px),
                      static_cast<float>(theme_->panel().height_px)};
    io.DeltaTime = 1.0F / 60;
    io.MousePos = {input_.x, input_.y};
    io.MouseDown[0] = input_.down;
    io.MouseDragThreshold = theme_->drag_slop();
}

void Ui::begin(const Theme& theme, const Strings& strings, const FrameInput& input,
               film::Time now) {
    ImGui::SetCurrentContext(context_);
    theme_ = &theme;
    strings_ = &strings;
    input_ = input;
    clear_tree();
    again_ = false;
    inert_ = false;
    layer_ = 0;
    spoken_ = Spoken::aloud;
    lit_rect_.reset();
    lit_label_seen_ = 0;
    pending_pictures_ = 0;
    shown_pictures_.clear();
    if (cinema_) cinema_->begin(now);
    ground_ = colour(Ink::paper);
    feed_imgui();
    if (input_.edge == Edge::pressed) pressed_y_ = last_y_ = input_.y;
    atlas_.begin_frame();
    ImGui::NewFrame();
    if (input_.edge == Edge::cancelled) ImGui::ClearActiveID();
    const Rect panel{0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({panel.w, panel.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::Begin("panel", nullptr, kPlainWindow);
    list_ = ImGui::GetWindowDrawList();
    clips_.assign(1, panel);
    ImGui::PushClipRect({0, 0}, {panel.w, panel.h}, false);
}

void Ui::clear_tree() {
    for (Node& node : tree_.nodes) ::explicit_bzero(node.label.data(), node.label.size());
    tree_.nodes.clear();
}

void Ui::forget_words() {
    clear_tree();
    layouts_.forget();
}

const ImDrawData& Ui::end() {
    ImGui::PopClipRect();
    ImGui::End();
    ImGui::PopStyleVar(3);
    ImGui::Render();
    last_y_ = input_.y;
    if (cinema_) cinema_->end();
    return *ImGui::GetDrawData();
}

void Ui::fill(const Rect& rect, Colour colour) {
    fonts::fill_rect(*list_, atlas_, top_left(rect), bottom_right(rect), packed(colour));
}

void Ui::sheet(const Rect& rect, Colour colour, float corner) {
    fonts::fill_round_rect(*list_, atlas_, top_left(rect), bottom_right(rect), corner,
                           packed(colour));
}

void Ui::frame(const Rect& rect, Colour colour, float corner, float thickness) {
    fonts::stroke_round_rect(*list_, atlas_, top_left(rect), bottom_right(rect), corner, thickness,
                             packed(colour));
}

void Ui::shadow(const Rect& rect, float corner) {
    const float drop = theme_->u(0.5);
    fonts::draw_shadow(*list_, atlas_, {rect.x, rect.y + drop},
                       {rect.right(), rect.bottom() + drop}, corner, theme_->u(2),
                       packed({0, 0, 0, 0x50}));
}

void Ui::drawing(const Rect& rect, const fonts::Drawing& shapes, Colour colour) {
    fonts::draw_icon(*list_, atlas_, top_left(rect), bottom_right(rect), shapes, packed(colour));
}

void Ui::picture(const Rect& rect, const draw::StoredFile& file, const std::string& label) {
    note(Role::picture, label, rect);
    if (!pictures_ || rect.meet(clip()).empty()) return;
    const draw::Size box{static_cast<int>(rect.w), static_cast<int>(rect.h)};
    draw::PictureAnswer answer = pictures_->get(file, box);
    if (answer.state == draw::PictureState::pending) ++pending_pictures_;
    if (answer.state == draw::PictureState::failed)
        return blank_sheet(rect, say("picture.damaged"));
    if (answer.state != draw::PictureState::ready) return blank_sheet(rect);
    if (answer.moves && cinema_ && theme_->panel().motion == Motion::on)
        if (auto moving = cinema_->poster(file, box).picture) answer.picture = std::move(moving);
    const auto width = static_cast<float>(answer.picture->size.width);
    const auto height = static_cast<float>(answer.picture->size.height);
    show({std::round(rect.mid_x() - width / 2), std::round(rect.mid_y() - height / 2), width,
          height},
         answer.picture);
}

Rect Ui::show(const Rect& rect, const std::shared_ptr<const draw::Picture>& picture) {
    const auto width = static_cast<float>(picture->size.width);
    const auto height = static_cast<float>(picture->size.height);
    const float scale = std::min(rect.w / width, rect.h / height);
    const float w = std::round(width * scale);
    const float h = std::round(height * scale);
    const Rect place{std::round(rect.mid_x() - w / 2), std::round(rect.mid_y() - h / 2), w, h};
    list_->AddImage(draw::picture_texture(*picture), top_left(place), bottom_right(place));
    shown_pictures_.push_back(picture);
    return place;
}

void Ui::blank_sheet(const Rect& rect, std::string_view words) {
    if (words.empty()) {
        sheet(rect, colour(Ink::line), theme_->corner());
        return;
    }
    sheet(rect, colour(Ink::raised), theme_->corner());
    frame(rect, colour(Ink::line), theme_->corner(), theme_->hairline());
    const Colour former = set_ground(colour(Ink::raised));
    text_in(rect.inset(theme_->u(2), 0), words,
            Look{}.aligned(fonts::Align::center).in(colour(Ink::quiet)));
    set_ground(former);
}

void Ui::retry_pictures() {
    if (pictures_) pictures_->retry_failed();
    if (cinema_) cinema_->retry_failed();
}

std::shared_ptr<const fonts::TextLayout> Ui::set(std::string_view words, const Look& look,
                                                 float width) {
    fonts::ParagraphStyle style;
    style.text.family = look.family;
    style.text.weight = look.weight;
    style.text.size_px = theme_->type(look.type);
    style.text.figures = look.figures;
    style.line_height = theme_->line(look.type) / theme_->type(look.type);
    style.max_width = width;
    style.align = look.align;
    style.line_end = look.line_end;
    style.first_line_indent = look.indent;
    style.max_lines = look.max_lines;
    auto layout = layouts_.get(words, style);
    if (look.role != Role::heading && look.family != fonts::Family::serif) return layout;
    std::string whole(words);
    for (int line = 0; line < kMostHeadingLines && layout->text() == whole; ++line) {
        const auto at = earlier_break(*layout);
        if (!at) break;
        whole.insert(*at, "\n");
        layout = layouts_.get(whole, style);
    }
    return layout;
}

float Ui::width_of(std::string_view words, const Look& look) {
    Look plain = look;
    plain.align = fonts::Align::left;
    return std::ceil(set(words, plain, fonts::kUnlimited)->width());
}

float Ui::height_of(std::string_view words, const Look& look, float width) {
    return set(words, look, width)->height();
}

float Ui::text(float x, float y, float width, std::string_view words, const Look& look) {
    const auto layout = set(words, look, width);
    const Rect box{x, y, width, layout->height()};
    Node& node = add(look.role, std::string(words), box);
    node.shortened = layout->truncated();
    node.type_px = theme_->type(look.type);
    node.ink = look.colour.value_or(colour(Ink::ink));
    node.cut = layout->width() > width + 1;
    // A page shows whole lines; what an edge would cut comes with the next turn of the page.
    const bool comes_again =
        clips_.size() > 1 && theme_->line(look.type) <= page_overlap(*theme_, clip().h);
    const Rect no_edge{x, y - 1, width, layout->height() + 2};
    light_up(node, *layout, comes_again ? clip() : no_edge, std::round(x), std::round(y));
    if (!node.visible.empty())
        fonts::draw_layout(*list_, atlas_, {std::round(x), std::round(y)}, *layout,
                           packed(node.ink),
                           comes_again ? fonts::EdgeLines::left_out : fonts::EdgeLines::cut);
    return layout->height();
}

// A marker's colour behind the words that are being read, and the words in full ink on it.
void Ui::light_up(Node& node, const fonts::TextLayout& layout, const Rect& shown, float x,
                  float y) {
    if (!lit_ || node.label != lit_->label || lit_label_seen_++ != lit_->occurrence) return;
    const Colour ink = colour(Ink::ink);
    if (contrast(ink, ground_) > contrast(node.ink, ground_)) node.ink = ink;
    Colour marker = ground_;
    for (double part = kMarkerPart; part > 0 && marker == ground_; part -= kMarkerStep) {
        const Colour stronger = mix(ground_, colour(Ink::alert_yellow), part);
        if (contrast(node.ink, stronger) >= kBodyContrast) marker = stronger;
    }
    node.ground = marker;
    node.lit = true;
    Rect all;
    for (const fonts::Stretch& stretch : layout.selection(lit_->begin, lit_->end)) {
        const Rect part{x + stretch.x0, y + stretch.top, stretch.x1 - stretch.x0,
                        stretch.bottom - stretch.top};
        // Lines that an edge would cut are left out, and so is their marker.
        const float blank = part.h * kBlankOfLine;
        const bool whole = part.y + blank >= shown.y && part.bottom() - blank <= shown.bottom();
        if (whole && !part.meet(clip()).empty()) fill(part.meet(clip()), marker);
        all = all.empty() ? part
                          : Rect{std::min(all.x, part.x), all.y,
                                 std::max(all.right(), part.right()) - std::min(all.x, part.x),
                                 part.bottom() - all.y};
    }
    if (!all.empty()) lit_rect_ = all;
}

void Ui::text_in(const Rect& rect, std::string_view words, const Look& look) {
    const float height = height_of(words, look, rect.w);
    text(rect.x, std::round(rect.mid_y() - height / 2), rect.w, words, look);
    if (height > rect.h + theme_->type(look.type) * 0.5F) tree_.nodes.back().cut = true;
}

void Ui::sign_in(const Rect& rect, std::string_view sign, float size_px, Colour colour) {
    fonts::ParagraphStyle style;
    style.text.family = fonts::Family::serif;
    style.text.weight = fonts::Weight::bold;
    style.text.size_px = size_px;
    style.max_width = rect.w;
    style.align = fonts::Align::center;
    const auto layout = layouts_.get(sign, style);
    fonts::draw_layout(*list_, atlas_, {rect.x, std::round(rect.mid_y() - layout->height() / 2)},
                       *layout, packed(colour));
}

Look Ui::fitted(std::string_view words, const Look& look, float width) {
    Look smaller = look;
    for (int type = static_cast<int>(look.type); type >= 0; --type) {
        smaller.type = static_cast<Type>(type);
        if (width_of(words, smaller) <= width) return smaller;
    }
    return smaller;
}

Press Ui::press(const Rect& rect, const TargetSpec& target) {
    Node& node = add(target.role, target.label, rect);
    node.id = target.id;
    node.target = target.size;
    node.enabled = target.enabled && !inert_;
    node.selected = target.selected;
    if (!node.enabled || node.visible.empty()) return {};
    const ImRect box(top_left(rect), bottom_right(rect));
    const ImGuiID id = ImGui::GetID(target.id.c_str());
    if (!ImGui::ItemAdd(box, id)) return {};
    bool hovered = false;
    bool held = false;
    const bool activated = ImGui::ButtonBehavior(box, id, &hovered, &held);
    return {held && hovered, activated};
}

void Ui::push_clip(const Rect& rect) {
    clips_.push_back(rect.meet(clips_.back()));
    ImGui::PushClipRect(top_left(rect), bottom_right(rect), true);
}

void Ui::pop_clip() {
    clips_.pop_back();
    ImGui::PopClipRect();
}

Colour Ui::set_ground(Colour ground) {
    const Colour former = ground_;
    ground_ = ground;
    return former;
}

void Ui::note(Role role, std::string label, const Rect& rect) { add(role, std::move(label), rect); }

Node& Ui::add(Role role, std::string label, const Rect& rect) {
    Node node;
    node.id = std::string(to_string(role)) + "#" + std::to_string(tree_.nodes.size());
    node.role = role;
    node.label = std::move(label);
    node.rect = rect;
    node.visible = rect.meet(clip());
    node.ground = ground_;
    node.layer = layer_;
    node.spoken = spoken_;
    tree_.nodes.push_back(std::move(node));
    return tree_.nodes.back();
}

void Ui::scroll_by_hand(const Rect& area, Scroll& scroll) {
    const bool inside = area.contains(input_.x, input_.y);
    if (input_.edge == Edge::pressed) scroll.dragging = false;
    const bool moving = input_.down || input_.edge == Edge::released;
    if (moving && inside && !inert_ && scroll.overflows() &&
        std::abs(input_.y - pressed_y_) > theme_->drag_slop()) {
        if (!scroll.dragging) last_y_ = pressed_y_;
        scroll.dragging = true;
        ImGui::ClearActiveID();
    }
    if (scroll.dragging) scroll.offset -= input_.y - last_y_;
    if (scroll.dragging && !input_.down) {
        scroll.dragging = false;
        ImGui::ClearActiveID();
    }
    if (inside && !inert_) scroll.offset -= input_.wheel * theme_->line(Type::body) * 3;
    scroll.offset = std::round(std::clamp(scroll.offset, 0.F, scroll.end()));
}

}  // namespace villageboard::kiosk
