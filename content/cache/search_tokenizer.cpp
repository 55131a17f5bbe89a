#include "content/cache/search_tokenizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "content/cache/database.h"
#include "content/cache/search_keys.h"
#include "content/model/error.h"

namespace villageboard::cache {
namespace {

using Put = int (*)(void*, int, const char*, int, int, int);

/// One of the two forms of the tokenizer; has no state beside that.
struct Form {
    bool sounds;
};
Form words_form{false};
Form sounds_form{true};

// All keys of a token stand at its place: the indexes keep no places.
int put_all(const Form& form, std::string_view text, Put to, void* context) {
    const KeySet set = form.sounds ? KeySet::sounds : KeySet::words;
    const auto tokens = search_tokens(text, form.sounds ? Sounds::with : Sounds::without);
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        keys_at(tokens, i, set, keys);
        int flags = 0;
        for (const std::string& key : keys) {
            const int code = to(context, flags, key.data(), static_cast<int>(key.size()),
                                static_cast<int>(tokens[i].begin), static_cast<int>(tokens[i].end));
            if (code != SQLITE_OK) return code;
            flags = FTS5_TOKEN_COLOCATED;
        }
    }
    return SQLITE_OK;
}

// A query comes as keys already (search_query.cpp), with blanks between them.
int put_query(std::string_view text, Put to, void* context) {
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) {
            const int code = to(context, 0, text.data(), static_cast<int>(end), 0, 0);
            if (code != SQLITE_OK) return code;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return SQLITE_OK;
}

int create(void*, const char** arguments, int count, Fts5Tokenizer** made) noexcept {
    const std::string_view form = count > 0 ? arguments[0] : "";
    if (form != "words" && form != "sounds") return SQLITE_ERROR;
    *made = reinterpret_cast<Fts5Tokenizer*>(form == "sounds" ? &sounds_form : &words_form);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) noexcept {}

int tokenize(Fts5Tokenizer* self, void* context, int flags, const char* text, int size,
             Put to) noexcept {
    try {
        const std::string_view all(text ? text : "", static_cast<std::size_t>(text ? size : 0));
        if (flags & FTS5_TOKENIZE_QUERY) return put_query(all, to, context);
        return put_all(*reinterpret_cast<const Form*>(self), all, to, context);
    } catch (...) {
        return SQLITE_NOMEM;
    }
}

fts5_api* api_of(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

void register_search_tokenizer(Database& database) {
    fts5_tokenizer tokenizer{create, destroy, tokenize};
    fts5_api* api = api_of(database.handle());
    if (!api ||
        api->xCreateTokenizer(api, "villageboard", nullptr, &tokenizer, nullptr) != SQLITE_OK)
        throw Error(ErrorKind::retry, "This SQLite has no full-text search (FTS5).",
                    database.path().string());
}

}  // namespace villageboard::cache
