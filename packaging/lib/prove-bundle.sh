#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# For developers: proves that what packaging/bundle made works on a machine that has nothing else. Needs root,
# mmdebstrap, Xvfb, openbox, xdotool and ImageMagick on this machine.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
program=packaging/lib/prove-bundle.sh

usage() {
    cat <<'TEXT'
Usage: packaging/lib/prove-bundle.sh deb | archive SHOTS

deb      in a fresh minimal Debian 12: installs the newest build/dist/*.deb, refines the sample with burnish-cli and in the window
         (opened on a screen of this machine), updates from the version before, purges, and looks for what is left
archive  the same for build/dist/*.tar.zst in a root without Qt, as an ordinary user, from a folder with spaces and other letters;
         then install --user and uninstall --user
Screenshots go to the folder SHOTS. BURNISH_PROOF_BASE names a minimal root that is copied instead of made anew.
TEXT
}

(($# == 2)) || { usage >&2; exit 2; }
what=$1 shots=$2
((EUID == 0)) || fail "only root can make a root."
mkdir -p -- "$shots"
shots=$(cd -- "$shots" && pwd)
dist=$root/build/dist

sources() {
    # shellcheck disable=SC2016 # apt's own placeholders
    apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' |
        awk -F '|' '$1 == "Debian" { print "deb", $2, $3, $4 }' | sort -u
}

dir=$(mktemp -d /var/tmp/burnish-proof.XXXXXX)
clean_up() {
    umount -l "$dir/proc" "$dir/dev" "$dir/tmp/.X11-unix" 2>/dev/null || true
    rm -rf --one-file-system -- "$dir"
}
trap clean_up EXIT
say "Making a Debian 12 root in $dir ..."
if [[ -n ${BURNISH_PROOF_BASE-} ]]; then
    cp -a -- "$BURNISH_PROOF_BASE/." "$dir/"
else
    mmdebstrap --variant=minbase --quiet bookworm "$dir" - <<<"$(sources)" >/dev/null 2>&1 || fail "could not make the root."
fi
apt-config dump 2>/dev/null | grep -i '^Acquire::https\?::' >"$dir/etc/apt/apt.conf.d/99host" || true
cp --remove-destination /etc/resolv.conf /etc/hosts "$dir/etc/"
mount -t proc proc "$dir/proc"
mount --rbind /dev "$dir/dev"
mount --make-rslave "$dir/dev"
mkdir -p -m 1777 "$dir/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$dir/tmp/.X11-unix"
inside() { chroot "$dir" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { chroot --userspec=artist:artist "$dir" /usr/bin/env -i HOME=/home/artist PATH=/usr/bin:/bin LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=/home/artist/run DISPLAY="${DISPLAY-}" "$@"; }
listing() { (cd "$dir" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./sys -o -path ./tmp -o -path './var/lib/apt' -o -path './var/cache' -o -path './var/lib/dpkg' -o -path './var/log' -o -path ./run \) -prune -o -print | LC_ALL=C sort); }
inside useradd --create-home artist
inside install -d -o artist -g artist -m 0700 /home/artist/run
for tool in g++ cc python3 cmake; do
    inside sh -c "command -v $tool" >/dev/null && fail "$tool is in the root."
done

# window NAME COMMAND...: starts it, waits for its window, runs the task of the contract with hands, takes pictures.
window() {
    local name=$1 id
    shift
    as_user BURNISH_TIMING=1 "$@" >"$shots/$name.log" 2>&1 &
    local job=$!
    id=$(timeout 120 xdotool search --sync --onlyvisible --name Burnish | head -n 1)
    sleep 6
    import -window root "$shots/$name-ready.png"
    xdotool windowactivate --sync "$id" key ctrl+Return
    # A finished result is in the session folder at once.
    for ((i = 0; i < 600; ++i)); do
        [[ -z $(find "$dir/home/artist/.local/state/burnish/session" -name 'result-*.png' 2>/dev/null) ]] || break
        sleep 1
    done
    sleep 3
    import -window root "$shots/$name-result.png"
    xdotool key ctrl+s
    sleep 6
    xdotool type --delay 40 "/home/artist/out-$name.png"
    xdotool key Return
    for ((i = 0; i < 60; ++i)); do
        [[ ! -s $dir/home/artist/out-$name.png ]] || break
        sleep 1
    done
    import -window root "$shots/$name-saved.png"
    xdotool key ctrl+q
    for ((i = 0; i < 40; ++i)); do kill -0 "$job" 2>/dev/null || break; sleep 0.5; done
    kill "$job" 2>/dev/null || true
    wait "$job" || true
    [[ -s $dir/home/artist/out-$name.png ]] || fail "the window ($name) has saved nothing; see $shots/$name-saved.png"
    cat -- "$shots/$name.log"
}

prove_deb() {
    local deb before after
    deb=$(find "$dist" -name 'burnish_*_amd64.deb' | sort -V | tail -n 1)
    cp -- "$deb" "$dir/root/new.deb"
    # The version below: the same files under a lower number, made here.
    mkdir "$dir/root/old"
    dpkg-deb -R "$deb" "$dir/root/old"
    sed -i 's/^Version: .*/Version: 0.0.9/' "$dir/root/old/DEBIAN/control"
    dpkg-deb -Zgzip -z1 -b "$dir/root/old" "$dir/root/old.deb" >/dev/null
    rm -rf -- "$dir/root/old"
    inside apt-get -q update >/dev/null
    inside apt-get -q -y install --no-install-recommends fonts-dejavu-core adduser >/dev/null
    before=$(listing)
    say "Installing the version below ..."
    inside apt-get -q -y install /root/old.deb >/dev/null
    as_user burnish-cli refine /usr/share/burnish/samples/astronaut.jpg -o /home/artist/cli.png --seed 1 --steps 10
    as_user burnish-cli inspect /home/artist/cli.png | head -n 5
    window deb-old burnish /usr/share/burnish/samples/astronaut.jpg
    inside install -d -o artist /home/artist/.local/share/burnish/models/mine
    local settings
    settings=$(cd "$dir/home/artist" && find .config .local -type f -exec sha256sum {} + | sort)
    say "Updating ..."
    inside apt-get -q -y install /root/new.deb >/dev/null
    [[ $settings == "$(cd "$dir/home/artist" && find .config .local -type f -exec sha256sum {} + | sort)" ]] || fail "the update changed the user's files."
    [[ -d $dir/home/artist/.local/share/burnish/models/mine ]] || fail "the update took a model."
    window deb burnish /usr/share/burnish/samples/astronaut.jpg
    say "Purging ..."
    inside apt-get -q -y purge burnish >/dev/null
    inside apt-get -q -y autoremove --purge >/dev/null
    after=$(listing | grep -v '^./home/artist')
    diff <(grep -v '^./home/artist' <<<"$before") <(echo "$after") | grep '^>' | grep -i burnish && fail "something of Burnish is left."
    say "left by other packages: $(diff <(grep -v '^./home/artist' <<<"$before") <(echo "$after") | grep -c '^>' || true) files"
    say "the package: proved"
}

