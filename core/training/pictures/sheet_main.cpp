// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/attribute.h"
#include "core/training/pictures/scene.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

using namespace burnish::training;

/// Pictures of one size side by side, as PPM.
class Sheet final {
public:
    Sheet(int columns, int rows, int size)
        : columns_(columns), size_(size), sheet_(make_picture(columns * size, rows * size)) {}

    void put(int index, const Picture& picture) {
        const int left = index % columns_ * size_;
        const int top = index / columns_ * size_;
        for (int channel = 0; channel < 3; ++channel) {
            for (int y = 0; y < size_; ++y) {
                std::copy_n(picture.plane(channel).data() + static_cast<std::ptrdiff_t>(y) * size_, size_,
                            sheet_.plane(channel).data() + static_cast<std::ptrdiff_t>(top + y) * sheet_.width + left);
            }
        }
    }

    bool write(const std::string& path) const {
        std::ofstream file(path, std::ios::binary);
        file << "P6\n" << sheet_.width << ' ' << sheet_.height << "\n255\n";
        for (std::size_t i = 0; i < sheet_.plane_size(); ++i) {
            for (int channel = 0; channel < 3; ++channel) {
                file.put(static_cast<char>(static_cast<unsigned char>(255.0F * sheet_.plane(channel)[i] + 0.5F)));
            }
        }
        return file.good();
    }

private:
    int columns_;
    int size_;
    Picture sheet_;
};

Sheet scenes(std::uint64_t seed, int size) {
    constexpr int kColumns = 8;
    Sheet sheet(kColumns, kColumns, size);
    for (int i = 0; i < kColumns * kColumns; ++i) {
        sheet.put(i, make_scene(seed + static_cast<std::uint64_t>(i), size, size));
    }
    return sheet;
}

/// A row a scene: the scene, then every attribute at strength 0.7.
Sheet attributes(std::uint64_t seed, int size) {
    constexpr int kRows = 6;
    const int columns = static_cast<int>(kAttributes.size()) + 1;
    Sheet sheet(columns, kRows, size);
    for (int row = 0; row < kRows; ++row) {
        const std::uint64_t scene_seed = seed + static_cast<std::uint64_t>(row);
        const Picture scene = make_scene(scene_seed, size, size);
        sheet.put(row * columns, scene);
        for (int i = 0; i < columns - 1; ++i) {
            sheet.put(row * columns + 1 + i, apply(scene, kAttributes[static_cast<std::size_t>(i)], 0.7F, scene_seed));
        }
    }
    return sheet;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string kind = count > 1 ? arguments[1] : "";
    if (count < 3 || count > 5 || (kind != "scenes" && kind != "attributes")) {
        std::fprintf(stderr, "Usage: burnish-training-sheet scenes|attributes FILE.ppm [SEED [SIZE]]\n");
        return 2;
    }
    const std::uint64_t seed = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 0;
    const int size = count > 4 ? std::clamp(std::atoi(arguments[4]), 16, 1024) : 256;
    const Sheet sheet = kind == "scenes" ? scenes(seed, size) : attributes(seed, size);
    if (!sheet.write(arguments[2])) {
        std::fprintf(stderr, "burnish-training-sheet: could not write \"%s\"\n", arguments[2]);
        return 6;
    }
    return 0;
}
