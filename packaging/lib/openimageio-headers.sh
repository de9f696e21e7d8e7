#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
#
# openimageio-headers.sh SDIST DEST: lays out DEST/OpenImageIO as an installation of OpenImageIO 3.2.2 would.
# The wheel carries the libraries without headers; the source distribution has them, all but oiioversion.h, which
# CMake writes from a template with the values below (those that the wheel was built with), and {fmt}, which
# OpenImageIO vendors and which libfmt-dev stands in for (header only: namespaces differ, nothing clashes).
set -euo pipefail

sdist=$1
dest=$2
fmt_headers=${3:-/usr/include/fmt}

mkdir -p "$dest"
tar -xzf "$sdist" -C "$dest" --strip-components=3 --wildcards '*/src/include/OpenImageIO/*'

sed -e 's/@PROJECT_VERSION_MAJOR@/3/' \
    -e 's/@PROJECT_VERSION_MINOR@/2/' \
    -e 's/@PROJECT_VERSION_PATCH@/2/' \
    -e 's/@PROJECT_VERSION_TWEAK@/0/' \
    -e 's/@PROJECT_VERSION_RELEASE_TYPE@//' \
    -e 's/@OIIO_USE_COMPILED_FMT_VALUE@/0/' \
    -e 's/@PROJ_NAMESPACE@/OpenImageIO/g' \
    -e 's/@PROJ_VERSION_NAMESPACE@/v3_2/g' \
    -e 's/@Imath_VERSION_MAJOR@/3/' \
    -e 's/@Imath_VERSION_MINOR@/1/' \
    -e 's/@CMAKE_CXX_STANDARD@/17/g' \
    -e 's/^#cmakedefine01 \(.*\)/#define \1 0/' \
    "$dest/OpenImageIO/oiioversion.h.in" >"$dest/OpenImageIO/oiioversion.h"
rm "$dest/OpenImageIO/oiioversion.h.in"
if grep -q '@[A-Za-z_]*@' "$dest/OpenImageIO/oiioversion.h"; then
    echo "openimageio-headers.sh: oiioversion.h holds a value that this script does not know" >&2
    exit 1
fi

mkdir -p "$dest/OpenImageIO/detail/fmt"
cp "$fmt_headers"/*.h "$dest/OpenImageIO/detail/fmt/"
