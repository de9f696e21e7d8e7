# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE_DIR=... -DLUPDATE=... -DWORK=... -P check_translations.cmake
# Fails when a text of ui/ is not in the catalogues, when one in them is gone, or when the German one is unfinished.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
foreach(language de en)
    file(COPY ${SOURCE_DIR}/translations/burnish_${language}.ts DESTINATION ${WORK})
    set(plurals "")
    if(language STREQUAL "en")
        set(plurals -pluralonly)
    endif()
    execute_process(COMMAND ${LUPDATE} -silent -I ${SOURCE_DIR} -locations none -no-obsolete ${plurals} ${SOURCE_DIR}/ui
                            -ts ${WORK}/burnish_${language}.ts COMMAND_ERROR_IS_FATAL ANY)
    file(READ ${SOURCE_DIR}/translations/burnish_${language}.ts before)
    file(READ ${WORK}/burnish_${language}.ts after)
    if(NOT before STREQUAL after)
        execute_process(COMMAND diff ${SOURCE_DIR}/translations/burnish_${language}.ts ${WORK}/burnish_${language}.ts)
        message(FATAL_ERROR "burnish_${language}.ts does not hold the texts of ui/: run translations/update.sh")
    endif()
    string(REGEX MATCHALL "type=\"unfinished\"" unfinished "${after}")
    list(LENGTH unfinished count)
    if(count GREATER 0)
        message(FATAL_ERROR "${count} texts of burnish_${language}.ts are not translated")
    endif()
endforeach()
