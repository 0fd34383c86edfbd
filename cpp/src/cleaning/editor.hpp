#pragma once

// What a pass writes to: text between edits is copied in bulk when an edit comes, and not at all if none does.

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "cleaning/rules.hpp"
#include "cleaning/survey.hpp"
#include "hansift/trace.hpp"

namespace hansift::cleaning {

/// What passes found out about pieces of one document and need not find out again when they run once more: pieces in which a costly
/// search found nothing, and would find nothing wherever they stand. `kind` tells searches apart.
class Memory {
 public:
  [[nodiscard]] bool known(char kind, std::string_view piece) {
    key_.assign(1, kind).append(piece);
    return pieces_.contains(key_);
  }
  void add(char kind, std::string_view piece) { pieces_.insert(std::string(1, kind).append(piece)); }

 private:
  std::unordered_set<std::string> pieces_;
  std::string key_;
};

class Editor {
 public:
  /// `survey` is of the same text, `memory` that of the document; both outlive the editor.
  Editor(std::string_view source, RuleSet rules, Memory& memory, Survey& survey) : source_(source), rules_(rules), memory_(&memory), survey_(&survey) {}

  [[nodiscard]] std::string_view source() const noexcept { return source_; }
  [[nodiscard]] Memory& memory() const noexcept { return *memory_; }
  [[nodiscard]] Survey& survey() const noexcept { return *survey_; }
  [[nodiscard]] bool has(Id id) const noexcept { return rules_.has(id); }
  [[nodiscard]] bool any(Id first, Id last) const noexcept { return rules_.any(first, last); }
  /// Where the next edit may begin.
  [[nodiscard]] std::size_t floor() const noexcept { return copied_; }

  /// Replaces source[begin, end); edits come in order. Nothing happens if it is the same text or lies before the floor.
  void replace(std::size_t begin, std::size_t end, std::string_view with, Id id, float confidence = 1.0F) {
    if (begin < copied_ || source_.substr(begin, end - begin) == with) return;
    if (edits_.empty()) output_.reserve(source_.size() + 64);
    output_.append(source_, copied_, begin - copied_);
    const std::size_t at = output_.size();
    output_.append(with);
    copied_ = end;
    edits_.push_back({{begin, end}, {at, output_.size()}, &rule(id), 1, confidence});
  }
  void remove(std::size_t begin, std::size_t end, Id id) { replace(begin, end, {}, id); }

  void flag(std::size_t begin, std::size_t end, Id id, std::string reason) { flags_.push_back({{begin, end}, &rule(id), std::move(reason)}); }

  /// Flags something that the edits of this pass take away, or by which the next round will not know it any more, so that no later round can find it again.
  void flag_gone(std::size_t begin, std::size_t end, Id id, std::string reason) { gone_.push_back({{begin, end}, &rule(id), std::move(reason)}); }

  [[nodiscard]] bool changed() const noexcept { return !edits_.empty(); }
  [[nodiscard]] std::vector<Flag>& flags() noexcept { return flags_; }
  [[nodiscard]] std::vector<Flag>& gone() noexcept { return gone_; }
  [[nodiscard]] std::vector<Edit> take_edits() { return std::move(edits_); }
  [[nodiscard]] std::string take_output() {
    output_.append(source_, copied_, source_.size() - copied_);
    return std::move(output_);
  }

 private:
  std::string_view source_;
  RuleSet rules_;
  Memory* memory_;
  Survey* survey_;
  std::string output_;
  std::size_t copied_ = 0;
  std::vector<Edit> edits_;
  std::vector<Flag> flags_;
  std::vector<Flag> gone_;
};

}  // namespace hansift::cleaning
