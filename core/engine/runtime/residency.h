// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/module.h"

#include <functional>
#include <map>
#include <stop_token>
#include <string>

namespace burnish {

/// What a move may report and be stopped by.
struct MoveContext {
    std::stop_token stop;
    std::function<void(int moved, int total)> progress;  ///< tensors; may be empty
};

/// Moves the weights of whole components. Knows files and devices; `Residency` knows neither.
class Mover {
public:
    virtual ~Mover() = default;
    /// Puts every weight of the component on the compute device. After an exception the component is not there.
    virtual void bring(const std::string& component, Module& module, const MoveContext& context) = 0;
    /// Frees the compute device of the component; a copy elsewhere may stay for the next `bring`.
    virtual void send_away(const std::string& component, Module& module) noexcept = 0;
    /// Drops the component and every copy of it.
    virtual void forget(const std::string& component, Module& module) noexcept = 0;
};

/// Which components are on the compute device. Knows components by name and modules by their tree only, so that single
/// blocks, which `Module::find` reaches, can be moved later without a change to any forward.
/// Lives on the engine's thread; the mover and the modules must outlive it.
class Residency final {
public:
    enum class Policy {
        KeepAll,    ///< what was brought once stays
        OneAtATime  ///< a component is there while it is leased, and no other is
    };

    Residency(Mover& mover, Policy policy);
    ~Residency();
    Residency(const Residency&) = delete;
    Residency& operator=(const Residency&) = delete;

    void add(const std::string& component, Module& module);

    /// The right to compute with a component; gives it back when destroyed.
    class Lease final {
    public:
        Lease(Lease&& other) noexcept;
        Lease& operator=(Lease&&) = delete;
        ~Lease();

    private:
        friend class Residency;
        Lease(Residency& residency, std::string component);
        Residency* residency_;
        std::string component_;
    };

    /// Brings the component if it is not there. Under OneAtATime no other lease may be held.
    [[nodiscard]] Lease lease(const std::string& component, const MoveContext& context = {});
    bool is_resident(const std::string& component) const;
    /// Drops every component; no lease may be held.
    void forget_all() noexcept;

private:
    struct Component {
        Module* module = nullptr;
        bool is_resident = false;
        int leases = 0;
    };
    void give_back(const std::string& component) noexcept;

    Mover& mover_;
    Policy policy_;
    std::map<std::string, Component> components_;
};

}  // namespace burnish
