// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/app_paths.h"
#include "tests/support/pictures.h"
#include "ui/document/refine_document.h"
#include "ui/panels/extras_section.h"
#include "ui/panels/more_section.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/strength_section.h"
#include "ui/settings/settings.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/prompt_edit.h"
#include "ui/widgets/strength_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

using namespace burnish;
using namespace burnish::ui;

class TestRefinePanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("config.ini")),
                                                m_folder->filePath(QStringLiteral("state.ini")));
        m_document = std::make_unique<RefineDocument>();
        m_panel = std::make_unique<RefinePanel>(*m_document, *m_settings);
    }
    void cleanup() {
        m_panel.reset();
        m_document.reset();
    }

    void numberAndSliderAreOne() {
        m_panel->strength()->slider()->setStrength(0.42);
        QCOMPARE(m_panel->strength()->field()->value(), 0.42);
        m_panel->strength()->field()->setValue(0.7);
        QCOMPARE(m_panel->strength()->slider()->value(), 70);
        QCOMPARE(m_document->settings().strength, 0.7);
        RefineSettings settings = m_document->settings();
        settings.strength = 0.123;
        m_document->setSettings(settings, SettingField::Strength);
        QCOMPARE(m_document->settings().strength, 0.123);
    }

    void lineSaysHowManyStepsWillRun_data() {
        QTest::addColumn<double>("strength");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("start");
        QTest::newRow("usual") << 0.30 << 50 << QStringLiteral("15 of 50 ");
        QTest::newRow("least") << 0.01 << 10 << QStringLiteral("1 of 10 ");
        QTest::newRow("all") << 1.0 << 20 << QStringLiteral("20 of 20 ");
        QTest::newRow("none") << 0.0 << 20 << QStringLiteral("No step ");
    }
    void lineSaysHowManyStepsWillRun() {
        QFETCH(double, strength);
        QFETCH(int, steps);
        QFETCH(QString, start);
        m_panel->more()->steps()->setValue(steps);
        m_panel->strength()->field()->setValue(strength);
        QVERIFY2(m_panel->strength()->planText().startsWith(start), qPrintable(m_panel->strength()->planText()));
    }

    void colourIsOfferedToGreyPicturesOnly() {
        QVERIFY(m_panel->more()->allowColour()->isHidden());
        m_document->setSource(test::patternSource());
        QVERIFY(m_panel->more()->allowColour()->isHidden());
        DecodedSource grey = test::patternSource();
        grey.image = test::patternImage(96, 64, 1);
        m_document->setSource(grey);
        QVERIFY(!m_panel->more()->allowColour()->isHidden());
        QVERIFY(!m_document->makeJob().request.settings.allow_colour);
        m_panel->more()->allowColour()->setChecked(true);
        QVERIFY(m_document->makeJob().request.settings.allow_colour);
        m_document->undoStack()->undo();
        QVERIFY(!m_panel->more()->allowColour()->isChecked());
    }

    void estimateStandsBehindTheSteps() {
        m_panel->strength()->setEstimate(3, 600'000'000);
        const QString text = m_panel->strength()->planText();
        QVERIFY2(text.contains(QStringLiteral(" · ")) && text.contains(QStringLiteral("3")) &&
                     text.contains(QStringLiteral("600")),
                 qPrintable(text));
    }

    void tilesStandInTheLine() {
        m_panel->strength()->setEstimate(3, 600'000'000, 12);
        QVERIFY2(m_panel->strength()->planText().contains(QStringLiteral("in 12 tile")),
                 qPrintable(m_panel->strength()->planText()));
        m_panel->strength()->setEstimate(3, 600'000'000, 1);
        QVERIFY(!m_panel->strength()->planText().contains(QStringLiteral("tile")));
    }

    void tilesAreAutomaticUntilChosen() {
        QComboBox* tiles = m_panel->more()->tiles();
        QCOMPARE(tiles->currentIndex(), 0);
        tiles->setCurrentIndex(tiles->findData(768));
        Q_EMIT tiles->activated(tiles->currentIndex());
        QCOMPARE(m_document->settings().tile, std::optional(768));
        tiles->setCurrentIndex(1);
        Q_EMIT tiles->activated(1);
        QCOMPARE(m_document->settings().tile, std::optional(0));
        // A recipe may hold another size.
        RefineSettings settings = m_document->settings();
        settings.tile = 640;
        m_document->setSettings(settings, SettingField::All);
        QCOMPARE(tiles->currentData().toInt(), 640);
        m_document->undoStack()->undo();
        QCOMPARE(tiles->currentIndex(), 1);
    }

    void typedSeedIsKept() {
        QLineEdit* field = m_panel->seed()->field();
        field->setText(QStringLiteral("18446744073709551615"));
        Q_EMIT field->editingFinished();
        QCOMPARE(m_document->settings().seed, 18446744073709551615ULL);
        QVERIFY(m_document->seedLocked());
        field->setText(QStringLiteral("99999999999999999999"));
        Q_EMIT field->editingFinished();
        QCOMPARE(m_document->settings().seed, 18446744073709551615ULL);
    }

    void diceDrawsAndKeeps() {
        const auto before = m_document->settings().seed;
        m_panel->seed()->dice()->click();
        QVERIFY(m_document->settings().seed != before);
        QVERIFY(m_document->seedLocked());
    }

    void emptyNegativePromptMeansNone() {
        m_panel->prompt()->negative()->insertPlainText(QStringLiteral("noise"));
        QCOMPARE(m_document->settings().negative_prompt.value(), std::string("noise"));
        m_panel->prompt()->negative()->clear();
        QVERIFY(!m_document->settings().negative_prompt.has_value());
    }

    void undoBelongsToTheDocument() {
        m_panel->prompt()->prompt()->insertPlainText(QStringLiteral("a cat"));
        QCOMPARE(m_document->settings().prompt, std::string("a cat"));
        m_document->undoStack()->undo();
        QCOMPARE(m_panel->prompt()->prompt()->toPlainText(), QString());
    }

    void countsTokensAsTheModelDoes() {
        if (!std::filesystem::exists(std::filesystem::path(BURNISH_RESOURCES) / "models/pocket/model_index.json")) {
            QSKIP("the model inside is not in this tree yet");
        }
        RefineSettings settings = m_document->settings();
        settings.model = std::filesystem::path(BURNISH_RESOURCES) / "models/pocket";
        m_document->setInitialSettings(settings);
        m_panel->prompt()->prompt()->insertPlainText(QStringLiteral("a photo of a cat"));
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->prompt()->countText().startsWith(QStringLiteral("5")), 10000);
    }

    void promptsAreReadAsOtherProgramsDoUntilSwitchedOff() {
        QVERIFY(m_panel->extras()->syntax()->isChecked());
        QCOMPARE(m_document->settings().prompt_syntax, PromptSyntax::A1111);
        m_panel->extras()->syntax()->setChecked(false);
        QCOMPARE(m_document->settings().prompt_syntax, PromptSyntax::Plain);
        m_document->undoStack()->undo();
        QVERIFY(m_panel->extras()->syntax()->isChecked());
    }

    void lorasHaveARowEachWithAWeight() {
        const std::filesystem::path models = std::filesystem::path(BURNISH_TEST_DATA) / "models";
        ExtrasSection* extras = m_panel->extras();
        extras->addLora(models / "lora_refiner_kohya.safetensors");
        extras->take({.path = models / "sd15.safetensors", .family = ModelFamily::Lora});  // no LoRA at all
        QCOMPARE(m_document->settings().loras.size(), std::size_t(2));
        auto* weight = extras->loraRow(0)->findChild<QDoubleSpinBox*>();
        weight->setValue(0.6);
        QCOMPARE(m_document->settings().loras.front().weight, 0.6);
        QTRY_VERIFY(extras->loraRow(0)->findChild<ElidedLabel*>()->toolTip().contains(QStringLiteral("kohya names")));
        QTRY_VERIFY(extras->loraRow(1)->findChild<ElidedLabel*>()->fullText().contains(QStringLiteral("does not fit")));
        extras->loraRow(1)->findChild<QToolButton*>()->click();
        QCOMPARE(m_document->settings().loras.size(), std::size_t(1));
        QCOMPARE(m_document->settings().loras.front().weight, 0.6);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->settings().loras.size(), std::size_t(2));
    }

    void anotherVaeIsNamedAndTakenBack() {
        const std::filesystem::path models = std::filesystem::path(BURNISH_TEST_DATA) / "models";
        ExtrasSection* extras = m_panel->extras();
        const QString own = extras->vae()->fullText();
        extras->setVae(models / "refiner_tiny" / "vae");
        QCOMPARE(m_document->settings().vae, models / "refiner_tiny" / "vae");
        QCOMPARE(extras->vae()->fullText(), QStringLiteral("vae"));
        extras->setVae(models / "lora_refiner_kohya.safetensors");
        QTRY_VERIFY(extras->vae()->fullText().contains(QStringLiteral("does not fit")));
        extras->setVae({});
        QVERIFY(m_document->settings().vae.empty());
        QCOMPARE(extras->vae()->fullText(), own);
    }

    void watermarkIsWrittenWhereItIsAskedFor() {
        QComboBox* box = m_panel->extras()->watermark();
        QCOMPARE(m_document->settings().watermark, Watermark::None);
        box->setCurrentIndex(box->findData(int(Watermark::Verified)));
        Q_EMIT box->activated(box->currentIndex());
        QCOMPARE(m_document->settings().watermark, Watermark::Verified);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<RefineDocument> m_document;
    std::unique_ptr<RefinePanel> m_panel;
};

QTEST_MAIN(TestRefinePanel)
#include "tst_refine_panel.moc"
