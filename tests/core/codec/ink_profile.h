// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metadata/byte_reader.h"

#include <algorithm>
#include <cstddef>
#include <lcms2.h>
#include <span>
#include <vector>

namespace burnish::testing {

/// A profile for four inks by the rule of thumb red = (1 - cyan)(1 - black), with a table to L*a*b* as printers have
/// it.
inline std::vector<std::byte> ink_profile() {
    constexpr cmsUInt32Number kNodes = 9;
    cmsHPROFILE lab = cmsCreateLab4Profile(nullptr);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM to_lab =
        cmsCreateTransform(srgb, TYPE_RGB_DBL, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 2.4);
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsPipeline* table = cmsPipelineAlloc(nullptr, 4, 3);
    cmsStage* stage = cmsStageAllocCLut16bit(nullptr, kNodes, 4, 3, nullptr);
    const auto node = [](const cmsUInt16Number in[], cmsUInt16Number out[], void* transform) -> cmsInt32Number {
        const double black = 1.0 - in[3] / 65535.0;
        const double rgb[3] = {(1.0 - in[0] / 65535.0) * black, (1.0 - in[1] / 65535.0) * black,
                               (1.0 - in[2] / 65535.0) * black};
        cmsCIELab colour{};
        cmsDoTransform(transform, rgb, &colour, 1);
        cmsFloat2LabEncodedV2(out, &colour);
        return TRUE;
    };
    cmsStageSampleCLut16bit(stage, node, to_lab, 0);
    cmsPipelineInsertStage(table, cmsAT_END, stage);
    cmsWriteTag(profile, cmsSigAToB0Tag, table);
    cmsWriteTag(profile, cmsSigAToB1Tag, table);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::vector<std::byte> bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsPipelineFree(table);
    cmsDeleteTransform(to_lab);
    for (cmsHPROFILE any : {lab, srgb, profile}) {
        cmsCloseProfile(any);
    }
    return bytes;
}

/// The JPEG with its profile in as many segments as it takes (ICC.1, annex B.4).
inline std::vector<std::byte> with_profile(const std::vector<std::byte>& jpeg, std::span<const std::byte> profile) {
    constexpr std::size_t kMost = 65'000;
    const std::size_t count = (profile.size() + kMost - 1) / kMost;
    ByteWriter out(ByteOrder::Big);
    out.append(std::span(jpeg).first(2));
    for (std::size_t i = 0; i < count; ++i) {
        const auto part = profile.subspan(i * kMost, std::min(kMost, profile.size() - i * kMost));
        out.number(0xffe2, 2);
        out.number(2 + 14 + part.size(), 2);
        out.text(std::string_view("ICC_PROFILE\0", 12));
        out.number(i + 1, 1);
        out.number(count, 1);
        out.append(part);
    }
    out.append(std::span(jpeg).subspan(2));
    return out.bytes;
}

}  // namespace burnish::testing
