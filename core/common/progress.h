// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace burnish {

class Image;

/// The stages of a refinement, in the order in which they happen (a stage may be absent).
enum class Stage { OpenEngine, LoadTextEncoder, EncodeText, LoadVae, EncodeImage, LoadUnet, Denoise, Decode, Save };

/// A snapshot of a running job. Values only; safe to copy across threads.
struct Progress {
    Stage stage = Stage::OpenEngine;
    int step = 0;                          ///< finished units of the stage (denoising steps; tensors while loading)
    int total = 0;                         ///< units of the stage; 0 if unknown
    int part = 0;                          ///< finished parts of the unit that runs (tiles of a denoising step)
    int parts = 0;                         ///< parts of a unit; 0 if it is done in one piece
    double seconds_left = -1.0;            ///< estimate for the whole job; negative if unknown
    std::shared_ptr<const Image> preview;  ///< 8-bit RGB at latent size, after a denoising step, if asked for
};

/// Called on the thread that runs the engine, at most a few times a second apart from stage changes.
using ProgressCallback = std::function<void(const Progress&)>;

}  // namespace burnish
