#include "sync/agent/sources.h"

#include <algorithm>
#include <fstream>

#include "content/model/error.h"

namespace villageboard::agent {

std::vector<std::string> read_mirrors(const std::filesystem::path& data_dir) {
    std::vector<std::string> mirrors;
    std::ifstream file(data_dir / "mirrors");
    for (std::string line; std::getline(file, line);) {
        while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.pop_back();
        if (!line.empty() && line.front() != '#') mirrors.push_back(line);
    }
    return mirrors;
}

Sources::Sources(const Environment& environment, const std::vector<std::string>& names,
                 fetch::PlainHttp plain) {
    for (auto name = names.begin(); name != names.end(); ++name)
        if (!name->empty() && std::find(names.begin(), name, *name) == name)
            sources_.push_back({environment.fetcher(*name, plain)});
}

Sources::Next Sources::each(const std::function<Next(fetch::Fetcher&)>& use) {
    for (Source& source : sources_) {
        if (source.down) continue;
        try {
            if (use(*source.fetcher) == Next::done) return Next::done;
        } catch (const Error& error) {
            // a failure that names the source is the source's; others are this machine's
            if (error.kind() != ErrorKind::retry || error.place() != source.fetcher->source())
                throw;
            source.down = true;
            failure_ = error.what();
        }
    }
    return Next::go_on;
}

std::uint64_t Sources::requests() const {
    std::uint64_t sum = 0;
    for (const Source& source : sources_) sum += source.fetcher->requests();
    return sum;
}

}  // namespace villageboard::agent
