#include "script/context_table.hpp"

#include <cstring>

#include "embedded/context_table.hpp"
#include "hansift/error.hpp"

namespace hansift::script {

ContextTable::ContextTable(std::string_view data) {
  const char* base = data.data();
  const auto& h = *reinterpret_cast<const ContextHeader*>(base);
  if (data.size() < sizeof(ContextHeader) || std::memcmp(h.magic, "hansctx", 8) != 0 || h.byte_order != 0x01020304 || h.layout != 3 || h.size != data.size()) {
    throw DataError("the embedded context table does not fit this program (byte order or layout); build hansift again from clean");
  }
  const auto at = [base]<class T>(const T*& view, std::uint32_t offset) { view = reinterpret_cast<const T*>(base + offset); };
  at(char_index_, h.char_index);
  at(char_blocks_, h.char_blocks);
  at(simple_index_, h.simple_index);
  at(simple_blocks_, h.simple_blocks);
  at(adjacent_, h.adjacent);
  at(bits_, h.bits);
  const auto words = [base](std::uint32_t offset, std::uint32_t count) { return WordTable{reinterpret_cast<const WordSlot*>(base + offset), count}; };
  words_ = words(h.words, h.word_slots);
  const auto pairs = [base](std::uint32_t offset) { return reinterpret_cast<const std::uint64_t*>(base + offset); };
  vocabularies_[0] = {words(h.taiwan_words, h.taiwan_slots), pairs(h.taiwan_pairs), 64 - h.taiwan_pairs_log2};
  vocabularies_[1] = {words(h.mainland_words, h.mainland_slots), pairs(h.mainland_pairs), 64 - h.mainland_pairs_log2};
  at(spellings_, h.spellings);
  at(pool_, h.pool);
  at(units_, h.units);
  at(forms_, h.forms);
  at(filters_, h.filters);
  at(keys_, h.keys);
  at(patterns_, h.patterns);
  at(cues_, h.cues);
  at(class_index_, h.class_index);
  at(class_members_, h.class_members);
  adjacent_shift_ = 64 - h.adjacent_log2 + 6;
  titles_ = h.titles;
  first_taiwan_ = h.first_taiwan;
  first_mainland_ = h.first_mainland;
  unit_count_ = h.unit_count;
  const auto map = [base](std::uint32_t offset, std::uint32_t count) { return std::span(reinterpret_cast<const Mapped*>(base + offset), count); };
  variants_ = map(h.variants, h.variant_count);
  tolerated_ = map(h.tolerated, h.tolerated_count);
  standard_ = map(h.standard, h.standard_count);
  taiwan_ = map(h.taiwan, h.taiwan_count);
  hong_kong_ = map(h.hong_kong, h.hong_kong_count);
}

const ContextTable& ContextTable::instance() {
  static const ContextTable table{embedded::context_table()};
  return table;
}

}  // namespace hansift::script
