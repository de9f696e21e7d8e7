// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/models/layers.h"
#include "core/engine/weights/module_loader.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace burnish;

namespace {

struct Stored {
    std::string name;
    TensorDtype dtype = TensorDtype::F32;
    at::Tensor value;
};

class SmallModel final : public Module {
public:
    Linear proj{this, "proj", 3, 2};
    LayerNorm norm{this, "norm", 2};
};

class OldAttention final : public Module {
public:
    Linear to_q{this, "attn.to_q", 2, 2};
    Linear to_out{this, "attn.to_out.0", 2, 2};
};

at::Tensor ramp(std::vector<std::int64_t> shape, at::ScalarType type = at::kFloat) {
    std::int64_t count = 1;
    for (const std::int64_t extent : shape) {
        count *= extent;
    }
    return at::arange(count, at::TensorOptions().dtype(at::kFloat)).div(8).reshape(shape).to(type);
}

std::vector<Stored> small_model_tensors() {
    return {{"proj.weight", TensorDtype::F32, ramp({2, 3})},
            {"proj.bias", TensorDtype::F32, ramp({2})},
            {"norm.weight", TensorDtype::F32, ramp({2})},
            {"norm.bias", TensorDtype::F32, ramp({2})}};
}

std::filesystem::path write(const QTemporaryDir& folder, const std::vector<Stored>& tensors,
                            const char* name = "weights.safetensors") {
    std::vector<TensorToWrite> entries;
    for (const Stored& stored : tensors) {
        entries.push_back(
            {.name = stored.name,
             .dtype = stored.dtype,
             .shape = {stored.value.sizes().begin(), stored.value.sizes().end()},
             .bytes = {static_cast<const std::byte*>(stored.value.const_data_ptr()), stored.value.nbytes()}});
    }
    const std::filesystem::path path = folder.filePath(QString::fromLatin1(name)).toStdString();
    write_safetensors(path, entries);
    return path;
}

Error::Parts error_of(SmallModel& model, const std::filesystem::path& path) {
    try {
        load_module(model, {path}, {});
    } catch (const Error& error) {
        return error.parts();
    }
    return {};
}

bool holds_nothing(Module& module) {
    bool holds = false;
    module.for_each_parameter(
        [&](const std::string&, const Parameter& parameter) { holds = holds || parameter.value.defined(); });
    return !holds;
}

}  // namespace

class TestModuleLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsEveryParameter() {
        QTemporaryDir folder;
        SmallModel model;
        int last = 0;
        load_module(model, {write(folder, small_model_tensors())}, {}, {}, [&](int loaded, int total) {
            QVERIFY(loaded > last);
            last = loaded;
            QCOMPARE(total, 4);
        });
        QCOMPARE(last, 4);
        QVERIFY(at::equal(model.proj.parameters()[0].value, ramp({2, 3})));
        QVERIFY(at::equal(model.norm.parameters()[1].value, ramp({2})));
    }

    void joinsShards() {
        QTemporaryDir folder;
        std::vector<Stored> first = small_model_tensors();
        const std::vector<Stored> second{first.back()};
        first.pop_back();
        SmallModel model;
        load_module(model, {write(folder, first, "a.safetensors"), write(folder, second, "b.safetensors")}, {});
        QVERIFY(!holds_nothing(model));
    }

    void convertsDtypes_data() {
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("type");
        QTest::newRow("F16") << static_cast<int>(TensorDtype::F16) << static_cast<int>(at::kHalf);
        QTest::newRow("BF16") << static_cast<int>(TensorDtype::BF16) << static_cast<int>(at::kBFloat16);
        QTest::newRow("F64") << static_cast<int>(TensorDtype::F64) << static_cast<int>(at::kDouble);
        QTest::newRow("F8_E4M3") << static_cast<int>(TensorDtype::F8E4M3) << static_cast<int>(at::kFloat8_e4m3fn);
        QTest::newRow("F8_E5M2") << static_cast<int>(TensorDtype::F8E5M2) << static_cast<int>(at::kFloat8_e5m2);
    }

    void convertsDtypes() {
        QFETCH(int, stored);
        QFETCH(int, type);
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors[0].dtype = static_cast<TensorDtype>(stored);
        tensors[0].value = ramp({2, 3}, static_cast<at::ScalarType>(type));
        SmallModel model;
        load_module(model, {write(folder, tensors)}, {.dtype = at::kBFloat16});
        QCOMPARE(model.proj.parameters()[0].value.scalar_type(), at::kBFloat16);
        const at::Tensor expected = tensors[0].value.to(at::kFloat).to(at::kBFloat16);
        QVERIFY(at::equal(model.proj.parameters()[0].value, expected));
    }

    void keepsOtherDtypeForAPrefix() {
        QTemporaryDir folder;
        SmallModel model;
        load_module(model, {write(folder, small_model_tensors())},
                    {.dtype = at::kBFloat16, .dtype_of_prefix = {{"norm.", at::kFloat}}});
        QCOMPARE(model.proj.parameters()[0].value.scalar_type(), at::kBFloat16);
        QCOMPARE(model.norm.parameters()[0].value.scalar_type(), at::kFloat);
    }

    /// The format aligns nothing: here the halves of proj.weight start at an odd address.
    void readsMisalignedTensors() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        const at::Tensor weight = ramp({2, 3}, at::kHalf);
        nlohmann::json header{{"a.position_ids", {{"dtype", "U8"}, {"shape", {1}}, {"data_offsets", {0, 1}}}}};
        std::string data(1, 'x');
        for (Stored& stored : tensors) {
            stored.value = stored.value.to(at::kHalf);
            const std::size_t begin = data.size();
            data.append(static_cast<const char*>(stored.value.const_data_ptr()), stored.value.nbytes());
            header[stored.name] = {
                {"dtype", "F16"}, {"shape", stored.value.sizes().vec()}, {"data_offsets", {begin, data.size()}}};
        }
        const std::string text = header.dump();
        const std::uint64_t size = text.size();
        QFile file(folder.filePath(QStringLiteral("odd.safetensors")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(&size), 8);
        file.write(text.data(), static_cast<qint64>(text.size()));
        file.write(data.data(), static_cast<qint64>(data.size()));
        file.close();
        SmallModel model;
        load_module(model, {file.fileName().toStdString()}, {});
        QVERIFY(at::equal(model.proj.parameters()[0].value, weight.to(at::kFloat)));
    }

    void namesMissingAndUnexpectedTensors() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors.erase(tensors.begin());
        tensors.push_back({"lora.weight", TensorDtype::F32, ramp({1})});
        SmallModel model;
        const Error::Parts parts = error_of(model, write(folder, tensors));
        QCOMPARE(parts.code, ErrorCode::ModelIncomplete);
        QVERIFY(parts.found.find("proj.weight") != std::string::npos);
        QVERIFY(parts.found.find("lora.weight") != std::string::npos);
        QVERIFY(holds_nothing(model));
    }

    void refusesUnexpectedTensorsAlone() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors.push_back({"proj.extra", TensorDtype::F32, ramp({1})});
        SmallModel model;
        const Error::Parts parts = error_of(model, write(folder, tensors));
        QCOMPARE(parts.code, ErrorCode::ModelUnsupported);
        QCOMPARE(parts.subject, std::string("proj.extra"));
    }

    void ignoresBuffersThatNoModelReads() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors.push_back({"text_model.embeddings.position_ids", TensorDtype::I64, at::arange(3)});
        tensors.push_back({"logit_scale", TensorDtype::F32, ramp({1})});
        SmallModel model;
        load_module(model, {write(folder, tensors)}, {});
        QVERIFY(!holds_nothing(model));
    }

    void refusesOtherShapes() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors[0].value = ramp({3, 2});
        SmallModel model;
        const Error::Parts parts = error_of(model, write(folder, tensors));
        QCOMPARE(parts.code, ErrorCode::ModelUnsupported);
        QCOMPARE(parts.subject, std::string("proj.weight"));
        QCOMPARE(parts.found, std::string("shape [3, 2]"));
        QCOMPARE(parts.expected, std::string("shape [2, 3]"));
    }

    void refusesIntegers() {
        QTemporaryDir folder;
        std::vector<Stored> tensors = small_model_tensors();
        tensors[1] = {"proj.bias", TensorDtype::I64, at::arange(2)};
        SmallModel model;
        const Error::Parts parts = error_of(model, write(folder, tensors));
        QCOMPARE(parts.code, ErrorCode::ModelUnsupported);
        QCOMPARE(parts.subject, std::string("proj.bias"));
        QVERIFY(holds_nothing(model));
    }

    /// Autoencoders saved by old diffusers: other names, and 1x1 kernels on matrices (spec 6.4).
    void readsOldAutoencoderNames() {
        QTemporaryDir folder;
        const std::filesystem::path path = write(folder, {{"attn.query.weight", TensorDtype::F32, ramp({2, 2, 1, 1})},
                                                          {"attn.query.bias", TensorDtype::F32, ramp({2})},
                                                          {"attn.proj_attn.weight", TensorDtype::F32, ramp({2, 2})},
                                                          {"attn.proj_attn.bias", TensorDtype::F32, ramp({2})}});
        OldAttention model;
        load_module(model, {path}, {});
        QVERIFY(at::equal(model.to_q.parameters()[0].value, ramp({2, 2})));
    }

    void stopsBetweenTensors() {
        at::set_num_threads(1);
        QTemporaryDir folder;
        SmallModel model;
        std::stop_source stop;
        int loaded_tensors = 0;
        const std::filesystem::path path = write(folder, small_model_tensors());
        QVERIFY_EXCEPTION_THROWN(load_module(model, {path}, {}, stop.get_token(),
                                             [&](int loaded, int) {
                                                 loaded_tensors = loaded;
                                                 stop.request_stop();
                                             }),
                                 Cancelled);
        QCOMPARE(loaded_tensors, 1);
        QVERIFY(holds_nothing(model));
    }
};

QTEST_GUILESS_MAIN(TestModuleLoader)
#include "tst_module_loader.moc"
