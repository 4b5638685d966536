# Arrow and Parquet for C++, from the PyPI wheel of pyarrow, which carries headers and libraries (Debian has neither).
# Looks in RIPE_PYARROW_DIR (a folder that holds pyarrow/, as `pip install --target` makes it; `./dev` passes it), then
# in the cache that `./dev` fills, then where python3 finds pyarrow. Sets PyArrow_FOUND, PyArrow_VERSION and
# PyArrow_LIBRARY_DIR, and makes the targets PyArrow::arrow and PyArrow::parquet. The version must be exactly ours: the
# sonames and the C++ ABI change with each major version.
set(RIPE_PYARROW_VERSION 26.0.1)
set(RIPE_PYARROW_DIR "" CACHE PATH "A folder with pyarrow ${RIPE_PYARROW_VERSION} in it; empty: look for one")

set(cache_home "$ENV{XDG_CACHE_HOME}")
if(NOT cache_home)
  set(cache_home "$ENV{HOME}/.cache")
endif()
set(pyarrow_places "${RIPE_PYARROW_DIR}" "${cache_home}/ripe/pyarrow-${RIPE_PYARROW_VERSION}")
find_package(Python3 QUIET COMPONENTS Interpreter)
if(Python3_FOUND)
  execute_process(COMMAND ${Python3_EXECUTABLE} -c
      "import importlib.util as u, os; s = u.find_spec('pyarrow'); print(os.path.dirname(os.path.dirname(s.origin)) if s else '')"
    OUTPUT_VARIABLE python_place OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  list(APPEND pyarrow_places "${python_place}")
endif()

set(PyArrow_FOUND FALSE)
foreach(place IN LISTS pyarrow_places)
  set(config "${place}/pyarrow/include/arrow/util/config.h")
  if(place STREQUAL "" OR NOT EXISTS "${config}")
    continue()
  endif()
  file(STRINGS "${config}" line REGEX "define ARROW_VERSION_STRING ")
  string(REGEX REPLACE ".*\"(.*)\".*" "\\1" PyArrow_VERSION "${line}")
  file(GLOB arrow_library "${place}/pyarrow/libarrow.so.*")
  file(GLOB parquet_library "${place}/pyarrow/libparquet.so.*")
  if(PyArrow_VERSION STREQUAL RIPE_PYARROW_VERSION AND arrow_library AND parquet_library)
    set(PyArrow_FOUND TRUE)
    set(PyArrow_LIBRARY_DIR "${place}/pyarrow")
    set(PyArrow_PYTHONPATH "${place}")
    break()
  endif()
endforeach()

if(PyArrow_FOUND AND NOT TARGET PyArrow::arrow)
  foreach(name arrow parquet)
    add_library(PyArrow::${name} SHARED IMPORTED)
    set_target_properties(PyArrow::${name} PROPERTIES
      IMPORTED_LOCATION "${${name}_library}"
      INTERFACE_INCLUDE_DIRECTORIES "${PyArrow_LIBRARY_DIR}/include")
  endforeach()
  target_link_libraries(PyArrow::parquet INTERFACE PyArrow::arrow)
endif()
