// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace burnish {

/// The merges of a byte-pair encoding, by token ids. Immutable once filled.
class BytePairMerger final {
public:
    /// Adds the next merge in order of rank; a pair that is there already keeps its rank.
    void add(std::int64_t left, std::int64_t right, std::int64_t merged);

    /// Merges the neighbouring pair of lowest rank, the leftmost first, until none is left. O(n log n) for a word of
    /// any length. Ids fit 32 bits.
    void merge_word(std::vector<std::int64_t>& word) const;

private:
    struct Merge {
        int rank = 0;
        std::int64_t id = 0;
    };
    class Word;

    std::unordered_map<std::uint64_t, Merge> merges_;  ///< by `left << 32 | right`
};

}  // namespace burnish
