// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burnish {

class Module;

/// A weight of a module. Undefined until it is loaded, so that constructing a model allocates nothing.
struct Parameter {
    std::string name;                 ///< within its module ("weight")
    std::vector<std::int64_t> shape;  ///< as stored in the state dict
    at::Tensor value;
};

/// Is told when a block (resnet, transformer block, text-encoder layer, autoencoder block) starts and ends.
/// `before` may throw to stop the forward pass; `after` is called for every block whose `before` returned.
class BlockHook {
public:
    virtual ~BlockHook() = default;
    virtual void before(const Module& block) = 0;
    virtual void after(const Module&) noexcept {}
};

/// A node of a model: named parameters and named children in state-dict order, whose dotted names are the keys of the
/// checkpoint. Children are members of their parent and register themselves with it when they are constructed.
class Module {
public:
    explicit Module(Module* parent = nullptr, std::string name = {});
    virtual ~Module() = default;
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    const std::string& name() const noexcept { return name_; }
    /// Children in state-dict order.
    const std::vector<Module*>& children() const noexcept { return children_; }
    std::deque<Parameter>& parameters() noexcept { return parameters_; }
    const std::deque<Parameter>& parameters() const noexcept { return parameters_; }

    /// Visits every parameter of the tree in state-dict order with its full dotted key.
    void for_each_parameter(const std::function<void(const std::string&, Parameter&)>& visit,
                            const std::string& prefix = {});
    /// Visits this module and every module below it, parents first, with dotted names.
    void for_each_module(const std::function<void(const std::string&, Module&)>& visit, const std::string& prefix = {});
    /// The module of a dotted name ("down_blocks.1.resnets.0"); null if there is none.
    Module* find(std::string_view dotted_name);

    /// Number of weights of the tree, loaded or not.
    std::int64_t parameter_count();
    /// Drops every weight of the tree, packed forms included.
    void unload();
    /// Sets the hook of every module of the tree; null removes it. The hook must outlive its use.
    void set_block_hook(BlockHook* hook);
    BlockHook* block_hook() const noexcept { return hook_; }

    /// Called once the weight of this module is loaded: replaces it by a form that computes faster on the CPU where
    /// there is one. The plain value is gone afterwards, and nothing refers to its memory.
    virtual void pack() {}
    /// Drops what `pack` made.
    virtual void unpack() noexcept {}

protected:
    /// The reference stays valid for the life of the module.
    Parameter& add_parameter(std::string name, std::vector<std::int64_t> shape);

private:
    std::string name_;
    std::deque<Parameter> parameters_;
    std::vector<Module*> children_;
    BlockHook* hook_ = nullptr;
};

/// Children named "0", "1", ... of one kind, as torch's ModuleList.
template <typename T>
class ModuleList final : public Module {
public:
    using Module::Module;

    template <typename U = T, typename... Args>
    U& emplace_back(Args&&... args) {
        auto item = std::make_unique<U>(this, std::to_string(items_.size()), std::forward<Args>(args)...);
        U& reference = *item;
        items_.push_back(std::move(item));
        return reference;
    }

    std::size_t size() const noexcept { return items_.size(); }
    bool empty() const noexcept { return items_.empty(); }
    const T& operator[](std::size_t index) const { return *items_.at(index); }
    T& operator[](std::size_t index) { return *items_.at(index); }
    auto begin() const noexcept { return items_.begin(); }
    auto end() const noexcept { return items_.end(); }

private:
    std::vector<std::unique_ptr<T>> items_;
};

/// Marks the run of one block: the first statement of its forward.
class BlockScope final {
public:
    explicit BlockScope(const Module& block) : block_(block), hook_(block.block_hook()) {
        if (hook_ != nullptr) {
            hook_->before(block_);
        }
    }
    ~BlockScope() {
        if (hook_ != nullptr) {
            hook_->after(block_);
        }
    }
    BlockScope(const BlockScope&) = delete;
    BlockScope& operator=(const BlockScope&) = delete;

private:
    const Module& block_;
    BlockHook* hook_;
};

}  // namespace burnish
