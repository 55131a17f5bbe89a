// Runs a fuzz target without libFuzzer: every file of the corpus folder given, then each of them
// cut at many places and changed in many ways, the same ones at every run.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "tests/fuzz/fuzz_target.h"

namespace {

constexpr std::size_t kMutations = 1500;
constexpr std::size_t kMaxCuts = 600;

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string mutated(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return random() % limit; };
    for (std::size_t changes = 1 + below(4); changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = below(bytes.size());
        switch (below(4)) {
            case 0:
                bytes[at] = static_cast<char>(random());
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ (1u << below(8)));
                break;
            case 2:
                bytes.erase(at, 1 + below(8));
                break;
            default:
                bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(16)));
        }
    }
    return bytes;
}

void run_all(const std::string& seed, std::mt19937& random) {
    run(seed);
    const std::size_t step = seed.size() / kMaxCuts + 1;
    for (std::size_t cut = 0; cut < seed.size(); cut += step) run(seed.substr(0, cut));
    for (std::size_t i = 0; i < kMutations; ++i) run(mutated(seed, random));
}

}  // namespace

int main(int argc, char** argv) {
    std::mt19937 random(20261123);
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i)
        for (const auto& file : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream stream(file.path(), std::ios::binary);
            run_all({std::istreambuf_iterator<char>(stream), {}}, random);
            ++files;
        }
    std::printf("%zu files of the corpus\n", files);
    return files > 0 ? 0 : 1;
}
