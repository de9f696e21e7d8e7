# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
burnish_add_test(tst_png_text SOURCES metadata/tst_png_text.cpp LIBRARIES ZLIB::ZLIB LABELS unit)
burnish_add_test(tst_generation_parameters SOURCES metadata/tst_generation_parameters.cpp LABELS unit)
burnish_add_test(tst_recipe SOURCES metadata/tst_recipe.cpp LABELS unit)
