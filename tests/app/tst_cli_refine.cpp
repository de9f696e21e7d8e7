// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <set>

using namespace burnish;
using burnish::test::CliFixture;
using burnish::test::CliRun;

namespace {

/// Few steps on a small picture; what a test is about is appended.
QStringList quick(const QString& input, const QString& output, const QStringList& more = {}) {
    return QStringList{QStringLiteral("refine"),     input,
                       QStringLiteral("-o"),         output,
                       QStringLiteral("--steps"),    QStringLiteral("4"),
                       QStringLiteral("--strength"), QStringLiteral("0.5"),
                       QStringLiteral("--seed"),     QStringLiteral("7")} +
           more;
}

QStringList words(const char* text) {
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool samePixels(const DecodedImage& left, const DecodedImage& right) {
    return pixel_sha256(*left.image) == pixel_sha256(*right.image);
}

}  // namespace

class TestCliRefine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesAPictureWithRecipeAndParameters();
    void printsTheContractsJson();
    void usesTheModelInsideAndItsDefaults();
    void keepsSizeDepthAndAlpha_data();
    void keepsSizeDepthAndAlpha();
    void writesEveryFormat_data();
    void writesEveryFormat();
    void sameSeedSameFile();
    void recipeMakesTheSamePictureAgain();
    void drawsAndReportsASeed();
    void strengthZeroCopiesTheFile();
    void strengthZeroKeepsThePixelsInAnotherFormat();
    void latentsGoOutAndComeBack();
    void tracesWithoutAPicture();
    void severalInputsAndOneBroken();
    void refusesTwoInputsForOneOutput();
    void failsWithStatus_data();
    void failsWithStatus();
    void refusesModels_data();
    void refusesModels();
    void namesAMissingPartOfAModel();
    void quietSaysNothing();
    void warnsWhenThePromptIsCut();
    void stopsOnSignal_data();
    void stopsOnSignal();
    void replacesTheOutputAsAWholeOrNotAtAll();
    void opensTheEngineOnlyWhenItIsNeeded();

private:
    CliFixture cli_;
    QString input_;
};

void TestCliRefine::initTestCase() {
    input_ = cli_.picture(QStringLiteral("input.png"), 72, 56);
}

void TestCliRefine::writesAPictureWithRecipeAndParameters() {
    const QString output = cli_.path(QStringLiteral("recipe.png"));
    const CliRun run = cli_.run(quick(input_, output,
                                      {QStringLiteral("--prompt"), QStringLiteral("naïve café 寺"),
                                       QStringLiteral("--negative"), QStringLiteral("blur")}));
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(run.out.isEmpty());
    QVERIFY(run.err.contains("2 of 4 steps will run, seed 7"));
    QVERIFY2(run.err.contains("For trying out"), run.err.constData());
    const DecodedImage result = cli_.decode(output);
    QVERIFY(result.texts.recipe && result.texts.parameters);
    const Recipe recipe = Recipe::from_json(*result.texts.recipe);
    QCOMPARE(recipe.settings().prompt, std::string("naïve café 寺"));
    QCOMPARE(recipe.settings().negative_prompt, std::optional<std::string>("blur"));
    QCOMPARE(recipe.settings().seed, std::uint64_t{7});
    QCOMPARE(recipe.settings().strength, 0.5);
    QCOMPARE(recipe.source().file_name, std::string("input.png"));
    QCOMPARE(recipe.source().file_sha256.size(), std::size_t{64});
    QCOMPARE(recipe.source().pixel_sha256, pixel_sha256(*cli_.decode(input_).image));
    const QString parameters = QString::fromStdString(*result.texts.parameters);
    QVERIFY2(parameters.startsWith(QStringLiteral("naïve café 寺\nNegative prompt: blur\nSteps: 4, Sampler: Euler")),
             qPrintable(parameters));
    QVERIFY(parameters.contains(QLatin1String("Denoising strength: 0.5")));
}

