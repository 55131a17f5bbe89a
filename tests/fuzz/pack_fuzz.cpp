#include "sync/feed/pack.h"

#include "sync/feed/bundle.h"
#include "sync/feed/run.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    PackReader reader(bytes);
    std::uint64_t length = 0;
    while (const auto record = reader.next()) {
        length += record->bytes.size();
        must_hold(erased_record(record->bytes).size() == record->bytes.size());
        run_record(*record, {});
    }
    must_hold(reader.whole_bytes() == length && length <= bytes.size());
    BundleReader bundle(bytes);
    while (bundle.next()) {
    }
    must_hold(bundle.whole_bytes() <= bytes.size());
    return 0;
}
