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
