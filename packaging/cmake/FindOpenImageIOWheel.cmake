# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0

# OpenImageIO as one target, burnish::OpenImageIO.
#
# BURNISH_OPENIMAGEIO=wheel (default) links the libraries of the wheel, with current codecs inside, against the
# headers that packaging/setup lays out beside them. BURNISH_OPENIMAGEIO=system takes whatever
# find_package(OpenImageIO) finds, which is what a distributor wants.

include("${CMAKE_CURRENT_LIST_DIR}/BurnishDeps.cmake")

set(BURNISH_OPENIMAGEIO "wheel" CACHE STRING "Where OpenImageIO comes from: wheel (packaging/setup) or system")
set_property(CACHE BURNISH_OPENIMAGEIO PROPERTY STRINGS wheel system)

function(_burnish_openimageio_from_wheel)
  set(lib "${BURNISH_DEPS_DIR}/python/OpenImageIO/lib")
  set(include "${BURNISH_DEPS_DIR}/openimageio/include")
  foreach(file IN ITEMS "${lib}/libOpenImageIO.so.3.2.2" "${lib}/libOpenImageIO_Util.so.3.2.2"
                        "${include}/OpenImageIO/oiioversion.h" "${include}/OpenImageIO/detail/fmt/format.h")
    burnish_require_dependency("OpenImageIO" "${file}"
      "give -DBURNISH_OPENIMAGEIO=system to use one that is installed")
  endforeach()
  find_path(BURNISH_IMATH_INCLUDE_DIR Imath/half.h)
  mark_as_advanced(BURNISH_IMATH_INCLUDE_DIR)
  if(NOT BURNISH_IMATH_INCLUDE_DIR)
    message(FATAL_ERROR "OpenImageIO's headers need Imath's, which are not installed: run packaging/setup, "
                        "or install libimath-dev.")
  endif()

  add_library(burnish::OpenImageIO_Util SHARED IMPORTED GLOBAL)
  set_target_properties(burnish::OpenImageIO_Util PROPERTIES
    IMPORTED_LOCATION "${lib}/libOpenImageIO_Util.so.3.2.2"
    IMPORTED_SONAME libOpenImageIO_Util.so.3.2.2)

  # Imath serves as headers only: without the table, half converts in code and nothing of libImath is linked.
  add_library(burnish::OpenImageIO SHARED IMPORTED GLOBAL)
  set_target_properties(burnish::OpenImageIO PROPERTIES
    IMPORTED_LOCATION "${lib}/libOpenImageIO.so.3.2.2"
    IMPORTED_SONAME libOpenImageIO.so.3.2.2
    INTERFACE_INCLUDE_DIRECTORIES "${include};${BURNISH_IMATH_INCLUDE_DIR}/Imath"
    INTERFACE_COMPILE_DEFINITIONS IMATH_HALF_NO_LOOKUP_TABLE
    INTERFACE_LINK_LIBRARIES burnish::OpenImageIO_Util)
  set(BURNISH_OPENIMAGEIO_VERSION "3.2.2" PARENT_SCOPE)
endfunction()

function(_burnish_openimageio_from_system)
  find_package(OpenImageIO QUIET)
  if(NOT OpenImageIO_FOUND)
    message(FATAL_ERROR "BURNISH_OPENIMAGEIO=system, but find_package(OpenImageIO) finds none: install its "
                        "development package, or run packaging/setup and configure with -DBURNISH_OPENIMAGEIO=wheel.")
  endif()
  # Debian 12's package exports the folder of an opencv4 that it does not depend on.
  get_target_property(include OpenImageIO::OpenImageIO INTERFACE_INCLUDE_DIRECTORIES)
  list(FILTER include EXCLUDE REGEX "opencv")
  set_target_properties(OpenImageIO::OpenImageIO PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${include}"
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${include}"
    IMPORTED_GLOBAL TRUE)
  add_library(burnish::OpenImageIO INTERFACE IMPORTED GLOBAL)
  target_link_libraries(burnish::OpenImageIO INTERFACE OpenImageIO::OpenImageIO)
  set(BURNISH_OPENIMAGEIO_VERSION "${OpenImageIO_VERSION}" PARENT_SCOPE)
endfunction()

if(NOT TARGET burnish::OpenImageIO)
  if(BURNISH_OPENIMAGEIO STREQUAL "wheel")
    _burnish_openimageio_from_wheel()
  elseif(BURNISH_OPENIMAGEIO STREQUAL "system")
    _burnish_openimageio_from_system()
  else()
    message(FATAL_ERROR "BURNISH_OPENIMAGEIO is \"${BURNISH_OPENIMAGEIO}\", expected wheel or system.")
  endif()
  message(STATUS "OpenImageIO ${BURNISH_OPENIMAGEIO_VERSION} (${BURNISH_OPENIMAGEIO})")
endif()
set(OpenImageIOWheel_FOUND TRUE)
