/// What a variant says, as it is kept: the JSON of an overlay (content/model/body_common.h) without
/// the revision it was made for, or of a recording {"file", "mime", "audience"}. Takes both out of
/// documents and puts them back into what is published. Pure.
#pragma once
#include <string>
#include <vector>

#include "content/model/draft.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/store/variant_rows.h"

namespace villageboard::county {

inline constexpr const char* kWords = "words";
inline constexpr const char* kRecording = "recording";

/// Words or a recording in one language, as somebody hands them in.
struct HandedIn {
    std::string language;
    std::string what;  ///< kWords or kRecording
    std::string content;
};

/// Takes the overlays and the recordings in other languages than Chinese out of the document of a
/// publication or a correction: they wait for a reviewer of their own. Leaves reference data alone.
std::vector<HandedIn> take_variants(DossierRow& row);

/// The dossier's document with these variants in it, made for `revision`. Throws Error(invalid)
/// with the place in the document where one of them has no right form.
ItemDraft with_variants(const DossierRow& row, const std::vector<VariantRow>& variants,
                        long long revision);

/// The uploads that recordings among these are.
std::vector<std::string> files_of(const std::vector<VariantRow>& variants);
std::vector<std::string> files_of(const std::vector<HandedIn>& variants);
/// The name of a recording's upload.
std::string file_of(const std::string& content);

}  // namespace villageboard::county
