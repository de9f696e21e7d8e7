// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/weights/module_loader.h"

#include "core/common/error.h"
#include "core/engine/weights/lora_files.h"
#include "core/engine/weights/stored_tensors.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace burnish {
namespace {

constexpr std::size_t kNamedKeys = 3;
/// What the system is asked to fetch beyond the tensors that are being converted: enough to keep a disk busy, little
/// enough to lie in the page cache until it is used.
constexpr std::uint64_t kReadAhead = std::uint64_t{64} << 20;

/// Buffers that some programs store beside the weights and no model reads (spec §6.5).
bool is_ignorable(const std::string& key) {
    return key == "logit_scale" || key == "attn_mask" || key == "denoiser.sigmas" || key == "alphas_cumprod" ||
           key.ends_with(".position_ids") || key.ends_with(".attn_mask") || key.starts_with("model_ema.");
}

std::string shape_text(const auto& shape) {
    std::string text = "[";
    for (const auto extent : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
    }
    return text + "]";
}

/// "a, b, c and 7 more".
std::string first_of(const std::vector<std::string>& keys) {
    std::string text;
    for (std::size_t index = 0; index < std::min(keys.size(), kNamedKeys); ++index) {
        text += (index > 0 ? ", " : "") + keys[index];
    }
    return keys.size() > kNamedKeys ? text + " and " + std::to_string(keys.size() - kNamedKeys) + " more" : text;
}

/// Equal, or equal once trailing 1x1 kernels of an old autoencoder's attention are taken off.
bool shape_fits(const std::vector<std::uint64_t>& stored, const std::vector<std::int64_t>& wanted) {
    if (stored.size() < wanted.size()) {
        return false;
    }
    for (std::size_t index = 0; index < stored.size(); ++index) {
        const std::uint64_t extent = index < wanted.size() ? static_cast<std::uint64_t>(wanted[index]) : 1;
        if (stored[index] != extent) {
            return false;
        }
    }
    return true;
}

/// Throws unless the stored keys are the module's and the shapes agree; nothing is loaded before that is known.
void check_keys(Module& module, const StoredTensors& stored, const std::filesystem::path& path) {
    std::vector<std::string> missing;
    std::map<std::string, bool> wanted;
    module.for_each_parameter([&](const std::string& key, const Parameter& parameter) {
        wanted.emplace(key, true);
        const auto found = stored.find(key);
        if (found == stored.end()) {
            missing.push_back(key);
        } else if (!shape_fits(found->second.shape, parameter.shape)) {
            throw Error({.code = ErrorCode::ModelUnsupported,
                         .path = found->second.reader->path(),
                         .subject = key,
                         .found = "shape " + shape_text(found->second.shape),
                         .expected = "shape " + shape_text(parameter.shape)});
        }
    });
    std::vector<std::string> unexpected;
    for (const auto& [key, tensor] : stored) {
        if (!wanted.contains(key) && !is_ignorable(key)) {
            unexpected.push_back(key);
        }
    }
    if (missing.empty() && unexpected.empty()) {
        return;
    }
    std::string found;
    if (!missing.empty()) {
        found = std::to_string(missing.size()) + " tensors missing (" + first_of(missing) + ")";
    }
    if (!unexpected.empty()) {
        found += (found.empty() ? "" : ", ") + std::to_string(unexpected.size()) + " unexpected (" +
                 first_of(unexpected) + ")";
    }
    throw Error({.code = missing.empty() ? ErrorCode::ModelUnsupported : ErrorCode::ModelIncomplete,
                 .path = path,
                 .subject = missing.empty() ? unexpected.front() : missing.front(),
                 .found = found,
                 .expected = "the " + std::to_string(wanted.size()) + " tensors that config.json describes"});
}

/// Fills `to` from `from`, which differ in dtype only. torch converts halves to bf16 element by element; by way of
/// fp32, in pieces that stay in the cache, both ways are vectorised and the result is the same.
void convert(const at::Tensor& from, const at::Tensor& to) {
    if (from.scalar_type() != at::kHalf || to.scalar_type() != at::kBFloat16) {
        to.copy_(from);
        return;
    }
    constexpr std::int64_t kPiece = std::int64_t{1} << 16;
    const at::Tensor flat_from = from.flatten();
    const at::Tensor flat_to = to.flatten();
    const at::Tensor piece = at::empty({std::min(kPiece, from.numel())}, at::TensorOptions().dtype(at::kFloat));
    for (std::int64_t start = 0; start < from.numel(); start += kPiece) {
        const std::int64_t size = std::min(kPiece, from.numel() - start);
        const at::Tensor middle = piece.slice(0, 0, size).copy_(flat_from.slice(0, start, start + size));
        flat_to.slice(0, start, start + size).copy_(middle);
    }
}

at::ScalarType wanted_dtype(const LoadTarget& target, const std::string& key) {
    at::ScalarType wanted = target.dtype;
    for (const auto& [prefix, dtype] : target.dtype_of_prefix) {
        wanted = key.starts_with(prefix) ? dtype : wanted;
    }
    return wanted;
}

/// Memory of one thread in which weights are converted that `pack` copies anyway: fresh memory for each would cost a
/// page fault every four kilobytes.
class Scratch final {
public:
    at::Tensor view(at::IntArrayRef shape, at::ScalarType dtype) {
        const std::int64_t size = c10::multiply_integers(shape) * static_cast<std::int64_t>(c10::elementSize(dtype));
        if (!bytes_.defined() || bytes_.numel() < size) {
            bytes_ = at::empty({size}, at::TensorOptions().dtype(at::kByte));
        }
        return at::from_blob(bytes_.mutable_data_ptr(), shape, at::TensorOptions().dtype(dtype));
    }

private:
    at::Tensor bytes_;
};

struct Owner {
    std::string prefix;
    Module* module = nullptr;
    std::vector<const StoredTensor*> stored;  ///< of its parameters, in their order
    std::uint64_t begin = 0;                  ///< bytes of the owners before it

