// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/error_text.h"

#include "ui/common/path_text.h"

#include <QCoreApplication>

namespace burnish::ui {

namespace {

struct ErrorSentence {
    Q_DECLARE_TR_FUNCTIONS(ErrorSentence)
};

/// The file's name for a sentence; the folder is in the details.
QString nameOf(const Error::Parts& parts, const QString& otherwise) {
    const std::filesystem::path name =
        parts.path.has_filename() ? parts.path.filename() : parts.path.parent_path().filename();
    return name.empty() ? otherwise : QStringLiteral("“%1”").arg(toQString(name));
}

bool isOldProcessor(const Error::Parts& parts) {
    return parts.subject == "processor";
}

bool isLora(const Error::Parts& parts) {
    return parts.subject == "LoRA";
}

bool isVae(const Error::Parts& parts) {
    return parts.subject == "vae";
}

QString picture(const Error::Parts& parts) {
    return nameOf(parts, ErrorSentence::tr("The picture", "start of a sentence"));
}

QString model(const Error::Parts& parts) {
    return nameOf(parts, ErrorSentence::tr("The model", "start of a sentence"));
}

QString titleOf(const Error::Parts& parts) {
    switch (parts.code) {
    case ErrorCode::InvalidArgument:
        return ErrorSentence::tr("These settings cannot be carried out");
    case ErrorCode::DeviceUnavailable:
        return ErrorSentence::tr("The chosen device is not in this machine");
    case ErrorCode::ImageNotFound:
        return ErrorSentence::tr("%1 was not found").arg(picture(parts));
    case ErrorCode::ImageUnreadable:
        return ErrorSentence::tr("%1 could not be read").arg(picture(parts));
    case ErrorCode::ImageTooLarge:
        return ErrorSentence::tr("%1 is too large to open").arg(picture(parts));
    case ErrorCode::DecoderCrashed:
        return ErrorSentence::tr("%1 broke the picture reader").arg(picture(parts));
    case ErrorCode::ModelNotFound:
        return parts.path.empty() ? ErrorSentence::tr("The model was not found")
                                  : ErrorSentence::tr("The model %1 was not found").arg(model(parts));
    case ErrorCode::ModelIncomplete:
        return ErrorSentence::tr("%1 is incomplete").arg(model(parts));
    case ErrorCode::ModelCorrupt:
        return ErrorSentence::tr("%1 is damaged").arg(model(parts));
    case ErrorCode::ModelUnsupported:
        return (isLora(parts)  ? ErrorSentence::tr("%1 does not fit the model")
                : isVae(parts) ? ErrorSentence::tr("%1 is not a VAE that fits")
                               : ErrorSentence::tr("%1 is not a model that refines"))
            .arg(model(parts));
    case ErrorCode::OutOfMemory:
        return ErrorSentence::tr("There was not enough memory");
    case ErrorCode::WriteFailed:
        return ErrorSentence::tr("%1 could not be written")
            .arg(nameOf(parts, ErrorSentence::tr("The file", "start of a sentence")));
    case ErrorCode::EngineUnavailable:
        return isOldProcessor(parts) ? ErrorSentence::tr("This processor is too old to refine pictures")
                                     : ErrorSentence::tr("The engine could not be started");
    case ErrorCode::Internal:
        break;
    }
    return ErrorSentence::tr("Something went wrong inside Burnish");
}

QString bodyOf(const Error::Parts& parts) {
    switch (parts.code) {
    case ErrorCode::InvalidArgument:
        return ErrorSentence::tr("Nothing was changed. Look at the setting named under Details and refine again.");
    case ErrorCode::DeviceUnavailable:
        return ErrorSentence::tr("Nothing was lost. Set the device to Automatic or CPU under More and refine again.");
    case ErrorCode::ImageNotFound:
        return ErrorSentence::tr("It may have been moved or renamed, or its drive is not connected.");
    case ErrorCode::ImageUnreadable:
        return ErrorSentence::tr(
            "It is damaged, or not a picture of a kind that Burnish opens, such as PNG, JPEG, TIFF or EXR.");
    case ErrorCode::ImageTooLarge:
        return ErrorSentence::tr(
            "It was refused before any memory was taken. Make it smaller in another program first.");
    case ErrorCode::DecoderCrashed:
        return ErrorSentence::tr("The reader runs apart, so nothing else was harmed, and the next picture opens. "
                                 "This file is damaged, or meant to do harm.");
    case ErrorCode::ModelNotFound:
        return ErrorSentence::tr("Your pictures are safe. Choose the model's folder again, or another model.");
    case ErrorCode::ModelIncomplete:
        return ErrorSentence::tr("Your pictures are safe. A file of the model is missing; download it again, or choose "
                                 "another model.");
    case ErrorCode::ModelCorrupt:
        return ErrorSentence::tr("Your pictures are safe. A file of the model breaks the rules of its format; download "
                                 "it again.");
    case ErrorCode::ModelUnsupported:
        if (isLora(parts)) {
            return ErrorSentence::tr("Your pictures are safe. The LoRA was made for another model: remove it under "
                                     "Extras, or choose its model.");
        }
        if (isVae(parts)) {
            return ErrorSentence::tr("Your pictures are safe. Burnish needs an autoencoder of the SDXL family, as a "
                                     "diffusers folder or a safetensors file.");
        }
        return ErrorSentence::tr("Your pictures are safe. Burnish needs an SDXL refiner, or a model of the SDXL base "
                                 "family, as a diffusers folder or a safetensors file.");
    case ErrorCode::OutOfMemory:
        return ErrorSentence::tr("Your results are safe. Close other programs, choose “bf16” or a smaller picture, and "
                                 "refine again.");
    case ErrorCode::WriteFailed:
        return ErrorSentence::tr("What was there before is whole, and the result stays open here. Save it to another "
                                 "place, or free some space.");
    case ErrorCode::EngineUnavailable:
        if (isOldProcessor(parts)) {
            return ErrorSentence::tr(
                "The engine needs AVX2, which processors have had since about 2013. Pictures can be "
                "opened and compared all the same.");
        }
        return ErrorSentence::tr("Pictures and results can be opened, compared and saved, but not refined. Details say "
                                 "which library is missing.");
    case ErrorCode::Internal:
        break;
    }
    return ErrorSentence::tr("Your pictures and results are safe, and you can go on. This is a fault of ours: please "
                             "report it with the details.");
}

}  // namespace

ErrorText describeError(const Error::Parts& parts) {
    return {titleOf(parts), bodyOf(parts), QString::fromStdString(to_sentence(parts))};
}

}  // namespace burnish::ui
