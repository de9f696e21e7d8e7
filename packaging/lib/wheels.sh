# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by packaging/setup: what comes from the Python package index, pinned by hash, into build/deps. Each part
# is made beside its place and renamed into it with a stamp of what it was made from, so an interrupted set-up
# leaves nothing half done and a repeated one does nothing.

# shellcheck source=packaging/lib/common.sh
. "${BASH_SOURCE[0]%/*}/common.sh"

deps=$root/build/deps
work=$deps/.new # of one set-up, removed at its end

# The wheels are always those for CPython 3.11, so that any Python on this machine fetches the same files.
wheel_tags=(--python-version 3.11 --implementation cp --platform manylinux_2_28_x86_64
    --platform manylinux_2_25_x86_64 --platform manylinux2014_x86_64)

# stamp_of FILE...: names the content of lists and of the scripts that lay things out; comments do not count.
stamp_of() { list_of "$@" | sha256sum | cut -d ' ' -f 1; }

is_stamped() { [[ -r $1/.stamp && $(<"$1/.stamp") == "$2" ]]; }

# put_in_place NEW PLACE STAMP: NEW becomes PLACE.
put_in_place() {
    printf '%s\n' "$3" >"$1/.stamp"
    if [[ -e $2 ]]; then
        mv -T -- "$2" "$1.old"
    fi
    mv -T -- "$1" "$2"
    rm -rf -- "$1.old"
}

# The Debian one where there is one: a Python from elsewhere may come without pip.
python_with_pip() {
    local candidate
    for candidate in /usr/bin/python3 python3; do
        if "$candidate" -m pip --version >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "there is no Python 3 with pip to fetch libtorch and OpenImageIO with."
}

# pip_fetch WHAT SUBCOMMAND...: runs pip with its progress bar on a terminal and everything else in a log.
pip_fetch() {
    local what=$1 log=$logs/pip.log python verbosity=(--quiet --quiet) out=$logs/pip.log
    shift
    python=$(python_with_pip)
    if [[ -t 1 ]]; then
        verbosity=() out=/dev/stdout
    fi
    mkdir -p "$logs" "$work/tmp"
    # pip unpacks into TMPDIR first, and /tmp may be small.
    if ! TMPDIR=$work/tmp PYTHONPATH=$root/packaging/lib/sdist PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$python" -m pip "$1" "${verbosity[@]}" --retries 2 --no-deps "${@:2}" >>"$out" 2>>"$log"; then
        fail "could not fetch $what from the Python package index (see ${log#"$root"/})."
    fi
}

# libtorch and OpenImageIO, unpacked as in a Python site folder.
fetch_runtime() {
    local list=$root/packaging/requirements/runtime.txt stamp new started=$SECONDS
    stamp=$(stamp_of "$list")
    is_stamped "$deps/python" "$stamp" && return
    say "Fetching libtorch and OpenImageIO (550 MB, 1.2 GB on disk) ..."
    new=$work/python
    pip_fetch "libtorch and OpenImageIO" install --no-compile --target "$new" "${wheel_tags[@]}" -r "$list"
    put_in_place "$new" "$deps/python" "$stamp"
    say "  done in $((SECONDS - started)) s: $(megabytes "$deps/python") MB"
}

# OpenImageIO's headers and CLIP's table.
fetch_sources() {
    local list=$root/packaging/requirements/sources.txt lib=$root/packaging/lib stamp started=$SECONDS
    stamp=$(stamp_of "$list" "$lib/openimageio-headers.sh" "$lib/clip_table.py")
    if is_stamped "$deps/openimageio" "$stamp" && is_stamped "$deps/clip" "$stamp"; then
        return
    fi
    say "Fetching OpenImageIO's headers and CLIP's merges (9 MB) ..."
    pip_fetch "OpenImageIO's headers and CLIP's merges" download --no-build-isolation --dest "$work/sources" -r "$list"
    "$lib/openimageio-headers.sh" "$work"/sources/openimageio-*.tar.gz "$work/openimageio/include"
    put_in_place "$work/openimageio" "$deps/openimageio" "$stamp"
    "$(python_with_pip)" "$lib/clip_table.py" "$work"/sources/open_clip_torch-*.whl "$work/clip"
    put_in_place "$work/clip" "$deps/clip" "$stamp"
    say "  done in $((SECONDS - started)) s: $(megabytes "$deps/openimageio" "$deps/clip") MB"
}
