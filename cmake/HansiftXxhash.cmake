# xxHash, header only (XXH_INLINE_ALL): the hash behind exact fingerprints. XXH3 gives the same values in every version since 0.8.0 and
# on every platform, so the system's header will do; without one, that of the PyPI package (BSD-2-Clause).

find_path(HANSIFT_XXHASH_INCLUDE_DIR xxhash.h DOC "Folder of xxhash.h (Debian: libxxhash-dev)")
if(NOT HANSIFT_XXHASH_INCLUDE_DIR)
  hansift_fetch_pypi(NAME xxhash VERSION 4.1.0 KIND sdist
    SHA256 c9b288e4c1f5dae54417bc8a05e6f6daf505783d916b4783f4dd2f2e7d5db486 RESULT xxhash_folder)
  set(HANSIFT_XXHASH_INCLUDE_DIR "${xxhash_folder}/deps/xxhash" CACHE PATH "Folder of xxhash.h" FORCE)
endif()

add_library(hansift_xxhash INTERFACE)
target_include_directories(hansift_xxhash SYSTEM INTERFACE "${HANSIFT_XXHASH_INCLUDE_DIR}")
target_compile_definitions(hansift_xxhash INTERFACE XXH_INLINE_ALL)
