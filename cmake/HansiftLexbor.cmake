# lexbor's HTML tokenizer, from the source that the selectolax sdist carries (Apache-2.0). Its objects become part of hansift, so that
# one static library is all that a consumer links. Used by the extraction room only, behind cpp/src/extraction/dom.hpp. Only what the
# tokenizer needs is compiled (2 s, not the 20 s of the whole library); lexbor_glue.c closes the one door to the rest.

hansift_fetch_pypi(NAME selectolax VERSION 1.0.2 KIND sdist
  SHA256 f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418 RESULT selectolax_folder)
set(lexbor_source "${selectolax_folder}/lexbor/source")

set(lexbor_files "")
foreach(name IN ITEMS array array_obj avl bst conv diyfp dobject dtoa hash mem mraw shs str strtod utils)
  if(EXISTS "${lexbor_source}/lexbor/core/${name}.c")
    list(APPEND lexbor_files "${lexbor_source}/lexbor/core/${name}.c")
  endif()
endforeach()
file(GLOB tokenizer_files "${lexbor_source}/lexbor/html/tokenizer/*.c")
list(REMOVE_ITEM tokenizer_files "${lexbor_source}/lexbor/html/tokenizer/state.c")  # lexbor_glue.c includes it
list(APPEND lexbor_files ${tokenizer_files})
foreach(name IN ITEMS html/tokenizer html/token html/token_attr tag/tag ns/ns ports/posix/lexbor/core/memory)
  if(EXISTS "${lexbor_source}/lexbor/${name}.c")
    list(APPEND lexbor_files "${lexbor_source}/lexbor/${name}.c")
  endif()
endforeach()

add_library(hansift_lexbor OBJECT ${lexbor_files} "${PROJECT_SOURCE_DIR}/cpp/src/extraction/lexbor_glue.c")
target_include_directories(hansift_lexbor SYSTEM PUBLIC "${lexbor_source}")
target_compile_definitions(hansift_lexbor PUBLIC LEXBOR_STATIC)
set_target_properties(hansift_lexbor PROPERTIES POSITION_INDEPENDENT_CODE ON C_VISIBILITY_PRESET hidden)
target_compile_options(hansift_lexbor PRIVATE -w)
