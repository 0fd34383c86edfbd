#include "script/rules.hpp"

#include <array>
#include <span>

#include "hansift/script.hpp"

namespace hansift::script {

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array<const Rule*, 14> all{&convert_character, &convert_phrase, &convert_vocabulary, &convert_user,
                                                  &context_word, &context_sense, &context_name, &context_vocabulary, &context_already, &normalize,         &restore_over,   &restore_under,      &restore_doubt,      &restore_form};
  return all;
}

}  // namespace hansift::script
