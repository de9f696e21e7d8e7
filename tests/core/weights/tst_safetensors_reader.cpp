// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/safetensors_reader.h"

#include "core/common/error.h"
#include "tests/core/weights/safetensors_bytes.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace burnish;
using namespace burnish::test;
namespace fs = std::filesystem;

namespace {

/// The sentence of the refusal, "" if the file is accepted, and another text if it is refused for the wrong reason.
std::string refusal(const std::string& file) {
    try {
        parse_safetensors_header(asBytes(file), file.size(), "model.safetensors");
    } catch (const Error& error) {
        return error.code() == ErrorCode::ModelCorrupt ? error.what() : "another code";
    }
    return {};
}

/// An entry of F32 [n] at begin.
std::string entry(const char* name, std::uint64_t begin, std::uint64_t count) {
    return nlohmann::json(name).dump() + ":{\"dtype\":\"F32\",\"shape\":[" + std::to_string(count) +
           "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(begin + 4 * count) + "]}";
}

}  // namespace

class TestSafetensorsReader final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void judgesEachRecordedFileAsItsIndexSays_data() {
        QTest::addColumn<bool>("valid");
        std::ifstream file(BURNISH_TEST_DATA "/safetensors/index.json");
        QVERIFY(file.is_open());
        const nlohmann::json index = nlohmann::json::parse(file);
        QVERIFY(index.size() > 40);
        for (const auto& [name, verdict] : index.items()) {
            QTest::newRow(name.c_str()) << verdict.at("valid").get<bool>();
        }
    }
    void judgesEachRecordedFileAsItsIndexSays() {
        QFETCH(bool, valid);
        std::string found;
        try {
            SafetensorsReader reader(fs::path(BURNISH_TEST_DATA "/safetensors") / QTest::currentDataTag());
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelCorrupt);
            found = error.what();
        }
        QVERIFY2(found.empty() == valid, found.c_str());
        QVERIFY(valid || found.find(QTest::currentDataTag()) != std::string::npos);
    }

    void namesTheRuleThatIsBroken_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& file, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(words);
        };
        const std::string one = "{" + entry("a", 0, 2) + "}";
        row("too short", "1234567", "a file of 7 bytes");
        row("header too long", safetensorsBytes("{}", 0, 100'000'001), "at most 100000000");
        row("length of 2^63", safetensorsBytes("{}", 0, std::uint64_t{1} << 63), "at most 100000000");
        row("header cut off", safetensorsBytes("{}", 0, 3), "a header of 3 bytes in a file of 10");
        row("no header", safetensorsBytes(""), "does not begin with {");
        row("not an object", safetensorsBytes("[]"), "does not begin with {");
        row("text", "This is a text and no model at all, whatever its name says.", "not a safetensors file?");
        row("broken JSON", safetensorsBytes("{\"a\":"), "not valid JSON");
        row("bad UTF-8", safetensorsBytes("{\"\xff\":1}"), "not valid JSON");
        row("text behind the object", safetensorsBytes("{}x"), "not valid JSON");
        row("zero behind the object", safetensorsBytes(std::string_view("{}\0x", 4)), "a zero byte");
        row("unknown dtype", safetensorsBytes(R"({"a":{"dtype":"Q8","shape":[1],"data_offsets":[0,1]}})", 1),
            "dtype \"Q8\"");
        row("negative size", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}})", 1),
            "the number -1");
        row("fraction", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}})", 1),
            "the number 1.0");
        row("beyond 64 bits",
            safetensorsBytes(R"({"a":{"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,1]}})", 1),
            "the number 1844");
        row("missing shape", safetensorsBytes(R"({"a":{"dtype":"U8","data_offsets":[0,1]}})", 1),
            "without dtype, shape");
        row("unknown key", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}})", 1),
            "the key \"x\"");
        row("key twice", safetensorsBytes(R"({"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1),
            "\"dtype\" twice");
        row("three offsets", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}})", 1),
            "the number 2");
        row("one offset", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}})", 1), "one number");
        row("begin after end", safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}})", 1),
            "data_offsets [1, 0]");
        row("size differs", safetensorsBytes(R"({"a":{"dtype":"F16","shape":[3],"data_offsets":[0,4]}})", 4),
            "48 bits");
        row("half a byte", safetensorsBytes(R"({"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}})", 1), "12 bits");
        row("shape overflows",
            safetensorsBytes(R"({"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}})"),
            "overflows");
        row("bits overflow",
            safetensorsBytes(R"({"a":{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,0]}})"),
            "overflows");
        row("name twice", safetensorsBytes("{" + entry("a", 0, 2) + "," + entry("a", 8, 2) + "}", 16),
            "the name twice");
        row("overlap", safetensorsBytes("{" + entry("a", 0, 2) + "," + entry("b", 4, 2) + "}", 12), "b: overlaps");
        row("hole", safetensorsBytes("{" + entry("a", 0, 2) + "," + entry("b", 9, 2) + "}", 17), "b: a hole before it");
        row("hole in front", safetensorsBytes("{" + entry("a", 1, 2) + "}", 9), "a: a hole before it");
        row("truncated", safetensorsBytes(one, 7), "as the header says");
        row("trailing byte", safetensorsBytes(one, 9), "as the header says");
        row("metadata of numbers", safetensorsBytes(R"({"__metadata__":{"a":1}})"), "the number 1");
        row("metadata twice", safetensorsBytes(R"({"__metadata__":{},"__metadata__":{}})"), "the name twice");
        row("deep", safetensorsBytes("{\"a\":" + std::string(100'000, '[')), "an array");
        row("65 dimensions",
            safetensorsBytes("{\"a\":{\"shape\":[" + QByteArray("1,").repeated(65).toStdString() + "1]}}"),
            "64 dimensions");
    }
    void namesTheRuleThatIsBroken() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, words);
        const std::string sentence = refusal(file.toStdString());
        QVERIFY2(sentence.find(words.toStdString()) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.starts_with("model.safetensors: "), sentence.c_str());
    }

    void acceptsWhatTheFormatAllows_data() {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const std::string& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        row("nothing", safetensorsBytes("{}"));
        row("padding", safetensorsBytes("{}      "));
        row("names in any order", safetensorsBytes("{" + entry("z", 8, 1) + "," + entry("a", 0, 2) + "}", 12));
        row("rank 0", safetensorsBytes(R"({"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]}})", 8));
        row("size 0 in between",
            safetensorsBytes("{" + entry("a", 0, 1) + "," + entry("b", 4, 0) + "," + entry("c", 4, 1) + "}", 8));
        row("packed", safetensorsBytes(R"({"a":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}})", 3));
        row("keys in any order", safetensorsBytes(R"({"a":{"data_offsets":[0,1],"shape":[1],"dtype":"BOOL"}})", 1));
        row("metadata",
            safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"__metadata__":{"format":"pt"}})",
                             1));
    }
    void acceptsWhatTheFormatAllows() {
        QFETCH(QByteArray, file);
        const std::string sentence = refusal(file.toStdString());
        QVERIFY2(sentence.empty(), sentence.c_str());
    }

    void everyTruncationIsRefused() {
        const std::string whole = safetensorsBytes("{" + entry("a", 0, 2) + "," + entry("b", 8, 3) + "}", 20);
        QCOMPARE(refusal(whole), std::string());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            QVERIFY2(!refusal(whole.substr(0, size)).empty(), qPrintable(QString::number(size)));
        }
    }

    void flippedBitsNeverReachBeyondTheFile() {
        const std::string whole = safetensorsBytes("{" + entry("a", 0, 2) + "," + entry("b", 8, 3) + "}", 20);
        int accepted = 0;
        for (std::size_t bit = 0; bit < 8 * (whole.size() - 20); ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            try {
                const auto header = parse_safetensors_header(asBytes(flipped), flipped.size(), "flipped");
                ++accepted;
                for (const auto& [name, tensor] : header.tensors) {
                    QVERIFY(tensor.offset + tensor.size <= flipped.size());
                }
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::ModelCorrupt);
            }
        }
        QVERIFY2(accepted > 0, "a changed name is no broken rule");
    }

    void hostileHeadersAreRefusedQuickly() {
        std::string header = "{";
        for (int i = 0; i < 200'000; ++i) {
            header += (i == 0 ? "" : ",") + entry(std::to_string(i).c_str(), 0, 1);
        }
        header += "}";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(refusal(safetensorsBytes(header, 4)).find("overlaps") != std::string::npos);
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }

    void longNamesAreCutInTheSentence() {
        const std::string name(5000, 'n');
        const std::string sentence = refusal(safetensorsBytes("{" + entry(name.c_str(), 1, 1) + "}", 5));
        QVERIFY2(sentence.size() < 400, sentence.c_str());
    }

    void readsBackWhatWasWritten() {
        const std::string halves = "\x01\x02\x03\x04\x05\x06";
        const std::string words(24, 'w');
        const std::vector<TensorToWrite> tensors = {
            {.name = "half", .dtype = TensorDtype::BF16, .shape = {3}, .bytes = asBytes(halves)},
            {.name = "caf\u00e9 \"x\"", .dtype = TensorDtype::F64, .shape = {1, 3}, .bytes = asBytes(words)},
            {.name = "none", .dtype = TensorDtype::F32, .shape = {0, 7}, .bytes = {}},
        };
        write_safetensors(path("written"), tensors, {{"format", "pt"}});
        SafetensorsReader reader(path("written"));
        QCOMPARE(reader.header().metadata.at("format"), std::string("pt"));
        QCOMPARE(reader.header().tensors.size(), std::size_t{3});
        for (const TensorToWrite& tensor : tensors) {
            const TensorEntry& found = reader.header().tensors.at(tensor.name);
            QVERIFY(found.dtype == tensor.dtype);
            QCOMPARE(found.shape, tensor.shape);
            QVERIFY2(found.offset % (dtype_bits(found.dtype) / 8) == 0, "aligned to its elements");
            const auto bytes = reader.tensor_bytes(found);
            QVERIFY(std::equal(bytes.begin(), bytes.end(), tensor.bytes.begin(), tensor.bytes.end()));
            reader.release(found);
        }
    }

    void refusesToWriteATensorOfTheWrongSize() {
        const std::vector<TensorToWrite> tensors = {
            {.name = "a", .dtype = TensorDtype::F32, .shape = {2}, .bytes = asBytes("1234")}};
        QVERIFY_EXCEPTION_THROWN(write_safetensors(path("wrong"), tensors), Error);
        QVERIFY(!fs::exists(path("wrong")));
    }

    void missingFileIsNotFound() {
        try {
            read_safetensors_header(path("absent"));
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelNotFound);
        }
    }
};

QTEST_GUILESS_MAIN(TestSafetensorsReader)
#include "tst_safetensors_reader.moc"