void TestCliRefine::printsTheContractsJson() {
    const QString output = cli_.path(QStringLiteral("json.png"));
    const CliRun run = cli_.run(quick(input_, output, words("--json --device cpu --dtype fp32 --offload none")));
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(run.objects().size(), 1);
    const QJsonObject object = run.objects().constFirst();
    QCOMPARE(object[QLatin1String("output")].toString(), output);
    QCOMPARE(object[QLatin1String("width")].toInt(), 72);
    QCOMPARE(object[QLatin1String("height")].toInt(), 56);
    QCOMPARE(object[QLatin1String("seed")].toInt(), 7);
    QCOMPARE(object[QLatin1String("steps_run")].toInt(), 2);
    QCOMPARE(object[QLatin1String("device")].toString(), QStringLiteral("cpu"));
    QCOMPARE(object[QLatin1String("dtype")].toString(), QStringLiteral("fp32"));
    QCOMPARE(object[QLatin1String("offload")].toString(), QStringLiteral("none"));
    QVERIFY(object[QLatin1String("peak_memory_bytes")].toDouble() > 10e6);
    QCOMPARE(object[QLatin1String("step_seconds")].toArray().size(), 2);
    const QJsonObject seconds = object[QLatin1String("seconds")].toObject();
    double parts = 0;
    for (const char* key : {"load", "text", "encode", "denoise", "decode", "save"}) {
        QVERIFY2(seconds[QLatin1String(key)].toDouble(-1) >= 0, key);
        parts += seconds[QLatin1String(key)].toDouble();
    }
    QVERIFY(seconds[QLatin1String("denoise")].toDouble() > 0);
    QVERIFY(seconds[QLatin1String("total")].toDouble() >= 0.9 * parts);
}

void TestCliRefine::usesTheModelInsideAndItsDefaults() {
    const QString output = cli_.path(QStringLiteral("inside.png"));
    const CliRun run =
        cli_.run({QStringLiteral("refine"), input_, QStringLiteral("-o"), output, QStringLiteral("--json")});
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(run.objects().constFirst()[QLatin1String("steps_run")].toInt(), 1);  // its burnish.json: 20 steps at 0.05
    QCOMPARE(Recipe::from_json(*cli_.decode(output).texts.recipe).model_name(), std::string("Pocket refiner"));
}

void TestCliRefine::keepsSizeDepthAndAlpha_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("bits");
    QTest::newRow("odd size") << 67 << 41 << 3 << 8;
    QTest::newRow("smaller than the pad") << 3 << 5 << 3 << 8;
    QTest::newRow("grey") << 64 << 64 << 1 << 8;
    QTest::newRow("alpha") << 64 << 64 << 4 << 8;
    QTest::newRow("16 bits") << 64 << 64 << 3 << 16;
}

void TestCliRefine::keepsSizeDepthAndAlpha() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, channels);
    QFETCH(int, bits);
    const QString input =
        cli_.picture(QStringLiteral("kind.png"), width, height, channels, bits == 16 ? PixelType::U16 : PixelType::U8);
    const QString output = cli_.path(QStringLiteral("kind-out.png"));
    const CliRun run = cli_.run(quick(input, output));
    QVERIFY2(run.status == 0, run.err.constData());
    const DecodedImage before = cli_.decode(input);
    const DecodedImage after = cli_.decode(output);
    QCOMPARE(after.image->width(), width);
    QCOMPARE(after.image->height(), height);
    QCOMPARE(after.bits, before.bits);
    QCOMPARE(after.image->has_alpha(), before.image->has_alpha());
    QVERIFY(!samePixels(before, after));
}

void TestCliRefine::writesEveryFormat_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::newRow("png") << QStringLiteral("f.png") << QStringLiteral("png");
    QTest::newRow("jpeg") << QStringLiteral("f.JPG") << QStringLiteral("jpeg");
    QTest::newRow("webp") << QStringLiteral("f.webp") << QStringLiteral("webp");
    QTest::newRow("tiff") << QStringLiteral("f.tif") << QStringLiteral("tiff");
}

void TestCliRefine::writesEveryFormat() {
    QFETCH(QString, name);
    QFETCH(QString, format);
    const CliRun run = cli_.run(quick(input_, cli_.path(name)));
    QVERIFY2(run.status == 0, run.err.constData());
    const DecodedImage result = cli_.decode(cli_.path(name));
    QCOMPARE(QString::fromStdString(result.format), format);
    QCOMPARE(result.image->width(), 72);
}

void TestCliRefine::sameSeedSameFile() {
    const QString first = cli_.path(QStringLiteral("seed-a.png"));
    const QString second = cli_.path(QStringLiteral("seed-b.png"));
    const QString third = cli_.path(QStringLiteral("seed-c.png"));
    QCOMPARE(cli_.run(quick(input_, first)).status, 0);
    QCOMPARE(cli_.run(quick(input_, second)).status, 0);
    QStringList other = quick(input_, third);
    other.replace(other.indexOf(QStringLiteral("7")), QStringLiteral("8"));
    QCOMPARE(cli_.run(other).status, 0);
    QVERIFY(samePixels(cli_.decode(first), cli_.decode(second)));
    QVERIFY(!samePixels(cli_.decode(first), cli_.decode(third)));
}

