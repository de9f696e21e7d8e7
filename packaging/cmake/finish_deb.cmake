# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# Before the package is closed: what Debian's policy asks of the staged tree (compressed manual pages and changelog).
set(tree "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)  # of SOURCE_DATE_EPOCH, where that is set
file(WRITE "${tree}/share/doc/burnish/changelog.Debian" "burnish (${CPACK_PACKAGE_VERSION}) bookworm; urgency=medium

  * Built by packaging/bundle from the sources of this version; what changed
    is told in changelog.gz.

 -- The Burnish authors <authors@burnish.example>  ${date}
")
file(COPY "${CPACK_BURNISH_SOURCE}/CHANGELOG.md" DESTINATION "${tree}/share/doc/burnish" FILE_PERMISSIONS
     OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(RENAME "${tree}/share/doc/burnish/CHANGELOG.md" "${tree}/share/doc/burnish/changelog")
# COPY, not INSTALL: the latter would put DESTDIR before the folder once more.
file(COPY "${CPACK_BURNISH_SOURCE}/packaging/linux/lintian-overrides" DESTINATION "${tree}/share/lintian/overrides"
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(RENAME "${tree}/share/lintian/overrides/lintian-overrides" "${tree}/share/lintian/overrides/burnish")
file(GLOB pages "${tree}/share/man/man1/*.1" "${tree}/share/doc/burnish/changelog*")
list(FILTER pages EXCLUDE REGEX "\\.gz$")
execute_process(COMMAND gzip -9nf ${pages} COMMAND_ERROR_IS_FATAL ANY)
# Files that were made here are as old as the commit.
execute_process(COMMAND find "${tree}" -newermt "@$ENV{SOURCE_DATE_EPOCH}" -exec touch -h -d "@$ENV{SOURCE_DATE_EPOCH}" {} + )
