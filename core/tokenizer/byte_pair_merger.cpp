// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/byte_pair_merger.h"

#include <functional>
#include <queue>
#include <span>
#include <utility>

namespace burnish {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::uint64_t pair_key(std::int64_t left, std::int64_t right) noexcept {
    return static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint64_t>(right);
}

struct Candidate {
    int rank = 0;
    std::size_t position = 0;
    std::uint64_t pair = 0;
    bool operator>(const Candidate& other) const noexcept {
        return std::pair(rank, position) > std::pair(other.rank, other.position);
    }
};

}  // namespace

/// A word while it is merged: a linked list of symbols, and a heap of the pairs that can be merged.
class BytePairMerger::Word final {
public:
    Word(const BytePairMerger& merger, std::span<const std::int64_t> ids)
        : merges_(merger.merges_), symbols_(ids.size()) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            symbols_[i] = {
                .id = ids[i], .previous = i == 0 ? kNone : i - 1, .next = i + 1 == ids.size() ? kNone : i + 1};
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            offer(i);
        }
    }

    void merge_all() {
        while (!candidates_.empty()) {
            const Candidate candidate = candidates_.top();
            candidates_.pop();
            const Symbol& left = symbols_[candidate.position];
            // Overtaken by a merge of one of the two since it was offered.
            if (left.id < 0 || left.next == kNone || pair_key(left.id, symbols_[left.next].id) != candidate.pair) {
                continue;
            }
            merge(candidate);
        }
    }

    std::vector<std::int64_t> ids() const {
        std::vector<std::int64_t> ids;
        for (std::size_t i = symbols_.empty() ? kNone : 0; i != kNone; i = symbols_[i].next) {
            ids.push_back(symbols_[i].id);
        }
        return ids;
    }

private:
    struct Symbol {
        std::int64_t id = -1;  ///< negative once it is part of the symbol before it
        std::size_t previous = kNone;
        std::size_t next = kNone;
    };

    void offer(std::size_t left) {
        if (left == kNone || symbols_[left].next == kNone) {
            return;
        }
        const std::uint64_t pair = pair_key(symbols_[left].id, symbols_[symbols_[left].next].id);
        if (const auto found = merges_.find(pair); found != merges_.end()) {
            candidates_.push({.rank = found->second.rank, .position = left, .pair = pair});
        }
    }

    void merge(const Candidate& candidate) {
        Symbol& left = symbols_[candidate.position];
        Symbol& right = symbols_[left.next];
        right.id = -1;
        left.id = merges_.at(candidate.pair).id;
        left.next = right.next;
        if (left.next != kNone) {
            symbols_[left.next].previous = candidate.position;
        }
        offer(left.previous);
        offer(candidate.position);
    }

    const std::unordered_map<std::uint64_t, Merge>& merges_;
    std::vector<Symbol> symbols_;
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> candidates_;
};

void BytePairMerger::add(std::int64_t left, std::int64_t right, std::int64_t merged) {
    merges_.try_emplace(pair_key(left, right), Merge{.rank = static_cast<int>(merges_.size()), .id = merged});
}

void BytePairMerger::merge_word(std::vector<std::int64_t>& word) const {
    Word merged(*this, word);
    merged.merge_all();
    word = merged.ids();
}

}  // namespace burnish
