/// The connection behind a Repository. Included by repository*.cpp only: it pulls in the database
/// library.
#pragma once
#include <soci/soci-config.h>
// Debian builds it with Boost but its package does not bring Boost's headers; they would only add
// conversions that nobody here uses.
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h>

#include <string>
#include <utility>

#include "content/model/error.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

class Repository::Impl {
  public:
    explicit Impl(const DatabaseLocation& location);

    soci::session sql;
    bool sqlite;

    /// Runs `work` and turns the database library's failures into ours.
    template <typename Work>
    auto run(Work&& work) {
        try {
            return std::forward<Work>(work)();
        } catch (const soci::soci_error& error) {
            throw translated(error);
        }
    }

    static Error translated(const soci::soci_error& error);
    int schema_version();
    void migrate();
};

}  // namespace villageboard::county
