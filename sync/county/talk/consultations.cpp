#include "sync/county/talk/consultations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/county/desk/documents.h"
#include "sync/county/desk/path.h"
#include "sync/county/inbox/tallies.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/store/submission_rows.h"
#include "sync/county/talk/corrections.h"
#include "sync/county/talk/talk_words.h"

namespace villageboard::county {
namespace {

Refusal conflict(const std::string& code, const std::string& sentence) {
    return {RefusalKind::conflict, code, sentence};
}

std::vector<ChannelCount> received_of(Repository& repository, const std::string& item) {
    std::vector<ChannelCount> counts;
    for (const TallyRow& row : SubmissionRows(repository).tallies(item))
        if (row.question.empty() && row.votes > 0)
            counts.push_back({row.channel, static_cast<int>(row.votes)});
    return counts;
}

long long in_all(const std::vector<ChannelCount>& counts) {
    long long sum = 0;
    for (const ChannelCount& one : counts) sum += one.count;
    return sum;
}

/// As a result shows them: by their Chinese names, in a fixed order.
std::vector<ChannelCount> shown(const std::vector<ChannelCount>& received) {
    std::vector<ChannelCount> all;
    for (const auto& [channel, name] : words::kChannels)
        for (const ChannelCount& one : received)
            if (one.channel == channel) all.push_back({std::string(name), one.count});
    return all;
}

/// So that a result with its counts stays within what one body may have.
constexpr std::size_t kMostResultBytes = std::size_t{2} << 20;

Adopted adopted_of(const std::string& decision) {
    if (decision == "yes") return Adopted::yes;
    return decision == "partly" ? Adopted::partly : Adopted::no;
}

/// Everybody's opinion gets a row of its own, so that rows and counts agree.
std::vector<OpinionResult> results_of(const std::vector<OpinionRow>& opinions) {
    std::vector<OpinionResult> results;
    std::size_t bytes = 0;
    for (const OpinionRow& row : opinions) {
        bytes += static_cast<std::size_t>(row.times) * (row.opinion.size() + row.reason.size());
        if (bytes > kMostResultBytes)
            throw conflict("size",
                           "The result is too long for one item: write the opinions shorter.");
        for (long long i = 0; i < row.times; ++i)
            results.push_back({static_cast<int>(results.size()) + 1, row.origin, row.opinion,
                               adopted_of(row.decision), row.reason});
    }
    return results;
}

void require_answered(const std::vector<OpinionRow>& opinions, long long received) {
    long long answered = 0;
    for (std::size_t i = 0; i < opinions.size(); ++i) {
        const OpinionRow& row = opinions[i];
        const std::string place = "/opinions/" + std::to_string(i);
        if (row.decision.empty())
            throw conflict("undecided", "Opinion " + std::to_string(row.seq) +
                                            " is neither adopted, partly adopted nor refused.");
        if (row.decision != "yes" && row.reason.empty())
            throw Refusal(RefusalKind::conflict, "reason",
                          "Opinion " + std::to_string(row.seq) + " needs the reason why it is " +
                              (row.decision == "no" ? "not adopted." : "only partly adopted."),
                          place + "/reason");
        answered += row.times;
    }
    if (answered != received)
        throw conflict("counts", std::to_string(received) + " opinions were received, but " +
                                     std::to_string(answered) +
                                     " are adopted, partly adopted or not adopted.");
}

std::string state_of(const Consultation& body, const ConsultationRow& row, Day today) {
    if (!body.results.empty()) return "result";
    if (row.closed) return "closed";
    return today > body.open_to ? "ended" : "open";
}

}  // namespace

LiveItem Consultations::readable(const AreaCode& area, const std::string& item) {
    auto live = live_item(tools_.repository, area, item);
    if (!live || live->envelope.kind != Kind::consultation ||
        !may_read(actor_, area, live->envelope.catalogue))
        throw Refusal(RefusalKind::unknown, "consultation",
                      "There is no such consultation in this area.");
    return std::move(*live);
}

ConsultationView Consultations::view_of(const AreaCode& area, const LiveItem& live) {
    const Day today = shanghai_day(tools_.clock());
    ConsultationRow none;
    none.item = live.row.id;
    none.area = area.digits();
    ConsultationView view{
        .area = area,
        .catalogue = live.envelope.catalogue,
        .office = live.envelope.office,
        .body = std::get<Consultation>(live.body),
        .row = ConsultationRows(tools_.repository).find(live.row.id).value_or(none),
        .state = {},
        .received = received_of(tools_.repository, live.row.id)};
    view.state = state_of(view.body, view.row, today);
    view.received_in_all = in_all(view.received);
    const auto& last_word = view.body.final_date ? view.body.final_date : view.row.final_date;
    if (!last_word) return view;
    const Calendar calendar = ReferenceData::load(tools_.repository, tools_.settings.area).calendar;
    view.result_due = calendar.add_working_days(*last_word, kResultDays).day;
    const bool owed = view.received_in_all > 0 || !view.row.closed;
    view.overdue = view.state != "result" && owed && today > *view.result_due;
    return view;
}

ConsultationView Consultations::view(const AreaCode& area, const std::string& item) {
    ConsultationView view = view_of(area, readable(area, item));
    view.opinions = ConsultationRows(tools_.repository).opinions(item);
    return view;
}

std::vector<ConsultationView> Consultations::list(const AreaCode& area, const std::string& after,
                                                  std::uint64_t limit, std::string& next) {
    if (!actor_.sees(area))
        throw Refusal(RefusalKind::forbidden, "area", "You hold no post for this area.");
    PublishedFilter filter{.range = AreaRange(area), .kind = "consultation", .limit = limit};
    const auto dot = after.find('.');
    if (dot != std::string::npos) {
        filter.after_area = after.substr(0, dot);
        filter.after_item = after.substr(dot + 1);
    }
    const auto rows = PublishedRows(tools_.repository).rows(filter);
    next = rows.size() == limit ? rows.back().area + "." + rows.back().item : std::string();
    std::vector<ConsultationView> all;
    for (const PublishedRow& row : rows) {
        const auto where = AreaCode::parse(row.area);
        if (!where || row.phase != "live" || !may_read(actor_, *where, row.catalogue)) continue;
        if (const auto live = live_item(tools_.repository, *where, row.item))
            all.push_back(view_of(*where, *live));
    }
    return all;
}

ConsultationView Consultations::change(const AreaCode& area, const std::string& item,
                                       long long version, const char* act, const Work& work) {
    const LiveItem live = readable(area, item);
    require_writer(tools_, actor_, area, live.envelope);
    ConsultationRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    ConsultationRow row = rows.lock(transaction, area.digits(), item);
    if (row.version != version)
        throw conflict("stale", "The consultation has version " + std::to_string(row.version) +
                                    " since somebody changed it; read it again.");
    work(transaction, std::get<Consultation>(live.body), row);
    row.version += 1;
    rows.put(transaction, row);
    Audit(tools_).record(transaction, actor_.id,
                         {.act = std::string("consultation.") + act,
                          .area = area.digits(),
                          .subject = item,
                          .detail = nlohmann::json{{"version", row.version}}.dump()});
    transaction.commit();
    return view(area, item);
}

ConsultationView Consultations::set_received(const AreaCode& area, const std::string& item,
                                             long long version, const std::string& channel,
                                             long long count) {
    if (std::ranges::find(kHandChannels, channel) == kHandChannels.end())
        throw Refusal(RefusalKind::invalid, "channel",
                      "What is counted by hand came by 'paper', 'meeting', 'phone' or 'web'.",
                      "/channel");
    return change(
        area, item, version, "received",
        [&](Transaction& transaction, const Consultation&, const ConsultationRow& row) {
            if (row.closed)
                throw conflict("closed",
                               "The consultation is closed; nothing is counted any "
                               "more.");
            ConsultationRows(tools_.repository).set_received(transaction, item, channel, count);
        });
}

ConsultationView Consultations::close(const AreaCode& area, const std::string& item,
                                      long long version) {
    return change(area, item, version, "close",
                  [&](Transaction&, const Consultation& asked, ConsultationRow& row) {
                      const Day today = shanghai_day(tools_.clock());
                      if (row.closed)
                          throw conflict("closed", "The consultation is closed already.");
                      if (today <= asked.open_to)
                          throw conflict("open", "The consultation takes opinions until " +
                                                     format_day(asked.open_to) +
                                                     "; close it after that day.");
                      row.closed = today;
                      row.received = in_all(received_of(tools_.repository, item));
                  });
}

ConsultationView Consultations::set_opinions(const AreaCode& area, const std::string& item,
                                             long long version, std::vector<OpinionRow> opinions) {
    for (std::size_t i = 0; i < opinions.size(); ++i) {
        const std::string place = "/opinions/" + std::to_string(i);
        opinions[i].seq = static_cast<long long>(i) + 1;
        refuse_person(opinions[i].origin, place + "/from");
        refuse_private(opinions[i].opinion, place + "/opinion");
        refuse_private(opinions[i].reason, place + "/reason");
    }
    return change(area, item, version, "opinions",
                  [&](Transaction& transaction, const Consultation&, const ConsultationRow&) {
                      ConsultationRows(tools_.repository).put_opinions(transaction, item, opinions);
                  });
}

ConsultationView Consultations::set_final(const AreaCode& area, const std::string& item,
                                          long long version, const std::string& document, Day day) {
    if (document.empty())
        throw Refusal(RefusalKind::invalid, "document", "Name the final document.", "/document");
    refuse_private(document, "/document");
    return change(area, item, version, "final",
                  [&](Transaction&, const Consultation& asked, ConsultationRow& row) {
                      if (day > shanghai_day(tools_.clock()))
                          throw Refusal(RefusalKind::invalid, "day",
                                        "The final document's day is still to come.", "/day");
                      if (day <= asked.open_to)
                          throw Refusal(RefusalKind::invalid, "day",
                                        "The final document is of a day on which opinions were "
                                        "still taken, until " +
                                            format_day(asked.open_to) + ".",
                                        "/day");
                      row.final_document = document;
                      row.final_date = day;
                  });
}

DossierRow Consultations::begin_result(const AreaCode& area, const std::string& item,
                                       long long version, const std::string& summary) {
    const LiveItem live = readable(area, item);
    require_writer(tools_, actor_, area, live.envelope);
    const ConsultationView now = view(area, item);
    if (now.row.version != version)
        throw conflict("stale", "The consultation has version " + std::to_string(now.row.version) +
                                    " since somebody changed it; read it again.");
    if (!now.row.closed)
        throw conflict("not_closed", "The consultation is not closed yet; close it first.");
    require_answered(now.opinions, now.received_in_all);
    const bool answers = !now.opinions.empty();
    if (answers && !now.row.final_date)
        throw conflict("final", "The final document and its day are missing.");

    ItemDraft draft = correction_of(tools_, area, live);
    auto& body = std::get<Consultation>(*draft.body);
    body.summary = summary;
    body.responses = shown(now.received);
    body.results = results_of(now.opinions);
    if (answers) {
        body.final_document = now.row.final_document;
        body.final_date = now.row.final_date;
        body.result_due = now.result_due;
    }
    body.change_note = ChangeNote{
        std::string(words::kResultWhat), std::string(words::kResultWhy), body.office_name, {}, {}};
    return begin_dossier(tools_, actor_, draft);
}

void refuse_wrong_consultation(const Tools& tools, const DossierRow& dossier) {
    if (dossier.kind != "consultation" || dossier.operation != "correct") return;
    const auto live = live_item(tools.repository, *AreaCode::parse(dossier.area), dossier.item);
    if (!live) return;
    const auto& before = std::get<Consultation>(live->body);
    const ItemDraft draft = draft_of(dossier);
    const auto& after = std::get<Consultation>(*draft.body);
    const auto row = ConsultationRows(tools.repository).find(dossier.item);
    const bool closed = row && row->closed;
    if (closed ? after.open_to != before.open_to : after.open_to < before.open_to)
        throw Refusal(RefusalKind::invalid, "open_to",
                      "Opinions were promised to be taken until " + format_day(before.open_to) +
                          (closed ? "; it is closed, so that day stays." : ", not shorter."),
                      "/document/body/open_to");
    if (after.results.empty()) return;
    if (!closed)
        throw conflict("not_closed", "The consultation is not closed yet; close it first.");
    if (after.responses != shown(received_of(tools.repository, dossier.item)))
        throw Refusal(RefusalKind::invalid, "received",
                      "The result must say what was counted by each channel: " +
                          std::to_string(row->received) + " in all.",
                      "/document/body/responses");
}

}  // namespace villageboard::county
