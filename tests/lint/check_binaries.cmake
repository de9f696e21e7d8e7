# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DREADELF=... -DFILE=<binary> -DFORBIDDEN=<regex> [-DREQUIRED=<regex>] -P check_binaries.cmake
# Fails when a binary needs a library that belongs to another one (product.md: each heavy library in one binary).
execute_process(COMMAND ${READELF} -d ${FILE} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "NEEDED[^\n]*\\[[^]]*\\]" needed "${dynamic}")
foreach(line IN LISTS needed)
    if(line MATCHES "${FORBIDDEN}")
        message(FATAL_ERROR "${FILE} needs a library that lives elsewhere: ${line}")
    endif()
endforeach()
if(REQUIRED AND NOT needed MATCHES "${REQUIRED}")
    message(FATAL_ERROR "${FILE} does not need ${REQUIRED}; is it still the right binary?")
endif()
message(STATUS "${FILE}: ${needed}")
