// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QThreadPool>

namespace burnish::ui {

/// A pool of one thread that is there from the beginning and stays. Starting a thread takes a lock of the dynamic
/// linker, which is held for a fifth of a second while the engine is opened: a pool that starts its thread only when
/// there is work makes the window stand still for so long.
class ReadyThreadPool final : public QThreadPool {
public:
    ReadyThreadPool() {
        setMaxThreadCount(1);
        setExpiryTimeout(-1);
        start([] {});
    }
};

}  // namespace burnish::ui
