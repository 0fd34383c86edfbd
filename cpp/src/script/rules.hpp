#pragma once

#include "hansift/trace.hpp"

namespace hansift::script {

inline constexpr Rule convert_character{"script.convert.character", "a character of one script becomes that of the other (OpenCC's character tables)",
                                        "这个", "這個", "0.1.0"};
inline constexpr Rule convert_phrase{"script.convert.phrase", "a phrase decides which of several characters is meant (OpenCC's phrase tables)",
                                     "头发", "頭髮", "0.1.0"};
inline constexpr Rule convert_vocabulary{"script.convert.vocabulary", "a word becomes the word of the region (OpenCC's regional tables, configurations ending in p)",
                                         "内存", "記憶體", "0.1.0"};
inline constexpr Rule convert_user{"script.convert.user", "a word of the user dictionary", "老友记", "六人行", "0.1.0"};
inline constexpr Rule context_word{"script.context.word", "the words of the sentence are cut otherwise than by longest match from the left", "对手表示祝贺", "對手表示祝賀", "0.1.0"};
inline constexpr Rule context_sense{"script.context.sense", "what stands beside a character decides which of its forms is meant", "把面煮熟", "把麵煮熟", "0.1.0"};
inline constexpr Rule context_name{"script.context.name", "a surname keeps its form before a given name", "让余国华去", "讓余國華去", "0.1.0"};
inline constexpr Rule context_vocabulary{"script.context.vocabulary", "what stands in the sentence decides whether a word of one region is meant", "法律程序", "法律程序", "0.1.0"};
inline constexpr Rule context_already{"script.context.already", "a line that is in the script already keeps its words", "范先生寫信給里長", "范先生寫信給里長", "0.1.0"};
inline constexpr Rule normalize{"script.normalize", "a CJK compatibility ideograph becomes the unified ideograph, before conversion", "\xEF\xA4\x80",
                                "\xE8\xB1\x88", "0.1.0"};
inline constexpr Rule restore_over{"script.restore.over", "over-converted: the converter took the Traditional form although the word keeps the other one",
                                   "他隻會說一句中文", "他只會說一句中文", "0.1.0"};
inline constexpr Rule restore_under{"script.restore.under", "under-converted: a character of Simplified spelling was left in a Traditional word",
                                    "這些干部後來都說過", "這些幹部後來都說過", "0.1.0"};
inline constexpr Rule restore_doubt{"script.restore.doubt", "another form of the character would be usual here; what stands beside it does not decide", "你看這斗是誰的", "你看這斗是誰的", "0.1.0"};
inline constexpr Rule restore_form{"script.restore.form", "a small form left by a converter becomes the full-width mark of running text", "來了﹔這是說明",
                                   "來了；這是說明", "0.1.0"};

}  // namespace hansift::script