void TestCliRefine::recipeMakesTheSamePictureAgain() {
    const QString first = cli_.path(QStringLiteral("replay-a.png"));
    const QString second = cli_.path(QStringLiteral("replay-b.png"));
    QCOMPARE(cli_.run(quick(input_, first, words("--prompt boat --guidance 3.25 --aesthetic 7 --crop 8,0"))).status, 0);
    const RefineSettings made = Recipe::from_json(*cli_.decode(first).texts.recipe).settings();
    const auto number = [](double value) { return QString::number(value, 'g', 17); };
    const CliRun run =
        cli_.run({QStringLiteral("refine"),      input_,
                  QStringLiteral("-o"),          second,
                  QStringLiteral("--model"),     QString::fromStdString(made.model.string()),
                  QStringLiteral("--prompt"),    QString::fromStdString(made.prompt),
                  QStringLiteral("--strength"),  number(made.strength),
                  QStringLiteral("--steps"),     QString::number(made.steps),
                  QStringLiteral("--guidance"),  number(made.guidance_scale),
                  QStringLiteral("--aesthetic"), number(made.aesthetic_score),
                  QStringLiteral("--crop"),      QStringLiteral("%1,%2").arg(made.crop.top).arg(made.crop.left),
                  QStringLiteral("--seed"),      QString::number(made.seed)});
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(samePixels(cli_.decode(first), cli_.decode(second)));
}

void TestCliRefine::drawsAndReportsASeed() {
    const QString output = cli_.path(QStringLiteral("random.png"));
    const QStringList arguments{
        QStringLiteral("refine"), input_, QStringLiteral("-o"), output, QStringLiteral("--steps"), QStringLiteral("2"),
        QStringLiteral("--json")};
    std::set<double> seeds;
    for (int i = 0; i < 3; ++i) {
        const CliRun run = cli_.run(arguments);
        QVERIFY2(run.status == 0, run.err.constData());
        const double seed = run.objects().constFirst()[QLatin1String("seed")].toDouble(-1);
        QVERIFY(seed >= 0 && seed <= 4294967295.0);
        QCOMPARE(static_cast<double>(Recipe::from_json(*cli_.decode(output).texts.recipe).settings().seed), seed);
        seeds.insert(seed);
    }
    QVERIFY(seeds.size() > 1);
}

void TestCliRefine::strengthZeroCopiesTheFile() {
    const QString jpeg = cli_.picture(QStringLiteral("zero.jpg"), 40, 30);
    for (const QString& input : {input_, jpeg}) {
        const QString output = cli_.path(QStringLiteral("zero-out.") + QFileInfo(input).suffix());
        const CliRun run = cli_.run({QStringLiteral("refine"), input, QStringLiteral("-o"), output,
                                     QStringLiteral("--strength"), QStringLiteral("0"), QStringLiteral("--json")});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(CliFixture::bytesOf(output), CliFixture::bytesOf(input));
        QCOMPARE(run.objects().constFirst()[QLatin1String("steps_run")].toInt(-1), 0);
    }
}

void TestCliRefine::strengthZeroKeepsThePixelsInAnotherFormat() {
    const QString input = cli_.picture(QStringLiteral("zero16.png"), 40, 30, 4, PixelType::U16);
    const QString output = cli_.path(QStringLiteral("zero16.tif"));
    const CliRun run = cli_.run({QStringLiteral("refine"), input, QStringLiteral("-o"), output,
                                 QStringLiteral("--strength"), QStringLiteral("0")});
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(samePixels(cli_.decode(input), cli_.decode(output)));
}

