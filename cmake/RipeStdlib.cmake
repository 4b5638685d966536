# The standard library travels inside the program: stdlib/*.ripe become one generated source that implements
# compiler/source/stdlib_embedded.h, made again whenever a module changes or is added.
file(GLOB stdlib_modules CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/*.ripe)
set(RIPE_STDLIB_SOURCE ${CMAKE_BINARY_DIR}/generated/stdlib_embedded.cc)
# The list goes through a file: it is one more dependency, so that taking a module away is noticed too.
set(stdlib_list ${CMAKE_BINARY_DIR}/generated/stdlib_modules.txt)
list(JOIN stdlib_modules "\n" stdlib_lines)
file(CONFIGURE OUTPUT ${stdlib_list} CONTENT "${stdlib_lines}\n" @ONLY)
add_custom_command(
  OUTPUT ${RIPE_STDLIB_SOURCE}
  COMMAND ${CMAKE_COMMAND} -DLIST=${stdlib_list} -DOUTPUT=${RIPE_STDLIB_SOURCE}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_stdlib.cmake
  DEPENDS ${stdlib_modules} ${stdlib_list} ${CMAKE_SOURCE_DIR}/cmake/embed_stdlib.cmake
  COMMENT "Embedding the standard library"
  VERBATIM)
