#pragma once

// Words of office: what somebody is who stands before or behind a name. The one list of them; labels, names, datelines and the judge read it.

#include <cstddef>
#include <string_view>

namespace hansift::extraction {

/// Who reports. These stand before a name without anything between: 记者王小明.
inline constexpr std::string_view reporter_words[] = {
    "实习记者", "特约记者", "特約記者", "全媒体记者", "首席记者", "见习记者", "融媒记者", "本报记者", "本報記者", "本网记者", "本網記者", "本刊记者", "本社記者", "记者", "記者", "实习生", "特派員", "特派员"};

/// Who sends in reports.
inline constexpr std::string_view correspondent_words[] = {"本报通讯员", "本報通訊員", "通讯员", "通訊員"};

/// Others who write, and what they do.
inline constexpr std::string_view writer_words[] = {
    "综合报道", "綜合報導", "摄影报道", "专稿", "专电", "特約撰述", "评论员", "評論員", "撰稿人", "主笔", "作者", "整理", "报道", "報道", "報導", "撰稿", "ライター", "編集委員", "論説委員", "특파원", "인턴기자", "선임기자", "전문기자", "객원기자", "기자", "논설위원", "칼럼니스트", "reporter", "staff writer", "staff reporter", "contributor", "correspondent"};

/// In these all of reporter_words and correspondent_words end that a dateline or a byline has.
inline constexpr std::string_view reporter_stems[] = {"记者", "記者"};
inline constexpr std::string_view dateline_stems[] = {"记者", "記者", "通讯员", "通訊員"};

/// Where the first of `words` begins in `text`; npos if none is there.
template <class Words>
[[nodiscard]] constexpr std::size_t first_of_words(std::string_view text, const Words& words) noexcept {
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : words) {
    if (const std::size_t at = text.find(word); at < first) first = at;
  }
  return first;
}

/// Size of the one of `words` with which the text begins; 0 if it begins with none.
template <class Words>
[[nodiscard]] constexpr std::size_t size_of_word(std::string_view text, const Words& words) noexcept {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

}  // namespace hansift::extraction
