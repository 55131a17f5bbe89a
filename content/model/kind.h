/// The kinds of item and the few closed lists that cross the wire with every one of them.
#pragma once
#include <optional>
#include <string_view>

namespace villageboard {

enum class Kind {
    notice,          ///< 通知公告, also poster-like notices
    policy,          ///< 政策文件
    interpretation,  ///< 解读, always of one policy
    finance,         ///< village finance report, sheets A to H
    subsidy_roll,
    relief_roll,
    project,
    alert,
    consultation,
    statistics,
    guide,
    contact,
    meeting,
    catalogue,  ///< from here on: reference data that travels like any item
    calendar,
    legal_basis,
    areas,
    glossary,
    phrases,
    inbox_key,
    answers,  ///< sealed answers to what villagers wrote, for whoever holds a slip
};

enum class Priority { alert, high, normal, low };

/// Who may read a body: the hall of one village (sealed), or the world.
enum class Audience { public_, village };

enum class Operation { publish, correct, withdraw, retire, erase, dictionary };

/// The names that stand on the wire ("subsidy_roll", "public", "publish"). Never changed once
/// released.
std::string_view to_string(Kind kind);
std::string_view to_string(Priority priority);
std::string_view to_string(Audience audience);
std::string_view to_string(Operation operation);
std::optional<Kind> parse_kind(std::string_view text);
std::optional<Priority> parse_priority(std::string_view text);
std::optional<Audience> parse_audience(std::string_view text);
std::optional<Operation> parse_operation(std::string_view text);

}  // namespace villageboard
