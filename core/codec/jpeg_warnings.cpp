// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/jpeg_warnings.h"

#include <algorithm>
#include <array>

namespace burnish::codec {

bool is_harmless_warning(std::string_view message, std::span<const std::byte> file) {
    static constexpr std::array<std::string_view, 4> kWarnings = {
        "extraneous bytes before marker", "Invalid SOS parameters", "unknown JFIF revision number",
        "Unknown Adobe color transform code"};
    if (std::ranges::none_of(kWarnings, [&](std::string_view text) { return message.find(text) != message.npos; })) {
        return false;
    }
    // Only the first warning is told, so a missing end could hide behind it: look for the end marker after the scan's
    // start.
    const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
    const auto end = text.rfind("\xff\xd9");
    return end != std::string_view::npos && text.substr(end).find("\xff\xda") == std::string_view::npos &&
           end + 2 + file.size() / 20 >= file.size();
}

}  // namespace burnish::codec
