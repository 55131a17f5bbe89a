#include "content/model/kind.h"

#include <array>
#include <utility>

namespace villageboard {
namespace {

template <typename T, std::size_t n>
using Names = std::array<std::pair<T, std::string_view>, n>;

constexpr Names<Kind, 21> kKinds{{{Kind::notice, "notice"},
                                  {Kind::policy, "policy"},
                                  {Kind::interpretation, "interpretation"},
                                  {Kind::finance, "finance"},
                                  {Kind::subsidy_roll, "subsidy_roll"},
                                  {Kind::relief_roll, "relief_roll"},
                                  {Kind::project, "project"},
                                  {Kind::alert, "alert"},
                                  {Kind::consultation, "consultation"},
                                  {Kind::statistics, "statistics"},
                                  {Kind::guide, "guide"},
                                  {Kind::contact, "contact"},
                                  {Kind::meeting, "meeting"},
                                  {Kind::catalogue, "catalogue"},
                                  {Kind::calendar, "calendar"},
                                  {Kind::legal_basis, "legal_basis"},
                                  {Kind::areas, "areas"},
                                  {Kind::glossary, "glossary"},
                                  {Kind::phrases, "phrases"},
                                  {Kind::inbox_key, "inbox_key"},
                                  {Kind::answers, "answers"}}};
constexpr Names<Priority, 4> kPriorities{{{Priority::alert, "alert"},
                                          {Priority::high, "high"},
                                          {Priority::normal, "normal"},
                                          {Priority::low, "low"}}};
constexpr Names<Audience, 2> kAudiences{
    {{Audience::public_, "public"}, {Audience::village, "village"}}};
constexpr Names<Operation, 6> kOperations{{{Operation::publish, "publish"},
                                           {Operation::correct, "correct"},
                                           {Operation::withdraw, "withdraw"},
                                           {Operation::retire, "retire"},
                                           {Operation::erase, "erase"},
                                           {Operation::dictionary, "dictionary"}}};

template <typename T, std::size_t n>
std::string_view name_of(const Names<T, n>& names, T value) {
    for (const auto& [key, name] : names)
        if (key == value) return name;
    return {};
}

template <typename T, std::size_t n>
std::optional<T> value_of(const Names<T, n>& names, std::string_view text) {
    for (const auto& [key, name] : names)
        if (name == text) return key;
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Kind kind) { return name_of(kKinds, kind); }
std::string_view to_string(Priority priority) { return name_of(kPriorities, priority); }
std::string_view to_string(Audience audience) { return name_of(kAudiences, audience); }
std::string_view to_string(Operation operation) { return name_of(kOperations, operation); }
std::optional<Kind> parse_kind(std::string_view text) { return value_of(kKinds, text); }
std::optional<Priority> parse_priority(std::string_view text) {
    return value_of(kPriorities, text);
}
std::optional<Audience> parse_audience(std::string_view text) { return value_of(kAudiences, text); }
std::optional<Operation> parse_operation(std::string_view text) {
    return value_of(kOperations, text);
}

}  // namespace villageboard