    std::pair<std::filesystem::path, std::uint64_t> place() const {
        return {stored.front()->reader->path(), stored.front()->entry->offset};
    }
};

/// In the order of the files, so that these are read from front to back.
std::vector<Owner> owners_of_parameters(Module& tree, const StoredTensors& stored) {
    std::vector<Owner> owners;
    tree.for_each_module([&](const std::string& name, Module& module) {
        if (module.parameters().empty()) {
            return;
        }
        Owner& owner = owners.emplace_back(name.empty() ? name : name + '.', &module);
        for (const Parameter& parameter : module.parameters()) {
            owner.stored.push_back(&stored.at(owner.prefix + parameter.name));
        }
    });
    std::ranges::sort(owners, {}, &Owner::place);
    std::uint64_t begin = 0;
    for (Owner& owner : owners) {
        owner.begin = begin;
        for (const StoredTensor* tensor : owner.stored) {
            begin += tensor->entry->size;
        }
    }
    return owners;
}

/// Operators of this thread run on it alone while this lives: the work is shared out above them. (ATen's own
/// parallel_for is serial in a library that is compiled without OpenMP, and a second OpenMP beside torch's is not to be
/// had.)
class SerialOperators final {
public:
    SerialOperators() : threads_before_(at::get_num_threads()) { at::set_num_threads(1); }
    ~SerialOperators() { at::set_num_threads(threads_before_); }
    SerialOperators(const SerialOperators&) = delete;
    SerialOperators& operator=(const SerialOperators&) = delete;
    int threads_before() const noexcept { return threads_before_; }

private:
    int threads_before_;
};

/// Fills modules on as many threads as torch computes with, one module a thread at a time: nothing waits for anything
/// but the files that are not mapped, and reading, converting, page faults and packing overlap.
class ParallelFill final {
public:
    ParallelFill(const StoredTensors& stored, const LoraLayers& loras, const LoadTarget& target, std::stop_token stop,
                 const LoadProgress& progress)
        : stored_(stored), loras_(loras), target_(target), stop_(std::move(stop)), progress_(progress) {}

    void run(Module& tree) {
        const std::vector<Owner> owners = owners_of_parameters(tree, stored_);
        for (const Owner& owner : owners) {
            total_ += static_cast<int>(owner.module->parameters().size());
        }
        {
            const SerialOperators serial;
            const bool inference = c10::InferenceMode::is_enabled();
            std::vector<std::jthread> helpers;
            for (int thread = 1; thread < serial.threads_before(); ++thread) {
                helpers.emplace_back([&, inference] {
                    const SerialOperators helper_serial;
                    const c10::InferenceMode mode(inference);
                    fill_while_any(owners, false);
                });
            }
            // Progress is reported on the caller's thread.
            fill_while_any(owners, true);
        }
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        if (cancelled_) {
            throw Cancelled();
        }
        if (progress_) {
            progress_(total_, total_);
        }
    }

private:
    void fill_while_any(const std::vector<Owner>& owners, bool reports) {
        Scratch scratch;
        for (std::size_t next = next_++; next < owners.size() && !ended_; next = next_++) {
            try {
                read_ahead(owners, next);
                fill(owners[next], scratch, reports);
            } catch (...) {
                ended_ = true;
                const std::lock_guard lock(failing_);
                failure_ = failure_ ? failure_ : std::current_exception();
            }
        }
    }

    /// Asks for what comes after `current`; a thread that finds another one at it goes on.
    void read_ahead(const std::vector<Owner>& owners, std::size_t current) {
        const std::unique_lock lock(asking_, std::try_to_lock);
        while (lock && asked_ < owners.size() && owners[asked_].begin < owners[current].begin + kReadAhead) {
            for (const StoredTensor* tensor : owners[asked_].stored) {
                tensor->reader->read_ahead(*tensor->entry);
            }
            ++asked_;
        }
    }

