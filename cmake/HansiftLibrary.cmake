# hansift::hansift: all rooms in one library, and what installs it.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(hansift)
add_library(hansift::hansift ALIAS hansift)
get_property(rooms GLOBAL PROPERTY hansift_rooms)
foreach(room IN LISTS rooms)
  target_sources(hansift PRIVATE $<TARGET_OBJECTS:hansift_${room}_objects>)
endforeach()
file(GLOB public_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/cpp/include/hansift/*.hpp")
target_sources(hansift PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/cpp/include" FILES ${public_headers})
target_compile_features(hansift PUBLIC cxx_std_20)
# Each public header compiles alone: `cmake --build . --target all_verify_interface_header_sets`.
set_target_properties(hansift PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  POSITION_INDEPENDENT_CODE ON LINKER_LANGUAGE CXX VERIFY_INTERFACE_HEADER_SETS ON)
find_package(Threads REQUIRED)
target_link_libraries(hansift PRIVATE Threads::Threads)
# Third-party code that we build ourselves (object libraries, listed by the rooms that use them).
get_property(third_party GLOBAL PROPERTY hansift_third_party)
foreach(objects IN LISTS third_party)
  target_sources(hansift PRIVATE $<TARGET_OBJECTS:${objects}>)
endforeach()

if(HANSIFT_INSTALL)
  install(TARGETS hansift EXPORT hansiftTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT devel
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT devel
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel)
  install(EXPORT hansiftTargets NAMESPACE hansift:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hansift COMPONENT devel)
  configure_package_config_file(cmake/hansiftConfig.cmake.in hansiftConfig.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hansift)
  write_basic_package_version_file(hansiftConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES "${PROJECT_BINARY_DIR}/hansiftConfig.cmake" "${PROJECT_BINARY_DIR}/hansiftConfigVersion.cmake"
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hansift COMPONENT devel)
  install(FILES LICENSE THIRD_PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT devel)
endif()
