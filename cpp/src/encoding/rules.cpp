#include "encoding/rules.hpp"

#include <array>

#include "hansift/encoding.hpp"

namespace hansift::encoding {

const Rule transcode_rule{"encoding.transcode", "bytes of a legacy or UTF-16/32 encoding become the UTF-8 of the same characters",
                          R"(gbk: \xD6\xD0\xCE\xC4)", "中文", "0.1.0"};
const Rule replacement_rule{"encoding.replacement", "bytes that no character corresponds to become U+FFFD, as many as the WHATWG standard says",
                            R"(utf-8: a\xE4\xB8z)", "a\xEF\xBF\xBDz", "0.1.0"};
const Rule bom_rule{"encoding.bom", "the byte order mark names the encoding and is no part of the text", R"(utf-8: \xEF\xBB\xBFok)", "ok",
                    "0.1.0"};
const Rule escape_rule{"encoding.escape", "escape and shift sequences switch character sets and are no part of the text",
                       R"(hz: ~{VPND~})", "中文", "0.1.0"};

const Rule private_use_rule{"encoding.private_use",
                            "private-use characters that a code page has for want of better ones become what Unicode has now, or are flagged; "
                            "kept unless asked for",
                            R"(gbk: \xFE\x51)", "𠂇", "0.1.0"};

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array<const Rule*, 5> list{&bom_rule, &escape_rule, &private_use_rule, &replacement_rule, &transcode_rule};
  return list;
}

}  // namespace hansift::encoding
