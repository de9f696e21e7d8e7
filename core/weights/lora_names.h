// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace burnish {

struct LoraTarget;

enum class LoraRole { Down, Up, Alpha, Other };

/// A key of a LoRA file, taken apart.
struct LoraKey {
    std::string module;  ///< "lora_unet_input_blocks_4_1_proj_in", "unet.down_blocks.1.….to_q"
    LoraRole role = LoraRole::Other;
};

/// Knows the endings of kohya, PEFT and diffusers' older forms; anything else keeps its whole key as module.
LoraKey parse_lora_key(std::string_view key);

/// Every name under which a LoRA may speak of a model's modules. Exact: nothing is guessed from a name's form.
class LoraNames final {
public:
    struct Place {
        std::size_t target = 0;  ///< index of the target
        std::string weight;      ///< the target's tensor
    };

    explicit LoraNames(const std::vector<LoraTarget>& targets);
    /// Null for a name that no module has.
    const Place* find(const std::string& module) const;

private:
    std::map<std::string, Place> places_;
};

}  // namespace burnish
