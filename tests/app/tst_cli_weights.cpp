// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"
#include "tests/app/cli_fixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace burnish;
using burnish::test::CliFixture;
using burnish::test::CliRun;

namespace {

const QString kModels = QStringLiteral(BURNISH_TEST_DATA "/models/");

}  // namespace

/// What is laid over a model or put in a part's place, and how prompts are read, through the real program.
class TestCliWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { input_ = cli_.picture(QStringLiteral("in.png"), 64, 64); }
    void laysALoraOverTheModel();
    void putsAnotherVaeInPlace();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void saysWhatIsLeftOutOfAPrompt();
    void longPromptsAreNotCut();

private:
    CliRun refined(const QString& output, const QStringList& more) {
        return cli_.run(QStringList{QStringLiteral("refine"), input_, QStringLiteral("-o"), cli_.path(output),
                                    QStringLiteral("--steps"), QStringLiteral("4"), QStringLiteral("--strength"),
                                    QStringLiteral("0.5"), QStringLiteral("--seed"), QStringLiteral("7")} +
                        more);
    }
    QStringList tiny(const QStringList& more = {}) const {
        return QStringList{QStringLiteral("--model"), kModels + QStringLiteral("refiner_tiny")} + more;
    }

    CliFixture cli_;
    QString input_;
};

void TestCliWeights::laysALoraOverTheModel() {
    const QString lora = kModels + QStringLiteral("lora_refiner_kohya.safetensors");
    QCOMPARE(refined(QStringLiteral("plain.png"), tiny()).status, 0);
    const CliRun run =
        refined(QStringLiteral("lora.png"), tiny({QStringLiteral("--lora"), lora + QStringLiteral(":0.5")}));
    QVERIFY2(run.status == 0, run.err.constData());
    const DecodedImage made = cli_.decode(cli_.path(QStringLiteral("lora.png")));
    const DecodedImage plain = cli_.decode(cli_.path(QStringLiteral("plain.png")));
    QVERIFY(!std::ranges::equal(made.image->bytes(), plain.image->bytes()));
    const RefineSettings settings = Recipe::from_json(made.texts.recipe.value()).settings();
    QCOMPARE(settings.loras.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(settings.loras.front().path.string()), lora);
    QCOMPARE(settings.loras.front().weight, 0.5);
}

void TestCliWeights::putsAnotherVaeInPlace() {
    const QString vae = kModels + QStringLiteral("refiner_sharded/vae");
    const CliRun run = refined(QStringLiteral("vae.png"), tiny({QStringLiteral("--vae"), vae}));
    QVERIFY2(run.status == 0, run.err.constData());
    const DecodedImage made = cli_.decode(cli_.path(QStringLiteral("vae.png")));
    QCOMPARE(QString::fromStdString(Recipe::from_json(made.texts.recipe.value()).settings().vae.string()), vae);
}

void TestCliWeights::refusesWhatDoesNotFit_data() {
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* option, const char* file, const char* found,
                        const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(option) << kModels + QLatin1String(file)
                            << QString::fromLatin1(found) << QString::fromLatin1(expected);
    };
    const char* kAnyModel = "an SDXL refiner or base model";
    const char* kAnyVae = "an SDXL autoencoder";
    row("LoRA as model", "--model", "lora.safetensors", "is a LoRA for SDXL base", kAnyModel);
    row("VAE as model", "--model", "vae_only.safetensors", "is a VAE", kAnyModel);
    row("model for inpainting", "--model", "sdxl_inpaint.safetensors", "9 input channels", kAnyModel);
    row("LoRA of a base model", "--lora", "lora.safetensors", "parts that do not fit", "a LoRA for an SDXL refiner");
    row("model as LoRA", "--lora", "sd15.safetensors", "parts that do not fit", "a LoRA for an SDXL refiner");
    row("pickle as LoRA", "--lora", "pickle.ckpt", "pickle.ckpt", "");
    row("LoRA that is not there", "--lora", "nowhere.safetensors", "nowhere.safetensors", "");
    row("LoRA as VAE", "--vae", "lora.safetensors", "is a LoRA", kAnyVae);
    row("VAE of 16 channels", "--vae", "vae_16_channels.safetensors", "16 latent channels", "SDXL's, which has 4");
    row("VAE of SD 1.x", "--vae", "sd15.safetensors", "latents are scaled otherwise", kAnyVae);
}

void TestCliWeights::refusesWhatDoesNotFit() {
    QFETCH(QString, option);
    QFETCH(QString, file);
    QFETCH(QString, found);
    QFETCH(QString, expected);
    const QStringList model = option == QLatin1String("--model") ? QStringList() : tiny();
    const CliRun run = refined(QStringLiteral("refused.png"), model + QStringList{option, file});
    QVERIFY2(run.status == 4, run.err.constData());
    QCOMPARE(run.errors().size(), 1);
    const QString sentence = run.errors().constFirst();
    QVERIFY2(sentence.contains(file), qPrintable(sentence));
    QVERIFY2(sentence.contains(found), qPrintable(sentence));
    QVERIFY2(sentence.contains(expected), qPrintable(sentence));
    QVERIFY(!QFile::exists(cli_.path(QStringLiteral("refused.png"))));
}

void TestCliWeights::saysWhatIsLeftOutOfAPrompt() {
    const QStringList prompt{QStringLiteral("--prompt"), QStringLiteral("a (cat:1.2) <lora:x:1>")};
    const QStringList syntax{QStringLiteral("--prompt-syntax"), QStringLiteral("a1111")};
    const CliRun read = refined(QStringLiteral("left.png"), tiny(prompt + syntax));
    QVERIFY2(read.status == 0 && read.err.contains("left out of the prompt: <lora:x:1>"), read.err.constData());
    const CliRun plain = refined(QStringLiteral("left.png"), tiny(prompt));
    QVERIFY2(plain.status == 0 && !plain.err.contains("left out"), plain.err.constData());
}

void TestCliWeights::longPromptsAreNotCut() {
    const QStringList prompt{QStringLiteral("--prompt"), QStringLiteral("cat ").repeated(200)};
    const CliRun run = refined(QStringLiteral("long.png"),
                               tiny(prompt + QStringList{QStringLiteral("--prompt-syntax"), QStringLiteral("a1111")}));
    QVERIFY2(run.status == 0 && !run.err.contains("75 tokens"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliWeights)
#include "tst_cli_weights.moc"
