// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace burnish::codec {

/// What an XMP packet must say of the picture that is written.
struct XmpWishes {
    std::string recipe;            ///< our JSON; empty: none
    bool is_generated = true;      ///< says that a trained model took part (IPTC DigitalSourceType)
    bool strip_private = false;    ///< leave out place and people
    bool is_same_picture = false;  ///< orientation, sizes and thumbnail are true already
    std::size_t longest = 0;       ///< bytes; an old packet that would not fit gives way to a new one; 0: no limit
};

/// Loads what the library needs. Once, before the process is locked in.
void prepare_xmp();

/// The same packet made true. An empty or unreadable one gives a new one, or nothing where there is nothing to say.
std::string true_xmp(const std::string& packet, const XmpWishes& wishes);

/// Our recipe, and what other programs write: "burnish", "UserComment", "description", "parameters".
std::map<std::string, std::string> xmp_texts(const std::string& packet);

}  // namespace burnish::codec
