#include "sync/feed/run.h"

#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    RunReader whole;
    whole.push(bytes);
    std::size_t records = 0;
    while (const auto record = whole.next()) ++records;
    RunReader halves;
    std::size_t again = 0;
    for (const std::string_view part : {bytes.substr(0, size / 2), bytes.substr(size / 2)}) {
        halves.push(part);
        while (const auto record = halves.next()) ++again;
    }
    if (whole.at_end()) must_hold(again == records);
    return 0;
}
