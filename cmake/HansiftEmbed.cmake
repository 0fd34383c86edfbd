# Binary tables go into the library as read-only data: no file to find at run time, pages are loaded on first use.
#
#   hansift_embed(TARGET hansift_script SYMBOL script_table FILE ${CMAKE_CURRENT_BINARY_DIR}/script.table)
#
# gives  namespace hansift::embedded { std::string_view script_table() noexcept; }  declared in "embedded/script_table.hpp", 64-byte aligned.

function(hansift_embed)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;SYMBOL;FILE" "")
  set(EMBED_SYMBOL "${arg_SYMBOL}")
  set(EMBED_FILE "${arg_FILE}")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/embedded_${arg_SYMBOL}")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/embed.hpp.in" "${folder}/embedded/${arg_SYMBOL}.hpp" @ONLY)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/embed.cpp.in" "${folder}/${arg_SYMBOL}.cpp" @ONLY)
  set_source_files_properties("${folder}/${arg_SYMBOL}.cpp" PROPERTIES OBJECT_DEPENDS "${arg_FILE}")
  target_sources(${arg_TARGET} PRIVATE "${folder}/${arg_SYMBOL}.cpp")
  target_include_directories(${arg_TARGET} PRIVATE "${folder}")
endfunction()
