/// Ties a terminal to a county by a one-time code, over the net or by a folder on a stick.
/// The request is stored before it is sent: a lost answer is asked for again with the same one.
#pragma once
#include <filesystem>
#include <string>

#include "sync/agent/environment.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

struct EnrolOptions {
    std::string county;  ///< URL or folder
    std::string area;    ///< as typed; may be empty where the code is a QR code's text
    std::string code;    ///< as typed, or a QR code's text with the area in it
    fetch::PlainHttp plain = fetch::PlainHttp::loopback_only;
};

enum class Enrolled {
    done,
    request_left,  ///< in the folder, for the county to answer
};

/// Makes the data folder when it is missing. Throws Error: `invalid` for what was typed, `rejected`
/// when the county refuses or the answer is not from who made the code, `retry` for the network.
Enrolled enrol(const std::filesystem::path& data_dir, const Environment& environment,
               const EnrolOptions& options);

/// What the county shows for this terminal, too (feed::device_fingerprint); empty before enrolment.
std::string fingerprint(const std::filesystem::path& data_dir);

}  // namespace villageboard::agent