void TestCliRefine::latentsGoOutAndComeBack() {
    const QString latents = cli_.path(QStringLiteral("l.safetensors"));
    const QString first = cli_.path(QStringLiteral("latents-a.png"));
    const CliRun saved = cli_.run(quick(input_, first, {QStringLiteral("--save-latents"), latents}));
    QVERIFY2(saved.status == 0, saved.err.constData());
    const QString second = cli_.path(QStringLiteral("latents-b.png"));
    const QStringList from{QStringLiteral("refine"),
                           QStringLiteral("--latents"),
                           latents,
                           QStringLiteral("-o"),
                           second,
                           QStringLiteral("--steps"),
                           QStringLiteral("10"),
                           QStringLiteral("--seed"),
                           QStringLiteral("1"),
                           QStringLiteral("--json")};
    const CliRun handed = cli_.run(from + words("--denoising-start 0.8"));
    QVERIFY2(handed.status == 0, handed.err.constData());
    QCOMPARE(handed.objects().constFirst()[QLatin1String("steps_run")].toInt(), 2);
    QCOMPARE(handed.objects().constFirst()[QLatin1String("width")].toInt(), 72);
    const DecodedImage hand_off = cli_.decode(second);
    QCOMPARE(Recipe::from_json(*hand_off.texts.recipe).settings().denoising_start, std::optional<double>(0.8));
    const CliRun two_stage = cli_.run(from + words("--strength 0.2"));
    QVERIFY2(two_stage.status == 0, two_stage.err.constData());
    QVERIFY(!samePixels(hand_off, cli_.decode(second)));
}

void TestCliRefine::tracesWithoutAPicture() {
    const QString latents = cli_.path(QStringLiteral("t.safetensors"));
    QCOMPARE(cli_.run({QStringLiteral("refine"), input_, QStringLiteral("--save-latents"), latents,
                       QStringLiteral("--steps"), QStringLiteral("2")})
                 .status,
             0);
    const QString trace = cli_.path(QStringLiteral("trace.safetensors"));
    const CliRun run = cli_.run({QStringLiteral("refine"), QStringLiteral("--latents"), latents,
                                 QStringLiteral("--trace"), trace, QStringLiteral("--steps"), QStringLiteral("4"),
                                 QStringLiteral("--strength"), QStringLiteral("0.5"), QStringLiteral("--json")});
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(run.objects().constFirst()[QLatin1String("output")].isNull());
    const QByteArray header = CliFixture::bytesOf(trace).left(8192);
    for (const char* name : {"input_ids", "prompt_embeds", "step_000", "step_002", "sigmas", "final"})
        QVERIFY2(header.contains(QByteArray("\"") + name + "\""), name);
    QVERIFY(!header.contains("step_003"));
}

void TestCliRefine::severalInputsAndOneBroken() {
    const QString second = cli_.picture(QStringLiteral("second.webp"), 32, 32);
    const QString broken = cli_.file(QStringLiteral("broken.png"), "this is a text");
    const QString folder = cli_.path(QStringLiteral("several"));
    const CliRun run = cli_.run({QStringLiteral("refine"), broken, input_, second, QStringLiteral("-o"), folder,
                                 QStringLiteral("--steps"), QStringLiteral("2"), QStringLiteral("--json")});
    QCOMPARE(run.status, 3);
    QCOMPARE(run.errors().size(), 1);
    QVERIFY(run.errors().constFirst().contains(QLatin1String("broken.png")));
    QCOMPARE(run.objects().size(), 2);
    QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name),
             (QStringList{QStringLiteral("input.png"), QStringLiteral("second.webp")}));
}

void TestCliRefine::refusesTwoInputsForOneOutput() {
    QDir().mkpath(cli_.path(QStringLiteral("twin")));
    QVERIFY(QFile::copy(input_, cli_.path(QStringLiteral("twin/input.png"))));
    const CliRun run = cli_.run({QStringLiteral("refine"), input_, cli_.path(QStringLiteral("twin/input.png")),
                                 QStringLiteral("-o"), cli_.path(QStringLiteral("twins"))});
    QCOMPARE(run.status, 2);
    QVERIFY(run.errors().constFirst().contains(QLatin1String("two inputs for one output")));
}

