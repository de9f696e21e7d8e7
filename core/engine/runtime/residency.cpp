// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/residency.h"

#include <cassert>
#include <utility>

namespace burnish {

Residency::Residency(Mover& mover, Policy policy) : mover_(mover), policy_(policy) {}

Residency::~Residency() {
    forget_all();
}

void Residency::add(const std::string& component, Module& module) {
    components_.emplace(component, Component{.module = &module});
}

Residency::Lease Residency::lease(const std::string& component, const MoveContext& context) {
    Component& wanted = components_.at(component);
    if (policy_ == Policy::OneAtATime) {
        for (auto& [name, other] : components_) {
            assert(name == component || other.leases == 0);
        }
    }
    if (!wanted.is_resident) {
        mover_.bring(component, *wanted.module, context);
        wanted.is_resident = true;
    }
    ++wanted.leases;
    return Lease(*this, component);
}

void Residency::give_back(const std::string& component) noexcept {
    Component& leased = components_.at(component);
    if (--leased.leases == 0 && policy_ == Policy::OneAtATime) {
        mover_.send_away(component, *leased.module);
        leased.is_resident = false;
    }
}

bool Residency::is_resident(const std::string& component) const {
    return components_.at(component).is_resident;
}

void Residency::forget_all() noexcept {
    for (auto& [name, component] : components_) {
        assert(component.leases == 0);
        mover_.forget(name, *component.module);
        component.is_resident = false;
    }
}

Residency::Lease::Lease(Residency& residency, std::string component)
    : residency_(&residency), component_(std::move(component)) {}

Residency::Lease::Lease(Lease&& other) noexcept
    : residency_(std::exchange(other.residency_, nullptr)), component_(std::move(other.component_)) {}

Residency::Lease::~Lease() {
    if (residency_ != nullptr) {
        residency_->give_back(component_);
    }
}

}  // namespace burnish
