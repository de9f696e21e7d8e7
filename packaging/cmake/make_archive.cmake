# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# Packs the staged tree: sorted, owned by nobody in particular, as old as the commit, so that one commit gives one archive.
set(name "${CPACK_PACKAGE_FILE_NAME}")
set(archive "${CPACK_PACKAGE_DIRECTORY}/${name}.tar.zst")
get_filename_component(tree "${CPACK_TEMPORARY_DIRECTORY}" ABSOLUTE)
set(epoch "$ENV{SOURCE_DATE_EPOCH}")
if(epoch STREQUAL "")
    string(TIMESTAMP epoch "%s" UTC)
endif()
execute_process(
    COMMAND tar --create --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r,go-w "--mtime=@${epoch}"
            "--transform=s,^\\.,${name}," --directory "${tree}" .
    COMMAND zstd -12 -T0 --force --quiet -o "${archive}"
    COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "archive: ${archive}")
