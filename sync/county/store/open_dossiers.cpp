#include "sync/county/store/open_dossiers.h"

#include <algorithm>

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

std::vector<std::string> dossiers_in(Repository& repository, const std::string& area,
                                     const std::string& kind,
                                     const std::vector<std::string>& states) {
    auto& impl = repository.impl();
    return impl.run([&] {
        std::vector<std::string> ids;
        std::string id;
        std::string state;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, state FROM dossier WHERE area = :area AND kind = :kind ORDER BY id",
             soci::into(id), soci::into(state), soci::use(area), soci::use(kind));
        query.execute();
        while (query.fetch())
            if (std::ranges::find(states, state) != states.end()) ids.push_back(id);
        return ids;
    });
}

}  // namespace villageboard::county
