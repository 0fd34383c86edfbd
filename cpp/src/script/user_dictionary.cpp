#include "script/user_dictionary.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "hansift/error.hpp"
#include "hansift/script.hpp"
#include "script/engine.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

std::string shortened(std::string_view word) {
  if (word.size() <= 60) return std::string(word);
  std::size_t cut = 60;
  while (cut > 0 && text::is_continuation(word[cut])) --cut;
  return std::string(word.substr(0, cut)) + "...";
}

std::string in_quotes(std::string_view word) { return std::string("'").append(shortened(to_valid_utf8(word))).append("'"); }

std::u16string units_of(std::string_view utf8) {
  std::u16string units(utf8.size(), u'\0');
  units.resize(script::write_units(units.data(), utf8));
  return units;
}

/// A file of own words, line by line.
class WordFile {
 public:
  WordFile(const std::string& path, std::string_view source) : path_(path), rest_(source) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  [[nodiscard]] script::UserDictionary::Entries read() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      read(line);
    }
    return std::move(entries_);
  }

 private:
  struct Known {
    std::string to;
    std::size_t line;
  };

  void read(std::string_view line) {
    if (!is_valid_utf8(line)) fail("not well-formed UTF-8: " + in_quotes(line));
    if (line.empty() || line.starts_with('#')) return;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) fail("no tab in " + in_quotes(line) + " (write: word, tab, what it becomes)");
    if (tab == 0) fail("no word before the tab");
    const std::string from(line.substr(0, tab));
    const std::string_view candidates = line.substr(tab + 1);
    if (candidates.find('\t') != std::string_view::npos) fail("more than one tab in " + in_quotes(line));
    const std::string to(candidates.substr(0, candidates.find(' ')));
    if (to.empty() && !candidates.empty()) fail("a blank behind the tab in " + in_quotes(line));
    const auto [known, added] = known_.try_emplace(from, Known{to, number_});
    const auto& [before, line_before] = known->second;
    if (added) {
      entries_.emplace_back(from, to);
    } else if (before != to) {
      fail(in_quotes(from) + " becomes " + in_quotes(to) + ", but " + in_quotes(before) + " in line " + std::to_string(line_before) + " (keep one)");
    }
  }

  [[noreturn]] void fail(const std::string& reason) const { throw ConfigError(path_ + ":" + std::to_string(number_) + ": " + reason); }

  const std::string& path_;
  std::string_view rest_;
  std::size_t number_ = 0;
  std::unordered_map<std::string, Known> known_;
  script::UserDictionary::Entries entries_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> load_user_dictionary(const std::string& path) {
  std::error_code none;
  std::string source;
  bool read = false;
  if (std::ifstream file(path, std::ios::binary); file && !std::filesystem::is_directory(path, none)) {
    std::ostringstream all;
    all << file.rdbuf();
    source = std::move(all).str();
    read = !file.bad() && (all || source.empty());
  }
  if (!read) throw IoError("cannot read the user dictionary '" + path + "': give the path of a text file (word, tab, what it becomes)");
  return WordFile(path, source).read();
}

namespace script {

template <class Char>
WordSet<Char>::WordSet(std::vector<Word> words) : words_(std::move(words)) {
  if (empty()) return;
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    const std::uint64_t head_a = head_of(a.from), head_b = head_of(b.from);
    return head_a != head_b ? head_a < head_b : a.from.size() > b.from.size();
  });
  flags_.resize(1 << 16);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const View word = words_[i].from;
    const std::uint64_t head = head_of(word);
    const Letter first = letter(word, 0);
    flags_[first.value & 0xFFFF] |= first.size == word.size() ? begins | alone : begins;
    flags_[pair_flag(head)] |= pair;
    Range& range = heads_.try_emplace(head, Range{i, i}).first->second;
    range.end = i + 1;
  }
}

UserDictionary::UserDictionary(const Entries& entries) {
  std::unordered_map<std::string_view, std::string_view> seen;
  std::vector<WordSet<char>::Word> bytes;
  std::vector<WordSet<char16_t>::Word> units;
  for (const auto& [from, to] : entries) {
    if (from.empty()) throw ConfigError("user_dictionary: empty word to replace (it would become " + in_quotes(to) + "); leave the entry out");
    if (!is_valid_utf8(from) || !is_valid_utf8(to)) throw ConfigError("user_dictionary: " + in_quotes(from) + " is not well-formed UTF-8");
    const auto [known, added] = seen.emplace(from, to);
    if (added) {
      bytes.push_back({from, to});
      units.push_back({units_of(from), units_of(to)});
    } else if (known->second != to) {
      throw ConfigError("user_dictionary: " + in_quotes(from) + " would become both " + in_quotes(known->second) + " and " + in_quotes(to) +
                        "; keep one of them");
    }
  }
  bytes_ = WordSet<char>(std::move(bytes));
  units_ = WordSet<char16_t>(std::move(units));
}

}  // namespace script
}  // namespace hansift
