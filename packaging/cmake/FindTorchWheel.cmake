# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0

# libtorch, in parts, so that each binary links only what it needs:
#
#   burnish::c10                 c10's allocator, streams and exceptions
#   burnish::torch_cpu           ATen, autograd and torch::nn on the CPU (brings burnish::c10)
#   burnish::torch_cuda_headers  headers of torch and of the CUDA runtime, nothing to link
#   burnish::c10_cuda            devices, streams and events (brings burnish::c10, burnish::cudart and the headers)
#   burnish::torch_cuda          the CUDA kernels, pinned memory and graphs (brings all of the above)
#
# The CUDA ones exist only where libtorch has CUDA; BURNISH_TORCH_HAS_CUDA says so.
# BURNISH_TORCH=wheel (default) reads BURNISH_DEPS_DIR/python, the layout of a Python site folder. Its stock
# TorchConfig.cmake is of no use here: it insists on an installed CUDA toolkit. BURNISH_TORCH=system takes whatever
# find_package(Torch) finds (Torch_DIR, Torch_ROOT or CMAKE_PREFIX_PATH point it elsewhere).

include("${CMAKE_CURRENT_LIST_DIR}/BurnishDeps.cmake")

set(BURNISH_TORCH "wheel" CACHE STRING "Where libtorch comes from: wheel (packaging/setup) or system")
set_property(CACHE BURNISH_TORCH PROPERTY STRINGS wheel system)

