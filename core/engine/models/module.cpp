// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/module.h"

#include <algorithm>

namespace burnish {

Module::Module(Module* parent, std::string name) : name_(std::move(name)) {
    if (parent != nullptr) {
        parent->children_.push_back(this);
    }
}

void Module::for_each_parameter(const std::function<void(const std::string&, Parameter&)>& visit,
                                const std::string& prefix) {
    for (Parameter& parameter : parameters_) {
        visit(prefix + parameter.name, parameter);
    }
    for (Module* child : children_) {
        child->for_each_parameter(visit, prefix + child->name_ + '.');
    }
}

void Module::for_each_module(const std::function<void(const std::string&, Module&)>& visit, const std::string& prefix) {
    visit(prefix, *this);
    for (Module* child : children_) {
        child->for_each_module(visit, prefix.empty() ? child->name_ : prefix + '.' + child->name_);
    }
}

Module* Module::find(std::string_view dotted_name) {
    if (dotted_name.empty()) {
        return this;
    }
    // A child's own name may hold dots ("to_out.0"), so names are matched as prefixes.
    for (Module* child : children_) {
        const std::string_view child_name = child->name_;
        if (dotted_name == child_name) {
            return child;
        }
        if (dotted_name.starts_with(child_name) && dotted_name[child_name.size()] == '.') {
            if (Module* found = child->find(dotted_name.substr(child_name.size() + 1))) {
                return found;
            }
        }
    }
    return nullptr;
}

std::int64_t Module::parameter_count() {
    std::int64_t count = 0;
    for_each_parameter([&](const std::string&, const Parameter& parameter) {
        std::int64_t size = 1;
        for (const std::int64_t extent : parameter.shape) {
            size *= extent;
        }
        count += size;
    });
    return count;
}

void Module::unload() {
    for_each_module([](const std::string&, Module& module) {
        module.unpack();
        for (Parameter& parameter : module.parameters_) {
            parameter.value = at::Tensor();
        }
    });
}

void Module::set_block_hook(BlockHook* hook) {
    for_each_module([hook](const std::string&, Module& module) { module.hook_ = hook; });
}

Parameter& Module::add_parameter(std::string name, std::vector<std::int64_t> shape) {
    return parameters_.emplace_back(Parameter{std::move(name), std::move(shape), {}});
}

}  // namespace burnish
