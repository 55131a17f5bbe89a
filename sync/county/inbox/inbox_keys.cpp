#include "sync/county/inbox/inbox_keys.h"

#include "content/model/error.h"
#include "sync/county/publish/publisher.h"

namespace villageboard::county {
namespace {

DraftInput key_item(const Tools& tools, const std::string& public_key) {
    ItemDraft draft(tools.settings.area);
    draft.kind = Kind::inbox_key;
    draft.formed = shanghai_day(tools.clock());
    draft.office = tools.settings.area.digits();
    InboxKey key;
    key.title = "来信密钥";
    key.office_name = "来信密钥";
    key.public_key = state::to_base64(public_key);
    key.valid_from = tools.clock();
    draft.body = std::move(key);
    return make_draft_input("inbox key", print_draft(draft), {});
}

}  // namespace

std::filesystem::path make_inbox_key(const Tools& tools, const std::filesystem::path& file) {
    tools.keys.make_cases_key(tools.random);
    const std::filesystem::path secret =
        file.empty() ? tools.keys.inbox_key_file(shanghai_day(tools.clock())) : file;
    std::error_code error;
    if (std::filesystem::exists(secret, error))
        throw Error(ErrorKind::invalid,
                    "The file " + secret.string() +
                        " is there already; name another one with --secret-file.",
                    secret.string());
    const std::string seed = make_key_file(secret, tools.random);
    Publisher(tools).publish(tools.settings.area,
                             {key_item(tools, state::box_keys_of(seed).public_key)});
    return secret;
}

}  // namespace villageboard::county
