# A room is a static library of its own, so that an include of a room it does not name fails to link in the room's tests.
#
#   hansift_room(cleaning SOURCES a.cpp b.cpp USES text encoding [LINKS target ...])
#
# LINKS are third-party targets, private to the room. All rooms together make hansift::hansift (HansiftLibrary.cmake).

set_property(GLOBAL PROPERTY hansift_rooms "")

function(hansift_room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LINKS")
  set(objects hansift_${name}_objects)
  add_library(${objects} OBJECT ${arg_SOURCES})
  target_link_libraries(${objects} PRIVATE hansift_options ${arg_LINKS})
  target_include_directories(${objects} PRIVATE "${PROJECT_SOURCE_DIR}/cpp/include" "${PROJECT_SOURCE_DIR}/cpp/src")
  set_target_properties(${objects} PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON CXX_EXTENSIONS OFF)

  add_library(hansift_${name} STATIC $<TARGET_OBJECTS:${objects}>)
  target_include_directories(hansift_${name} PUBLIC "${PROJECT_SOURCE_DIR}/cpp/include")
  set_target_properties(hansift_${name} PROPERTIES LINKER_LANGUAGE CXX)
  foreach(used IN LISTS arg_USES)
    target_link_libraries(hansift_${name} PUBLIC hansift_${used})
  endforeach()
  target_link_libraries(hansift_${name} PRIVATE ${arg_LINKS})
  set_property(GLOBAL APPEND PROPERTY hansift_rooms ${name})
endfunction()
