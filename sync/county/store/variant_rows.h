/// The rows of what an item says in other languages than Chinese: words and recordings, each of one
/// dossier, with who handed it in and who confirmed it. Times are Unix seconds, 0 where there is
/// none yet.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct VariantRow {
    std::string id;
    std::string area;
    std::string item;
    std::string dossier;   ///< whose words it was made for
    std::string language;  ///< BCP 47
    std::string what;      ///< "words" or "recording"
    std::string content;   ///< JSON (desk/variant_words.h)
    std::string state;     ///< see desk/variants.h
    long long version = 0;
    std::string submitted_by;
    long long submitted = 0;
    std::string confirmed_by;
    long long confirmed = 0;
    long long revision = 0;  ///< the last one that spoke it; 0: none yet
    std::string returned;    ///< why it went back
};

class VariantRows {
  public:
    /// `repository` must outlive it.
    explicit VariantRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const VariantRow& row);
    /// Content, state, version, who and when, revision and reason.
    void put(Transaction&, const VariantRow& row);
    std::optional<VariantRow> find(const std::string& id);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<VariantRow> lock(Transaction&, const std::string& id);
    /// By language and what.
    std::vector<VariantRow> of_dossier(const std::string& dossier);
    /// The newest dossier's first.
    std::vector<VariantRow> of_item(const std::string& item);
    /// What waits for a confirmation in an area and below, by area and id, after a row.
    std::vector<VariantRow> waiting(const std::string& area, const std::string& after_area,
                                    const std::string& after_id, int limit);
    void remove_of(Transaction&, const std::string& dossier);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
