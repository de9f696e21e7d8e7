#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# update.sh: brings the texts of ui/ into the .ts files; English takes plurals only. Needs Qt's lupdate.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
lupdate=$(qtpaths6 --query QT_HOST_BINS)/lupdate
"$lupdate" -I .. -locations none -no-obsolete ../ui -ts burnish_de.ts
"$lupdate" -I .. -locations none -no-obsolete -pluralonly ../ui -ts burnish_en.ts
