#include "sync/county/desk/variants.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "content/model/error.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/notice_words.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/publisher.h"

namespace villageboard::county {
namespace {

constexpr const char* kDesk = "desk";

Refusal forbidden(const std::string& code, const std::string& sentence) {
    return {RefusalKind::forbidden, code, sentence};
}

Refusal unknown_variant() { return {RefusalKind::unknown, "unknown", "There is no such variant."}; }

/// Whether the dossier is on its way or out, so that something can still be said of it.
bool is_current(const DossierRow& row) {
    const DossierState state = parse_state(row.state).value_or(DossierState::erased);
    return (is_open(state) || is_out(state)) && !row.document.empty() &&
           (row.operation == "publish" || row.operation == "correct");
}

bool is_out(const DossierRow& row) {
    return is_out(parse_state(row.state).value_or(DossierState::draft));
}

void require_current(const DossierRow& row) {
    if (!is_current(row))
        throw Refusal(RefusalKind::conflict, "state",
                      "The dossier is in the state '" + row.state +
                          "'; words in another language belong to what is on its way or out.");
}

void require_version(const VariantRow& row, long long version) {
    if (row.version != version)
        throw Refusal(
            RefusalKind::conflict, "stale",
            "The variant has version " + std::to_string(row.version) + " now; read it again.");
}

bool covers(std::string_view known, std::string_view language) {
    return language == known ||
           (language.starts_with(known) && language.substr(known.size()).starts_with('-'));
}

/// The pictures that an overlay's text shows must be among the document's own.
void require_pictures(const ItemDraft& draft, const std::string& language) {
    std::set<std::string> files;
    for (const DraftAttachment& one : draft.attachments) files.insert(one.file);
    for (const Block& block : common_of(*draft.body).languages.at(language).blocks) {
        const auto* picture = std::get_if<PictureBlock>(&block);
        if (picture != nullptr && !files.contains(picture->attachment))
            throw Refusal(RefusalKind::invalid, "attachment",
                          "'" + picture->attachment + "' is no attachment of the document.",
                          "/words/blocks");
    }
}

/// The item as its next revision, with the Chinese as it stands.
void release_same(Desk::Act& act, const std::string& language, Post post) {
    ItemDraft next = draft_of(act.row);
    next.operation = Operation::correct;
    next.id = act.row.item;
    BodyCommon& common = common_of(*next.body);
    if (!common.change_note)
        common.change_note = ChangeNote{std::string(words::kVariantWhat) + language,
                                        std::string(words::kVariantWhy),
                                        std::string(words::name_of(post)),
                                        {},
                                        {}};
    act.row.document = print_draft(next);
    act.row.target = act.row.state;
}

/// What is on its way out goes with the words that it was claimed with.
void require_no_release(const DossierRow& row) {
    if (row.claimed != 0)
        throw Refusal(RefusalKind::conflict, "releasing",
                      "The item is being published at this moment; try again in a minute.");
}

}  // namespace

std::optional<Post> post_that_knows(const Actor& actor, std::string_view language,
                                    const AreaCode& area, std::string_view catalogue) {
    if (!may_read(actor, area, catalogue)) return std::nullopt;
    for (const Appointment& one : actor.appointments) {
        const Actor alone{
            .id = {}, .name = {}, .appointments = {one}, .confirmed = false, .kin_of = {}};
        const bool speaks = std::ranges::any_of(
            one.languages, [&](const std::string& known) { return covers(known, language); });
        if (speaks && alone.holds(one.post, area, catalogue)) return one.post;
    }
    return std::nullopt;
}

std::vector<VariantRow> spoken_by(Repository& repository, const std::string& dossier) {
    auto rows = VariantRows(repository).of_dossier(dossier);
    std::erase_if(rows, [](const VariantRow& one) {
        return one.state != "confirmed" && one.state != "published";
    });
    return rows;
}

long long next_revision(Repository& repository, const DossierRow& row) {
    const auto item = repository.item(row.area, row.item);
    return item ? item->revision + 1LL : 1;
}

void Variants::record(Transaction& transaction, const std::string& actor, const std::string& act,
                      const VariantRow& row) {
    Audit(tools_).record(transaction, actor,
                         {act, row.area, row.item,
                          nlohmann::json{{"dossier", row.dossier},
                                         {"variant", row.id},
                                         {"language", row.language},
                                         {"what", row.what},
                                         {"state", row.state}}
                              .dump()});
}

Variants::Found Variants::readable(const Actor& actor, const std::string& id) {
    auto variant = VariantRows(tools_.repository).find(id);
    auto dossier = variant ? DossierRows(tools_.repository).find(variant->dossier) : std::nullopt;
    if (!dossier || !may_read(actor, *AreaCode::parse(dossier->area), dossier->catalogue))
        throw unknown_variant();
    return {std::move(*variant), std::move(*dossier)};
}

/// The post as which they know the variant's language.
Post Variants::require_knowing(const Actor& actor, const Found& found) {
    const std::string& language = found.variant.language;
    const auto post = post_that_knows(actor, language, *AreaCode::parse(found.variant.area),
                                      found.dossier.catalogue);
    if (!post)
        throw forbidden("language", "Only who knows the language '" + language +
                                        "' here decides on words in it.");
    return *post;
}

/// The item as it would go out with this among its words.
void Variants::require_harmless(const DossierRow& row, const VariantRow& variant) {
    auto all = spoken_by(tools_.repository, row.id);
    std::erase_if(all, [&](const VariantRow& one) {
        return one.language == variant.language && one.what == variant.what;
    });
    all.push_back(variant);
    check::Findings findings;
    std::string place = "/languages/" + variant.language;
    try {
        const DraftInput input =
            input_of(tools_, row, {}, all, next_revision(tools_.repository, row));
        if (variant.what == kWords)
            require_pictures(input.draft, variant.language);
        else
            place = "/attachments/" + std::to_string(input.draft.attachments.size() - 1);
        findings = Publisher(tools_).examine(input);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        throw Refusal(RefusalKind::invalid, "words", error.what(), "/" + variant.what);
    }
    const auto first = std::ranges::find_if(findings, [&](const check::Finding& one) {
        return one.severity == check::Severity::error && one.place.find(place) != std::string::npos;
    });
    if (first != findings.end())
        throw Refusal(RefusalKind::invalid, "blocked", first->rule + ": " + first->message_en,
                      "/" + variant.what);
}

VariantRow Variants::submit(const Actor& actor, const std::string& dossier,
                            const HandedIn& wanted) {
    DossierRows dossiers(tools_.repository);
    VariantRows rows(tools_.repository);
    const auto seen = dossiers.find(dossier);
    const auto area = seen ? AreaCode::parse(seen->area) : std::nullopt;
    if (!area || !may_read(actor, *area, seen->catalogue))
        throw Refusal(RefusalKind::unknown, "unknown", "There is no such dossier.");
    if (!post_to_write(case_of(tools_, *seen), actor) &&
        !post_that_knows(actor, wanted.language, *area, seen->catalogue))
        throw forbidden("post",
                        "Words in another language come from who may write the item, or from who "
                        "knows the language.");
    require_current(*seen);
    std::vector<UploadRow> uploads;
    if (wanted.what == kRecording)
        uploads = Uploads(tools_).require(actor, {file_of(wanted.content)}, seen->item);
    VariantRow candidate;
    candidate.language = wanted.language;
    candidate.what = wanted.what;
    candidate.content = wanted.content;
    require_harmless(*seen, candidate);

    Transaction transaction(tools_.repository);
    const auto row = dossiers.lock(transaction, dossier);
    require_current(*row);
    require_no_release(*row);
    for (const VariantRow& one : rows.of_dossier(dossier))
        if (one.language == wanted.language && one.what == wanted.what && one.state == "published")
            throw Refusal(RefusalKind::conflict, "published",
                          "Words in this language are published; send those back first.");
    for (const UploadRow& one : uploads)
        UploadRows(tools_.repository).add_use(transaction, dossier, one.id);
    hand_in(transaction, *row, actor.id, {wanted});
    transaction.commit();
    const auto all = rows.of_dossier(dossier);
    return *std::ranges::find_if(all, [&](const VariantRow& one) {
        return one.language == wanted.language && one.what == wanted.what;
    });
}

/// Stores what was decided. Of an item that is out it is done with the dossier's release.
VariantRow Variants::decide(const Actor& actor, Post as, const Found& found, const std::string& act,
                            const VariantRow& decided) {
    VariantRows rows(tools_.repository);
    const auto store = [&](Transaction& transaction) {
        const auto present = rows.lock(transaction, decided.id);
        if (!present) throw unknown_variant();
        require_version(*present, found.variant.version);
        VariantRow row = decided;
        row.version += 1;
        rows.put(transaction, row);
        record(transaction, actor.id, "variant." + act, row);
    };
    const bool heard = decided.state == "confirmed" || found.variant.state == "published";
    if (is_out(found.dossier) && heard) {
        Desk desk(tools_);
        desk.change(actor, found.dossier.id, found.dossier.version, "variant_" + act,
                    [&](Desk::Act& change) {
                        store(change.transaction);
                        change.post = to_string(as);
                        release_same(change, decided.language, as);
                        change.row.due = now();
                    });
        desk.released(found.dossier.id);
    } else {
        Transaction transaction(tools_.repository);
        const auto row = DossierRows(tools_.repository).lock(transaction, found.dossier.id);
        if (row->version != found.dossier.version) throw stale(*row);
        require_no_release(*row);
        store(transaction);
        transaction.commit();
    }
    return *rows.find(decided.id);
}

VariantRow Variants::confirm(const Actor& actor, const std::string& id, long long version) {
    const Found found = readable(actor, id);
    const VariantRow& seen = found.variant;
    const Post as = require_knowing(actor, found);
    if (seen.submitted_by == actor.id)
        throw forbidden("own_words", "Nobody confirms their own words; let another do it.");
    require_version(seen, version);
    if (seen.state != "submitted" && seen.state != "to_confirm")
        throw Refusal(RefusalKind::conflict, "state",
                      "The variant is in the state '" + seen.state + "'; nothing waits there.");
    require_current(found.dossier);
    require_harmless(found.dossier, seen);
    VariantRow decided = seen;
    decided.state = "confirmed";
    decided.confirmed_by = actor.id;
    decided.confirmed = now();
    decided.returned.clear();
    return decide(actor, as, found, "confirm", decided);
}

VariantRow Variants::send_back(const Actor& actor, const std::string& id, long long version,
                               const std::string& reason) {
    if (reason.empty())
        throw Refusal(RefusalKind::invalid, "reason", "Say why it goes back.", "/reason");
    const Found found = readable(actor, id);
    const VariantRow& seen = found.variant;
    const Post as = require_knowing(actor, found);
    require_version(seen, version);
    if (seen.state == "returned" || seen.state == "ended")
        throw Refusal(RefusalKind::conflict, "state",
                      "The variant is in the state '" + seen.state + "' already.");
    require_current(found.dossier);
    VariantRow decided = seen;
    decided.state = "returned";
    decided.returned = reason;
    decided.confirmed_by.clear();
    decided.confirmed = 0;
    return decide(actor, as, found, "return", decided);
}

std::vector<VariantRow> Variants::of_dossier(const Actor& actor, const std::string& dossier) {
    const auto row = DossierRows(tools_.repository).find(dossier);
    if (!row || !may_read(actor, *AreaCode::parse(row->area), row->catalogue))
        throw Refusal(RefusalKind::unknown, "unknown", "There is no such dossier.");
    return VariantRows(tools_.repository).of_dossier(dossier);
}

std::vector<VariantRow> Variants::waiting(const Actor& actor, const AreaCode& area,
                                          const std::string& after_area,
                                          const std::string& after_id, int limit,
                                          std::string& next) {
    if (!actor.sees(area)) throw forbidden("area", "You hold no post for this area.");
    auto rows = VariantRows(tools_.repository).waiting(area.digits(), after_area, after_id, limit);
    next.clear();
    if (static_cast<int>(rows.size()) == limit) next = rows.back().area + "." + rows.back().id;
    std::erase_if(rows, [&](const VariantRow& one) {
        const auto dossier = DossierRows(tools_.repository).find(one.dossier);
        return !dossier || one.submitted_by == actor.id ||
               !post_that_knows(actor, one.language, *AreaCode::parse(one.area),
                                dossier->catalogue);
    });
    return rows;
}

std::string Variants::recording(const Actor& actor, const std::string& id) {
    const Found found = readable(actor, id);
    if (found.variant.what != kRecording)
        throw Refusal(RefusalKind::unknown, "unknown", "This variant is no recording.");
    return Uploads(tools_).bytes(file_of(found.variant.content));
}

void Variants::hand_in(Transaction& transaction, const DossierRow& row, const std::string& actor,
                       const std::vector<HandedIn>& brought) {
    VariantRows rows(tools_.repository);
    const auto present = rows.of_dossier(row.id);
    for (const HandedIn& one : brought) {
        const auto found = std::ranges::find_if(present, [&](const VariantRow& other) {
            return other.language == one.language && other.what == one.what;
        });
        const bool is_new = found == present.end();
        if (!is_new && found->content == one.content && found->state != "returned") continue;
        VariantRow next;
        if (is_new) {
            next.id = feed::make_item_id(tools_.clock(), tools_.random);
            next.area = row.area;
            next.item = row.item;
            next.dossier = row.id;
            next.language = one.language;
            next.what = one.what;
        } else {
            next = *found;
        }
        next.content = one.content;
        next.state = "submitted";
        next.version += 1;
        next.submitted_by = actor;
        next.submitted = now();
        next.confirmed_by.clear();
        next.confirmed = 0;
        next.returned.clear();
        if (is_new)
            rows.add(transaction, next);
        else
            rows.put(transaction, next);
        record(transaction, actor, "variant.submit", next);
    }
}

void Variants::silence(Transaction& transaction, const DossierRow& row) {
    VariantRows rows(tools_.repository);
    for (VariantRow one : rows.of_dossier(row.id)) {
        if (one.state == "confirmed" || one.state == "published") one.state = "to_confirm";
        // Whoever is about to confirm has read it beside the words of before.
        one.version += 1;
        rows.put(transaction, one);
        record(transaction, kDesk, "variant.silence", one);
    }
}

void Variants::after_release(Transaction& transaction, const DossierRow& row, bool first) {
    if (row.operation == "withdraw" || row.operation == "retire")
        return end_all(transaction, row.item);
    VariantRows rows(tools_.repository);
    for (VariantRow one : spoken_by(tools_.repository, row.id)) {
        one.state = "published";
        one.revision = row.revision;
        one.version += 1;
        rows.put(transaction, one);
    }
    if (first && row.operation == "correct") carry_over(transaction, row);
}

void Variants::after_refusal(Transaction& transaction, const DossierRow& row,
                             const std::string& why) {
    VariantRows rows(tools_.repository);
    for (VariantRow one : rows.of_dossier(row.id)) {
        if (one.state != "confirmed") continue;
        one.state = "returned";
        one.returned = why;
        one.version += 1;
        rows.put(transaction, one);
        record(transaction, kDesk, "variant.return", one);
    }
}

/// What the corrected dossier said waits with the correction, unless that brought its own.
void Variants::carry_over(Transaction& transaction, const DossierRow& row) {
    VariantRows rows(tools_.repository);
    std::set<std::pair<std::string, std::string>> there;
    std::vector<VariantRow> others;
    for (VariantRow& one : rows.of_item(row.item)) {
        if (one.dossier == row.id)
            there.insert({one.language, one.what});
        else
            others.push_back(std::move(one));
    }
    for (const VariantRow& one : others) {
        if (!there.insert({one.language, one.what}).second || one.state == "returned") continue;
        VariantRow next = one;
        next.id = feed::make_item_id(tools_.clock(), tools_.random);
        next.dossier = row.id;
        next.state = "to_confirm";
        next.version = 1;
        next.confirmed_by.clear();
        next.confirmed = 0;
        rows.add(transaction, next);
        if (next.what == kRecording) {
            const std::string file = file_of(next.content);
            UploadRows(tools_.repository)
                .add_use(transaction, row.id, file.substr(0, file.find('.')));
        }
        record(transaction, kDesk, "variant.silence", next);
    }
    for (VariantRow& one : others) {
        if (one.state == "ended") continue;
        one.state = "ended";
        one.version += 1;
        rows.put(transaction, one);
    }
}

void Variants::end_all(Transaction& transaction, const std::string& item) {
    VariantRows rows(tools_.repository);
    for (VariantRow one : rows.of_item(item)) {
        if (one.state == "ended") continue;
        one.state = "ended";
        one.version += 1;
        rows.put(transaction, one);
    }
}

}  // namespace villageboard::county
