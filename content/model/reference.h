/// Reference data: tables that travel as items of the county's feed, so that catalogue, holidays,
/// legal bases, areas, glossary, interface phrases, the inbox key and sealed answers change without
/// a release. These are the tables as they travel; readers with lookups are Catalogue, LegalBases,
/// Glossary (content/catalogue), Calendar and AreaTable (content/model).
#pragma once
#include "content/model/area.h"
#include "content/model/body_common.h"
#include "content/model/kind.h"
#include "content/model/relief_roll.h"

namespace villageboard {

/// How much of a person an outlet may show.
enum class Mask {
    m0,    ///< no personal data
    m1,    ///< office holders named
    m2,    ///< full names
    m3,    ///< masked names, 姓+**
    m4,    ///< figures only
    m5,    ///< self-lookup only: in no body
    none,  ///< this outlet gets nothing
};

/// From when a keep time counts.
enum class KeepAnchor {
    published,
    notice_end,  ///< end of the public-notice period
    term_end,    ///< end of a contract, a term of office, a season
    event_end,   ///< end of the event, or expiry
    superseded,  ///< until a newer one replaces it; `days` is then the longest time after
                 ///< publishing
};

/// How long an outlet keeps a rendition. Where the anchor's date is unknown, `without_days` after
/// publishing is taken.
struct KeepRule {
    KeepAnchor after = KeepAnchor::published;
    std::optional<int> days;  ///< absent: without end (only for `superseded`)
    std::optional<int> without_days;
    friend bool operator==(const KeepRule&, const KeepRule&) = default;
};

struct OutletRule {
    Mask mask = Mask::none;
    std::optional<KeepRule> keep;
    friend bool operator==(const OutletRule&, const OutletRule&) = default;
};

enum class Rhythm { month, quarter, year };

/// When an item is due. `text` says it in words; the other members let a program count.
struct PublishLimit {
    std::string text;
    std::optional<std::string> timer;  ///< id in timers.json
    std::optional<int> working_days;   ///< after formation or change
    std::optional<int> days;           ///< calendar days, likewise
    std::optional<Rhythm> every;       ///< due once in each such period
    std::optional<Rhythm> every_if_busy;
    std::optional<int> notice_days;  ///< shortest public-notice period (公示)
    std::optional<DayUnit> notice_unit;
    friend bool operator==(const PublishLimit&, const PublishLimit&) = default;
};

/// One item of the disclosure catalogue (村级公开事项清单).
struct CatalogueItem {
    std::string code;  ///< "F01"
    std::string name;
    std::string plain_name;
    std::vector<std::string> basis;       ///< ids of legal basis rows
    std::vector<std::string> publishers;  ///< VC CE JW TG CB EC (election committee) UT IN
    PublishLimit limit;
    std::vector<Kind> kinds;
    std::vector<std::string> sheets;  ///< finance sheets "A".."H", "plan"
    OutletRule village;
    OutletRule public_;                     ///< "public" in the JSON
    std::vector<std::string> figures_only;  ///< relief codes of which both outlets get figures only
    std::optional<int> archive_years;       ///< absent: permanent
    friend bool operator==(const CatalogueItem&, const CatalogueItem&) = default;
};
struct CatalogueTable : BodyCommon {
    std::string version;
    std::vector<CatalogueItem> items;
    friend bool operator==(const CatalogueTable&, const CatalogueTable&) = default;
};

struct CalendarYear {
    int year = 0;
    bool provisional = false;  ///< the State Council's notice was not out yet
    std::vector<Day> off;      ///< days off that fall on Monday to Friday
    std::vector<Day> work;     ///< Saturdays and Sundays that are worked (调休)
    friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};
struct CalendarTable : BodyCommon {
    std::string version;
    std::vector<CalendarYear> years;
    friend bool operator==(const CalendarTable&, const CalendarTable&) = default;
};

/// Several rows may share an id as long as their days don't overlap: one row per wording in force.
struct LegalBasisRow {
    std::string id;
    std::string title;
    std::optional<std::string> article;
    Day valid_from;
    std::optional<Day> valid_to;  ///< the last day
    std::optional<std::string> text;
    std::string source;
    friend bool operator==(const LegalBasisRow&, const LegalBasisRow&) = default;
};
struct LegalBasisTable : BodyCommon {
    std::vector<LegalBasisRow> rows;
    friend bool operator==(const LegalBasisTable&, const LegalBasisTable&) = default;
};

struct AreaRow {
    AreaCode code;
    std::string name;
    Day valid_from;
    std::optional<Day> valid_to;  ///< the last day
    std::optional<AreaCode> successor;
    std::vector<std::string> alias;  ///< older codes that mean the same area
    friend bool operator==(const AreaRow&, const AreaRow&) = default;
};
struct AreasTable : BodyCommon {
    std::vector<AreaRow> rows;
    friend bool operator==(const AreasTable&, const AreasTable&) = default;
};

struct GlossaryEntry {
    std::string term;
    std::string plain;
    std::optional<std::string> example;
    friend bool operator==(const GlossaryEntry&, const GlossaryEntry&) = default;
};
struct GlossaryTable : BodyCommon {
    std::vector<GlossaryEntry> entries;
    friend bool operator==(const GlossaryTable&, const GlossaryTable&) = default;
};

/// Words and spoken clips of the interface in one language. A language may come in several such
/// items (an item has room for 256 files): of a key in two of them the newer counts. What none of
/// them says stays in Chinese.
struct PhraseTable : BodyCommon {
    std::string language;                        ///< BCP 47 tag
    std::optional<std::string> name;             ///< the language's own name, in its own script
    std::map<std::string, std::string> entries;  ///< by string-table key
    /// By string-table key; a file name in a draft and a SHA-256 in a published body, as in
    /// PictureBlock.
    std::map<std::string, std::string> recordings;
    std::optional<std::string> reviewed_by;  ///< who of its speakers has read and heard it
    friend bool operator==(const PhraseTable&, const PhraseTable&) = default;
};

struct InboxKey : BodyCommon {
    std::string public_key;  ///< X25519, base64
    Instant valid_from;
    friend bool operator==(const InboxKey&, const InboxKey&) = default;
};

/// Answers to what villagers wrote, each sealed to the key of one slip (content/state/answer.h).
/// All terminals of a county get the same ones and can't tell whose they are.
struct AnswersTable : BodyCommon {
    std::vector<std::string> sealed;  ///< base64
    friend bool operator==(const AnswersTable&, const AnswersTable&) = default;
};

}  // namespace villageboard
