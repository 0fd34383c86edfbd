// Cleans one crawled page: bytes on standard input, text on standard output, what was found out on standard error.
//
//   clean_page [zh-Hans] < page.html

#include <hansift/hansift.hpp>

#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) try {
  hansift::Profile profile = hansift::Profile::named("web");
  if (argc > 1) profile.script = argv[1];
  const hansift::Pipeline pipeline{profile};  // built once, shared by all threads

  const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  const hansift::Record record = pipeline(bytes);

  std::cout << record.text << '\n';
  std::cerr << "encoding  " << record.encoding << '\n' << "script    " << record.script.script << '\n';
  if (record.title) std::cerr << "title     " << *record.title << '\n';
  for (const auto& [key, value] : record.metadata) std::cerr << key << "  " << value << '\n';
  std::cerr << "sentences " << record.sentences.size() << '\n' << "keep      " << (record.verdict.keep ? "yes" : "no") << '\n';
  for (const hansift::Flag& flag : record.flags) std::cerr << "flag      " << flag.rule->id << " at byte " << flag.span.begin << '\n';

  // Any piece of the result leads back to the bytes it came from.
  if (!record.sentences.empty()) {
    const hansift::Span source = record.trace.to_source(record.sentences.front());
    std::cerr << "the first sentence came from bytes " << source.begin << " to " << source.end << '\n';
  }
  return 0;
} catch (const hansift::Error& error) {
  std::cerr << "clean_page: " << error.what() << '\n';
  return 2;
}
