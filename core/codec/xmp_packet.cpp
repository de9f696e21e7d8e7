// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/xmp_packet.h"

#include <exempi/xmp.h>
#include <exempi/xmpconsts.h>

#include <array>
#include <memory>
#include <type_traits>
#include <utility>

namespace burnish::codec {

namespace {

constexpr const char* kBurnish = "https://burnish.org/ns/1.0/";
constexpr const char* kIptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
constexpr const char* kIptcCore = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
constexpr const char* kAux = "http://ns.adobe.com/exif/1.0/aux/";
constexpr const char* kRegions = "http://www.metadataworkinggroup.com/schemas/regions/";
constexpr const char* kStableDiffusionCpp = "https://github.com/leejet/stable-diffusion.cpp/ns/1.0/";
constexpr const char* kSourceType =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

struct Free {
    void operator()(void* xmp) const { xmp_free(static_cast<XmpPtr>(xmp)); }
};
using Packet = std::unique_ptr<std::remove_pointer_t<XmpPtr>, Free>;

Packet parsed(const std::string& text) {
    return Packet(text.empty() ? nullptr : xmp_new(text.data(), text.size()));
}

std::string text_at(XmpPtr xmp, const char* space, const char* name) {
    const std::unique_ptr<std::remove_pointer_t<XmpStringPtr>, decltype(&xmp_string_free)> value(xmp_string_new(),
                                                                                                 &xmp_string_free);
    std::uint32_t bits = 0;
    if (!xmp_get_property(xmp, space, name, value.get(), &bits)) {
        return {};
    }
    if (XMP_IS_PROP_ARRAY(bits)) {
        if (!xmp_get_array_item(xmp, space, name, 1, value.get(), &bits)) {
            return {};
        }
    }
    const char* text = xmp_string_cstr(value.get());
    return text != nullptr ? text : "";
}

void remove_private(XmpPtr xmp) {
    struct Property {
        const char* space;
        const char* name;
    };
    const std::array kWhole = {
        Property{NS_PHOTOSHOP, "City"},
        Property{NS_PHOTOSHOP, "State"},
        Property{NS_PHOTOSHOP, "Country"},
        Property{NS_PHOTOSHOP, "AuthorsPosition"},
        Property{NS_PHOTOSHOP, "Credit"},
        Property{NS_PHOTOSHOP, "CaptionWriter"},
        Property{NS_DC, "creator"},
        Property{NS_DC, "contributor"},
        Property{NS_TIFF, "Artist"},
        Property{kIptcCore, "Location"},
        Property{kIptcCore, "CountryCode"},
        Property{kIptcCore, "CreatorContactInfo"},
        Property{kIptcExtension, "PersonInImage"},
        Property{kIptcExtension, "PersonInImageWDetails"},
        Property{kIptcExtension, "LocationCreated"},
        Property{kIptcExtension, "LocationShown"},
        Property{kAux, "OwnerName"},
        Property{kAux, "SerialNumber"},
        Property{kAux, "LensSerialNumber"},
        Property{kRegions, "Regions"},
    };
    for (const auto& [space, name] : kWhole) {
        xmp_delete_property(xmp, space, name);
    }
    constexpr std::array kPlaces = {"GPSLatitude",  "GPSLongitude",    "GPSAltitude",      "GPSAltitudeRef",
                                    "GPSTimeStamp", "GPSDestLatitude", "GPSDestLongitude", "GPSAreaInformation",
                                    "GPSMapDatum",  "GPSVersionID",    "GPSImgDirection",  "GPSImgDirectionRef"};
    for (const char* name : kPlaces) {
        xmp_delete_property(xmp, NS_EXIF, name);
    }
}

/// Without what would not be true of the picture that is written.
void fit_to_picture(XmpPtr xmp) {
    xmp_delete_property(xmp, NS_XAP, "Thumbnails");
    if (xmp_has_property(xmp, NS_TIFF, "Orientation")) {
        xmp_set_property(xmp, NS_TIFF, "Orientation", "1", 0);
    }
    for (const char* name : {"ImageWidth", "ImageLength"}) {
        xmp_delete_property(xmp, NS_TIFF, name);
    }
    for (const char* name : {"PixelXDimension", "PixelYDimension"}) {
        xmp_delete_property(xmp, NS_EXIF, name);
    }
}

void make_true(XmpPtr xmp, const XmpWishes& wishes) {
    if (!wishes.is_same_picture) {
        fit_to_picture(xmp);
    }
    if (wishes.strip_private) {
        remove_private(xmp);
    }
    if (wishes.is_generated) {
        xmp_set_property(xmp, kIptcExtension, "DigitalSourceType", kSourceType, 0);
    }
    if (!wishes.recipe.empty()) {
        xmp_set_property(xmp, kBurnish, "recipe", wishes.recipe.c_str(), 0);
    }
}

std::string serialized(XmpPtr xmp) {
    const std::unique_ptr<std::remove_pointer_t<XmpStringPtr>, decltype(&xmp_string_free)> text(xmp_string_new(),
                                                                                                &xmp_string_free);
    return xmp_serialize(xmp, text.get(), XMP_SERIAL_USECOMPACTFORMAT, 0) ? xmp_string_cstr(text.get()) : std::string();
}

}  // namespace

void prepare_xmp() {
    xmp_init();
    xmp_register_namespace(kBurnish, "burnish", nullptr);
    xmp_register_namespace(kIptcExtension, "Iptc4xmpExt", nullptr);
    xmp_register_namespace(kIptcCore, "Iptc4xmpCore", nullptr);
    xmp_register_namespace(kAux, "aux", nullptr);
    xmp_register_namespace(kRegions, "mwg-rs", nullptr);
    xmp_register_namespace(kStableDiffusionCpp, "sdcpp", nullptr);
}

std::string true_xmp(const std::string& packet, const XmpWishes& wishes) {
    Packet xmp = parsed(packet);
    const bool says_something = xmp || wishes.is_generated || !wishes.recipe.empty();
    if (!says_something) {
        return {};
    }
    if (!xmp) {
        xmp.reset(xmp_new_empty());
    }
    make_true(xmp.get(), wishes);
    std::string text = serialized(xmp.get());
    if (wishes.longest > 0 && text.size() > wishes.longest) {
        xmp.reset(xmp_new_empty());
        make_true(xmp.get(), wishes);
        text = serialized(xmp.get());
    }
    return text;
}

std::map<std::string, std::string> xmp_texts(const std::string& packet) {
    std::map<std::string, std::string> texts;
    const Packet xmp = parsed(packet);
    if (!xmp) {
        return texts;
    }
    const std::array<std::array<const char*, 3>, 4> kKnown = {{{"burnish", kBurnish, "recipe"},
                                                               {"UserComment", NS_EXIF, "UserComment"},
                                                               {"description", NS_DC, "description"},
                                                               {"parameters", kStableDiffusionCpp, "parameters"}}};
    for (const auto& [key, space, name] : kKnown) {
        if (std::string text = text_at(xmp.get(), space, name); !text.empty()) {
            texts.emplace(key, std::move(text));
        }
    }
    return texts;
}

}  // namespace burnish::codec
