/// 联系: posts, who holds them, how to reach them, who is on duty. Office holders only.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

struct ContactEntry {
    std::string post;
    std::optional<std::string> name;
    std::optional<std::string> phone;
    std::optional<std::string> hours;
    std::optional<std::string> place;
    std::vector<std::string> languages;  ///< BCP 47 tags spoken
    std::optional<Day> valid_from;
    std::optional<Day> valid_to;
    std::optional<std::string> duty;
    friend bool operator==(const ContactEntry&, const ContactEntry&) = default;
};

struct Contact : BodyCommon {
    std::vector<ContactEntry> entries;
    friend bool operator==(const Contact&, const Contact&) = default;
};

}  // namespace villageboard
