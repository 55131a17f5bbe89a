#include "content/model/members_common.h"

namespace villageboard::codec {

template <>
struct Members<Notice> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{optional("topic", &Notice::topic), optional("event_at", &Notice::event_at),
                   optional("event_until", &Notice::event_until),
                   optional("event_place", &Notice::event_place),
                   optional("audience_groups", &Notice::audience_groups)};
};
template <>
struct Members<PolicyCondition> {
    static constexpr auto kList = std::tuple{required("question", &PolicyCondition::question),
                                             required("wanted", &PolicyCondition::wanted),
                                             required("otherwise", &PolicyCondition::otherwise)};
};
template <>
struct Members<Policy> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{optional("validity", &Policy::validity),
                                             optional("audience", &Policy::audience),
                                             optional("benefits", &Policy::benefits),
                                             optional("standard", &Policy::standard),
                                             optional("who", &Policy::who),
                                             optional("how", &Policy::how),
                                             optional("when", &Policy::when),
                                             optional("where", &Policy::where),
                                             optional("phone", &Policy::phone),
                                             optional("programme", &Policy::programme),
                                             optional("repealed_on", &Policy::repealed_on),
                                             optional("conditions", &Policy::conditions)};
};
template <>
struct Members<QuestionAnswer> {
    static constexpr auto kList =
        std::tuple{required("q", &QuestionAnswer::q), required("a", &QuestionAnswer::a)};
};
template <>
struct Members<Interpretation> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("policy_id", &Interpretation::policy_id),
                   required("form", &Interpretation::form),
                   required("round", &Interpretation::round),
                   required("background", &Interpretation::background),
                   required("who_benefits", &Interpretation::who_benefits),
                   required("how", &Interpretation::how),
                   required("when", &Interpretation::when),
                   required("ask", &Interpretation::ask),
                   optional("qa", &Interpretation::qa)};
};
template <>
struct Members<GuideMaterial> {
    static constexpr auto kList = std::tuple{
        required("name", &GuideMaterial::name), required("original", &GuideMaterial::original),
        required("copies", &GuideMaterial::copies), optional("form", &GuideMaterial::form),
        optional("note", &GuideMaterial::note)};
};
template <>
struct Members<Guide> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("matter", &Guide::matter),
                                             optional("who", &Guide::who),
                                             optional("conditions", &Guide::conditions),
                                             optional("standard", &Guide::standard),
                                             required("materials", &Guide::materials),
                                             required("steps", &Guide::steps),
                                             optional("time_limit", &Guide::time_limit),
                                             optional("hours", &Guide::hours),
                                             required("place", &Guide::place),
                                             required("phone", &Guide::phone),
                                             required("fee", &Guide::fee),
                                             optional("complaint_phone", &Guide::complaint_phone)};
};
template <>
struct Members<ContactEntry> {
    static constexpr auto kList = std::tuple{required("post", &ContactEntry::post),
                                             optional("name", &ContactEntry::name),
                                             optional("phone", &ContactEntry::phone),
                                             optional("hours", &ContactEntry::hours),
                                             optional("place", &ContactEntry::place),
                                             optional("languages", &ContactEntry::languages),
                                             optional("valid_from", &ContactEntry::valid_from),
                                             optional("valid_to", &ContactEntry::valid_to),
                                             optional("duty", &ContactEntry::duty)};
};
template <>
struct Members<Contact> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("entries", &Contact::entries)};
};
template <>
struct Members<Decision> {
    static constexpr auto kList =
        std::tuple{required("text", &Decision::text), required("for", &Decision::for_),
                   required("against", &Decision::against), required("abstain", &Decision::abstain),
                   required("passed", &Decision::passed)};
};
template <>
struct Members<FollowUp> {
    static constexpr auto kList =
        std::tuple{required("text", &FollowUp::text), required("who", &FollowUp::who),
                   required("due", &FollowUp::due), optional("done", &FollowUp::done)};
};
template <>
struct Members<Meeting> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("meeting", &Meeting::meeting),
                                             required("held", &Meeting::held),
                                             required("due", &Meeting::due),
                                             required("present", &Meeting::present),
                                             required("agenda", &Meeting::agenda),
                                             required("decisions", &Meeting::decisions),
                                             optional("follow_up", &Meeting::follow_up)};
};
template <>
struct Members<Question> {
    static constexpr auto kList =
        std::tuple{required("id", &Question::id), required("text", &Question::text),
                   required("type", &Question::type), optional("options", &Question::options)};
};
template <>
struct Members<ChannelCount> {
    static constexpr auto kList = std::tuple{required("channel", &ChannelCount::channel),
                                             required("count", &ChannelCount::count)};
};
template <>
struct Members<OpinionResult> {
    static constexpr auto kList = std::tuple{
        required("seq", &OpinionResult::seq), required("from", &OpinionResult::from),
        required("opinion", &OpinionResult::opinion), required("adopted", &OpinionResult::adopted),
        required("reason", &OpinionResult::reason)};
};
template <>
struct Members<Consultation> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("background", &Consultation::background),
                   required("open_from", &Consultation::open_from),
                   required("open_to", &Consultation::open_to),
                   required("channels", &Consultation::channels),
                   required("questions", &Consultation::questions),
                   optional("responses", &Consultation::responses),
                   optional("results", &Consultation::results),
                   optional("final_document", &Consultation::final_document),
                   optional("final_date", &Consultation::final_date),
                   optional("result_due", &Consultation::result_due)};
};

template <>
struct Rules<Notice> {
    static void check(const Notice& notice, const Cursor& cursor) {
        if (!cursor.strict() || !notice.topic) return;
        std::string choice;
        for (const std::string_view topic : kNoticeTopics) {
            if (topic == *notice.topic) return;
            choice += (choice.empty() ? "" : ", ") + std::string(topic);
        }
        cursor.at("topic").fail("must be one of: " + choice);
    }
};

VILLAGEBOARD_KIND_CODEC(Notice)
VILLAGEBOARD_KIND_CODEC(Policy)
VILLAGEBOARD_KIND_CODEC(Interpretation)
VILLAGEBOARD_KIND_CODEC(Guide)
VILLAGEBOARD_KIND_CODEC(Contact)
VILLAGEBOARD_KIND_CODEC(Meeting)
VILLAGEBOARD_KIND_CODEC(Consultation)

}  // namespace villageboard::codec
