// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/safetensors_reader.h"

#include <QByteArray>
#include <QFile>
#include <QtEndian>

#include <map>
#include <string>
#include <vector>

namespace burnish::test {

/// One tensor of an official model in both layouts (tests/data/keys, tests/tools/golden_keys.py).
struct KeyPair {
    std::string original;  ///< "….in_proj_weight[1]": the second third; "text_projection^T": transposed
    std::string diffusers;
    std::vector<std::uint64_t> shape;  ///< in diffusers' layout
};

inline std::vector<KeyPair> officialKeys(const std::string& component) {
    QFile file(QString::fromStdString(std::string(BURNISH_TEST_DATA "/keys/") + component + ".z"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray packed(4, '\0');
    qToBigEndian(quint32(1U << 20), packed.data());
    std::vector<KeyPair> pairs;
    for (const QByteArray& line : qUncompress(packed + file.readAll()).split('\n')) {
        const QList<QByteArray> fields = line.split('\t');
        if (fields.size() != 3) {
            continue;
        }
        KeyPair pair{.original = fields[0].toStdString(), .diffusers = fields[1].toStdString(), .shape = {}};
        for (const QByteArray& extent : fields[2].split(',')) {
            pair.shape.push_back(extent.toULongLong());
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

/// Adds a component's tensors as an original checkpoint has them, fp16, without any data.
inline void addOriginal(SafetensorsHeader& header, const std::string& prefix, const std::string& component) {
    for (const KeyPair& pair : officialKeys(component)) {
        std::string name = pair.original;
        TensorEntry entry{.dtype = TensorDtype::F16, .shape = pair.shape};
        if (name.ends_with("]")) {
            name.resize(name.size() - 3);
            entry.shape[0] *= 3;
        } else if (name.ends_with("^T")) {
            name.resize(name.size() - 2);
            std::swap(entry.shape[0], entry.shape[1]);
        } else if (name.find(".attn_1.") != std::string::npos && entry.shape.size() == 2) {
            entry.shape.insert(entry.shape.end(), {1, 1});
        }
        entry.size = 2;
        for (const std::uint64_t extent : entry.shape) {
            entry.size *= extent;
        }
        header.tensors.emplace(prefix + name, entry);
    }
}

}  // namespace burnish::test
