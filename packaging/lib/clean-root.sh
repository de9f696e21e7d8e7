#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# For developers: proves that a clean clone works on a clean Debian 12. Needs root and mmdebstrap.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
program=packaging/lib/clean-root.sh

usage() {
    cat <<'TEXT'
Usage: packaging/lib/clean-root.sh [--keep] [--no-network] [--x11] [--root DIR] COMMAND [ARGUMENT...]

Makes a minimal Debian 12 root, clones HEAD into it as /burnish and runs COMMAND there, for example
  packaging/lib/clean-root.sh packaging/run --headless
The package mirror, proxies, certificates and pip settings are this machine's. The root and all that runs in it are
gone at the end. Exits as COMMAND does.

  --root DIR      use DIR: make the root there if DIR is empty or not there, go on with it otherwise; implies --keep
  --keep          leave the root, and say where it is
  --no-network    run COMMAND without any network
  --x11           let COMMAND use the X display of this machine (DISPLAY)
  --help          say this
TEXT
}

keep=no network=yes x11=no dir=''
while (($# > 0)); do
    case $1 in
        --keep) keep=yes ;;
        --no-network) network=no ;;
        --x11) x11=yes ;;
        --root)
            (($# > 1)) || usage_error "--root needs a folder"
            dir=$2 keep=yes
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*) usage_error "does not know the option \"$1\"" ;;
        *) break ;;
    esac
    shift
done
(($# > 0)) || usage_error "needs a command to run"
((EUID == 0)) || fail "only root can make a root."
command -v mmdebstrap >/dev/null || fail "mmdebstrap is not installed."

# The Debian part of this machine's package sources, as a sources.list.
host_sources() {
    # shellcheck disable=SC2016 # apt's own placeholders
    apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' |
        awk -F '|' '$1 == "Debian" { print "deb", $2, $3, $4 }' | sort -u
}

make_root() {
    local started=$SECONDS sources
    sources=$(host_sources)
    [[ -n $sources ]] || fail "apt on this machine knows no Debian mirror (apt-get update?)."
    say "Making a Debian 12 root in $dir ..."
    mkdir -p "$dir" "$logs"
    if ! mmdebstrap --variant=minbase --quiet bookworm "$dir" - <<<"$sources" >"$logs/mmdebstrap.log" 2>&1; then
        fail "could not make the root (see ${logs#"$root"/}/mmdebstrap.log)."
    fi
    # What this machine needs to reach its mirrors and package index; never part of the repository.
    apt-config dump 2>/dev/null | grep -i '^Acquire::https\?::' >"$dir/etc/apt/apt.conf.d/99host" || true
    cp --remove-destination /etc/resolv.conf /etc/hosts "$dir/etc/"
    cp /etc/ssl/certs/ca-certificates.crt "$dir/etc/host-certificates.crt"
    if [[ -r /etc/pip.conf ]]; then
        cp /etc/pip.conf "$dir/etc/pip.conf"
    fi
    say "  done in $((SECONDS - started)) s"
}

# shellcheck disable=SC2317 # called in the shell that unshare starts
# Runs in namespaces of its own, so its mounts and processes end with it.
enter_root() {
    local dir=$1 x11=$2
    shift 2
    mount -t proc proc "$dir/proc"
    mount --rbind /dev "$dir/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$dir/tmp"
    if [[ $x11 == yes ]]; then
        mkdir -m 1777 "$dir/tmp/.X11-unix"
        mount --bind /tmp/.X11-unix "$dir/tmp/.X11-unix"
    fi
    exec chroot "$dir" /usr/bin/env -C /burnish "$@"
}

if [[ -z $dir ]]; then
    dir=$(mktemp -d /var/tmp/burnish-root.XXXXXX)
fi
# shellcheck disable=SC2317 # reached through the trap
clean_up() {
    if [[ $keep == yes ]]; then
        say "The root is left in $dir"
    else
        rm -rf --one-file-system -- "$dir"
    fi
}
trap clean_up EXIT

[[ -e $dir/etc/debian_version ]] || make_root
if [[ ! -e $dir/burnish ]]; then
    git clone --quiet --no-hardlinks "$root" "$dir/burnish"
    git -C "$dir/burnish" checkout --quiet --detach "$(git -C "$root" rev-parse HEAD)"
fi

environment=(HOME=/root TERM="${TERM:-dumb}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    PIP_CERT=/etc/host-certificates.crt)
while IFS= read -r name; do
    environment+=("$name=${!name}")
done < <(compgen -e | grep -iE '^(https?_proxy|no_proxy|PIP_(INDEX_URL|EXTRA_INDEX_URL|TRUSTED_HOST|DEFAULT_TIMEOUT))$')
[[ $x11 == no ]] || environment+=("DISPLAY=${DISPLAY-}")

isolation=(--mount --pid --ipc --fork --kill-child --propagation private)
[[ $network == yes ]] || isolation+=(--net)
started=$SECONDS
status=0
unshare "${isolation[@]}" -- bash -euo pipefail -c "$(declare -f enter_root); enter_root \"\$@\"" clean-root \
    "$dir" "$x11" -i "${environment[@]}" "$@" || status=$?
say "$* in a clean root: exit status $status after $((SECONDS - started)) s"
exit "$status"
