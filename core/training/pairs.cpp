// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pairs.h"

#include "core/common/error.h"
#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>

#include <array>
#include <cstring>

namespace burnish::training {
namespace {

constexpr const char* kPictures = "pictures";

struct Kind {
    TensorDtype stored;
    at::ScalarType loaded;
};
constexpr std::array<Kind, 4> kKinds{{{TensorDtype::U8, at::kByte},
                                      {TensorDtype::F16, at::kHalf},
                                      {TensorDtype::F32, at::kFloat},
                                      {TensorDtype::I64, at::kLong}}};

struct Member {
    const char* name;
    at::Tensor Pairs::*tensor;
};
constexpr std::array<Member, 5> kMembers{{{"source", &Pairs::source},
                                          {"target", &Pairs::target},
                                          {"input_ids", &Pairs::input_ids},
                                          {"scores", &Pairs::scores},
                                          {"lessons", &Pairs::lessons}}};

TensorToWrite entry_of(const char* name, const at::Tensor& tensor) {
    const auto* kind = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](const Kind& each) { return each.loaded == tensor.scalar_type(); });
    return {.name = name,
            .dtype = kind->stored,
            .shape = {tensor.sizes().begin(), tensor.sizes().end()},
            .bytes = {static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes()}};
}

at::Tensor read_whole(SafetensorsReader& reader, const std::filesystem::path& path, const char* name) {
    const auto entry = reader.header().tensors.find(name);
    const auto* kind = entry == reader.header().tensors.end()
                           ? kKinds.end()
                           : std::find_if(kKinds.begin(), kKinds.end(),
                                          [&](const Kind& each) { return each.stored == entry->second.dtype; });
    if (kind == kKinds.end()) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = std::string("no tensor \"") + name + '"',
                     .expected = "a shard of this training"});
    }
    const std::vector<std::int64_t> shape(entry->second.shape.begin(), entry->second.shape.end());
    at::Tensor tensor = at::empty(shape, at::TensorOptions().dtype(kind->loaded));
    const std::span<const std::byte> bytes = reader.tensor_bytes(entry->second);
    std::memcpy(tensor.mutable_data_ptr(), bytes.data(), std::min(bytes.size(), tensor.nbytes()));
    return tensor;
}

}  // namespace

Pairs Pairs::to(c10::Device device) const {
    Pairs moved;
    for (const Member& member : kMembers) {
        moved.*member.tensor = (this->*member.tensor).to(device);
    }
    return moved;
}

void write_pairs(const std::filesystem::path& path, const Pairs& pairs) {
    const Pairs held = pairs.to(at::kCPU);
    std::vector<TensorToWrite> entries;
    for (const Member& member : kMembers) {
        entries.push_back(entry_of(member.name, held.*member.tensor));
    }
    write_safetensors(path, entries);
}

Pairs read_pairs(const std::vector<std::filesystem::path>& paths) {
    std::array<std::vector<at::Tensor>, kMembers.size()> parts;
    for (const std::filesystem::path& path : paths) {
        SafetensorsReader reader(path);
        for (std::size_t index = 0; index < kMembers.size(); ++index) {
            parts[index].push_back(read_whole(reader, path, kMembers[index].name));
        }
    }
    Pairs pairs;
    for (std::size_t index = 0; index < kMembers.size(); ++index) {
        pairs.*kMembers[index].tensor = at::cat(parts[index]);
    }
    return pairs;
}

void write_pictures(const std::filesystem::path& path, const at::Tensor& pictures) {
    const std::vector<TensorToWrite> entries{entry_of(kPictures, pictures)};
    write_safetensors(path, entries);
}

at::Tensor read_pictures(const std::vector<std::filesystem::path>& paths) {
    std::vector<at::Tensor> parts;
    for (const std::filesystem::path& path : paths) {
        SafetensorsReader reader(path);
        parts.push_back(read_whole(reader, path, kPictures));
    }
    return at::cat(parts);
}

}  // namespace burnish::training
