// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace burnish {

/// The IPTC record among Photoshop's image resources; empty if there is none.
std::vector<std::byte> iptc_of_resources(std::span<const std::byte> resources);
/// Photoshop's image resources with the record alone; empty for an empty record.
std::vector<std::byte> photoshop_resources(std::span<const std::byte> iptc);

}  // namespace burnish
