# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by packaging/setup: system packages. Asks dpkg first, so nothing is done and nobody becomes root where
# all of them are there.

# shellcheck source=packaging/lib/common.sh
. "${BASH_SOURCE[0]%/*}/common.sh"

# missing_packages PACKAGE...: those that are not installed, one a line.
missing_packages() {
    local installed
    # dpkg-query fails as soon as one name is unknown to it, and still answers for the others.
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^.i  *//p' || true)
    comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$installed" | sort -u)
}

# as_root COMMAND...: runs it as it is for root, through sudo for anybody else.
as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -- "$@"
    fi
}

# install_packages PACKAGE...: installs what is missing of them; fails with one sentence.
install_packages() {
    local missing log=$logs/apt.log started=$SECONDS
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0
    if ((EUID != 0)) && ! { command -v sudo >/dev/null && sudo -v; }; then
        fail "these Debian packages are missing, and neither root nor sudo is at hand to install them: ${missing[*]}."
    fi

    say "Installing missing Debian packages (${#missing[@]} and what they need) ..."
    mkdir -p "$logs"
    : >"$log"
    with_progress "$log" as_root apt-get -q update || true # stale lists may still do; the installation tells
    if ! with_progress "$log" as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=2 \
        install --no-install-recommends "${missing[@]}"; then
        fail "could not fetch or install the Debian packages ${missing[*]} (see ${log#"$root"/})."
    fi
    say "  done in $((SECONDS - started)) s: $(sed -n 's/^Need to get \(.*\) of archives.*/\1 of archives/p' "$log")"
}

# require_debian_12 PACKAGE...: anywhere else, says what it takes to go on without apt.
require_debian_12() {
    local id='' version='' name='this system'
    if [[ -r /etc/os-release ]]; then
        # shellcheck source=/dev/null
        { read -r id && read -r version && read -r name; } < <(
            . /etc/os-release
            printf '%s\n' "${ID-}" "${VERSION_ID-}" "${PRETTY_NAME-this system}"
        )
    fi
    [[ $id == debian && $version == 12 ]] && return 0
    fail "$name is not Debian 12: install what these Debian packages hold, then give --no-packages: $*."
}
