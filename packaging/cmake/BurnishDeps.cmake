# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0

# Where packaging/setup lays the libraries that do not come from Debian: python/ (unpacked wheels),
# openimageio/include, clip/.
set(BURNISH_DEPS_DIR "${PROJECT_SOURCE_DIR}/build/deps" CACHE PATH
    "Folder that packaging/setup fills with libtorch, OpenImageIO and CLIP's table")

# Stops with one sentence when FILE, a part of WHAT, is not there; ADVICE names the way around packaging/setup.
function(burnish_require_dependency what file advice)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "${what} is not in BURNISH_DEPS_DIR (${file} is missing): "
                        "run packaging/setup, which fetches it, or ${advice}.")
  endif()
endfunction()
