// What a C++ program sees of an installed hansift: the umbrella header and one call a room.

#include <hansift/hansift.hpp>

#include <cstdio>
#include <cstring>
#include <string>

namespace {

bool check(bool good, const char* what) {
  if (!good) std::fprintf(stderr, "consumer: %s failed\n", what);
  return good;
}

}  // namespace

int main() {
  // "<p>你好，世界。</p>" in GB18030.
  const std::string page = "<html><body><p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p></body></html>";
  bool good = check(std::strcmp(hansift::version, HANSIFT_VERSION) == 0, "version");
  const hansift::Decoded decoded = hansift::decode(page, {.encoding = "gbk"});
  good &= check(decoded.text.find("你好，世界。") != std::string::npos, "decode");
  good &= check(!hansift::verify(page, decoded.text, decoded.trace).has_value(), "trace");
  good &= check(hansift::convert("汉语", "s2t") == "漢語", "convert");
  good &= check(hansift::split_spans("你好。世界。").size() == 2, "split");
  good &= check(hansift::clean("a\r\nb").text == "a\nb", "clean");
  try {
    hansift::Converter unknown("no-such-conversion");
    good &= check(false, "ConfigError");
  } catch (const hansift::ConfigError&) {
  }
  const hansift::Pipeline pipeline{hansift::Profile::named("web")};
  good &= check(!hansift::catalogue().empty() && !pipeline(page).encoding.empty(), "pipeline");
  return good ? 0 : 1;
}