void TestCliRefine::failsWithStatus_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("part");
    const QString output = cli_.path(QStringLiteral("failed.png"));
    const auto row = [&](const char* name, const QStringList& arguments, int status, const char* part) {
        QTest::newRow(name) << arguments << status << QString::fromLatin1(part);
    };
    const QByteArray png = CliFixture::bytesOf(input_);
    row("no such input", quick(cli_.path(QStringLiteral("nowhere.png")), output), 3, "nowhere.png");
    row("folder as input", quick(QDir::tempPath(), output), 3, "folder");
    row("text named .png", quick(cli_.file(QStringLiteral("text.png"), "just words\n"), output), 3, "text.png");
    row("empty file", quick(cli_.file(QStringLiteral("empty.png"), ""), output), 3, "empty.png");
    row("truncated PNG", quick(cli_.file(QStringLiteral("cut.png"), png.left(png.size() * 2 / 3)), output), 3,
        "cut.png");
    row("huge header", quick(cli_.claimedPng(QStringLiteral("huge.png"), 60000, 60000), output), 3, "60000");
    row("unknown extension", quick(input_, cli_.path(QStringLiteral("out.xyz"))), 2, ".xyz");
    row("no extension", quick(input_, cli_.path(QStringLiteral("out"))), 2, "extension");
    row("no such folder", quick(input_, cli_.path(QStringLiteral("none/out.png"))), 6, "none");
    row("a file as folder", quick(input_, input_ + QStringLiteral("/out.png")), 6, "input.png");
    row("several into a file",
        QStringList{QStringLiteral("refine"), input_, input_ + QLatin1Char('x'), QStringLiteral("-o"), input_}, 2,
        "a folder");
    row("trace nowhere", quick(input_, output, {QStringLiteral("--trace"), cli_.path(QStringLiteral("none/t"))}), 6,
        "none");
    row("no GPU of that number", quick(input_, output, words("--device cuda:63")), 2, "cuda:63");
    row("not built", quick(input_, output, words("--offload stream")), 2, "not built yet");
    row("a tile that is none", quick(input_, output, words("--tile 10")), 2, "64 to 8192");
    row("no such model", quick(input_, output, {QStringLiteral("--model"), cli_.path(QStringLiteral("no-model"))}), 4,
        "no-model");
    row("latents that are not there",
        QStringList{QStringLiteral("refine"), QStringLiteral("--latents"),
                    cli_.path(QStringLiteral("none.safetensors")), QStringLiteral("-o"), output},
        3, "none.safetensors");
    row("latents of another shape",
        QStringList{QStringLiteral("refine"), QStringLiteral("--latents"),
                    cli_.weights(QStringLiteral("flat.safetensors"), {{"latents", {4, 8, 8}}}), QStringLiteral("-o"),
                    output},
        3, "[4, 8, 8]");
    row("text as latents",
        QStringList{QStringLiteral("refine"), QStringLiteral("--latents"),
                    cli_.file(QStringLiteral("words.safetensors"), "words and more words"), QStringLiteral("-o"),
                    output},
        3, "words.safetensors");
}

void TestCliRefine::failsWithStatus() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, part);
    const CliRun run = cli_.run(arguments);
    QVERIFY2(run.status == status, run.err.constData());
    QCOMPARE(run.errors().size(), 1);
    QVERIFY2(run.errors().constFirst().contains(part), run.err.constData());
    QVERIFY(!QFile::exists(cli_.path(QStringLiteral("failed.png"))));
}

void TestCliRefine::refusesModels_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("part");
    QTest::newRow("LoRA")
        << cli_.weights(
               QStringLiteral("lora.safetensors"),
               {{"lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight", {4, 2048}},
                {"lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_up.weight", {640, 4}}})
        << QStringLiteral("LoRA");
    QTest::newRow("SD 1.5")
        << cli_.weights(QStringLiteral("sd15.safetensors"),
                        {{"model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", {320, 768}},
                         {"cond_stage_model.transformer.text_model.embeddings.position_embedding.weight", {77, 768}}})
        << QStringLiteral("1.");
    QTest::newRow("pickle") << cli_.file(QStringLiteral("model.ckpt"), "PK\x03\x04pickle") << QStringLiteral("pickle");
    QTest::newRow("picture") << input_ << QStringLiteral("picture");
    QTest::newRow("damaged") << cli_.file(QStringLiteral("bad.safetensors"), QByteArray(64, '\x7F'))
                             << QStringLiteral("bad.safetensors");
    QDir().mkpath(cli_.path(QStringLiteral("empty-folder")));
    QTest::newRow("empty folder") << cli_.path(QStringLiteral("empty-folder")) << QStringLiteral("empty-folder");
}

void TestCliRefine::refusesModels() {
    QFETCH(QString, model);
    QFETCH(QString, part);
    const CliRun run =
        cli_.run(quick(input_, cli_.path(QStringLiteral("refused.png")), {QStringLiteral("--model"), model}));
    QVERIFY2(run.status == 4, run.err.constData());
    QCOMPARE(run.errors().size(), 1);
    QVERIFY2(run.errors().constFirst().contains(part), run.err.constData());
    QVERIFY(!QFile::exists(cli_.path(QStringLiteral("refused.png"))));
}

