# The tests: each folder of tests/ with .cc files is one Catch2 program `tests_FOLDER`, one ctest `FOLDER`. They share
# tests/support (main, goldens, running the command). A folder may instead bring a CMakeLists.txt of its own.
find_package(Catch2 2 REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(test_counts ${CMAKE_BINARY_DIR}/test-counts)
file(MAKE_DIRECTORY ${test_counts})

# ripe_add_test(NAME COMMAND...): a ctest that may write "PASSED FAILED" (test cases) to $RIPE_TEST_COUNT_FILE; a test
# that does not is one test case.
function(ripe_add_test name)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES
    TIMEOUT 1500
    ENVIRONMENT "RIPE_TEST_COUNT_FILE=${test_counts}/${name}.txt;RIPE_BINARY=$<TARGET_FILE:ripe>;RIPE_SOURCE_DIR=${CMAKE_SOURCE_DIR}")
endfunction()

# The tests' own precompiled header, with Catch2 in it.
function(ripe_use_test_pch target)
  if(RIPE_LINT)
    return()
  endif()
  if(NOT TARGET ripe_test_pch)
    set(dummy ${CMAKE_BINARY_DIR}/generated/ripe_test_pch.cc)
    file(CONFIGURE OUTPUT ${dummy} CONTENT "// Carries the tests' precompiled header.\n")
    add_library(ripe_test_pch OBJECT ${dummy})
    target_link_libraries(ripe_test_pch PRIVATE ripe_flags fmt::fmt Catch2::Catch2)
    target_include_directories(ripe_test_pch PRIVATE ${CMAKE_SOURCE_DIR})
    target_precompile_headers(ripe_test_pch PRIVATE <cmake/pch.h> <catch2/catch.hpp>)
  endif()
  target_precompile_headers(${target} REUSE_FROM ripe_test_pch)
endfunction()

# Catch2's own main comes compiled (libCatch2WithMain.a). Ours is an object library, since the linker would drop the
# counting listener, which nothing refers to, from a static one.
ripe_glob(test_support_sources tests/support/*.cc)
add_library(ripe_test_support OBJECT ${test_support_sources})
ripe_use_test_pch(ripe_test_support)
# It includes Catch2 with other settings than the precompiled one.
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/support/count_listener.cc PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
target_link_libraries(ripe_test_support PUBLIC ripe_runtime Catch2::Catch2WithMain)
target_compile_definitions(ripe_test_support PRIVATE RIPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
  RIPE_BINARY="$<TARGET_FILE:ripe>" RIPE_TEST_LAUNCHER="$<TARGET_FILE:ripe_test_launcher>")
add_executable(ripe_test_launcher ${CMAKE_SOURCE_DIR}/tests/support/launcher/launcher.cc)
target_link_libraries(ripe_test_launcher PRIVATE ripe_flags)

file(GLOB test_folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/tests/*)
foreach(folder IN LISTS test_folders)
  get_filename_component(name ${folder} NAME)
  if(NOT IS_DIRECTORY ${folder} OR name MATCHES "^(support|lint|fuzz|bench)$")
    continue()
  endif()
  if(EXISTS ${folder}/CMakeLists.txt)
    add_subdirectory(${folder})
    continue()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  if(NOT sources)
    continue()
  endif()
  add_executable(tests_${name} ${sources})
  ripe_use_test_pch(tests_${name})
  target_link_libraries(tests_${name} PRIVATE ripe_test_support ripe_antlr nlohmann_json::nlohmann_json
    simdjson::simdjson ripe_xxhash ripe_zstd ZLIB::ZLIB)
  add_dependencies(tests_${name} ripe ripe_test_launcher)
  ripe_add_test(${name} $<TARGET_FILE:tests_${name}>)
endforeach()
# The benchmark program is built on demand: ninja ripe_bench.
add_subdirectory(${CMAKE_SOURCE_DIR}/tests/bench)

# The fuzz targets' corpora and old findings, replayed; the fuzzers themselves are another build (RIPE_FUZZ).
add_subdirectory(${CMAKE_SOURCE_DIR}/tests/fuzz)

ripe_add_test(include_graph ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tests/lint/include_graph.py)
# Unoptimised or instrumented kernels do not inline, so the check means something in Release alone.
if(RIPE_KERNEL_OBJECTS AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT RIPE_SANITIZE)
  ripe_add_test(kernel_symbols ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tests/lint/kernel_symbols.py ${RIPE_KERNEL_OBJECTS})
endif()
