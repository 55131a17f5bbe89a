/// Messages as terminals seal them, for the tests of the county's inbox.
#pragma once
#include <sodium.h>

#include <string>
#include <vector>

#include "content/state/seal.h"
#include "content/state/slip.h"
#include "content/state/submission.h"
#include "tests/sync/county/support.h"

namespace villageboard::county {

inline void fill_random(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

inline state::Submission message(std::string_view text, state::Route route = state::Route::town) {
    state::Submission made;
    made.kind = state::SubmissionKind::ask;
    made.route = route;
    made.area = kVillage;
    made.language = "zh-CN";
    made.day = *parse_day("2026-11-19");
    made.text = text;
    return made;
}

/// Sealed to the county's newest key.
inline std::string sealed(CountyFixture& county, const state::Submission& made) {
    return state::seal(state::print_submission(made).view(),
                       county.county().keys().inbox_keys().front().public_key);
}

/// The words as they would stand in a file, as they are and at the three places of base64.
inline std::vector<std::string> forms_of(const std::string& words) {
    std::vector<std::string> forms{words};
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string text = state::to_base64(std::string(before, 'x') + words);
        const std::size_t first = before == 0 ? 0 : 4;
        // the last four characters may hold bits of what follows
        forms.push_back(text.substr(first, text.size() - first - 4));
    }
    return forms;
}

/// How often `words` stands in any file of the folder, also in base64.
inline int hits(const std::filesystem::path& folder, const std::string& words) {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string bytes = read_text(entry.path());
        for (const std::string& form : forms_of(words))
            for (auto at = bytes.find(form); at != bytes.npos; at = bytes.find(form, at + 1))
                ++count;
    }
    return count;
}

}  // namespace villageboard::county
