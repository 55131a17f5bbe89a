/// The verbs of villageboard-county: each does its work and prints its result on `out`.
/// They throw Error; main turns its kind into the exit code and its message into the one line on
/// stderr.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "sync/county/initial.h"

namespace villageboard::county {

enum class Output { text, json };

void run_init(const InitRequest& request, const Effects& effects, std::ostream& out);

struct ImportOptions {
    std::string area;
    std::string item;
    std::filesystem::path file;
    Output output = Output::text;
};
void run_import(OpenedCounty& county, const ImportOptions& options, std::ostream& out);

struct PublishOptions {
    std::string area;
    std::vector<std::filesystem::path> files;
    std::vector<std::string> drafts;
    Output output = Output::text;
};
void run_publish(OpenedCounty& county, const PublishOptions& options, std::ostream& out);

void run_key_show(OpenedCounty& county, const std::string& area, std::ostream& out);

/// The PIN is the first line of `in`, so that no list of processes and no shell's history shows it.
void run_pin_set(OpenedCounty& county, const std::string& area, const std::string& role,
                 std::istream& in, std::ostream& out);
void run_pin_list(OpenedCounty& county, const std::string& area, std::ostream& out);
void run_pin_remove(OpenedCounty& county, const std::string& area, const std::string& role,
                    std::ostream& out);

void run_verify_data(OpenedCounty& county, Output output, std::ostream& out);
void run_verify_feed(const std::string& source, const std::string& vkey, Output output,
                     std::ostream& out);

void run_export(OpenedCounty& county, const std::filesystem::path& to,
                const std::vector<std::string>& areas, std::ostream& out);

}  // namespace villageboard::county
