// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/component_files.h"

#include "core/common/error.h"
#include "core/common/json_file.h"

#include <fmt/format.h>
#include <set>
#include <system_error>

namespace burnish {

namespace fs = std::filesystem;

namespace {

/// The variants in the order in which they are preferred: fp16 needs half the reading.
constexpr const char* kVariants[] = {".fp16", ""};
constexpr std::uint64_t kMaxIndexBytes = 64U << 20;

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// diffusers' models and transformers' models name their weights differently.
std::string weights_name(const std::string& component) {
    return component.starts_with("text_encoder") ? "model" : "diffusion_pytorch_model";
}

[[noreturn]] void fail_incomplete(const fs::path& path, const std::string& component, std::string found,
                                  std::string expected) {
    throw Error({.code = ErrorCode::ModelIncomplete,
                 .path = path,
                 .subject = component,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// The index of shards for a variant, in its present and its legacy spelling; empty if there is none.
fs::path find_index(const fs::path& folder, const std::string& base, const std::string& variant) {
    for (const std::string& name :
         {base + ".safetensors.index" + variant + ".json", base + ".safetensors" + variant + ".index.json"}) {
        if (is_file(folder / name)) {
            return folder / name;
        }
    }
    return {};
}

void read_index(const fs::path& index, const std::string& component, ComponentFiles& files) {
    const nlohmann::json json = read_json_object(index, kMaxIndexBytes);
    const auto map = json.find("weight_map");
    if (map == json.end() || !map->is_object() || map->empty()) {
        throw Error(
            {.code = ErrorCode::ModelCorrupt, .path = index, .subject = "weight_map", .found = "missing or empty"});
    }
    std::set<fs::path> shards;
    for (const auto& [key, value] : map->items()) {
        const std::string name = value.is_string() ? value.get<std::string>() : std::string();
        // The index comes from outside: a name with folders in it could point anywhere.
        if (name.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos || !name.ends_with(".safetensors")) {
            throw Error({.code = ErrorCode::ModelCorrupt,
                         .path = index,
                         .subject = key,
                         .found = fmt::format("the shard \"{}\"", name),
                         .expected = "the plain name of a safetensors file in the same folder"});
        }
        const fs::path shard = index.parent_path() / name;
        shards.insert(shard);
        files.weight_map.emplace(key, shard);
    }
    for (const fs::path& shard : shards) {
        require_file(shard, component);
    }
    files.weights.assign(shards.begin(), shards.end());
}

}  // namespace

void require_file(const fs::path& path, const std::string& component) {
    if (is_file(path)) {
        return;
    }
    std::error_code ignored;
    const fs::path folder = path.parent_path();
    if (!fs::is_directory(folder, ignored)) {
        fail_incomplete(folder, component, "the folder is missing",
                        fmt::format("a folder with {}", path.filename().string()));
    }
    fail_incomplete(path, component, "the file is missing",
                    fmt::format("{} in {}", path.filename().string(), folder.filename().string()));
}

ComponentFiles find_component(const fs::path& root, const std::string& name) {
    const fs::path folder = root / name;
    const std::string base = weights_name(name);
    const std::string expected = fmt::format("{0}/config.json and {0}/{1}.safetensors", name, base);
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        fail_incomplete(folder, name, "the folder is missing", expected);
    }
    ComponentFiles files;
    files.config = folder / "config.json";
    require_file(files.config, name);
    for (const std::string variant : kVariants) {
        if (const fs::path index = find_index(folder, base, variant); !index.empty()) {
            read_index(index, name, files);
            return files;
        }
        if (const fs::path single = folder / (base + variant + ".safetensors"); is_file(single)) {
            files.weights.push_back(single);
            return files;
        }
    }
    const std::string pickle = name.starts_with("text_encoder") ? "pytorch_model.bin" : base + ".bin";
    const bool has_pickle = is_file(folder / pickle);
    fail_incomplete(folder, name,
                    has_pickle ? fmt::format("only {}, a pickle, which Burnish does not open", pickle) : "no weights",
                    fmt::format("{}/{}.safetensors", name, base));
}

void count_tensor(ComponentInfo& component, const TensorEntry& entry) {
    const std::uint64_t bits = dtype_bits(entry.dtype);
    component.bytes += entry.size;
    component.parameters += entry.size * 8 / bits;
    std::string name;
    switch (entry.dtype) {
    case TensorDtype::F32:
        name = "fp32";
        break;
    case TensorDtype::F16:
        name = "fp16";
        break;
    case TensorDtype::BF16:
        name = "bf16";
        break;
    case TensorDtype::F64:
        name = "fp64";
        break;
    case TensorDtype::F8E4M3:
    case TensorDtype::F8E5M2:
        name = "fp8";
        break;
    default:
        return;  // position_ids and the like say nothing about the weights
    }
    component.dtype = component.dtype.empty() || component.dtype == name ? name : "mixed";
}

ComponentInfo describe_component(const std::string& name, const ComponentFiles& files) {
    ComponentInfo component;
    component.name = name;
    component.files = static_cast<int>(files.weights.size());
    std::size_t keys_found = 0;
    for (const fs::path& file : files.weights) {
        const SafetensorsHeader header = read_safetensors_header(file);
        for (const auto& [key, entry] : header.tensors) {
            const auto mapped = files.weight_map.find(key);
            if (!files.weight_map.empty() && (mapped == files.weight_map.end() || mapped->second != file)) {
                continue;
            }
            ++keys_found;
            count_tensor(component, entry);
        }
    }
    if (keys_found < files.weight_map.size()) {
        fail_incomplete(files.config.parent_path(), name,
                        fmt::format("{} tensors of the index in their shards", keys_found),
                        fmt::format("all {}", files.weight_map.size()));
    }
    return component;
}

}  // namespace burnish
