// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/watermark/watermark.h"
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/common/image_conversion.h"
#include "ui/controllers/generate_controller.h"
#include "ui/controllers/mask_controller.h"
#include "ui/controllers/model_controller.h"
#include "ui/dialogs/new_from_text_dialog.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window.h"
#include "ui/panels/mask_section.h"
#include "ui/panels/more_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/sizes_form.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace burnish;
using namespace burnish::ui;

namespace {

CheckpointInfo model(const char* name, ModelFamily family) {
    CheckpointInfo info;
    info.path = std::filesystem::path("/models") / name;
    info.name = name;
    info.family = family;
    info.best_size = 64;
    info.usable = true;
    return info;
}

void choose(QComboBox* box, int value) {
    box->setCurrentIndex(box->findData(value));
    Q_EMIT box->activated(box->currentIndex());
}

}  // namespace

/// Samplers, sizes, masks and pictures from text, as the window offers them.
class TestWindowRoutes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::WindowFixture>();
        // Finished pictures go below the home folder.
        qputenv("HOME", m_fixture->folder.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_fixture->path(QStringLiteral("config")).toUtf8());
        m_fixture->open();
        m_window = m_fixture->window.get();
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->models().model().has_value(), 30000);
    }
    void cleanup() { m_fixture.reset(); }

    void samplerIsChosenAndUndone() {
        MoreSection* more = m_window->panel().more();
        QCOMPARE(more->sampler()->count(), int(all_samplers().size()));
        QVERIFY(!more->eta()->isVisibleTo(more));
        choose(more->sampler(), int(Sampler::Ddim));
        QCOMPARE(settings().sampler, Sampler::Ddim);
        QVERIFY(more->eta()->isVisibleTo(more->eta()->parentWidget()));
        more->eta()->setValue(0.5);
        QCOMPARE(settings().eta, 0.5);
        m_window->actions().undo->trigger();
        m_window->actions().undo->trigger();
        QCOMPARE(settings().sampler, Sampler::Euler);
        QCOMPARE(more->sampler()->currentData().toInt(), int(Sampler::Euler));
    }

    void samplerLimitsItsSteps() {
        MoreSection* more = m_window->panel().more();
        more->steps()->setValue(80);
        choose(more->sampler(), int(Sampler::Lcm));
        QCOMPARE(settings().steps, 50);
        QCOMPARE(more->steps()->maximum(), 50);
    }

    void sizesAreReadAndWhatMeansNothingGoes() {
        SizesForm* sizes = m_window->panel().more()->sizes();
        type(sizes->field(0), QStringLiteral("1200 x 800"));
        QCOMPARE(settings().original_size, std::optional(SizeHW{.height = 800, .width = 1200}));
        QCOMPARE(sizes->field(0)->text(), QStringLiteral("1200 × 800"));
        type(sizes->field(2), QStringLiteral("12, 34"));
        QCOMPARE(settings().crop, (CropTL{.top = 34, .left = 12}));
        type(sizes->field(0), QStringLiteral("wide"));
        QCOMPARE(settings().original_size, std::optional(SizeHW{.height = 800, .width = 1200}));
        QCOMPARE(sizes->field(0)->text(), QStringLiteral("1200 × 800"));
        type(sizes->field(0), {});
        QVERIFY(!settings().original_size);
        // The model inside is a refiner, which has no place for a target size.
        QVERIFY(!sizes->field(1)->isVisibleTo(sizes->field(1)->parentWidget()));
        sizes->setFamily(ModelFamily::SdxlBase);
        QVERIFY(sizes->field(1)->isVisibleTo(sizes->field(1)->parentWidget()));
    }

    void numbersAreTheBaseModelsOwnUntilTouched() {
        RefineSettings pocket;  // what the window shows for the model inside
        pocket.steps = 20;
        pocket.guidance_scale = 2;
        NewFromTextDialog dialog(pocket);
        dialog.setModels({model("base", ModelFamily::SdxlBase)});
        QCOMPARE(dialog.settings().steps, RefineSettings{}.steps);
        QCOMPARE(dialog.settings().guidance_scale, RefineSettings{}.guidance_scale);
        auto* steps = dialog.findChild<QSpinBox*>(QStringLiteral("steps"));
        steps->setValue(7);
        dialog.addModel(model("another base", ModelFamily::SdxlBase));
        QCOMPARE(dialog.settings().model, std::filesystem::path("/models/another base"));
        QCOMPARE(dialog.settings().steps, 7);
    }

    void dialogNeedsABaseModel() {
        NewFromTextDialog dialog({});
        auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        dialog.setModels({model("refiner", ModelFamily::SdxlRefiner)});
        QVERIFY(!ok->isEnabled());
        dialog.addModel(model("base", ModelFamily::SdxlBase));
        QVERIFY(ok->isEnabled());
        RefineSettings made = dialog.settings();
        QCOMPARE(made.model, std::filesystem::path("/models/base"));
        QCOMPARE(made.generate, std::optional(SizeHW{.height = 64, .width = 64}));
        QVERIFY(made.refiner.empty());
        dialog.setRoute(NewFromTextDialog::Route::Ensemble);
        made = dialog.settings();
        QCOMPARE(made.refiner, std::filesystem::path("/models/refiner"));
        QCOMPARE(made.handoff, std::optional(0.8));
        dialog.setRoute(NewFromTextDialog::Route::TwoStages);
        QVERIFY(!dialog.settings().handoff);
        QVERIFY(!dialog.settings().refiner.empty());
    }

    void pictureFromTextIsSavedAndOpened() {
        RefineSettings made;
        made.generate = SizeHW{.height = 24, .width = 40};
        made.seed = 77;
        m_window->generator().make(made, QStringLiteral("base"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
        const DecodedSource* source = m_window->document().decodedSource();
        QCOMPARE(source->image->width(), 40);
        QVERIFY(QDir(GenerateController::folder()).exists(QStringLiteral("from-text-77.png")));
        QVERIFY(GenerateController::folder().startsWith(m_fixture->folder.path()));
        // A second one of the same seed does not replace the first.
        m_window->generator().make(made, QStringLiteral("base"));
        QTRY_VERIFY_WITH_TIMEOUT(QDir(GenerateController::folder()).exists(QStringLiteral("from-text-77-2.png")),
                                 30000);
    }

    void failedSaveOfAPictureFromTextIsTold() {
        m_fixture->codec->failWrites = true;
        RefineSettings made;
        made.generate = SizeHW{.height = 24, .width = 40};
        m_window->generator().make(made, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_window->errorBar().count(), 1, 30000);
        QCOMPARE(m_window->errorBar().current().actions.size(), qsizetype{1});
        QVERIFY(!m_window->document().hasSource());
    }

    void theStatusLineSaysThatAPictureIsMarked() {
        const auto says = [this] {
            const auto labels = m_window->findChildren<ElidedLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const ElidedLabel* label) {
                return label->fullText().contains(QStringLiteral("watermark")) && !label->toolTip().isEmpty();
            });
        };
        const std::optional<Image> marked = with_watermark(*test::patternImage(256, 256), Watermark::Verified);
        const QString file = m_fixture->path(QStringLiteral("marked.png"));
        QVERIFY(toDisplayImage(std::make_shared<Image>(*marked)).save(file));
        m_window->openFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(says(), 30000);
        openPicture();
        QTRY_VERIFY_WITH_TIMEOUT(!says(), 30000);
    }

    void maskLiesOverThePicture() {
        openPicture();
        QVERIFY(m_window->panel().mask()->choose()->isEnabled());
        m_window->masks().open(maskFile(96, 64));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().mask() != nullptr, 30000);
        QVERIFY(m_window->canvas().view()->hasOverlay());
        m_window->panel().mask()->shown()->setChecked(false);
        QVERIFY(!m_window->canvas().view()->hasOverlay());
        m_window->panel().mask()->feather()->setValue(4);
        m_window->panel().mask()->onlyArea()->setChecked(true);
        const RefineJob job = m_window->document().makeJob();
        QVERIFY(job.request.mask != nullptr);
        QVERIFY(!job.request.settings.mask.empty());
        QCOMPARE(job.request.settings.mask_feather, 4);
        QCOMPARE(job.request.settings.mask_crop, std::optional(32));
        m_window->panel().mask()->remove()->click();
        const RefineJob without = m_window->document().makeJob();
        QVERIFY(without.request.mask == nullptr);
        QVERIFY(without.request.settings.mask.empty() && !without.request.settings.mask_crop);
    }

    void maskOfAnotherSizeIsRefused() {
        openPicture();
        m_window->masks().open(maskFile(96, 63));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->errorBar().count(), 1, 30000);
        QVERIFY(m_window->document().mask() == nullptr);
    }

    void newSourceTakesTheMaskAway() {
        openPicture();
        m_window->masks().open(maskFile(96, 64));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().mask() != nullptr, 30000);
        const quint64 before = m_window->document().documentId();
        openPicture();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().documentId() != before, 30000);
        QVERIFY(m_window->document().mask() == nullptr);
        QVERIFY(!m_window->canvas().view()->hasOverlay());
    }

private:
    const RefineSettings& settings() const { return m_window->document().settings(); }
    static void type(QLineEdit* field, const QString& text) {
        field->setText(text);
        Q_EMIT field->editingFinished();
    }
    void openPicture() {
        const QString file = m_fixture->path(QStringLiteral("picture.png"));
        QVERIFY(toDisplayImage(test::patternImage(96, 64)).save(file));
        m_window->openFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
    }
    QString maskFile(int width, int height) {
        QImage mask(width, height, QImage::Format_Grayscale8);
        mask.fill(0);
        for (int y = 10; y < 40; ++y)
            for (int x = 20; x < 50; ++x)
                mask.setPixel(x, y, qRgb(255, 255, 255));
        const QString file = m_fixture->path(QStringLiteral("mask.png"));
        mask.save(file);
        return file;
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
};

QTEST_MAIN(TestWindowRoutes)
#include "tst_window_routes.moc"
