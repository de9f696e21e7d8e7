# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# Read by cpack once for each generator.
if(CPACK_GENERATOR STREQUAL "DEB")
    set(CPACK_INSTALL_CMAKE_PROJECTS "${CPACK_BURNISH_BUILD};burnish;runtime;/")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_PACKAGE_FILE_NAME "burnish_${CPACK_PACKAGE_VERSION}_amd64")
    set(CPACK_DEBIAN_FILE_NAME "${CPACK_PACKAGE_FILE_NAME}.deb")
    set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE amd64)
    set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Burnish authors <authors@burnish.example>")
    set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
    set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
    set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "https://burnish.example/")
    set(CPACK_PACKAGE_DESCRIPTION
"Drop a picture on the window, say what it shows, move the strength slider,
compare before and after, keep what is better, save. Every result is kept
with the settings that made it.
.
Everything is computed on this machine, with libtorch; nothing leaves it.
burnish-cli does the same in scripts.")
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    # What no linker sees: plugins, and data that programs look for.
    set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, hicolor-icon-theme")
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, qt6-translations-l10n, qt6-qpa-plugins, fonts-dejavu-core | fonts-noto-core")
    set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-cjk, libheif1, python3-pip")
    if(NOT CPACK_DEBIAN_COMPRESSION_TYPE)
        set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
    endif()
    set(CPACK_THREADS 0)
    # The private folder, and where the parts of libtorch are that the package leaves to the GPU pack.
    file(GLOB private "${CPACK_BURNISH_SOURCE}/build/deps/python/torch/lib")
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CPACK_BURNISH_BUILD}/lib/burnish" ${private}
        "${CPACK_BURNISH_SOURCE}/build/deps/python/OpenImageIO/lib" "${CPACK_BURNISH_SOURCE}/build/deps/python/nvidia/cu13/lib")
    set(CPACK_PRE_BUILD_SCRIPTS "${CPACK_BURNISH_SOURCE}/packaging/cmake/finish_deb.cmake")
elseif(CPACK_GENERATOR STREQUAL "External")
    set(CPACK_INSTALL_CMAKE_PROJECTS
        "${CPACK_BURNISH_BUILD};burnish;runtime;/;${CPACK_BURNISH_BUILD};burnish;portable;/")
    set(CPACK_PACKAGING_INSTALL_PREFIX "/")
    set(CPACK_PACKAGE_FILE_NAME "burnish-${CPACK_PACKAGE_VERSION}-linux-x86_64")
    set(CPACK_EXTERNAL_ENABLE_STAGING ON)
    set(CPACK_EXTERNAL_PACKAGE_SCRIPT "${CPACK_BURNISH_SOURCE}/packaging/cmake/make_archive.cmake")
endif()
