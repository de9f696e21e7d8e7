// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/picture.h"
#include "ui/document/refine_job.h"

#include <QObject>
#include <QVector>

#include <map>
#include <memory>
#include <set>

class QUndoStack;

namespace burnish::ui {

/// Which setting an edit is about: consecutive edits of one field become one undo step.
enum class SettingField {
    Model,
    Prompt,
    NegativePrompt,
    PromptSyntax,
    Strength,
    Steps,
    Guidance,
    GuidanceRescale,
    AestheticScore,
    NegativeAestheticScore,
    KeepDetail,
    Colour,
    Seed,
    Sizes,
    Sampler,
    Tiles,
    Mask,
    Vae,
    Loras,
    Watermark,
    All,
};

enum class RefineFrom { Source, Result };

/// The truth of the window: source, results with their recipes, current settings, undo. Lives in and is called from the
/// GUI thread; views show it, and change it only through its methods. Results are immutable and are never taken away by
/// undo: undo steps back through what is shown and what is set.
class RefineDocument final : public QObject {
    Q_OBJECT
public:
    explicit RefineDocument(QObject* parent = nullptr);
    ~RefineDocument() override;

    /// Starts anew on a picture: earlier results leave the document (their session folder keeps what was not saved),
    /// the settings stay, undo is cleared.
    void setSource(const DecodedSource& source);
    /// Starts anew on a recovered session; the last result is current, its settings are set.
    void restore(const RecoveredDocument& recovered);

    bool hasSource() const { return m_source != nullptr; }
    /// Changes with every new source; what jobs carry so that late results are told apart.
    quint64 documentId() const { return m_documentId; }
    const Picture* source() const;               ///< null without one
    const DecodedSource* decodedSource() const;  ///< file, depth, texts, identity of the source; null without one
    const Picture* picture(quint64 id) const;    ///< null for an unknown id; valid until the next source
    /// Every picture, the source first, each result below its parent, siblings in the order of finishing.
    QVector<quint64> order() const;
    int depth(quint64 id) const;  ///< 0 for the source
    int resultCount() const;

    quint64 currentId() const { return m_currentId; }  ///< 0 without a source
    void setCurrent(quint64 id);                       ///< shows a picture; not an undo step
    const Picture* current() const { return picture(m_currentId); }
    const Picture* before() const;  ///< what the current result was made from; the source itself if that is current
    const Picture* after() const;   ///< the current result; null while the source is current

    const RefineSettings& settings() const { return m_settings; }
    /// One undo step, merged with the step before it if that is of the same field and no `endEdit` came between.
    /// Nothing happens if nothing changes.
    void setSettings(const RefineSettings& settings, SettingField field);
    void endEdit();                    ///< a slider was let go: the next edit is a step of its own
    void restoreSettings(quint64 id);  ///< the settings that made a result; one undo step
    /// Settings that a new document starts with (last model, remembered prompt); not undoable, clears nothing.
    void setInitialSettings(const RefineSettings& settings);

    const ComputeSettings& compute() const { return m_compute; }
    void setCompute(const ComputeSettings& compute);  ///< not undoable: does not change the picture
    bool previewWanted() const { return m_preview; }
    void setPreviewWanted(bool wanted) { m_preview = wanted; }
    bool seedLocked() const { return m_seedLocked; }
    void setSeedLocked(bool locked);
    /// The mask over the source; null: everything may change. Of the source's size. A new source takes it away.
    const MaskChoice* mask() const { return m_mask.get(); }
    void setMask(std::shared_ptr<const MaskChoice> mask);

    void setModelName(const QString& name);  ///< of the chosen model, for recipes

    RefineFrom refineFrom() const { return m_refineFrom; }
    void setRefineFrom(RefineFrom from);
    /// The job for the state as it stands; draws a new seed first (shown at once, no undo step) unless the seed is
    /// locked. Precondition: hasSource().
    RefineJob makeJob();
    /// Adds a finished result, shows it, and pushes exactly one undo step. A result of an earlier document is not
    /// added: returns false.
    bool addResult(const RefineOutcome& outcome);

    bool isSaved(quint64 id) const { return m_saved.count(id) != 0; }
    void markSaved(quint64 id);
    int unsavedCount() const;  ///< results that were never saved by the user
    bool isModified() const { return unsavedCount() > 0; }
    QUndoStack* undoStack() const { return m_undoStack; }

Q_SIGNALS:
    void sourceChanged();
    void pictureAdded(quint64 id);
    void currentChanged(quint64 id);
    void settingsChanged();  ///< settings, seed lock or "refine from"
    void computeChanged();
    void maskChanged();
    void pictureSaved(quint64 id);
    void modifiedChanged(bool modified);

private:
    friend class SettingsCommand;
    friend class ShowResultCommand;
    void applySettings(const RefineSettings& settings);
    void startAnew(const DecodedSource& source);
    void insert(Picture picture);
    void appendSubtree(quint64 id, QVector<quint64>& order) const;
    void updateModified();

    quint64 m_documentId = 0;
    quint64 m_nextId = kSourceId + 1;
    quint64 m_currentId = 0;
    std::unique_ptr<DecodedSource> m_source;
    std::shared_ptr<const SessionSource> m_sessionSource;
    std::map<quint64, std::unique_ptr<const Picture>> m_pictures;
    std::set<quint64> m_saved;
    RefineSettings m_settings;
    ComputeSettings m_compute;
    RefineFrom m_refineFrom = RefineFrom::Source;
    std::shared_ptr<const MaskChoice> m_mask;
    std::string m_modelName;
    bool m_preview = true;
    bool m_seedLocked = false;
    bool m_modified = false;
    QUndoStack* m_undoStack;
};

}  // namespace burnish::ui
