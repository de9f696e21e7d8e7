# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE_DIR=... -P check_literals.cmake
# Fails on words in ui/ and app/main.cpp that no translator would see: a literal with two words, or one that begins like a
# sentence, outside tr(). Raw literals cannot become a QString here (QT_NO_CAST_FROM_ASCII), so the two spellings below
# are all there are.
cmake_policy(SET CMP0057 NEW)
set(allowed "Burnish" "Burnish %1" "Fusion" "Read" "SettingChanged")
set(formats "^(PNG|JPEG|WebP|TIFF|OpenEXR|HEIC|AVIF|JPEG XL)[^ ]* \\(")
set(found "")
file(GLOB_RECURSE files ${SOURCE_DIR}/ui/*.cpp ${SOURCE_DIR}/ui/*.h)
list(APPEND files ${SOURCE_DIR}/app/main.cpp)
set(count 0)
foreach(file IN LISTS files)
    file(STRINGS ${file} lines REGEX "(QStringLiteral|QLatin1String)\\(\"")
    foreach(line IN LISTS lines)
        string(REGEX MATCHALL "(QStringLiteral|QLatin1String)\\(\"[^\"]*\"\\)" literals "${line}")
        foreach(literal IN LISTS literals)
            math(EXPR count "${count} + 1")
            string(REGEX REPLACE "^[^\"]*\"(.*)\"\\)$" "\\1" text "${literal}")
            if((text MATCHES "[A-Za-z][a-z]+ [A-Za-z][a-z]+" OR text MATCHES "^[A-Z][a-z]+") AND NOT text IN_LIST allowed AND
               NOT text MATCHES "${formats}")
                file(RELATIVE_PATH name ${SOURCE_DIR} ${file})
                list(APPEND found "${name}: ${text}")
            endif()
        endforeach()
    endforeach()
endforeach()
if(count LESS 100)
    message(FATAL_ERROR "Only ${count} literals were looked at: does this check still read the sources?")
endif()
if(found)
    list(JOIN found "\n  " text)
    message(FATAL_ERROR "Texts that are not translatable:\n  ${text}")
endif()
message(STATUS "${count} literals looked at")
