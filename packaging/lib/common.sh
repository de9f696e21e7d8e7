# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the scripts of packaging/: paths, and how they speak.

# A minimal system has no other UTF-8 locale; apt, cmake and the tests print what others wrote.
export LC_ALL=C.UTF-8
umask 022

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
program=packaging/$(basename -- "$0")
# shellcheck disable=SC2034 # read by those that source this
logs=$root/build/logs

# What a long step says, before and after; the rest goes to its log.
say() { printf '%s\n' "$*"; }

# fail SENTENCE: the one sentence on stderr, exit status 1.
fail() {
    printf '%s: %s\n' "$program" "$*" >&2
    exit 1
}

# usage_error SENTENCE: the same for a wrong call, exit status 2.
usage_error() {
    printf '%s: %s (see %s --help)\n' "$program" "$*" "$program" >&2
    exit 2
}

# list_of FILE...: the entries of requirement lists, one a line, comments left out.
list_of() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

megabytes() { du -sm --apparent-size "$@" | awk '{ total += $1 } END { print total }'; }

# with_progress LOG COMMAND...: runs it with all output in LOG, and shows the time and the log's last line meanwhile:
# on a terminal in place, elsewhere a line every twenty seconds.
with_progress() {
    local log=$1 job started=$SECONDS last=0 seconds status=0
    shift
    "$@" >>"$log" 2>&1 &
    job=$!
    while kill -0 "$job" 2>/dev/null; do
        sleep 0.25
        seconds=$((SECONDS - started))
        if [[ -t 1 ]]; then
            printf '\r\033[K  %s s  %.60s' "$seconds" "$(tail -n 1 -- "$log" | tr -dc '[:print:]')"
        elif ((seconds >= last + 20)); then
            last=$seconds
            printf '  %s s  %.80s\n' "$seconds" "$(tail -n 1 -- "$log" | tr -dc '[:print:]')"
        fi
    done
    [[ ! -t 1 ]] || printf '\r\033[K'
    wait "$job" || status=$?
    return "$status"
}
