// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/png_text.h"

#include "core/common/error.h"

#include <QByteArray>
#include <QtTest>

#include <zlib.h>

using namespace burnish;

namespace {

QByteArray chunk(const char* type, const QByteArray& body) {
    QByteArray covered = QByteArray(type, 4) + body;
    const auto word = [](quint32 value) {
        QByteArray bytes(4, '\0');
        qToBigEndian(value, bytes.data());
        return bytes;
    };
    const auto checksum =
        crc32(0, reinterpret_cast<const Bytef*>(covered.constData()), static_cast<uInt>(covered.size()));
    return word(static_cast<quint32>(body.size())) + covered + word(static_cast<quint32>(checksum));
}

/// The chunks need not make a picture: texts are found without decoding.
QByteArray png(const QByteArray& chunks) {
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", QByteArray(13, '\1')) + chunks + chunk("IDAT", "x") +
           chunk("IEND", {});
}

std::span<const std::byte> bytes(const QByteArray& array) {
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

QByteArray deflated(const QByteArray& text) {
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    QByteArray out(static_cast<qsizetype>(size), '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.constData()),
             static_cast<uLong>(text.size()));
    out.truncate(static_cast<qsizetype>(size));
    return out;
}

}  // namespace

class TestPngText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfTextChunk() {
        const QByteArray file =
            png(chunk("tEXt", QByteArray("a\0caf\xe9", 6)) + chunk("zTXt", QByteArray("b\0\0", 3) + deflated("plain")) +
                chunk("iTXt", QByteArray("c\0\0\0en\0key\0", 11) + "寺") +
                chunk("iTXt", QByteArray("d\0\1\0\0\0", 6) + deflated("🏯")));
        const auto texts = read_png_texts(bytes(file));
        QCOMPARE(texts.size(), std::size_t{4});
        QCOMPARE(texts.at("a"), std::string("café"));
        QCOMPARE(texts.at("b"), std::string("plain"));
        QCOMPARE(texts.at("c"), std::string("寺"));
        QCOMPARE(texts.at("d"), std::string("🏯"));
    }

    void writesLatin1AsTextAndTheRestAsInternationalText() {
        const auto out = with_png_texts(bytes(png({})), {{"latin", "naïve café"}, {"parameters", "寺 🏯"}});
        const QByteArray raw(reinterpret_cast<const char*>(out.data()), static_cast<qsizetype>(out.size()));
        QVERIFY(raw.contains(QByteArray("tEXtlatin\0na\xefve caf\xe9", 20)));
        QVERIFY(raw.contains("iTXtparameters"));
        QVERIFY(raw.indexOf("iTXt") < raw.indexOf("IDAT"));
        const auto texts = read_png_texts(out);
        QCOMPARE(texts.at("latin"), std::string("naïve café"));
        QCOMPARE(texts.at("parameters"), std::string("寺 🏯"));
    }

    void replacesEarlierTextsOfTheSameKeyword() {
        const QByteArray file =
            png(chunk("tEXt", QByteArray("parameters\0old", 14)) + chunk("tEXt", QByteArray("other\0kept", 10)));
        const auto texts = read_png_texts(with_png_texts(bytes(file), {{"parameters", "new"}}));
        QCOMPARE(texts.at("parameters"), std::string("new"));
        QCOMPARE(texts.at("other"), std::string("kept"));
    }

    void skipsDamagedAndInflatedBeyondTheLimit() {
        QByteArray damaged = chunk("tEXt", QByteArray("a\0text", 6));
        damaged[10] = static_cast<char>(damaged[10] ^ 1);
        const QByteArray bomb = chunk("zTXt", QByteArray("b\0\0", 3) + deflated(QByteArray(20 << 20, 'x')));
        QVERIFY(read_png_texts(bytes(png(damaged + bomb))).empty());
    }

    void refusesWhatIsNotAPng() {
        QVERIFY(read_png_texts(bytes("GIF89a")).empty());
        QVERIFY_THROWS_EXCEPTION(Error, with_png_texts(bytes("GIF89a"), {{"a", "b"}}));
        const QByteArray cut = png({}).chopped(14);
        QVERIFY_THROWS_EXCEPTION(Error, with_png_texts(bytes(cut), {{"a", "b"}}));
    }

    /// Every truncation and every flipped bit of a small file: read without failing, and never more than was there.
    void survivesTruncationAndBitFlips() {
        const QByteArray file = png(chunk("zTXt", QByteArray("k\0\0", 3) + deflated("text")) +
                                    chunk("iTXt", QByteArray("c\0\0\0\0\0", 6) + "x"));
        for (qsizetype size = 0; size <= file.size(); ++size) {
            QVERIFY(read_png_texts(bytes(file.left(size))).size() <= 2);
        }
        for (qsizetype bit = 0; bit < file.size() * 8; ++bit) {
            QByteArray flipped = file;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            QVERIFY(read_png_texts(bytes(flipped)).size() <= 2);
        }
    }
};

QTEST_GUILESS_MAIN(TestPngText)
#include "tst_png_text.moc"
