// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using burnish::test::CliFixture;
using burnish::test::CliRun;

class TestCliInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAModelIs();
    void tellsWhyAModelCannotBeUsed();
    void tellsWhatAPictureIs();
    void readsTheWatermark();
    void takesContentOverTheName();
    void writesTextForPeople();
    void failsWithStatus_data();
    void failsWithStatus();
    void helpAndVersionNeedNoEngine();

private:
    QJsonObject inspected(const QString& path) {
        const CliRun run = cli_.run({QStringLiteral("inspect"), path, QStringLiteral("--json")});
        return run.status == 0 && run.objects().size() == 1 ? run.objects().constFirst() : QJsonObject();
    }

    CliFixture cli_;
};

void TestCliInspect::tellsWhatAModelIs() {
    const QJsonObject model = inspected(cli_.pocket());
    QCOMPARE(model[QLatin1String("kind")].toString(), QStringLiteral("model"));
    QCOMPARE(model[QLatin1String("family")].toString(), QStringLiteral("SDXL refiner"));
    QCOMPARE(model[QLatin1String("role")].toString(), QStringLiteral("refiner"));
    QCOMPARE(model[QLatin1String("layout")].toString(), QStringLiteral("diffusers"));
    QCOMPARE(model[QLatin1String("dtype")].toString(), QStringLiteral("fp16"));
    QCOMPARE(model[QLatin1String("usable")].toBool(), true);
    QVERIFY(model[QLatin1String("reason")].isNull());
    QCOMPARE(model[QLatin1String("name")].toString(), QStringLiteral("Pocket refiner"));
    QVERIFY(model[QLatin1String("note")].toString().contains(QLatin1String("For trying out")));
    QCOMPARE(model[QLatin1String("license")].toString(), QStringLiteral("Apache-2.0"));
    double bytes = 0;
    double parameters = 0;
    QStringList names;
    for (const auto& component : model[QLatin1String("components")].toArray()) {
        const QJsonObject part = component.toObject();
        names.append(part[QLatin1String("name")].toString());
        bytes += part[QLatin1String("bytes")].toDouble();
        parameters += part[QLatin1String("parameters")].toDouble();
        QCOMPARE(part[QLatin1String("files")].toInt(), 1);
    }
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("text_encoder_2"), QStringLiteral("unet"), QStringLiteral("vae")}));
    QCOMPARE(model[QLatin1String("bytes")].toDouble(), bytes);
    QCOMPARE(model[QLatin1String("parameters")].toDouble(), parameters);
    QVERIFY(parameters > 1e6);
}

void TestCliInspect::tellsWhyAModelCannotBeUsed() {
    const QJsonObject lora = inspected(cli_.weights(
        QStringLiteral("lora.safetensors"),
        {{"lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight", {4, 1280}}}));
    QCOMPARE(lora[QLatin1String("role")].toString(), QStringLiteral("lora"));
    QCOMPARE(lora[QLatin1String("usable")].toBool(true), false);
    QVERIFY(lora[QLatin1String("reason")].toString().contains(QLatin1String("LoRA for the SDXL refiner")));
}

void TestCliInspect::tellsWhatAPictureIs() {
    const QString input = cli_.picture(QStringLiteral("in.png"), 40, 24, 4, burnish::PixelType::U16);
    const QJsonObject plain = inspected(input);
    QCOMPARE(plain[QLatin1String("kind")].toString(), QStringLiteral("picture"));
    QCOMPARE(plain[QLatin1String("format")].toString(), QStringLiteral("png"));
    QCOMPARE(plain[QLatin1String("width")].toInt(), 40);
    QCOMPARE(plain[QLatin1String("height")].toInt(), 24);
    QCOMPARE(plain[QLatin1String("bits")].toInt(), 16);
    QCOMPARE(plain[QLatin1String("channels")].toInt(), 4);
    QVERIFY(plain[QLatin1String("recipe")].isNull() && plain[QLatin1String("parameters")].isNull());
    const QString output = cli_.path(QStringLiteral("out.png"));
    QCOMPARE(cli_.run({QStringLiteral("refine"), input, QStringLiteral("-o"), output, QStringLiteral("--steps"),
                       QStringLiteral("2"), QStringLiteral("--seed"), QStringLiteral("5")})
                 .status,
             0);
    const QJsonObject refined = inspected(output);
    QCOMPARE(refined[QLatin1String("recipe")]
                 .toObject()[QLatin1String("settings")]
                 .toObject()[QLatin1String("seed")]
                 .toInt(),
             5);
    QVERIFY(refined[QLatin1String("parameters")].toString().contains(QLatin1String("Seed: 5")));
    QVERIFY(plain[QLatin1String("watermark")].isNull());
}

