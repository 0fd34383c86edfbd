# lexbor, the HTML parser, from the source that the selectolax sdist carries (Apache-2.0). Its objects become part of hansift, so that
# one static library is all that a consumer links. Used by the extraction room only, behind cpp/src/extraction/dom.hpp.

hansift_fetch_pypi(NAME selectolax VERSION 1.0.2 KIND sdist
  SHA256 f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418 RESULT selectolax_folder)
set(lexbor_source "${selectolax_folder}/lexbor/source")

set(lexbor_files "")
foreach(module core dom encoding html ns tag)
  file(GLOB_RECURSE module_files "${lexbor_source}/lexbor/${module}/*.c")
  list(APPEND lexbor_files ${module_files})
endforeach()
file(GLOB platform_files "${lexbor_source}/lexbor/ports/posix/lexbor/core/*.c")
list(APPEND lexbor_files ${platform_files})

add_library(hansift_lexbor OBJECT ${lexbor_files})
target_include_directories(hansift_lexbor SYSTEM PUBLIC "${lexbor_source}")
target_compile_definitions(hansift_lexbor PUBLIC LEXBOR_STATIC)
set_target_properties(hansift_lexbor PROPERTIES POSITION_INDEPENDENT_CODE ON C_VISIBILITY_PRESET hidden)
target_compile_options(hansift_lexbor PRIVATE -w)
