#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "extraction/site_lines.hpp"
#include "hansift/error.hpp"
#include "hansift/extraction.hpp"

namespace hansift {
namespace {

constexpr std::size_t most_lines = std::size_t{1} << 16;  ///< kinds of lines that are remembered
constexpr std::uint32_t fewest_pages = 3;                 ///< before that nothing is known of a site
constexpr std::string_view saved_mark = "hansite1";

struct Seen {
  std::uint32_t pages = 0;
  std::uint32_t last = 0;  ///< number of the last page, from 1
};

}  // namespace

struct SiteModel::State {
  std::uint32_t pages = 0;
  std::unordered_map<std::uint64_t, Seen> lines;

  /// Makes room for half of the lines: those of the fewest pages go first, among them the ones that were seen longest ago.
  void prune() {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint64_t>> order;
    order.reserve(lines.size());
    for (const auto& [key, seen] : lines) order.emplace_back(seen.pages, seen.last, key);
    const auto kept = order.begin() + static_cast<std::ptrdiff_t>(most_lines / 2);
    std::nth_element(order.begin(), kept, order.end(), std::greater<>());
    for (auto row = kept; row != order.end(); ++row) lines.erase(std::get<2>(*row));
  }
};

SiteModel::SiteModel() : state_(std::make_unique<State>()) {}
SiteModel::~SiteModel() = default;
SiteModel::SiteModel(SiteModel&&) noexcept = default;
SiteModel& SiteModel::operator=(SiteModel&&) noexcept = default;

void SiteModel::add(std::string_view source, PageFormat format) {
  ++state_->pages;
  extraction::for_each_line(source, format, [&](std::string_view line) {
    const std::uint64_t key = extraction::line_key(line);
    if (key == 0) return;
    Seen& seen = state_->lines[key];
    if (seen.last == state_->pages) return;
    seen.last = state_->pages;
    ++seen.pages;
    if (state_->lines.size() > most_lines) state_->prune();
  });
}

std::size_t SiteModel::pages() const noexcept { return state_->pages; }

bool SiteModel::knows(std::string_view line) const noexcept {
  if (state_->pages < fewest_pages) return false;
  const auto found = state_->lines.find(extraction::line_key(line));
  // On one page in five, and not by chance on two of many.
  return found != state_->lines.end() && found->second.pages >= 2 && found->second.pages * 5 >= state_->pages;
}

std::string SiteModel::save() const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> rows;
  for (const auto& [key, seen] : state_->lines) rows.emplace_back(key, seen.pages);
  std::sort(rows.begin(), rows.end());
  std::string saved(saved_mark);
  const auto put = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) saved.push_back(static_cast<char>(value >> (8 * i) & 255));
  };
  put(state_->pages, 4);
  for (const auto& [key, pages] : rows) {
    put(key, 8);
    put(pages, 4);
  }
  return saved;
}

SiteModel SiteModel::load(std::string_view saved) {
  if (!saved.starts_with(saved_mark) || saved.size() < saved_mark.size() + 4 || (saved.size() - saved_mark.size() - 4) % 12 != 0) {
    throw DataError("these bytes are no saved SiteModel of this version");
  }
  const auto get = [&](std::size_t at, int bytes) {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(saved[at + static_cast<std::size_t>(i)])) << (8 * i);
    return value;
  };
  SiteModel model;
  model.state_->pages = static_cast<std::uint32_t>(get(saved_mark.size(), 4));
  for (std::size_t at = saved_mark.size() + 4; at < saved.size(); at += 12) {
    model.state_->lines[get(at, 8)] = {static_cast<std::uint32_t>(get(at + 8, 4)), 0};
  }
  return model;
}

}  // namespace hansift
