#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# bundle_test.sh NAME BUILD STAGE SOURCE: one check of the installed tree; see CMakeLists.txt.
set -euo pipefail
check=$1 build=$2 stage=$3 source=$4
tree=$stage/tree
private=$tree/lib/x86_64-linux-gnu/burnish
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

fail() {
    echo "FAIL: $*" >&2
    exit 1
}
need() {
    local tool
    for tool; do
        command -v "$tool" >/dev/null || fail "$tool is not installed (packaging/setup --bundle installs it)"
    done
}
# objects: every ELF file of the tree.
objects() {
    find "$tree" -type f \( -name '*.so' -o -name '*.so.*' -o -path "$tree/bin/*" -o -name burnish-codec \) -print0 |
        while IFS= read -r -d '' file; do
            [[ $(head -c 4 -- "$file") == $'\x7fELF' ]] && printf '%s\n' "$file"
        done
}

check_stage() {
    need patchelf strip
    rm -rf -- "$stage"
    cmake --install "$build" --component runtime --prefix "$tree" --strip >"$scratch/log"
    cmake --install "$build" --component portable --prefix "$tree" >>"$scratch/log"
    [[ -x $tree/bin/burnish && -x $tree/bin/burnish-cli && -x $private/burnish-codec ]] || fail "programs are missing"
    du -sm -- "$tree"
}

check_libraries() {
    local file path missing bad=0
    while IFS= read -r file; do
        path=$(patchelf --print-rpath "$file" 2>/dev/null || true)
        if [[ -n $path && ! $path =~ ^\$ORIGIN(/[^:]*)?(:\$ORIGIN(/[^:]*)?)*$ ]]; then
            echo "$file: search path $path" && bad=1
        fi
        missing=$(env -i PATH=/usr/bin ldd "$file" 2>/dev/null | sed -n 's/^\t*\(.*\) => not found.*/\1/p' | sort -u | tr '\n' ' ')
        # The CUDA module's own libraries are the GPU pack's.
        if [[ $file == */libburnish_cuda.so ]]; then
            missing=$(sed -E 's/lib(c10|torch)_cuda\.so //g' <<<"$missing")
        fi
        [[ -z $missing ]] || { echo "$file: not found: $missing" && bad=1; }
        # Nothing but the C library's own may come from outside.
        path=$(env -i PATH=/usr/bin ldd "$file" 2>/dev/null | grep '=> /' | grep -v "=> $tree/" |
            grep -vE '/(libc|libm|libdl|libpthread|librt|libutil|libresolv|libstdc\+\+|libgcc_s)\.so' || true)
        [[ -z $path ]] || { echo "$file: from outside: $path" && bad=1; }
        if grep -qF -- "$source" "$file" || grep -qF -- "$build" "$file"; then
            echo "$file: names a folder of this machine" && bad=1
        fi
        if readelf -S "$file" | grep -E '\.(symtab|debug_info)' >/dev/null; then
            echo "$file: has symbols" && bad=1
        fi
    done < <(objects)
    ((bad == 0)) || fail "see above"
    (($(objects | wc -l) > 40)) || fail "only $(objects | wc -l) objects were looked at"
    grep -rIlF -- "$source" "$tree" && fail "a text names a folder of this machine" || true
    local name
    for name in torch openimageio nvidia_cuda_runtime nvidia_cuda_cupti libqt6core6 libqt6widgets6 libfmt-dev libcli11-dev nlohmann-json3-dev; do
        [[ -n $(find "$tree/share/doc/burnish/licenses/$name" -type f -size +100c 2>/dev/null) ]] || fail "no licence of $name"
    done
}

