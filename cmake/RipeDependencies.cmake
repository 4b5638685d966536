# The libraries Ripe uses, all from Debian (docs/dependencies.md says why each). Static ones are preferred: fewer shared
# objects to map means a quicker start of the command.
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(absl REQUIRED)
find_package(FastFloat REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(CLI11 2 REQUIRED)
find_package(antlr4-runtime 4.9 EXACT CONFIG REQUIRED)

# Imported include folders that are /usr/include itself need no -isystem; ANTLR's is a folder of its own and must be asked
# for. The static library is not PIC, so only executables may link it.
add_library(antlr4_static_system INTERFACE)
target_include_directories(antlr4_static_system SYSTEM INTERFACE ${ANTLR4_INCLUDE_DIR})
target_link_libraries(antlr4_static_system INTERFACE antlr4_static Threads::Threads)
find_library(RIPE_uuid_LIBRARY NAMES libuuid.a uuid REQUIRED)
set_target_properties(antlr4_static PROPERTIES IMPORTED_LINK_INTERFACE_LIBRARIES_NONE ${RIPE_uuid_LIBRARY})

# ripe_library(NAME HEADER): an imported target ripe_NAME, from libNAME.a if there is one.
function(ripe_library name header)
  find_path(RIPE_${name}_INCLUDE ${header} REQUIRED)
  find_library(RIPE_${name}_LIBRARY NAMES lib${name}.a ${name} REQUIRED)
  add_library(ripe_${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(ripe_${name} PROPERTIES
    IMPORTED_LOCATION ${RIPE_${name}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${RIPE_${name}_INCLUDE}
    INTERFACE_LINK_LIBRARIES Threads::Threads)
endfunction()
ripe_library(re2 re2/re2.h)
ripe_library(utf8proc utf8proc.h)
ripe_library(xxhash xxhash.h)
ripe_library(zstd zstd.h)
find_package(ZLIB REQUIRED)
