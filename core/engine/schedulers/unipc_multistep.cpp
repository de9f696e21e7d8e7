// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/unipc_multistep.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace burnish {
namespace {

constexpr int kOrder = 2;

}  // namespace

void UniPCMultistepScheduler::clear() {
    original_ = at::Tensor();
    previous_original_ = at::Tensor();
    last_sample_ = at::Tensor();
    order_ = 0;
    steps_done_ = 0;
}

/// UniC: what the last step should have reached, now that the model was asked there.
at::Tensor UniPCMultistepScheduler::correct(const at::Tensor& original, const at::Tensor& sample) const {
    const Point to = point(step_index_);
    const Point from = point(step_index_ - 1);
    const at::Tensor h = to.lambda - from.lambda;
    const at::Tensor hh = -h;
    const at::Tensor phi = at::expm1(hh);
    const at::Tensor moved = to.sigma / from.sigma * last_sample_ - to.alpha * phi * original_;
    const at::Tensor change = original - original_;
    if (order_ == 1) {
        return (moved - to.alpha * phi * (0.5 * change)).to(sample.scalar_type());
    }
    const at::Tensor ratio = (point(step_index_ - 2).lambda - from.lambda) / h;
    const at::Tensor slope = (previous_original_ - original_) / ratio;
    // The two weights of equation 5, from its Vandermonde system.
    const at::Tensor phi_1 = phi / hh - 1;
    const at::Tensor b1 = phi_1 / phi;
    const at::Tensor b2 = (phi_1 / hh - 0.5) * 2 / phi;
    const at::Tensor matrix = at::stack({at::ones(2), at::stack({ratio, at::ones({})})});
    const at::Tensor weights = at::linalg_solve(matrix, at::stack({b1, b2}));
    return moved - to.alpha * phi * (weights[0] * slope + weights[1] * change);
}

/// UniP: the sample at the next sigma.
at::Tensor UniPCMultistepScheduler::predict(const at::Tensor& sample) const {
    const Point to = point(step_index_ + 1);
    const Point from = point(step_index_);
    const at::Tensor h = to.lambda - from.lambda;
    const at::Tensor phi = at::expm1(-h);
    const at::Tensor moved = to.sigma / from.sigma * sample - to.alpha * phi * original_;
    if (order_ == 1) {
        return moved;
    }
    const at::Tensor ratio = (point(step_index_ - 1).lambda - from.lambda) / h;
    const at::Tensor slope = (previous_original_ - original_) / ratio;
    return moved - to.alpha * phi * (0.5 * slope);
}

SchedulerStep UniPCMultistepScheduler::step(const at::Tensor& model_output, const at::Tensor& sample,
                                            const StepNoise&) {
    const at::Tensor original = predict_original(model_output, sample);
    const bool corrects = step_index_ > 0 && last_sample_.defined();
    const at::Tensor start = corrects ? correct(original, sample) : sample;
    previous_original_ = original_;
    original_ = original;
    const auto left = static_cast<int>(timesteps_.numel() - step_index_);
    const int most = config_.lower_order_final ? std::min(kOrder, left) : kOrder;
    order_ = std::min(most, steps_done_ + 1);
    last_sample_ = start;
    const at::Tensor next = predict(start);
    steps_done_ = std::min(steps_done_ + 1, kOrder);
    ++step_index_;
    return {.sample = next, .original = original};
}

}  // namespace burnish