function(_burnish_torch_from_wheel)
  set(site "${BURNISH_DEPS_DIR}/python")
  set(lib "${site}/torch/lib")
  set(include "${site}/torch/include")
  set(cuda_include "${site}/nvidia/cu13/include")
  foreach(file IN ITEMS "${lib}/libtorch_cpu.so" "${lib}/libc10.so" "${include}/ATen/ATen.h"
                        "${site}/nvidia/cu13/lib/libcudart.so.13" "${site}/nvidia/cu13/lib/libcupti.so.13")
    burnish_require_dependency("libtorch" "${file}" "give -DBURNISH_TORCH=system to use one that is installed")
  endforeach()

  add_library(burnish::c10 SHARED IMPORTED GLOBAL)
  set_target_properties(burnish::c10 PROPERTIES
    IMPORTED_LOCATION "${lib}/libc10.so"
    IMPORTED_SONAME libc10.so
    INTERFACE_INCLUDE_DIRECTORIES "${include}")

  add_library(burnish::torch_cpu SHARED IMPORTED GLOBAL)
  set_target_properties(burnish::torch_cpu PROPERTIES
    IMPORTED_LOCATION "${lib}/libtorch_cpu.so"
    IMPORTED_SONAME libtorch_cpu.so
    INTERFACE_INCLUDE_DIRECTORIES "${include};${include}/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES burnish::c10)

  # libtorch_cuda.so needs cuDNN, cuBLAS and more, which are not here: a shared object links against it all the same
  # (what a library needs in turn is not resolved then), an executable would not. Of ATen's CUDA headers, those that
  # include cuBLAS's (ATen/cuda/CUDAContext.h, CUDAEvent.h, Exceptions.h) cannot be used: c10/cuda has streams, guards
  # and events, ATen/cuda/CUDAGraph.h graphs, ATen/cuda/CachingHostAllocator.h pinned memory.
  if(EXISTS "${lib}/libc10_cuda.so" AND EXISTS "${lib}/libtorch_cuda.so" 
     AND EXISTS "${cuda_include}/cuda_runtime_api.h" AND EXISTS "${cuda_include}/crt/host_defines.h")
    add_library(burnish::torch_cuda_headers INTERFACE IMPORTED GLOBAL)
    set_target_properties(burnish::torch_cuda_headers PROPERTIES
      INTERFACE_INCLUDE_DIRECTORIES "${include};${include}/torch/csrc/api/include;${cuda_include}")

    # torch's inline functions call the runtime themselves (events, captures), so it is linked as well.
    add_library(burnish::cudart SHARED IMPORTED GLOBAL)
    set_target_properties(burnish::cudart PROPERTIES
      IMPORTED_LOCATION "${site}/nvidia/cu13/lib/libcudart.so.13"
      IMPORTED_SONAME libcudart.so.13)

    add_library(burnish::c10_cuda SHARED IMPORTED GLOBAL)
    set_target_properties(burnish::c10_cuda PROPERTIES
      IMPORTED_LOCATION "${lib}/libc10_cuda.so"
      IMPORTED_SONAME libc10_cuda.so
      INTERFACE_LINK_LIBRARIES "burnish::c10;burnish::cudart;burnish::torch_cuda_headers")

    add_library(burnish::torch_cuda SHARED IMPORTED GLOBAL)
    set_target_properties(burnish::torch_cuda PROPERTIES
      IMPORTED_LOCATION "${lib}/libtorch_cuda.so"
      IMPORTED_SONAME libtorch_cuda.so
      INTERFACE_LINK_LIBRARIES "burnish::c10_cuda;burnish::torch_cpu")
  endif()
  set(BURNISH_TORCH_VERSION "2.11.0" PARENT_SCOPE)
  set(BURNISH_TORCH_LIBRARY_DIR "${lib}" PARENT_SCOPE)
endfunction()

function(_burnish_torch_from_system)
  find_package(Torch QUIET)
  if(NOT Torch_FOUND)
    message(FATAL_ERROR "BURNISH_TORCH=system, but find_package(Torch) finds no libtorch: point Torch_DIR at the "
                        "folder of its TorchConfig.cmake, or run packaging/setup and configure with "
                        "-DBURNISH_TORCH=wheel.")
  endif()
  # The target `torch` would link the CUDA libraries into everything, so each library is wrapped alone.
  get_filename_component(lib "${TORCH_LIBRARY}" DIRECTORY)
  foreach(name IN ITEMS c10 torch_cpu c10_cuda torch_cuda)
    find_library(BURNISH_SYSTEM_${name} ${name} HINTS "${lib}" "${TORCH_INSTALL_PREFIX}/lib")
    mark_as_advanced(BURNISH_SYSTEM_${name})
    if(BURNISH_SYSTEM_${name})
      add_library(burnish::${name} INTERFACE IMPORTED GLOBAL)
      target_include_directories(burnish::${name} INTERFACE ${TORCH_INCLUDE_DIRS})
      target_link_libraries(burnish::${name} INTERFACE "${BURNISH_SYSTEM_${name}}")
    elseif(name MATCHES "cpu|c10$")
      message(FATAL_ERROR "BURNISH_TORCH=system: lib${name}.so is not beside ${TORCH_LIBRARY}.")
    endif()
  endforeach()
  target_link_libraries(burnish::torch_cpu INTERFACE burnish::c10)

  if(TARGET burnish::c10_cuda AND TARGET burnish::torch_cuda)
    find_package(CUDAToolkit REQUIRED)
    add_library(burnish::torch_cuda_headers INTERFACE IMPORTED GLOBAL)
    target_include_directories(burnish::torch_cuda_headers INTERFACE ${TORCH_INCLUDE_DIRS} ${CUDAToolkit_INCLUDE_DIRS})
    add_library(burnish::cudart INTERFACE IMPORTED GLOBAL)
    target_link_libraries(burnish::cudart INTERFACE CUDA::cudart)
    target_link_libraries(burnish::c10_cuda INTERFACE burnish::c10 burnish::cudart burnish::torch_cuda_headers)
    target_link_libraries(burnish::torch_cuda INTERFACE burnish::c10_cuda burnish::torch_cpu)
  endif()
  set(BURNISH_TORCH_VERSION "${Torch_VERSION}" PARENT_SCOPE)
  set(BURNISH_TORCH_LIBRARY_DIR "${lib}" PARENT_SCOPE)
endfunction()

if(NOT TARGET burnish::torch_cpu)
  if(BURNISH_TORCH STREQUAL "wheel")
    _burnish_torch_from_wheel()
  elseif(BURNISH_TORCH STREQUAL "system")
    _burnish_torch_from_system()
  else()
    message(FATAL_ERROR "BURNISH_TORCH is \"${BURNISH_TORCH}\", expected wheel or system.")
  endif()
  message(STATUS "libtorch ${BURNISH_TORCH_VERSION} (${BURNISH_TORCH}): ${BURNISH_TORCH_LIBRARY_DIR}")
endif()

if(TARGET burnish::torch_cuda)
  set(BURNISH_TORCH_HAS_CUDA ON)
else()
  set(BURNISH_TORCH_HAS_CUDA OFF)
endif()
set(TorchWheel_FOUND TRUE)