    void fill(const Owner& owner, Scratch& scratch, bool reports) {
        const StoredTensor* const* next_stored = owner.stored.data();
        for (Parameter& parameter : owner.module->parameters()) {
            if (stop_.stop_requested()) {
                cancelled_ = true;
                ended_ = true;
                return;
            }
            const std::string key = owner.prefix + parameter.name;
            const StoredTensor& tensor = **next_stored++;
            std::unique_lock<std::mutex> one_at_a_time(reading_, std::defer_lock);
            if (!tensor.reader->is_mapped()) {
                one_at_a_time.lock();
            }
            const auto layers = loras_.find(key);
            if (layers != loras_.end()) {
                parameter.value = merged(tensor, key, layers->second, parameter.shape);
                if (target_.packs && parameter.shape.size() > 1) {
                    owner.module->pack();
                }
            } else if (target_.packs && parameter.shape.size() > 1) {
                pack_from(*owner.module, parameter, key, tensor, scratch);
            } else {
                parameter.value = read_stored(tensor, key).reshape(parameter.shape);
            }
            const int loaded = ++loaded_;
            if (reports && progress_ && loaded < total_) {
                progress_(loaded, total_);
            }
        }
    }

    at::Tensor read_stored(const StoredTensor& tensor, const std::string& key) const {
        const at::Tensor stored = tensor.view(key);
        at::Tensor value = at::empty(stored.sizes(), at::TensorOptions().dtype(wanted_dtype(target_, key)));
        convert(stored, value);
        tensor.release();
        return value.to(target_.device);
    }

    /// A weight with its LoRAs, computed in fp32 and rounded once.
    at::Tensor merged(const StoredTensor& tensor, const std::string& key, const std::vector<LoraLayer>& layers,
                      at::IntArrayRef shape) {
        const std::lock_guard lock(merging_);
        const at::Tensor weight = lora_files_.merge(tensor.view(key).reshape(shape), layers);
        tensor.release();
        at::Tensor value = at::empty(shape, at::TensorOptions().dtype(wanted_dtype(target_, key)));
        convert(weight, value);
        return value.to(target_.device);
    }

    /// Lets the module pack a weight that lies in the file or in scratch memory; what it does not pack it gets as a
    /// copy.
    void pack_from(Module& owner, Parameter& weight, const std::string& key, const StoredTensor& tensor,
                   Scratch& scratch) {
        const at::Tensor stored = tensor.view(key);
        const at::ScalarType wanted = wanted_dtype(target_, key);
        weight.value = stored.reshape(weight.shape);
        if (stored.scalar_type() != wanted) {
            weight.value = scratch.view(weight.shape, wanted);
            convert(stored.reshape(weight.shape), weight.value);
        }
        owner.pack();
        if (weight.value.defined()) {
            weight.value = weight.value.clone();
        }
        tensor.release();
    }

    const StoredTensors& stored_;
    const LoraLayers& loras_;
    LoraFiles lora_files_;
    const LoadTarget& target_;
    std::stop_token stop_;
    const LoadProgress& progress_;
    int total_ = 0;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<int> loaded_ = 0;
    std::atomic<bool> ended_ = false;
    std::atomic<bool> cancelled_ = false;
    std::size_t asked_ = 0;
    std::mutex asking_;
    std::mutex reading_;
    std::mutex merging_;
    std::mutex failing_;
    std::exception_ptr failure_;
};

}  // namespace

at::Tensor read_tensor(SafetensorsReader& reader, const std::string& name, const TensorEntry& entry,
                       const LoadTarget& target) {
    const at::Tensor stored = stored_view(reader, name, entry);
    at::Tensor value = at::empty(stored.sizes(), at::TensorOptions().dtype(wanted_dtype(target, name)));
    convert(stored, value);
    reader.release(entry);
    return value.to(target.device);
}

void load_module(Module& module, const WeightFiles& files, const LoadTarget& target, std::stop_token stop,
                 const LoadProgress& progress) {
    std::vector<std::unique_ptr<SafetensorsReader>> readers;
    const StoredTensors stored = open_stored_tensors(files.files, files.names, readers);
    check_keys(module, stored, files.files.front());

    try {
        ParallelFill(stored, files.loras, target, std::move(stop), progress).run(module);
    } catch (...) {
        module.unload();
        throw;
    }
}

void load_module(Module& module, const std::vector<std::filesystem::path>& files, const LoadTarget& target,
                 std::stop_token stop, const LoadProgress& progress) {
    load_module(module, WeightFiles{.files = files, .names = {}, .loras = {}}, target, std::move(stop), progress);
}

}  // namespace burnish