prove_archive() {
    local archive place before after
    archive=$(find "$dist" -name 'burnish-*-linux-x86_64.tar.zst' | sort -V | tail -n 1)
    place="/home/artist/eine Stelle ü寺"
    # What every desktop has and a minimal root has not: fonts.
    inside apt-get -q update >/dev/null
    inside apt-get -q -y install --no-install-recommends fonts-dejavu-core fontconfig-config xkb-data >/dev/null
    inside sh -c 'ls /usr/lib/x86_64-linux-gnu/libQt6* 2>/dev/null' && fail "Qt is in the root."
    inside install -d -o artist -g artist "$place"
    tar --zstd -xf "$archive" -C "$dir$place"
    chown -R --reference="$dir/home/artist" "$dir$place"
    place="$place/$(basename -- "$archive" .tar.zst)"
    as_user "$place/bin/burnish-cli" refine "$place/share/burnish/samples/astronaut.jpg" -o "/home/artist/cli ü.png" --seed 1 --steps 10
    as_user "$place/bin/burnish-cli" inspect "/home/artist/cli ü.png" | head -n 5
    window archive "$place/bin/burnish" "$place/share/burnish/samples/astronaut.jpg"
    before=$(cd "$dir/home/artist" && find . -path './eine*' -prune -o -print | sort)
    as_user "$place/install" --user
    as_user test -e /home/artist/.local/share/applications/org.burnish.Burnish.desktop || fail "no menu entry."
    window installed /home/artist/.local/bin/burnish "$place/share/burnish/samples/astronaut.jpg"
    as_user /home/artist/.local/lib/burnish/uninstall --user
    after=$(cd "$dir/home/artist" && find . -path './eine*' -prune -o -print | grep -v out-installed | sort)
    diff <(echo "$before") <(echo "$after") | grep '^>' && fail "uninstall left something."
    say "the archive: proved"
}

"prove_$what"
