#include "sync/feed/verdict.h"

namespace villageboard::feed {

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::verified:
            return "verified";
        case Verdict::malformed:
            return "malformed";
        case Verdict::bad_signature:
            return "bad_signature";
        case Verdict::foreign_origin:
            return "foreign_origin";
        case Verdict::rollback:
            return "rollback";
        case Verdict::fork:
            return "fork";
        case Verdict::stale:
            return "stale";
        case Verdict::time_in_future:
            return "time_in_future";
        case Verdict::oversize:
            return "oversize";
        case Verdict::truncated:
            return "truncated";
        case Verdict::bad_entry:
            return "bad_entry";
        case Verdict::publisher_out_of_scope:
            return "publisher_out_of_scope";
        case Verdict::revision_gap:
            return "revision_gap";
        case Verdict::body_mismatch:
            return "body_mismatch";
        case Verdict::bad_body:
            return "bad_body";
        case Verdict::bad_frame:
            return "bad_frame";
        case Verdict::missing_dictionary:
            return "missing_dictionary";
        case Verdict::erased_without_reason:
            return "erased_without_reason";
        case Verdict::missing_key:
            return "missing_key";
        case Verdict::missing_file:
            return "missing_file";
        case Verdict::tile_mismatch:
            return "tile_mismatch";
        case Verdict::bad_threshold:
            return "bad_threshold";
        case Verdict::version_gap:
            return "version_gap";
    }
    return "unknown";
}

}  // namespace villageboard::feed
