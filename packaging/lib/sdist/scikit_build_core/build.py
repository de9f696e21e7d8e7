# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Stands in for the build backend of OpenImageIO's source distribution while pip downloads it.

pip asks the backend for the metadata of what it has fetched, though nothing is built here. The real backend would
have to be downloaded and run for that; the answer lies in the distribution as PKG-INFO.
"""

import shutil
from pathlib import Path


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    name = "openimageio.dist-info"
    target = Path(metadata_directory) / name
    target.mkdir()
    shutil.copyfile("PKG-INFO", target / "METADATA")
    return name
