// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/key_map.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace burnish {

/// What a stored tensor is in a module: the whole of one parameter, or a part of itself.
struct TensorPart {
    std::string key;          ///< the module's parameter
    int third = -1;           ///< 0 to 2: that third of the stored rows; negative: all of them
    bool transposed = false;  ///< stored as the matrix that is multiplied from the right
    bool operator==(const TensorPart&) const = default;
};

/// How a file names the tensors of one component. By default as diffusers does, with nothing else in the file.
struct StoredNames {
    std::string prefix;                 ///< what the component's keys begin with; other keys are other components'
    std::shared_ptr<const KeyMap> map;  ///< null: what follows the prefix is diffusers' name
    bool is_open_clip = false;          ///< with fused projections and a transposed text projection
    std::string ignored;                ///< one more key of the component that no model reads; empty: none

    /// The parameters that a stored tensor holds. None: it belongs to another component. A key of the component that
    /// the map does not know comes back as it is, so that a strict loader can name it.
    std::vector<TensorPart> parts_of(std::string_view stored_key) const;
};

}  // namespace burnish
