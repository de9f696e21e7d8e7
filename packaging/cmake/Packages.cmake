# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# CPack: `cpack -G DEB` and `cpack -G External` (the archive) on Linux; packaging/bundle calls both.
set(CPACK_PACKAGE_NAME burnish)
set(CPACK_PACKAGE_VENDOR "The Burnish authors")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "refine pictures with the SDXL refiner, by hand and by eye")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/dist)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/cmake/PackageOfGenerator.cmake)
set(CPACK_BURNISH_BUILD ${CMAKE_BINARY_DIR})
set(CPACK_BURNISH_SOURCE ${CMAKE_SOURCE_DIR})
set(CPACK_BURNISH_DATE ${BURNISH_RELEASE_DATE})

# Not tried yet: nobody has built Burnish on these systems.
if(WIN32)
    set(CPACK_GENERATOR NSIS ZIP)
elseif(APPLE)
    set(CPACK_GENERATOR DragNDrop)
else()
    set(CPACK_GENERATOR DEB External)
endif()
include(CPack)
