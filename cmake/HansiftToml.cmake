# toml++ (MIT), header only: reads profiles. The system's, else the one that the pytomlpp package of PyPI carries.

find_path(HANSIFT_TOML_INCLUDE_DIR NAMES toml++/toml.h toml++/toml.hpp DOC "Folder of toml++/toml.h (Debian: libtomlplusplus-dev)")
if(NOT HANSIFT_TOML_INCLUDE_DIR)
  hansift_fetch_pypi(NAME pytomlpp VERSION 1.1.0 KIND sdist
    SHA256 61a0f73e7ba2fe8bba4e99ce6d2701491885850b53aad8f3e46d03c4b31e594d RESULT pytomlpp_folder)
  set(HANSIFT_TOML_INCLUDE_DIR "${pytomlpp_folder}/third_party/tomlplusplus/include" CACHE PATH "Folder of toml++/toml.h" FORCE)
endif()

add_library(hansift_toml INTERFACE)
target_include_directories(hansift_toml SYSTEM INTERFACE "${HANSIFT_TOML_INCLUDE_DIR}")
