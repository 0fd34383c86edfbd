#include "script/region.hpp"

#include <algorithm>
#include <array>

#include "script/table.hpp"

namespace hansift::script {
namespace {

// A text is as much of its region as its words are many, not as one word is often: in a window each entry counts once. The model was
// learnt on windows of this size.
constexpr std::uint64_t window = 256;
constexpr std::int32_t plain = 15;  // a weight from here on speaks for itself
constexpr std::int32_t most_of_choice = 50;

class Scan {
 public:
  explicit Scan(const Table& table) noexcept : table_(table), model_(table.regions()) {}

  /// A character of the range of Han.
  void add(std::uint32_t value) noexcept {
    if (const std::uint64_t before = signs_.han++; before != 0 && before % window == 0) {
      seen_.fill(0);
      chosen_.fill(0);
    }
    tai_ |= value == 0x53F0 ? 1U : value == 0x81FA ? 2U : 0U;
    std::int32_t choice = no_choice;
    if ((table_.class_of(value) & region_class) != 0) choice = alone(value);
    if (run_ > 0) {
      const std::uint64_t pair = hash_pair(before_, value);
      if (const std::uint32_t found = model_.find(pair); found != RegionModel::none) {
        weigh(found);
        if (choice_ != no_choice) choice_ += model_[found].first;
        if (choice != no_choice) choice += model_[found].second;
      }
      if (run_ > 1) {
        const std::uint64_t triple = hash_triple(pair_, value);
        weigh(model_.find(triple));
        if (run_ > 2) weigh(model_.find(hash_fourth(triple_, value)));
        triple_ = triple;
      }
      pair_ = pair;
    }
    decide();
    choice_ = choice;
    choice_number_ = number_;
    before_ = value;
    ++run_;
  }

  /// Something that is no Han.
  void stop() noexcept {
    decide();
    choice_ = no_choice;
    run_ = 0;
  }

  [[nodiscard]] RegionSigns signs() const noexcept {
    RegionSigns signs = signs_;
    signs.both_tai = tai_ == 3;
    return signs;
  }

 private:
  static constexpr std::int32_t no_choice = -1000;

  [[nodiscard]] std::int32_t alone(std::uint32_t value) noexcept {
    const std::uint32_t found = model_.find(hash_pair(0, value));
    if (found == RegionModel::none) return no_choice;
    weigh(found);
    number_ = found;
    return model_[found].second != 0 ? model_[found].second : no_choice;
  }

  using Set = std::array<std::uint64_t, RegionModel::most / 64>;

  /// Puts a number into a set. False if it is there.
  static bool put(Set& set, std::uint32_t number) noexcept {
    std::uint64_t& word = set[number / 64];
    const std::uint64_t bit = std::uint64_t{1} << (number % 64);
    const bool fresh = (word & bit) == 0;
    word |= bit;
    return fresh;
  }

  void weigh(std::uint32_t number) noexcept {
    if (number == RegionModel::none || !put(seen_, number)) return;
    const RegionEntry& entry = model_[number];
    signs_.mainland += entry.mainland;
    signs_.hong_kong += entry.hong_kong;
    signs_.taiwan_words += entry.mainland <= -plain;
    signs_.mainland_words += entry.mainland >= plain && entry.hong_kong < plain;
    signs_.hong_kong_words += entry.hong_kong >= plain && entry.mainland < plain;
  }

  /// All that stands beside the character before is known.
  void decide() noexcept {
    if (choice_ <= 0) return;
    ++signs_.wrong;
    // A name that has the character may come again and again.
    if (!put(chosen_, choice_number_)) return;
    signs_.wrong_choices += std::min(choice_, most_of_choice);
  }

  const Table& table_;
  RegionModel model_;
  RegionSigns signs_;
  Set seen_{}, chosen_{};
  std::uint64_t pair_ = 0, triple_ = 0;    // hashes of the characters before
  std::uint32_t before_ = 0, run_ = 0;     // the character before, and how many Han stand in a row
  std::uint32_t number_ = 0, choice_number_ = 0, tai_ = 0;
  std::int32_t choice_ = no_choice;        // odds that the character before was hardly meant
};

}  // namespace

RegionSigns region_signs(std::string_view text, std::size_t most) {
  Scan scan{Table::instance()};
  const std::size_t end = std::min(text.size(), most);
  for (std::size_t at = 0; at < end;) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      scan.stop();
      ++at;
      continue;
    }
    const text::Decoded next = decode(text, at);
    at += next.size;
    if (next.valid && next.value >= 0x3400 && next.value <= 0x9FFF) scan.add(static_cast<std::uint32_t>(next.value));
    else scan.stop();
  }
  scan.stop();
  return scan.signs();
}

}  // namespace hansift::script
