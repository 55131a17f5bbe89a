#include "fonts/itemize/itemize.h"

#include <algorithm>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/utf8.h"
#include "fonts/layout/breaks.h"
#include "fonts/shape/faces.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::fonts;

namespace {

bool are_boundaries(std::span<const std::uint32_t> starts, std::size_t size) {
    return starts.front() == 0 && starts.back() == size &&
           std::adjacent_find(starts.begin(), starts.end(), std::greater_equal<>()) == starts.end();
}

void check_runs(std::span<const Run> runs, std::span<const std::uint32_t> starts,
                std::size_t faces) {
    std::uint32_t at = 0;
    for (const Run& run : runs) {
        must_hold(run.begin == at && run.end > run.begin && run.face < faces);
        must_hold(std::binary_search(starts.begin(), starts.end(), run.begin));
        at = run.end;
    }
    must_hold(at == starts.back());
}

void check_order(std::span<const Run> runs) {
    std::vector<std::uint8_t> levels;
    for (const Run& run : runs) levels.push_back(run.level);
    auto order = visual_order(levels);
    std::sort(order.begin(), order.end());
    for (std::uint32_t i = 0; i < order.size(); ++i) must_hold(order[i] == i);
}

void check_breaks(std::u32string_view text, std::span<const std::uint32_t> starts) {
    const auto breaks = line_breaks(text, starts);
    must_hold(breaks.size() == text.size());
    for (std::uint32_t i = 0; i < breaks.size(); ++i) {
        const bool end = std::binary_search(starts.begin(), starts.end(), i + 1);
        must_hold(end || breaks[i] == Break::forbidden);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const FaceSet kFaces;
    const std::string_view bytes = input(data, size);
    const std::string clean = clean_text(bytes, size);
    must_hold(is_valid_utf8(clean));
    must_hold(clean_text(clean, clean.size()) == clean);
    must_hold(size == 0 || clamp_utf8(bytes, size / 2).size() <= size / 2);

    const Decoded decoded = decode_utf8(bytes);
    must_hold(decoded.bytes.size() == decoded.code_points.size() + 1);
    must_hold(decoded.bytes.back() == size);
    const auto starts = cluster_starts(decoded.code_points);
    if (!decoded.code_points.empty()) must_hold(are_boundaries(starts, decoded.code_points.size()));
    const auto faces = kFaces.coverages(Family::sans, Weight::regular);
    const auto runs = itemize(decoded.code_points, starts, faces);
    check_runs(runs, starts, faces.size());
    check_order(runs);
    check_breaks(decoded.code_points, starts);
    for (const std::string& cluster : missing_clusters(clean, faces))
        must_hold(!cluster.empty() && clean.find(cluster) != std::string::npos);
    return 0;
}
