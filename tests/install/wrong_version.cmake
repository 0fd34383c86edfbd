# Injected before project(): asks for a version that no installed hansift can satisfy.
macro(find_package name)
  if("${name}" STREQUAL "hansift")
    _find_package(hansift 9 REQUIRED)
  else()
    _find_package(${name} ${ARGN})
  endif()
endmacro()
