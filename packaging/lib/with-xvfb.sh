#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# with-xvfb.sh COMMAND [ARGUMENT...]: runs COMMAND on an X screen of its own (Xvfb with openbox, 1280x900, or
# BURNISH_XVFB_SCREEN), in folders of its own, and takes all of it down afterwards. Exits as COMMAND does.
set -euo pipefail

if (($# == 0)); then
    echo "with-xvfb.sh: give a command to run" >&2
    exit 2
fi
for tool in Xvfb openbox xprop; do
    if ! command -v "$tool" >/dev/null; then
        echo "with-xvfb.sh: $tool is not installed (packaging/setup --tests installs it)" >&2
        exit 1
    fi
done

scratch=$(mktemp -d)
xvfb='' openbox='' command_pid=''

# shellcheck disable=SC2317 # reached through the traps
clean_up() {
    trap - EXIT INT TERM HUP
    local pid
    for pid in $command_pid $openbox $xvfb; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf -- "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server picks a free display number and says which, once it takes clients.
mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 "${BURNISH_XVFB_SCREEN:-1280x900x24}" -nolisten tcp -noreset \
    3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 &
xvfb=$!
if ! read -r -t 30 number <"$scratch/display"; then
    cat -- "$scratch/xvfb.log" >&2
    echo "with-xvfb.sh: Xvfb did not start" >&2
    exit 1
fi

export DISPLAY=:$number
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS SESSION_MANAGER XAUTHORITY
export QT_QPA_PLATFORM=xcb
for folder in runtime config data state cache; do
    mkdir -m 0700 -- "$scratch/$folder"
done
export XDG_RUNTIME_DIR=$scratch/runtime XDG_CONFIG_HOME=$scratch/config XDG_DATA_HOME=$scratch/data
export XDG_STATE_HOME=$scratch/state XDG_CACHE_HOME=$scratch/cache

openbox --sm-disable >"$scratch/openbox.log" 2>&1 &
openbox=$!
tries=0
until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; do
    if ((++tries > 300)); then
        cat -- "$scratch/openbox.log" >&2
        echo "with-xvfb.sh: openbox did not start" >&2
        exit 1
    fi
    sleep 0.1
done

"$@" &
command_pid=$!
status=0
wait "$command_pid" || status=$?
command_pid=''
exit "$status"
