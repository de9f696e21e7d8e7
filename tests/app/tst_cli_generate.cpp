// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"
#include "tests/app/cli_fixture.h"

#include <QFile>
#include <QImage>
#include <QTest>

using namespace burnish;
using burnish::test::CliFixture;
using burnish::test::CliRun;

namespace {

QString model(const char* name) {
    return QStringLiteral(BURNISH_TEST_DATA "/models/") + QString::fromUtf8(name);
}

QStringList words(const QString& text) {
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// A small picture from text with the tiny base model.
QStringList generate(const QString& output, const QString& more = {}) {
    return words(QStringLiteral(
               "generate --steps 6 --seed 5 --dtype fp32 --prompt coffee --width 64 --height 48 --model")) +
           QStringList{model("base_tiny"), QStringLiteral("-o"), output} + words(more);
}

std::shared_ptr<const Image> pixels(const CliFixture& cli, const QString& path) {
    return cli.decode(path).image;
}

std::string identity(const CliFixture& cli, const QString& path) {
    return pixel_sha256(*pixels(cli, path));
}

}  // namespace

class TestCliGenerate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAPictureWithItsRecipe() {
        const CliFixture cli;
        const QString out = cli.path(QStringLiteral("out.png"));
        const CliRun run = cli.run(generate(out, QStringLiteral("--sampler ddim --json")));
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.objects().first().value(QStringLiteral("steps_run")).toInt(), 6);
        const DecodedImage picture = cli.decode(out);
        QCOMPARE(picture.image->width(), 64);
        QCOMPARE(picture.image->height(), 48);
        const RefineSettings settings = Recipe::from_json(picture.texts.recipe.value()).settings();
        QCOMPARE(settings.generate, std::optional(SizeHW{.height = 48, .width = 64}));
        QCOMPARE(settings.sampler, Sampler::Ddim);
        QVERIFY(picture.texts.parameters.value().find("Sampler: DDIM") != std::string::npos);
        QVERIFY(picture.texts.parameters.value().find("Denoising strength") == std::string::npos);
    }

    void sizeIsTheModelsUnlessGiven() {
        const CliFixture cli;
        const QString out = cli.path(QStringLiteral("out.png"));
        const CliRun run = cli.run({QStringLiteral("generate"), QStringLiteral("--steps"), QStringLiteral("2"),
                                    QStringLiteral("--model"), model("base_tiny"), QStringLiteral("-o"), out});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(pixels(cli, out)->width(), 64);
        QCOMPARE(pixels(cli, out)->height(), 64);
    }

    /// In one go and through a file of latents: one picture.
    void ensembleThroughAFileIsTheSame() {
        const CliFixture cli;
        const QString whole = cli.path(QStringLiteral("whole.png"));
        const QString latents = cli.path(QStringLiteral("latents.safetensors"));
        const QString parts = cli.path(QStringLiteral("parts.png"));
        CliRun run = cli.run(generate(whole, QStringLiteral("--switch 0.5 --refiner-prompt mountains --refiner ") +
                                                 model("refiner_tiny")));
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY(Recipe::from_json(cli.decode(whole).texts.recipe.value()).settings().handoff == 0.5);

        QStringList base = generate({}, QStringLiteral("--denoising-end 0.5 --save-latents ") + latents);
        base.removeAt(base.indexOf(QStringLiteral("-o")));
        base.removeAll(QString());
        run = cli.run(base);
        QVERIFY2(run.status == 0, run.err.constData());
        run = cli.run(
            words(QStringLiteral(
                      "refine --steps 6 --seed 5 --dtype fp32 --prompt mountains --denoising-start 0.5 --latents ") +
                  latents + QStringLiteral(" --model ") + model("refiner_tiny") + QStringLiteral(" -o ") + parts));
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(identity(cli, parts), identity(cli, whole));
    }

    void strengthMakesTwoStages() {
        const CliFixture cli;
        const QString ensemble = cli.path(QStringLiteral("ensemble.png"));
        const QString stages = cli.path(QStringLiteral("stages.png"));
        const QString refiner = QStringLiteral("--refiner ") + model("refiner_tiny");
        QCOMPARE(cli.run(generate(ensemble, refiner)).status, 0);
        const CliRun run = cli.run(generate(stages, refiner + QStringLiteral(" --strength 0.5 --json")));
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.objects().first().value(QStringLiteral("steps_run")).toInt(), 6 + 3);
        QVERIFY(identity(cli, ensemble) != identity(cli, stages));
        QVERIFY(Recipe::from_json(cli.decode(ensemble).texts.recipe.value()).settings().handoff == 0.8);
        QVERIFY(!Recipe::from_json(cli.decode(stages).texts.recipe.value()).settings().handoff);
    }

    void refusesWhatCannotBe_data() {
        QTest::addColumn<QString>("more");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("a refiner alone") << QStringLiteral("refiner") << 4 << QStringLiteral("only finishes pictures");
        QTest::newRow("a size between") << QStringLiteral("--height 60") << 2 << QStringLiteral("multiples of 8");
        QTest::newRow("another VAE") << QStringLiteral("--refiner ") + model("refiner_wide") << 4
                                     << QStringLiteral("latent channels");
        QTest::newRow("no such model") << QStringLiteral("--refiner nowhere") << 4 << QStringLiteral("nowhere");
    }
    void refusesWhatCannotBe() {
        QFETCH(QString, more);
        QFETCH(int, status);
        QFETCH(QString, words);
        const CliFixture cli;
        const QString out = cli.path(QStringLiteral("out.png"));
        QStringList line = generate(out, more == QStringLiteral("refiner") ? QString() : more);
        if (more == QStringLiteral("refiner")) {
            line[line.indexOf(model("base_tiny"))] = model("refiner_tiny");
        } else if (more.startsWith(QStringLiteral("--height"))) {
            line.removeAt(line.indexOf(QStringLiteral("48")));
            line.removeAt(line.indexOf(QStringLiteral("--height")));
        }
        const CliRun run = cli.run(line);
        QCOMPARE(run.status, status);
        QVERIFY2(run.err.contains(words.toUtf8()), run.err.constData());
        QVERIFY(!QFile::exists(out));
    }

    void refinesWithABaseModel() {
        const CliFixture cli;
        const QString out = cli.path(QStringLiteral("out.png"));
        const CliRun run =
            cli.run({QStringLiteral("refine"), cli.picture(QStringLiteral("in.png"), 40, 32), QStringLiteral("-o"), out,
                     QStringLiteral("--steps"), QStringLiteral("4"), QStringLiteral("--sampler"),
                     QStringLiteral("dpmpp_2m_karras"), QStringLiteral("--model"), model("base_tiny")});
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY(cli.decode(out).texts.parameters.value().find("Schedule type: Karras") != std::string::npos);
    }

    /// What the mask keeps is in the saved file as it was, to the bit.
    void maskKeepsTheRest() {
        const CliFixture cli;
        const QString in = cli.picture(QStringLiteral("in.png"), 53, 40, 3, PixelType::U16);
        const QString mask = cli.path(QStringLiteral("mask.png"));
        QImage drawn(53, 40, QImage::Format_Grayscale8);
        drawn.fill(0);
        for (int y = 10; y < 30; ++y)
            for (int x = 12; x < 34; ++x)
                drawn.setPixel(x, y, qRgb(255, 255, 255));
        QVERIFY(drawn.save(mask));
        const QString out = cli.path(QStringLiteral("out.png"));
        const CliRun run =
            cli.run(words(QStringLiteral("refine %1 -o %2 --mask %3 --mask-feather 2 --steps 4 --strength 0.5 --seed 1")
                              .arg(in, out, mask)));
        QVERIFY2(run.status == 0, run.err.constData());
        const auto before = pixels(cli, in);
        const auto after = pixels(cli, out);
        QCOMPARE(after->type(), PixelType::U16);
        int changed = 0;
        for (int y = 0; y < 40; ++y) {
            for (int x = 0; x < 53; ++x) {
                const std::size_t place = static_cast<std::size_t>(x) * 6;
                const bool same = std::equal(before->row(y) + place, before->row(y) + place + 6, after->row(y) + place);
                const bool may = x >= 10 && x < 36 && y >= 8 && y < 32;
                QVERIFY(same || may);
                changed += same ? 0 : 1;
            }
        }
        QVERIFY(changed > 300);
        QVERIFY(!Recipe::from_json(cli.decode(out).texts.recipe.value()).settings().mask.empty());
    }

    void refusesAMaskOfAnotherSize() {
        const CliFixture cli;
        const QString in = cli.picture(QStringLiteral("in.png"), 40, 32);
        const CliRun run =
            cli.run({QStringLiteral("refine"), in, QStringLiteral("-o"), cli.path(QStringLiteral("o.png")),
                     QStringLiteral("--mask"), cli.picture(QStringLiteral("mask.png"), 40, 31)});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("40 x 31 pixels; expected 40 x 32"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliGenerate)
#include "tst_cli_generate.moc"
