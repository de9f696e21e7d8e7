#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# run.sh TARGET [SEEDS...]: feeds a libFuzzer target for BURNISH_FUZZ_SECONDS (5), from the files in the folders SEEDS
# on, with the random numbers of BURNISH_FUZZ_SEED (1), so that a run can be repeated. What it finds on the way is thrown away; an input that breaks the target is printed in base64 and kept beside it.
set -euo pipefail

target=$1
shift
if [[ ! -x $target ]]; then
    echo "run.sh: $target is not built" >&2
    exit 1
fi
found=$(mktemp -d)
trap 'rm -rf -- "$found"' EXIT
"$target" -seed="${BURNISH_FUZZ_SEED:-1}" -max_total_time="${BURNISH_FUZZ_SECONDS:-5}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -verbosity=0 -artifact_prefix="$target-" "$found" "$@"
