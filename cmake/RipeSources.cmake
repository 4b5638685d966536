# Globbing that survives folders nobody has written yet.

# ripe_glob(VAR PATTERN...): the files matching the patterns (relative to the source folder), looked for again on each
# build. When there are none, a placeholder source, so that the target exists and links.
function(ripe_glob var)
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE patterns)
  file(GLOB found CONFIGURE_DEPENDS ${patterns})
  if(NOT found)
    set(found ${CMAKE_BINARY_DIR}/generated/placeholder_${var}.cc)
    if(var STREQUAL "cli_sources")
      file(CONFIGURE OUTPUT ${found} CONTENT "int main() { return 3; }\n")
    else()
      file(CONFIGURE OUTPUT ${found} CONTENT "// Nothing here yet.\n")
    endif()
  endif()
  set(${var} ${found} PARENT_SCOPE)
endfunction()
