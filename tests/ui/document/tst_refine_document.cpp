// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/refine_document.h"

#include "tests/support/pictures.h"
#include "ui/controllers/picture_file.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace burnish;
using namespace burnish::ui;
using burnish::test::patternImage;
using burnish::test::patternSource;

namespace {

/// What the worker would answer to a job.
RefineOutcome outcomeOf(const RefineJob& job) {
    RefineOutcome outcome;
    outcome.documentId = job.documentId;
    outcome.resultId = job.resultId;
    outcome.parentId = job.parentId;
    outcome.result.image = patternImage(job.request.source->width(), job.request.source->height());
    outcome.result.settings = job.request.settings;
    outcome.result.steps_run = 15;
    outcome.display = toDisplayImage(outcome.result.image);
    outcome.thumbnail = toThumbnail(outcome.display, kThumbnailEdge);
    outcome.seconds = 2.5;
    return outcome;
}

quint64 refineOnce(RefineDocument& document) {
    const RefineJob job = document.makeJob();
    return document.addResult(outcomeOf(job)) ? job.resultId : 0;
}

void setStrength(RefineDocument& document, double strength) {
    RefineSettings settings = document.settings();
    settings.strength = strength;
    document.setSettings(settings, SettingField::Strength);
}

void setPrompt(RefineDocument& document, const char* prompt) {
    RefineSettings settings = document.settings();
    settings.prompt = prompt;
    document.setSettings(settings, SettingField::Prompt);
}

}  // namespace

class TestRefineDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyDocumentHasNothing() {
        RefineDocument document;
        QVERIFY(!document.hasSource());
        QVERIFY(!document.source() && !document.before() && !document.after() && !document.current());
        QVERIFY(document.order().isEmpty());
        QVERIFY(!document.isModified());
    }

    void aModelTookPartWhereStepsRanInAnyPass() {
        RefineDocument document;
        document.setSource(patternSource());
        QVERIFY(!isGenerated(document, *document.source()));
        setStrength(document, 0);
        QVERIFY(!isGenerated(document, *document.picture(refineOnce(document))));
        setStrength(document, 0.3);
        QVERIFY(isGenerated(document, *document.picture(refineOnce(document))));
        document.setRefineFrom(RefineFrom::Result);
        setStrength(document, 0);
        const Picture* unchanged = document.picture(refineOnce(document));
        QVERIFY(unchanged->parentId != kSourceId);
        QVERIFY(isGenerated(document, *unchanged));
    }

    void sourceIsShownAlone() {
        RefineDocument document;
        QSignalSpy changed(&document, &RefineDocument::sourceChanged);
        document.setSource(patternSource());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(document.currentId(), kSourceId);
        QCOMPARE(document.before(), document.source());
        QVERIFY(!document.after());
        QCOMPARE(document.order(), QVector<quint64>{kSourceId});
        QVERIFY(!document.isModified());
        QVERIFY(!document.undoStack()->canUndo());
    }

    void jobSaysWhatIsSet() {
        RefineDocument document;
        document.setSource(patternSource());
        setPrompt(document, "a pattern");
        setStrength(document, 0.45);
        document.setSeedLocked(true);
        const RefineJob job = document.makeJob();
        QCOMPARE(job.parentId, kSourceId);
        QCOMPARE(job.request.settings, document.settings());
        QCOMPARE(job.request.source, document.source()->image);
        QCOMPARE(job.input.file_name, std::string("pattern.png"));
        QCOMPARE(job.input.file_sha256, std::string("f00d"));
        QVERIFY(job.request.preview);
    }

    void seedIsDrawnUnlessLocked() {
        RefineDocument document;
        document.setSource(patternSource());
        const std::uint64_t first = document.makeJob().request.settings.seed;
        QCOMPARE(document.settings().seed, first);
        QVERIFY(first < (1ull << 32));
        const std::uint64_t second = document.makeJob().request.settings.seed;
        QVERIFY(first != second);
        document.setSeedLocked(true);
        QCOMPARE(document.makeJob().request.settings.seed, second);
        QVERIFY(!document.undoStack()->canUndo());
    }

    void resultIsOneUndoStepAndIsShown() {
        RefineDocument document;
        document.setSource(patternSource());
        QSignalSpy added(&document, &RefineDocument::pictureAdded);
        const quint64 id = refineOnce(document);
        QCOMPARE(added.count(), 1);
        QCOMPARE(document.undoStack()->count(), 1);
        QCOMPARE(document.currentId(), id);
        QCOMPARE(document.after()->id, id);
        QCOMPARE(document.before(), document.source());
        QCOMPARE(document.picture(id)->number, 1);
        QVERIFY(document.isModified());
    }

    void undoStepsThroughResultsAndSettings() {
        RefineDocument document;
        document.setSource(patternSource());
        document.setSeedLocked(true);
        setStrength(document, 0.2);
        const quint64 first = refineOnce(document);
        setStrength(document, 0.5);
        setPrompt(document, "sharper");
        const quint64 second = refineOnce(document);
        QUndoStack* stack = document.undoStack();
        QCOMPARE(stack->count(), 5);

        stack->undo();
        QCOMPARE(document.currentId(), first);
        stack->undo();
        QCOMPARE(document.settings().prompt, std::string());
        stack->undo();
        QCOMPARE(document.settings().strength, 0.2);
        QCOMPARE(document.currentId(), first);
        stack->undo();
        QCOMPARE(document.currentId(), kSourceId);
        stack->undo();
        QCOMPARE(document.settings().strength, 0.3);
        QVERIFY(!stack->canUndo());
        QVERIFY2(document.picture(first) && document.picture(second), "undo took a result away");

        while (stack->canRedo())
            stack->redo();
        QCOMPARE(document.currentId(), second);
        QCOMPARE(document.settings().strength, 0.5);
        QCOMPARE(document.settings().prompt, std::string("sharper"));
    }

    void branchIsNotLost() {
        RefineDocument document;
        document.setSource(patternSource());
        const quint64 first = refineOnce(document);
        document.undoStack()->undo();
        const quint64 second = refineOnce(document);
        QVERIFY(document.picture(first));
        QCOMPARE(document.order(), (QVector<quint64>{kSourceId, first, second}));
        QVERIFY(!document.undoStack()->canRedo());
        document.setCurrent(first);
        QCOMPARE(document.after()->id, first);
    }

    void dragIsOneStep() {
        RefineDocument document;
        document.setSource(patternSource());
        for (const double strength : {0.31, 0.32, 0.40, 0.55})
            setStrength(document, strength);
        QCOMPARE(document.undoStack()->count(), 1);
        document.endEdit();
        setStrength(document, 0.7);
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        QCOMPARE(document.settings().strength, 0.55);
        document.undoStack()->undo();
        QCOMPARE(document.settings().strength, 0.3);
    }

    void dragBackLeavesNoStep() {
        RefineDocument document;
        document.setSource(patternSource());
        setStrength(document, 0.6);
        setStrength(document, 0.3);
        QVERIFY(!document.undoStack()->canUndo());
        QCOMPARE(document.settings().strength, 0.3);
    }

    void fieldsDoNotMerge() {
        RefineDocument document;
        document.setSource(patternSource());
        setStrength(document, 0.6);
        setPrompt(document, "a");
        setPrompt(document, "ab");
        setStrength(document, 0.7);
        QCOMPARE(document.undoStack()->count(), 3);
    }

    void unchangedSettingIsNoStep() {
        RefineDocument document;
        document.setSource(patternSource());
        QSignalSpy changed(&document, &RefineDocument::settingsChanged);
        setStrength(document, 0.3);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!document.undoStack()->canUndo());
    }

    void editDuringARunDoesNotReachTheResult() {
        RefineDocument document;
        document.setSource(patternSource());
        setPrompt(document, "before");
        const RefineJob job = document.makeJob();
        setPrompt(document, "after");
        QVERIFY(document.addResult(outcomeOf(job)));
        QCOMPARE(document.picture(job.resultId)->settings.prompt, std::string("before"));
        QCOMPARE(document.settings().prompt, std::string("after"));
    }

    void resultCanBeRefined() {
        RefineDocument document;
        document.setSource(patternSource());
        const quint64 first = refineOnce(document);
        document.setRefineFrom(RefineFrom::Result);
        const RefineJob job = document.makeJob();
        QCOMPARE(job.parentId, first);
        QCOMPARE(job.request.source, document.picture(first)->image);
        QVERIFY2(job.input.file_sha256.empty() && job.input.pixel_sha256.empty(), "a result is not the source's file");
        QVERIFY(document.addResult(outcomeOf(job)));
        QCOMPARE(document.depth(job.resultId), 2);
        QCOMPARE(document.before()->id, first);

        document.setRefineFrom(RefineFrom::Source);
        const quint64 third = refineOnce(document);
        QCOMPARE(document.order(), (QVector<quint64>{kSourceId, first, job.resultId, third}));
        document.setRefineFrom(RefineFrom::Result);
        document.setCurrent(kSourceId);
        QCOMPARE(document.makeJob().parentId, kSourceId);
    }

    void settingsOfAResultComeBack() {
        RefineDocument document;
        document.setSource(patternSource());
        document.setSeedLocked(true);
        setPrompt(document, "first");
        setStrength(document, 0.45);
        const quint64 first = refineOnce(document);
        setPrompt(document, "second");
        setStrength(document, 0.1);
        const int steps = document.undoStack()->count();
        document.restoreSettings(first);
        QCOMPARE(document.settings(), document.picture(first)->settings);
        QCOMPARE(document.undoStack()->count(), steps + 1);
        document.undoStack()->undo();
        QCOMPARE(document.settings().prompt, std::string("second"));
        document.restoreSettings(kSourceId);
        document.restoreSettings(4711);
        QCOMPARE(document.settings().prompt, std::string("second"));
    }

    void lateResultOfAnotherDocumentIsNotShown() {
        RefineDocument document;
        document.setSource(patternSource());
        const RefineJob job = document.makeJob();
        document.setSource(patternSource());
        QVERIFY(!document.addResult(outcomeOf(job)));
        QCOMPARE(document.resultCount(), 0);
        QVERIFY(!document.undoStack()->canUndo());
    }

    void newSourceKeepsSettingsAndClearsUndo() {
        RefineDocument document;
        document.setSource(patternSource());
        setPrompt(document, "kept");
        refineOnce(document);
        document.setRefineFrom(RefineFrom::Result);
        QSignalSpy modified(&document, &RefineDocument::modifiedChanged);
        document.setSource(patternSource(32, 32));
        QCOMPARE(document.settings().prompt, std::string("kept"));
        QVERIFY(!document.undoStack()->canUndo());
        QCOMPARE(document.refineFrom(), RefineFrom::Source);
        QCOMPARE(modified.count(), 1);
        QVERIFY(!document.isModified());
    }

    void modifiedUntilEveryResultIsSaved() {
        RefineDocument document;
        document.setSource(patternSource());
        QSignalSpy modified(&document, &RefineDocument::modifiedChanged);
        const quint64 first = refineOnce(document);
        const quint64 second = refineOnce(document);
        QCOMPARE(document.unsavedCount(), 2);
        document.markSaved(first);
        QVERIFY(document.isModified());
        document.markSaved(second);
        document.markSaved(second);
        QVERIFY(!document.isModified());
        QCOMPARE(modified.count(), 2);
        document.undoStack()->undo();
        QVERIFY2(!document.isModified(), "looking at another result is no change");
    }

    void recoveredSessionIsAsItWas() {
        RecoveredDocument recovered;
        recovered.source = patternSource();
        for (const quint64 id : {quint64(2), quint64(9)}) {
            Picture picture;
            picture.id = id;
            picture.parentId = id == 2 ? kSourceId : 2;
            picture.image = patternImage(96, 64);
            picture.display = toDisplayImage(picture.image);
            picture.settings.prompt = "recovered";
            recovered.results.push_back(picture);
        }
        recovered.saved = {2};
        RefineDocument document;
        RefineSettings remembered;
        remembered.model = "/models/refiner";
        document.setInitialSettings(remembered);
        document.restore(recovered);
        QCOMPARE(document.order(), (QVector<quint64>{kSourceId, 2, 9}));
        QCOMPARE(document.currentId(), quint64(9));
        QCOMPARE(document.settings().prompt, std::string("recovered"));
        QCOMPARE(document.settings().model, std::filesystem::path("/models/refiner"));
        QCOMPARE(document.unsavedCount(), 1);
        QCOMPARE(document.picture(9)->number, 2);
        QVERIFY(document.makeJob().resultId > 9);
    }

    void longChainIsOrderedWithoutRecursion() {
        RefineDocument document;
        document.setSource(patternSource(8, 8));
        document.setRefineFrom(RefineFrom::Result);
        for (int i = 0; i < 300; ++i)
            refineOnce(document);
        QCOMPARE(document.order().size(), 301);
        QCOMPARE(document.depth(document.currentId()), 300);
    }
};

QTEST_MAIN(TestRefineDocument)
#include "tst_refine_document.moc"
