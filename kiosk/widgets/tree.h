/// What is on the screen, widget by widget: tests, scripts and read-aloud use it.
/// Rebuilt with every frame; plain values.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/theme/colour.h"
#include "kiosk/theme/theme.h"
#include "kiosk/widgets/rect.h"

namespace villageboard::kiosk {

enum class Role {
    heading,
    text,
    button,
    tab,
    tile,
    row,  ///< of a list, opens something
    key,
    cell,
    figure,  ///< a sum of money or a number
    picture,
    chart,
    bar,
    alert,
    dialog,
    status,
};
std::string_view to_string(Role role);

/// What can be tapped: keys and main actions are larger than the rest.
enum class Target { none, normal, main };

/// Whether words may be read aloud with the page. A roll's names and amounts are not, but for the
/// line that a person opened.
enum class Spoken { aloud, never };

/// Words on the glass that are being read: some bytes of one label.
struct Lit {
    std::string label;
    std::size_t occurrence = 0;  ///< among the frame's texts with this label
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(const Lit&, const Lit&) = default;
};

struct Node {
    std::string id;  ///< unique within a frame
    Role role = Role::text;
    std::string label;  ///< the words, as shown
    Rect rect;
    Rect visible;  ///< the part of rect that is inside its scroll area; empty when scrolled away
    Target target = Target::none;
    bool enabled = true;
    bool selected = false;
    bool shortened = false;  ///< ends in an ellipsis
    bool cut = false;        ///< the words did not fit their box: always a fault of the layout
    float type_px = 0;       ///< Hanzi size; 0 for what holds no words of its own
    Colour ink;              ///< of the words
    Colour ground;           ///< what they stand on
    int layer = 0;           ///< 0 the page, 1 what floats above it
    Spoken spoken = Spoken::aloud;
    bool lit = false;  ///< some of it is being read aloud
};

struct Tree {
    std::vector<Node> nodes;

    /// The node that a person would mean by this label: exact before part of a label, what can be
    /// tapped before what can't, what is on the glass before what is scrolled away. May be null.
    const Node* find(std::string_view label) const;
    /// As find(), among what can be tapped; `role` empty: any.
    const Node* find_target(std::string_view label, std::string_view role = {}) const;
    /// Up to `count` labels that look most like this one, for a plain message.
    std::vector<std::string> near(std::string_view label, std::size_t count) const;
};

/// The tree as one JSON document: panel size, then every node with its rectangle in px and mm.
std::string tree_json(const Tree& tree, const Theme& theme);

}  // namespace villageboard::kiosk
