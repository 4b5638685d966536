# Compiler flags, ccache and the precompiled headers. Floating point is strict: -ffp-contract=off and no fast-math, since
# the same input must give the same bytes on every machine.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

# -fPIC for all, executables too: one set of flags lets every target share one precompiled header.
add_compile_options(-fPIC -ffp-contract=off)
# Shared libraries that nothing calls are not mapped at start-up.
add_link_options(-Wl,--as-needed)

add_library(ripe_flags INTERFACE)
target_compile_options(ripe_flags INTERFACE
  -Wall -Wextra -Werror
  -Wno-missing-field-initializers  # {.a = 1} leaves the rest at their defaults on purpose
  # GCC 12 raises these wrongly on plain std::string and std::vector code (PR 105329, 105651, 105545).
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<BOOL:${RIPE_LINT}>>>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>")

# libFuzzer's programs (tests/fuzz): everything instrumented for coverage, by clang, whose further warnings are nobody's
# errors here.
if(RIPE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "RIPE_FUZZ needs clang: -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19")
  endif()
  set(RIPE_LINT ON)
  set(RIPE_SANITIZE fuzzer-no-link,address,undefined)
  add_compile_options(-O1 -gline-tables-only)  # behind the -O2 of Release: half the time to build
  target_compile_options(ripe_flags INTERFACE -Wno-error)
endif()

if(RIPE_SANITIZE)
  add_compile_options(-fsanitize=${RIPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${RIPE_SANITIZE})
  # The instrumentation confuses GCC's flow analysis into false alarms.
  target_compile_options(ripe_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# ccache, when present. Paths within the checkout are hashed relative to the build folder, so that checkouts share their
# objects (a clone that CI builds takes those of a working tree); of a build folder elsewhere, or with coverage, whose
# objects name their sources, only paths within it. The sloppiness settings are those ccache's manual asks for with
# precompiled headers.
find_program(RIPE_CCACHE ccache)
if(RIPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  cmake_path(IS_PREFIX CMAKE_SOURCE_DIR ${CMAKE_BINARY_DIR} within)
  if(within AND NOT CMAKE_CXX_FLAGS MATCHES "coverage")
    set(base ${CMAKE_SOURCE_DIR})
  else()
    set(base ${CMAKE_BINARY_DIR})
  endif()
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${base}
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${RIPE_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT RIPE_LINT)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()

# One precompiled header for all our code.
function(ripe_use_pch target)
  if(RIPE_LINT)
    return()
  endif()
  if(NOT TARGET ripe_pch)
    set(dummy ${CMAKE_BINARY_DIR}/generated/ripe_pch.cc)
    file(CONFIGURE OUTPUT ${dummy} CONTENT "// Carries the precompiled header.\n")
    add_library(ripe_pch OBJECT ${dummy})
    target_link_libraries(ripe_pch PRIVATE ripe_flags fmt::fmt)
    target_include_directories(ripe_pch PRIVATE ${CMAKE_SOURCE_DIR})
    target_precompile_headers(ripe_pch PRIVATE <cmake/pch.h>)  # by this name, since a path would be the checkout's
  endif()
  target_precompile_headers(${target} REUSE_FROM ripe_pch)
endfunction()
