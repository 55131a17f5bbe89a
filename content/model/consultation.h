/// 意见征集: a consultation and, later, what became of each opinion.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class QuestionType { choice, yes_no, text };
enum class Adopted { yes, partly, no };

struct Question {
    std::string id;
    std::string text;
    QuestionType type = QuestionType::text;
    std::vector<std::string> options;
    friend bool operator==(const Question&, const Question&) = default;
};
struct ChannelCount {
    std::string channel;
    int count = 0;
    friend bool operator==(const ChannelCount&, const ChannelCount&) = default;
};
struct OpinionResult {
    int seq = 0;
    std::string from;  ///< coarse: "村民"
    std::string opinion;
    Adopted adopted = Adopted::no;
    std::string reason;
    friend bool operator==(const OpinionResult&, const OpinionResult&) = default;
};

struct Consultation : BodyCommon {
    std::string background;
    Day open_from;
    Day open_to;  ///< the last day on which an opinion is taken
    std::vector<std::string> channels;
    std::vector<Question> questions;
    std::vector<ChannelCount> responses;
    std::vector<OpinionResult> results;
    std::optional<std::string> final_document;
    std::optional<Day> final_date;
    std::optional<Day> result_due;
    friend bool operator==(const Consultation&, const Consultation&) = default;
};

}  // namespace villageboard
