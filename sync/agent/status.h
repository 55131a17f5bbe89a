/// What `villageboard-sync status` says: read from state.db and the cache, without disturbing an
/// agent at work.
#pragma once
#include <filesystem>
#include <string>

#include "content/model/time.h"
#include "content/state/clock.h"

namespace villageboard::agent {

enum class StatusForm { text, json };

/// Ends in a line feed. Throws Error(invalid) when the folder holds no terminal.
std::string status(const std::filesystem::path& data_dir, state::ClockReading clock,
                   StatusForm form);

}  // namespace villageboard::agent
