# What every target of ours is compiled with: one INTERFACE target, never global flags.

add_library(hansift_options INTERFACE)
target_compile_features(hansift_options INTERFACE cxx_std_20)
target_compile_options(hansift_options INTERFACE
  $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang,AppleClang>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast>)

option(HANSIFT_WERROR "Treat warnings as errors" OFF)
if(HANSIFT_WERROR)
  target_compile_options(hansift_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
endif()

# address;undefined or thread; for third-party code that we build ourselves, too, so that both sides agree.
set(HANSIFT_SANITIZE "" CACHE STRING "Sanitizers, a list: address;undefined or thread")
if(HANSIFT_SANITIZE)
  list(JOIN HANSIFT_SANITIZE "," sanitizers)
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${sanitizers})
endif()
