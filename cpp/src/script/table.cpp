#include "script/table.hpp"

#include <string>

#include "embedded/script_table.hpp"
#include "hansift/error.hpp"

namespace hansift::script {

text::Decoded decode_rest(std::string_view text, std::size_t at) noexcept { return text::decode_at(text, at); }

Table::Table(std::string_view data) : base_(data.data()) {
  if (data.size() < sizeof(Header) || std::memcmp(base_, "hansift", 8) != 0 || header().byte_order != 0x01020304 || header().layout != 4 ||
      header().size != data.size()) {
    throw DataError("the embedded script table does not fit this program (byte order or layout); build hansift again from clean");
  }
}

const Table& Table::instance() {
  static const Table table{embedded::script_table()};
  return table;
}

Config Table::config(std::string_view name) const noexcept {
  const auto* records = reinterpret_cast<const ConfigRecord*>(base_ + header().records);
  const char* pool = base_ + header().pool;
  Config config;
  for (std::uint32_t i = 0; i < header().record_count; ++i) {
    const ConfigRecord& r = records[i];
    std::size_t size = 0;
    while (size < sizeof r.name && r.name[size] != '\0') ++size;
    if (name != std::string_view{r.name, size}) continue;
    const auto filter = [&](std::uint32_t offset, std::uint32_t log2) {
      return HashFilter{reinterpret_cast<const std::uint64_t*>(base_ + offset), 64 - log2};
    };
    config.name = {r.name, size};
    config.ascii_run = r.ascii_run;
    config.composed = characters(r.composed);
    config.heads = {reinterpret_cast<const std::uint32_t*>(base_ + r.head_filter), 64 - r.head_log2};
    config.pairs = filter(r.pair_filter, r.pair_log2);
    config.triples = filter(r.triple_filter, r.triple_log2);
    config.phrases = Lexicon(base_, r.slots, r.tails, r.slots_log2, r.values, pool);
    config.gaps = Lexicon(base_, r.gap_slots, r.gap_tails, r.gap_log2, r.gap_values, pool);
  }
  return config;
}

}  // namespace hansift::script
