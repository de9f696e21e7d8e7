// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burnish {

/// Names of a component's modules in the original checkpoints (generative-models) and in diffusers. One table, built
/// for the shape of a model, read both ways (spec.md §6.3 to §6.5). Knows names only, no tensors.
class KeyMap final {
public:
    /// Which blocks a UNet has; levels from the largest to the smallest picture.
    struct UnetPlan {
        int layers = 2;                    ///< resnets of a down block
        std::vector<bool> down_attention;  ///< one a level
        std::vector<bool> up_attention;    ///< one a level, as diffusers counts up blocks: the smallest picture first
    };
    /// Which blocks an autoencoder has.
    struct VaePlan {
        int levels = 4;
        int layers = 2;  ///< resnets of an encoder block
    };

    static KeyMap unet(const UnetPlan& plan);
    static KeyMap vae(const VaePlan& plan);
    /// OpenCLIP's text tower. `attn.in_proj` is not in the table: it is three tensors in one (`split_in_proj`).
    static KeyMap open_clip(int layers);

    /// A tensor's name ("….weight") in the other layout; empty if the table has no such module.
    std::optional<std::string> to_diffusers(std::string_view key) const { return translated(diffusers_of_, key); }
    std::optional<std::string> to_original(std::string_view key) const { return translated(original_of_, key); }

    /// Every pair of module names, original first.
    const std::vector<std::pair<std::string, std::string>>& modules() const noexcept { return modules_; }

private:
    using Names = std::map<std::string, std::string, std::less<>>;

    void add(std::string original, std::string diffusers);
    void add_resnet(const std::string& original, const std::string& diffusers);
    static std::optional<std::string> translated(const Names& names, std::string_view key);

    std::vector<std::pair<std::string, std::string>> modules_;
    Names diffusers_of_;
    Names original_of_;
};

/// OpenCLIP's fused projection "transformer.resblocks.3.attn.in_proj_weight": the names of its three parts in
/// diffusers, in the order in which they lie one below the other (q, k, v); empty for any other key.
std::vector<std::string> split_in_proj(std::string_view original_key);

}  // namespace burnish
