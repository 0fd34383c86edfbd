// detect() and Detector: the two ways to bring bytes to the scan.

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "encoding/scan.hpp"
#include "hansift/encoding.hpp"

namespace hansift {

using encoding::Hints;
using encoding::Scan;

Detection detect(std::string_view bytes, const DetectOptions& options) {
  Scan scan;
  scan.run(bytes, 0, true);
  return scan.finish(bytes.substr(0, Scan::head_size), bytes.size(), Hints(options));
}

struct Detector::State {
  explicit State(const DetectOptions& options) : hints(options) {}

  Hints hints;
  std::optional<Scan> scan{std::in_place};
  std::array<char, Scan::head_size> head;
  std::size_t head_size = 0;
  // What is not dealt with yet, and what was a little before.
  std::array<char, 32768> block;
  std::size_t block_size = 0;
  std::size_t base = 0;  // offset of the block in the input

  void advance(bool last) {
    const std::size_t done = scan->run({block.data(), block_size}, base, last);
    std::memmove(block.data(), block.data() + done, block_size - done);
    base += done;
    block_size -= done;
  }
};

Detector::Detector(const DetectOptions& options) : state_(std::make_unique<State>(options)) {}
Detector::~Detector() = default;
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;

void Detector::feed(std::string_view bytes) {
  if (bytes.empty()) return;
  State& state = *state_;
  const std::size_t heading = std::min(bytes.size(), state.head.size() - state.head_size);
  std::memcpy(state.head.data() + state.head_size, bytes.data(), heading);
  state.head_size += heading;
  while (!bytes.empty()) {
    const std::size_t taken = std::min(bytes.size(), state.block.size() - state.block_size);
    std::memcpy(state.block.data() + state.block_size, bytes.data(), taken);
    state.block_size += taken;
    bytes.remove_prefix(taken);
    if (state.block_size == state.block.size()) state.advance(false);
  }
}

Detection Detector::finish() {
  State& state = *state_;
  state.advance(true);
  const Detection found = state.scan->finish({state.head.data(), state.head_size}, state.base + state.block_size, state.hints);
  state.scan.emplace();
  state.head_size = state.block_size = state.base = 0;
  return found;
}

}  // namespace hansift