check_documents() {
    need man zsh fish bash
    local page shell program
    for page in "$tree"/share/man/man1/*.1; do
        man --warnings -E UTF-8 -l -Tutf8 -Z "$page" >/dev/null 2>"$scratch/warnings"
        [[ ! -s $scratch/warnings ]] || { cat "$scratch/warnings" && fail "$page"; }
    done
    LC_ALL=C man -l "$tree/share/man/man1/burnish-cli.1" | col -b >"$scratch/cli"
    # Every option that --help says works is in the manual page and in each completion.
    local options
    options=$("$tree/bin/burnish-cli" refine --help | sed -n '/that work:/,/^$/s/^  \(-o, \)\?\(--[a-z-]*\).*/\2/p')
    (($(wc -w <<<"$options") > 20)) || fail "--help lists too little"
    for option in $options; do
        grep -qE -- "(^| )$option\b" "$scratch/cli" || fail "$option is not in the manual page"
        grep -qE -- "$option\b" "$tree/share/bash-completion/completions/burnish-cli" || fail "$option is not completed by bash"
        grep -qE -- "$option\[" "$tree/share/zsh/vendor-completions/_burnish-cli" || fail "$option is not completed by zsh"
        grep -qE -- "-l ${option#--}\b" "$tree/share/fish/vendor_completions.d/burnish-cli.fish" || fail "$option is not completed by fish"
    done
    grep -q -- '--edit' <(LC_ALL=C man -l "$tree/share/man/man1/burnish.1" | col -b) || fail "--edit is not in burnish(1)"
    for program in burnish burnish-cli; do
        bash -n "$tree/share/bash-completion/completions/$program"
        zsh -n "$tree/share/zsh/vendor-completions/_$program"
        fish --no-execute "$tree/share/fish/vendor_completions.d/$program.fish"
    done
    # And they complete.
    fish -c "source '$tree/share/fish/vendor_completions.d/burnish-cli.fish'; complete -C 'burnish-cli refine --dtype '" |
        grep bf16 >/dev/null || fail "fish does not complete --dtype"
    if [[ -r /usr/share/bash-completion/bash_completion ]]; then
        bash -c ". /usr/share/bash-completion/bash_completion; . '$tree/share/bash-completion/completions/burnish-cli'
            COMP_WORDS=(burnish-cli refine --dtype ''); COMP_CWORD=3; COMP_LINE='burnish-cli refine --dtype '; COMP_POINT=27
            _burnish_cli; printf '%s\n' \"\${COMPREPLY[@]}\"" | grep bf16 >/dev/null || fail "bash does not complete --dtype"
    fi
}

check_integration() {
    need desktop-file-validate appstreamcli
    desktop-file-validate --no-hints "$tree/share/applications/org.burnish.Burnish.desktop"
    appstreamcli validate --no-net --pedantic "$tree/share/metainfo/org.burnish.Burnish.metainfo.xml"
    local size icon
    for size in 16 24 32 48 64 128 256 512; do
        icon=$tree/share/icons/hicolor/${size}x$size/apps/org.burnish.Burnish.png
        [[ $(head -c 24 -- "$icon" | tail -c 8 | od -An -tu1 | tr -s ' ') == " 0 0 $((size / 256)) $((size % 256)) 0 0 $((size / 256)) $((size % 256))" ]] ||
            fail "$icon is not $size x $size"
    done
    [[ -s $tree/share/icons/hicolor/scalable/apps/org.burnish.Burnish.svg ]] || fail "no scalable icon"
    [[ -s $tree/share/icons/hicolor/symbolic/apps/org.burnish.Burnish-symbolic.svg ]] || fail "no symbolic icon"
    # What "Open with" offers is what the codec reads.
    local mime
    for mime in image/png image/jpeg image/webp image/tiff image/x-exr image/jxl image/jp2 image/bmp image/x-tga image/gif image/vnd.adobe.photoshop; do
        grep -q "^MimeType=.*$mime;" "$tree/share/applications/org.burnish.Burnish.desktop" || fail "$mime is not offered"
    done
}

# refine_in TREE HOME: both programs from that tree, as somebody who has nothing of ours in the environment.
run_in() {
    local home=$2
    mkdir -p -- "$home/run" && chmod 0700 "$home/run"
    env -i HOME="$home" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 XDG_RUNTIME_DIR="$home/run" QT_QPA_PLATFORM=offscreen "${@:3}"
}

check_elsewhere() {
    local place="$scratch/eine Stelle, ü寺"
    mkdir -- "$place"
    cp -al -- "$tree" "$place/burnish" 2>/dev/null || cp -a -- "$tree" "$place/burnish"
    mv -T -- "$place/burnish" "$place/Burnish ü寺"
    local bin="$place/Burnish ü寺/bin"
    run_in "$bin" "$scratch/home" "$bin/burnish-cli" refine "$place/Burnish ü寺/share/burnish/samples/astronaut.jpg" -o "$place/fertig ü寺.png" \
        --seed 7 --steps 4 --quiet
    [[ -s "$place/fertig ü寺.png" ]] || fail "nothing was refined"
    run_in "$bin" "$scratch/home" "$bin/burnish-cli" inspect "$place/fertig ü寺.png" | grep seed >/dev/null || fail "no recipe"
    # The window comes up with the Qt that lies beside it, and says so when asked what it opened.
    run_in "$bin" "$scratch/home" LD_DEBUG=libs timeout --preserve-status 8 "$bin/burnish" "$place/fertig ü寺.png" >"$scratch/log" 2>&1 || true
    grep -q 'calling init: .*libQt6Widgets' "$scratch/log" || fail "the window did not start"
    grep 'calling init: .*libQt6' "$scratch/log" | grep -v "$place" && fail "Qt of the system was opened" || true
    grep -qi 'could not\|terminate\|abort' "$scratch/log" && { tail -5 "$scratch/log"; fail "the window complained"; } || true
    # Nothing but XDG folders in the home.
    [[ $(cd "$scratch/home" && find . -mindepth 1 -maxdepth 1 | sort | tr '\n' ' ') =~ ^(\./\.cache )?\./\.config\ (\./\.local )?\./run\ $ ]] ||
        fail "in the home folder: $(cd "$scratch/home" && find . -mindepth 1 -maxdepth 1)"
}