void TestCliInspect::readsTheWatermark() {
    const QString input = cli_.picture(QStringLiteral("large.png"), 280, 260);
    const QJsonObject before = inspected(input)[QLatin1String("watermark")].toObject();
    QCOMPARE(before[QLatin1String("of")].toInt(), 48);
    QVERIFY(before[QLatin1String("verdict")].toString() != QLatin1String("present"));
    const QString output = cli_.path(QStringLiteral("marked.png"));
    const CliRun run = cli_.run({QStringLiteral("refine"), input, QStringLiteral("-o"), output,
                                 QStringLiteral("--steps"), QStringLiteral("1"), QStringLiteral("--watermark"),
                                 QStringLiteral("verified"), QStringLiteral("--json")});
    QCOMPARE(run.status, 0);
    QVERIFY2(run.err.contains("of 48 bits read back from the file"), run.err.constData());
    const QJsonObject written = run.objects().constFirst()[QLatin1String("watermark")].toObject();
    const QJsonObject picture = inspected(output);
    QCOMPARE(picture[QLatin1String("watermark")].toObject(), written);
    QVERIFY(written[QLatin1String("matching_bits")].toInt() >= 46);
    QCOMPARE(written[QLatin1String("verdict")].toString(), QStringLiteral("present"));
    QCOMPARE(picture[QLatin1String("recipe")]
                 .toObject()[QLatin1String("settings")]
                 .toObject()[QLatin1String("watermark")]
                 .toString(),
             QStringLiteral("verified"));
    QVERIFY(cli_.run({QStringLiteral("inspect"), output}).out.contains("present: "));
}

void TestCliInspect::takesContentOverTheName() {
    const QString weights = cli_.weights(QStringLiteral("weights.safetensors"), {{"decoder.conv_in.weight", {4, 4}}});
    QCOMPARE(inspected(cli_.file(QStringLiteral("weights.png"), CliFixture::bytesOf(weights)))[QLatin1String("kind")]
                 .toString(),
             QStringLiteral("model"));
    const QString picture = cli_.picture(QStringLiteral("named.png"), 8, 8);
    QCOMPARE(inspected(cli_.file(QStringLiteral("named.jpg"), CliFixture::bytesOf(picture)))[QLatin1String("format")]
                 .toString(),
             QStringLiteral("png"));
}

void TestCliInspect::writesTextForPeople() {
    const CliRun model = cli_.run({QStringLiteral("inspect"), cli_.pocket()});
    QCOMPARE(model.status, 0);
    QVERIFY(model.out.contains("SDXL refiner") && model.out.contains("diffusers folder") &&
            model.out.contains("unet: fp16"));
    const CliRun picture = cli_.run({QStringLiteral("inspect"), cli_.picture(QStringLiteral("text.webp"), 8, 6)});
    QCOMPARE(picture.status, 0);
    QVERIFY(picture.out.contains("webp picture") && picture.out.contains("8 x 6"));
}

void TestCliInspect::failsWithStatus_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing there") << cli_.path(QStringLiteral("nowhere.png")) << 3;
    QTest::newRow("text") << cli_.file(QStringLiteral("t.png"), "words, only words") << 3;
    QTest::newRow("no such model") << cli_.path(QStringLiteral("nowhere.safetensors")) << 4;
    const QString incomplete = cli_.copyOfPocket(QStringLiteral("no-vae"));
    QVERIFY(QDir(incomplete + QStringLiteral("/vae")).removeRecursively());
    QTest::newRow("model without a part") << incomplete << 4;
    QTest::newRow("damaged model") << cli_.file(QStringLiteral("d.safetensors"), QByteArray(64, '\x7F')) << 4;
}

void TestCliInspect::failsWithStatus() {
    QFETCH(QString, path);
    QFETCH(int, status);
    const CliRun run = cli_.run({QStringLiteral("inspect"), path, QStringLiteral("--json")});
    QVERIFY2(run.status == status, run.err.constData());
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.errors().size(), 1);
}

void TestCliInspect::helpAndVersionNeedNoEngine() {
    qputenv("BURNISH_ENGINE", "/nowhere");
    qputenv("BURNISH_CODEC", "/nowhere");
    const CliRun help = cli_.run({QStringLiteral("--help")});
    const CliRun version = cli_.run({QStringLiteral("--version")});
    const CliRun refine = cli_.run({QStringLiteral("refine"), QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains("--strength") && help.err.isEmpty());
    QCOMPARE(refine.status, 0);
    QVERIFY(refine.out.contains("--denoising-start"));
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("burnish-cli " BURNISH_VERSION "\n"));
}

QTEST_GUILESS_MAIN(TestCliInspect)
#include "tst_cli_inspect.moc"
