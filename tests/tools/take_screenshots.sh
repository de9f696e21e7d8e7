#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# take_screenshots.sh BUILD FOLDER: draws the window (empty, ready, running, result, error, more) light and dark, at 1x and
# 2x, at its smallest size, in German, in the pseudo-language, mirrored, with larger text and high contrast, into FOLDER. BUILD is a build folder with tests. The engine is a fake.
set -euo pipefail

if (($# != 2)); then
    echo "usage: take_screenshots.sh BUILD FOLDER" >&2
    exit 2
fi
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
shots=$(realpath -- "$1")/tests/window_shots
mkdir -p -- "$2"
folder=$(realpath -- "$2")
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
# The tests' codec reads PNG; the sample is a JPEG.
convert "$root"/resources/samples/*.jpg "$scratch/portrait.png"

export BURNISH_XVFB_SCREEN=2880x1800x24
run() { "$root/packaging/lib/with-xvfb.sh" "$shots" "$folder" "$@"; }
LC_ALL=C.UTF-8 run '' "$scratch/portrait.png"
LC_ALL=C.UTF-8 QT_SCALE_FACTOR=2 run -2x "$scratch/portrait.png"
LC_ALL=C.UTF-8 run -small "$scratch/portrait.png" 960 640
"$root/packaging/lib/with-xvfb.sh" env LC_ALL=de_DE.UTF-8 "$shots" "$folder" -german "$scratch/portrait.png"
LC_ALL=de_DE.UTF-8 QT_SCALE_FACTOR=2 run -german-2x "$scratch/portrait.png"
LC_ALL=C.UTF-8 BURNISH_SHOTS_LANGUAGE=pseudo run -pseudo "$scratch/portrait.png"
LC_ALL=C.UTF-8 BURNISH_SHOTS_LANGUAGE=pseudo run -pseudo-small "$scratch/portrait.png" 960 640
LC_ALL=C.UTF-8 run -mirrored "$scratch/portrait.png" 1440 900 -reverse
LC_ALL=C.UTF-8 BURNISH_SHOTS_LANGUAGE=pseudo QT_SCALE_FACTOR=2 run -pseudo-2x "$scratch/portrait.png"
LC_ALL=C.UTF-8 QT_SCALE_FACTOR=2 run -mirrored-2x "$scratch/portrait.png" 1440 900 -reverse
LC_ALL=C.UTF-8 BURNISH_SHOTS_FONT=1.5 run -large-text "$scratch/portrait.png"
LC_ALL=C.UTF-8 BURNISH_SHOTS_CONTRAST=high run -contrast "$scratch/portrait.png"
