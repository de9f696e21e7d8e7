# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by packaging/run and packaging/test: configures and builds a preset, silently where nothing is to do.

# shellcheck source=packaging/lib/common.sh
. "${BASH_SOURCE[0]%/*}/common.sh"

# build_folder PRESET: where CMakePresets.json lets PRESET build.
build_folder() {
    # `ci` is the release with warnings as errors, in the release's own folder.
    local preset=$1
    [[ $preset == ci ]] && preset=release
    printf '%s\n' "$root/build/$preset"
}

# build_preset PRESET [TARGET]: brings its programs up to date; all of them, or those of one target.
build_preset() {
    local preset=$1 target=${2:-all} folder log=$logs/configure.log started=$SECONDS
    folder=$(build_folder "$preset")
    cd "$root" || exit
    mkdir -p "$logs"

    # CMake looks after its own files, but not after a preset or a library folder that changed under it.
    if [[ ! -e $folder/build.ninja || $(preset_of "$folder") != "$preset" ||
        CMakePresets.json -nt $folder/build.ninja || build/deps/python/.stamp -nt $folder/build.ninja ||
        build/deps/openimageio/.stamp -nt $folder/build.ninja ]]; then
        say "Configuring (preset $preset) ..."
        if ! cmake --preset "$preset" >"$log" 2>&1; then
            cat -- "$log" >&2
            fail "could not configure the build (the messages above are also in ${log#"$root"/})."
        fi
        printf '%s\n' "$preset" >"$folder/.preset"
        touch "$folder/build.ninja" # kept as it was where nothing changed, and would look stale for ever
    fi

    ninja -C "$folder" -n "$target" | grep '^ninja: no work to do' >/dev/null && return
    say "Building (preset $preset); the first time takes a while ..."
    if ! cmake --build --preset "$preset" --target "$target"; then
        fail "could not build Burnish (the compiler's messages are above)."
    fi
    say "  done in $((SECONDS - started)) s: programs in ${folder#"$root"/}/bin"
}

preset_of() { cat -- "$1/.preset" 2>/dev/null || true; }
