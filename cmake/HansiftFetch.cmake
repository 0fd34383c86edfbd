# Third-party sources that have no Debian package fit for a Python wheel come from PyPI by its ordinary client, pinned and checked.
#
#   hansift_fetch_pypi(NAME selectolax VERSION 1.0.2 KIND sdist SHA256 <hash> RESULT variable)
#
# sets `variable` to the unpacked folder. Archives are kept in HANSIFT_DOWNLOAD_DIR, so a second configure needs no network; an archive
# put there by hand is used as it is (after the hash check).

set(HANSIFT_DOWNLOAD_DIR "${PROJECT_BINARY_DIR}/downloads" CACHE PATH "Where fetched archives are kept")

function(hansift_fetch_pypi)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;VERSION;KIND;SHA256;RESULT" "")
  string(REPLACE "-" "_" file_name "${arg_NAME}")
  if(arg_KIND STREQUAL "sdist")
    set(pattern "${file_name}-${arg_VERSION}.tar.gz")
    set(choice --no-binary "${arg_NAME}")
  else()
    set(pattern "${file_name}-${arg_VERSION}-*.whl")
    set(choice --only-binary :all:)
  endif()
  file(GLOB archive "${HANSIFT_DOWNLOAD_DIR}/${pattern}")
  if(NOT archive)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    message(STATUS "Fetching ${arg_NAME} ${arg_VERSION} from PyPI")
    file(MAKE_DIRECTORY "${HANSIFT_DOWNLOAD_DIR}")
    execute_process(
      COMMAND "${Python3_EXECUTABLE}" -m pip download --quiet --disable-pip-version-check --no-deps ${choice}
              --dest "${HANSIFT_DOWNLOAD_DIR}" "${arg_NAME}==${arg_VERSION}"
      RESULT_VARIABLE failed ERROR_VARIABLE error)
    file(GLOB archive "${HANSIFT_DOWNLOAD_DIR}/${pattern}")
    if(failed OR NOT archive)
      message(FATAL_ERROR
        "hansift: ${arg_NAME} ${arg_VERSION} could not be downloaded with '${Python3_EXECUTABLE} -m pip download' (${error}). "
        "Put ${pattern} into ${HANSIFT_DOWNLOAD_DIR} by hand, or set HANSIFT_DOWNLOAD_DIR to where it is.")
    endif()
  endif()
  list(GET archive 0 archive)
  file(SHA256 "${archive}" hash)
  if(NOT hash STREQUAL arg_SHA256)
    message(FATAL_ERROR "hansift: ${archive} has SHA-256 ${hash}, expected ${arg_SHA256}. Delete it and configure again.")
  endif()
  set(folder "${PROJECT_BINARY_DIR}/third_party/${arg_NAME}-${arg_VERSION}")
  if(NOT EXISTS "${folder}")
    file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${folder}.part")
    file(GLOB entries "${folder}.part/*")
    list(LENGTH entries count)
    if(arg_KIND STREQUAL "sdist" AND count EQUAL 1)
      file(RENAME "${entries}" "${folder}")
      file(REMOVE_RECURSE "${folder}.part")
    else()
      file(RENAME "${folder}.part" "${folder}")
    endif()
  endif()
  set(${arg_RESULT} "${folder}" PARENT_SCOPE)
endfunction()