void TestCliRefine::namesAMissingPartOfAModel() {
    for (const char* part : {"vae", "unet", "text_encoder_2", "tokenizer_2", "scheduler"}) {
        const QString name = QStringLiteral("without-") + QLatin1String(part);
        const QString model = cli_.copyOfPocket(name);
        QVERIFY(QDir(model + QLatin1Char('/') + QLatin1String(part)).removeRecursively());
        const CliRun run =
            cli_.run(quick(input_, cli_.path(QStringLiteral("part.png")), {QStringLiteral("--model"), model}));
        QVERIFY2(run.status == 4, run.err.constData());
        QCOMPARE(run.errors().size(), 1);
        QVERIFY2(run.errors().constFirst().contains(QLatin1String(part)), run.err.constData());
    }
}

void TestCliRefine::quietSaysNothing() {
    const CliRun run = cli_.run(quick(input_, cli_.path(QStringLiteral("quiet.png")), words("--quiet")));
    QCOMPARE(run.status, 0);
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.out, QByteArray());
}

void TestCliRefine::warnsWhenThePromptIsCut() {
    QStringList arguments = quick(input_, cli_.path(QStringLiteral("long.png")), {QStringLiteral("--prompt")});
    const CliRun fits = cli_.run(arguments + QStringList{QStringLiteral("cat ").repeated(20)});
    QVERIFY2(fits.status == 0 && !fits.err.contains("75 tokens"), fits.err.constData());
    const CliRun cut = cli_.run(arguments + QStringList{QStringLiteral("cat ").repeated(200)});
    QVERIFY2(cut.status == 0 && cut.err.contains("75 tokens"), cut.err.constData());
}

void TestCliRefine::stopsOnSignal_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliRefine::stopsOnSignal() {
    QFETCH(int, signal);
    const QString folder = cli_.path(QStringLiteral("stopped-%1").arg(signal));
    QDir().mkpath(folder);
    const QString output = folder + QStringLiteral("/out.png");
    const auto process =
        cli_.start({QStringLiteral("refine"), input_, QStringLiteral("-o"), output, QStringLiteral("--steps"),
                    QStringLiteral("1000"), QStringLiteral("--strength"), QStringLiteral("1")});
    QByteArray err;
    QTRY_VERIFY_WITH_TIMEOUT(
        (process->waitForReadyRead(10), err += process->readAllStandardError(), err.contains("denoising\n")), 60'000);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), signal), 0);
    QVERIFY(process->waitForFinished(10'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 130);
    QVERIFY(QDir(folder).isEmpty(QDir::Files | QDir::Hidden));
}

void TestCliRefine::replacesTheOutputAsAWholeOrNotAtAll() {
    const QString output = cli_.file(QStringLiteral("kept.png"), "what was there");
    const CliRun failed = cli_.run(quick(cli_.file(QStringLiteral("not.png"), "words"), output));
    QCOMPARE(failed.status, 3);
    QCOMPARE(CliFixture::bytesOf(output), QByteArray("what was there"));
    QCOMPARE(cli_.run(quick(input_, output)).status, 0);
    QCOMPARE(cli_.decode(output).image->width(), 72);
}

void TestCliRefine::opensTheEngineOnlyWhenItIsNeeded() {
    const QByteArray engine = qgetenv("BURNISH_ENGINE");
    qputenv("BURNISH_ENGINE", "/nowhere/libburnish_engine.so");
    const QString output = cli_.path(QStringLiteral("no-engine.png"));
    const CliRun broken = cli_.run(quick(cli_.file(QStringLiteral("b.png"), "words"), output));
    const CliRun untouched = cli_.run({QStringLiteral("refine"), input_, QStringLiteral("-o"), output,
                                       QStringLiteral("--strength"), QStringLiteral("0")});
    const CliRun needed = cli_.run(quick(input_, output));
    qputenv("BURNISH_ENGINE", engine);
    QCOMPARE(broken.status, 3);
    QCOMPARE(untouched.status, 0);
    QVERIFY2(needed.status == 1, needed.err.constData());
    QCOMPARE(needed.errors().size(), 1);
    QVERIFY(needed.errors().constFirst().contains(QLatin1String("libburnish_engine.so")));
}

QTEST_GUILESS_MAIN(TestCliRefine)
#include "tst_cli_refine.moc"
