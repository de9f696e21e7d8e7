#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# take_result_screenshot.sh BUILD FILE: the picture in README and AppStream. Runs the built program on the sample with
# grain laid over it, refines it with the model inside, and writes what the screen shows. Needs Xvfb, openbox, xdotool and ImageMagick.
set -euo pipefail

if (($# != 2)); then
    echo "usage: take_result_screenshot.sh BUILD FILE" >&2
    exit 2
fi
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
export BURNISH_SHOT_PROGRAM BURNISH_SHOT_FILE BURNISH_SHOT_PICTURE
BURNISH_SHOT_PROGRAM=$(realpath -- "$1")/bin/burnish
BURNISH_SHOT_FILE=$(realpath -m -- "$2")
grainy=$(mktemp -d)
trap 'rm -rf -- "$grainy"' EXIT
BURNISH_SHOT_PICTURE=$grainy/grainy.png
convert "$root"/resources/samples/*.jpg -seed 1 -attenuate 0.5 +noise Gaussian "$BURNISH_SHOT_PICTURE"

# Runs in the folders that with-xvfb.sh made.
take() {
    mkdir -p -- "$XDG_CONFIG_HOME/burnish"
    printf '[General]\nschema=1\ntheme=dark\n' >"$XDG_CONFIG_HOME/burnish/burnish.ini"
    "$BURNISH_SHOT_PROGRAM" "$BURNISH_SHOT_PICTURE" &
    local pid=$! window
    window=$(xdotool search --sync --onlyvisible --pid "$pid" --name Burnish | tail -n 1)
    xdotool windowactivate --sync "$window" windowsize --sync "$window" 1440 900
    sleep 3
    xdotool key ctrl+Return
    sleep 12
    xdotool mousemove 1439 899
    import -window "$window" -quality 88 "$BURNISH_SHOT_FILE"
    kill -9 "$pid"
    wait "$pid" 2>/dev/null || true
}
export -f take
LC_ALL=C.UTF-8 BURNISH_XVFB_SCREEN=1480x980x24 "$root/packaging/lib/with-xvfb.sh" bash -euo pipefail -c take
