// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/lettering.h"

#include <array>
#include <cmath>
#include <string_view>

namespace burnish::training {
namespace {

/// Strokes on a grid of 5 by 7 (column, row); a blank lifts the pen.
constexpr std::array<std::string_view, 52> kGlyphs = {
    "062046 1434",
    "00063645443303 0030414233",
    "4130100105163645",
    "00062644422000",
    "40000646 0333",
    "400006 0333",
    "41301001051636454323",
    "0006 4046 0343",
    "2026",
    "4045361605",
    "0006 400346",
    "000646",
    "0600244046",
    "06004640",
    "100105163645413010",
    "06003041423303",
    "100105163645413010 2446",
    "06003041423303 2346",
    "4130100112334445361605",
    "0040 2026",
    "000516364540",
    "002640",
    "0016223640",
    "0046 4006",
    "002340 2326",
    "00400646",
    "2010010516263544423120",
    "112026 1636",
    "0110304142060646",
    "0040133344453616",
    "3036 300444",
    "4000023344453616",
    "3010010516364543332304",
    "00402226",
    "103041423313020110 1304051636454433",
    "0516364541301001021343",
    "1232434446 4414051646",
    "0006 0312324345361605",
    "43321203051636",
    "4046 43321203051636",
    "04444332120305163645",
    "302125 1232",
    "43321203041535 42463717",
    "0006 0312324346",
    "2226 2020",
    "202536",
    "0206 0312162326 23324346",
    "0206 0312324346",
    "120305163645433212",
    "0207 031232434536",
    "0206 031232",
    "4232121333443516",
};

struct Pen {
    Canvas& canvas;
    const Lettering& lettering;
    float cosine;
    float sine;

    Point place(float column, float row, float advance) const {
        const float scale = lettering.height / 6.0F;
        const float x = advance + scale * (column + lettering.slant * (6.0F - row));
        const float y = scale * row;
        return {lettering.origin.x + cosine * x - sine * y, lettering.origin.y + sine * x + cosine * y};
    }

    void draw(std::string_view glyph, float advance) const {
        const float width = lettering.weight * lettering.height;
        bool down = false;
        Point last;
        for (std::size_t i = 0; i + 1 < glyph.size(); i += 2) {
            if (glyph[i] == ' ' || glyph[i + 1] == ' ') {
                down = false;
                --i;
                continue;
            }
            const Point next =
                place(static_cast<float>(glyph[i] - '0'), static_cast<float>(glyph[i + 1] - '0'), advance);
            if (down) {
                canvas.line(last, next, width, lettering.ink);
            }
            last = next;
            down = true;
        }
    }
};

}  // namespace

void write_line(Canvas& canvas, const Lettering& lettering, float length, Random& random) {
    const Pen pen{canvas, lettering, std::cos(lettering.angle), std::sin(lettering.angle)};
    const float step = lettering.height * (5.6F / 6.0F) * lettering.spacing;
    int letters = random.integer(1, 9);
    for (float advance = 0.0F; advance + step < length; advance += step) {
        if (letters-- == 0) {
            letters = random.integer(1, 9);
            continue;
        }
        pen.draw(random.pick(std::span<const std::string_view>(kGlyphs)), advance);
    }
}

}  // namespace burnish::training