check_user() {
    local home="$scratch/home ü" before after
    mkdir -p -- "$home/.config" "$home/.local/share/burnish/models" "$home/.local/share/applications"
    echo '[General]' >"$home/.config/keep" && echo model >"$home/.local/share/burnish/models/mine"
    printf '[Desktop Entry]\nType=Application\nName=Other\nExec=other\n' >"$home/.local/share/applications/other.desktop"
    before=$(cd "$home" && find . | sort)
    env -i HOME="$home" PATH=/usr/bin:/bin "$tree/install" --user
    [[ -x "$home/.local/bin/burnish-cli" ]] || fail "no program"
    local entry="$home/.local/share/applications/org.burnish.Burnish.desktop"
    desktop-file-validate --no-hints "$entry"
    [[ -s "$home/.local/share/icons/hicolor/48x48/apps/org.burnish.Burnish.png" ]] || fail "no icon"
    if command -v update-desktop-database >/dev/null; then
        grep -q '^image/png=.*org.burnish.Burnish.desktop' "$home/.local/share/applications/mimeinfo.cache" || fail "no MIME types"
    fi
    run_in x "$home" "$home/.local/bin/burnish-cli" --version | grep burnish-cli >/dev/null || fail "does not run"
    rm -rf -- "$home/run"
    # Again over itself, then away.
    env -i HOME="$home" PATH=/usr/bin:/bin "$tree/install" --user
    env -i HOME="$home" PATH=/usr/bin:/bin "$home/.local/lib/burnish/uninstall" --user
    rm -f -- "$home/.local/share/applications/mimeinfo.cache"
    after=$(cd "$home" && find . | sort)
    [[ $before == "$after" ]] || { diff <(echo "$before") <(echo "$after"); fail "something was left or lost"; }
    # Somebody else's folder of that name is not touched.
    mkdir -p "$home/.local/lib/burnish"
    env -i HOME="$home" PATH=/usr/bin:/bin "$tree/install" --user 2>"$scratch/error" && fail "it took a folder that is not its own"
    grep -q 'was not put there' "$scratch/error" || fail "without a sentence"
}

check_gpu_pack() {
    local out
    out=$(HOME=$scratch env -u XDG_DATA_HOME "$tree/bin/burnish-gpu-pack" list)
    grep -q 'nvidia-cublas' <<<"$out" && grep -qE 'In all [0-9]+ MB' <<<"$out" || fail "list says: $out"
    if [[ ! -r /proc/driver/nvidia/version ]]; then
        HOME=$scratch "$tree/bin/burnish-gpu-pack" fetch >/dev/null 2>"$scratch/error" && fail "fetches without a driver"
        grep -q 'no NVIDIA driver' "$scratch/error" || fail "refuses without saying why"
    fi
    [[ -z $(find "$scratch" -name gpu) ]] || fail "leaves something behind"
}

check_deb() {
    need lintian dpkg-deb fakeroot
    export SOURCE_DATE_EPOCH=1764000000
    # Lightly compressed: what is looked at is the same, in a fraction of the time.
    cpack --config "$build/CPackConfig.cmake" -G DEB -B "$scratch" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip >"$scratch/log" 2>&1 ||
        { tail -30 "$scratch/log"; fail "cpack"; }
    local deb
    deb=$(find "$scratch" -maxdepth 1 -name '*.deb')
    dpkg-deb --info "$deb"
    local depends
    depends=$(dpkg-deb --field "$deb" Depends)
    for package in libc6 libqt6widgets6 libqt6dbus6 libqt6svg6 libsodium23 libutf8proc2 zlib1g; do
        grep -q "$package" <<<"$depends" || fail "does not depend on $package: $depends"
    done
    grep -qE 'torch|openimageio|cuda' <<<"$depends" && fail "depends on what is inside: $depends"
    dpkg-deb --contents "$deb" | awk '{ print $6 }' | grep -vE '^\./(usr/(bin|lib|share)?.*)?$' && fail "files outside /usr" || true
    lintian --fail-on error --no-tag-display-limit "$deb" || fail "lintian"
}

"check_$check"
