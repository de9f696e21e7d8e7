// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/refine_document.h"

#include "ui/document/document_commands.h"

#include <QRandomGenerator>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace burnish::ui {

namespace {

/// 0 .. 2^32-1, as the command line draws it.
std::uint64_t drawSeed() {
    return QRandomGenerator::global()->generate();
}

}  // namespace

RefineDocument::RefineDocument(QObject* parent) : QObject(parent), m_undoStack(new QUndoStack(this)) {
    m_settings.seed = drawSeed();
    m_settings.prompt_syntax = PromptSyntax::A1111;
}

RefineDocument::~RefineDocument() = default;

void RefineDocument::startAnew(const DecodedSource& source) {
    Q_ASSERT(source.image && !source.display.isNull());
    m_undoStack->clear();
    m_pictures.clear();
    m_saved.clear();
    ++m_documentId;
    m_nextId = kSourceId + 1;
    m_currentId = 0;
    m_refineFrom = RefineFrom::Source;
    m_source = std::make_unique<DecodedSource>(source);
    setMask(nullptr);
    m_sessionSource = std::make_shared<SessionSource>(
        SessionSource{source.path, source.name.toStdString(), source.identity, source.image, source.metadata});
    Picture picture;
    picture.id = kSourceId;
    picture.image = source.image;
    picture.display = source.display;
    picture.thumbnail = source.thumbnail;
    picture.name = source.name;
    insert(std::move(picture));
}

void RefineDocument::setSource(const DecodedSource& source) {
    startAnew(source);
    m_currentId = kSourceId;
    Q_EMIT sourceChanged();
    Q_EMIT currentChanged(m_currentId);
    Q_EMIT settingsChanged();
    updateModified();
}

void RefineDocument::restore(const RecoveredDocument& recovered) {
    startAnew(recovered.source);
    quint64 last = kSourceId;
    for (const Picture& result : recovered.results) {
        Picture added = result;
        added.number = resultCount() + 1;
        added.name = tr("Result %1").arg(added.number);
        if (added.parentId == 0 || picture(added.parentId) == nullptr)
            added.parentId = kSourceId;
        last = added.id;
        m_nextId = std::max(m_nextId, added.id + 1);
        insert(std::move(added));
    }
    m_saved.insert(recovered.saved.begin(), recovered.saved.end());
    m_currentId = last;
    if (last != kSourceId) {
        const std::filesystem::path model = m_settings.model;
        m_settings = picture(last)->settings;
        if (m_settings.model.empty())
            m_settings.model = model;
    }
    Q_EMIT sourceChanged();
    Q_EMIT currentChanged(m_currentId);
    Q_EMIT settingsChanged();
    updateModified();
}

void RefineDocument::insert(Picture picture) {
    const quint64 id = picture.id;
    m_pictures[id] = std::make_unique<const Picture>(std::move(picture));
}

const Picture* RefineDocument::source() const {
    return picture(kSourceId);
}

const DecodedSource* RefineDocument::decodedSource() const {
    return m_source.get();
}

const Picture* RefineDocument::picture(quint64 id) const {
    const auto found = m_pictures.find(id);
    return found == m_pictures.end() ? nullptr : found->second.get();
}

QVector<quint64> RefineDocument::order() const {
    QVector<quint64> order;
    order.reserve(static_cast<qsizetype>(m_pictures.size()));
    if (hasSource())
        appendSubtree(kSourceId, order);
    return order;
}

void RefineDocument::appendSubtree(quint64 id, QVector<quint64>& order) const {
    // Not recursive: a chain of results of results may be long. Pushed newest first, so that the oldest is on top.
    std::vector<quint64> pending{id};
    while (!pending.empty()) {
        const quint64 next = pending.back();
        pending.pop_back();
        order.append(next);
        std::vector<const Picture*> children;
        for (const auto& [childId, child] : m_pictures)
            if (child->parentId == next && childId != next)
                children.push_back(child.get());
        std::sort(children.begin(), children.end(),
                  [](const Picture* a, const Picture* b) { return a->number > b->number; });
        for (const Picture* child : children)
            pending.push_back(child->id);
    }
}

int RefineDocument::depth(quint64 id) const {
    int depth = 0;
    for (const Picture* node = picture(id); node != nullptr && !node->isSource(); node = picture(node->parentId))
        ++depth;
    return depth;
}

int RefineDocument::resultCount() const {
    return m_pictures.empty() ? 0 : static_cast<int>(m_pictures.size()) - 1;
}

void RefineDocument::setCurrent(quint64 id) {
    if (id == m_currentId || picture(id) == nullptr)
        return;
    m_currentId = id;
    Q_EMIT currentChanged(id);
}

const Picture* RefineDocument::before() const {
    const Picture* shown = current();
    return shown == nullptr || shown->isSource() ? shown : picture(shown->parentId);
}

const Picture* RefineDocument::after() const {
    const Picture* shown = current();
    return shown == nullptr || shown->isSource() ? nullptr : shown;
}

void RefineDocument::setSettings(const RefineSettings& settings, SettingField field) {
    if (settings == m_settings)
        return;
    m_undoStack->push(new SettingsCommand(*this, m_settings, settings, field));
}

void RefineDocument::endEdit() {
    const int top = m_undoStack->index() - 1;
    if (top < 0)
        return;
    // Sealing changes no effect of the command, only what merges into it; the stack hands out const pointers alone.
    auto* command = const_cast<QUndoCommand*>(m_undoStack->command(top));
    if (auto* edit = dynamic_cast<SettingsCommand*>(command))
        edit->seal();
}

void RefineDocument::restoreSettings(quint64 id) {
    const Picture* result = picture(id);
    if (result == nullptr || result->isSource())
        return;
    RefineSettings settings = result->settings;
    if (settings.model.empty())
        settings.model = m_settings.model;
    // The mask is the document's, not the settings'.
    settings.mask.clear();
    setSettings(settings, SettingField::All);
}

void RefineDocument::setInitialSettings(const RefineSettings& settings) {
    applySettings(settings);
}

void RefineDocument::applySettings(const RefineSettings& settings) {
    m_settings = settings;
    Q_EMIT settingsChanged();
}

void RefineDocument::setCompute(const ComputeSettings& compute) {
    if (compute == m_compute)
        return;
    m_compute = compute;
    Q_EMIT computeChanged();
}

void RefineDocument::setSeedLocked(bool locked) {
    if (locked == m_seedLocked)
        return;
    m_seedLocked = locked;
    Q_EMIT settingsChanged();
}

void RefineDocument::setMask(std::shared_ptr<const MaskChoice> mask) {
    Q_ASSERT(!mask || (hasSource() && mask->image->width() == m_source->image->width() &&
                       mask->image->height() == m_source->image->height()));
    if (mask == m_mask)
        return;
    m_mask = std::move(mask);
    Q_EMIT maskChanged();
}

void RefineDocument::setModelName(const QString& name) {
    m_modelName = name.toStdString();
}

void RefineDocument::setRefineFrom(RefineFrom from) {
    if (from == m_refineFrom)
        return;
    m_refineFrom = from;
    Q_EMIT settingsChanged();
}

RefineJob RefineDocument::makeJob() {
    Q_ASSERT(hasSource());
    if (!m_seedLocked) {
        RefineSettings settings = m_settings;
        settings.seed = drawSeed();
        applySettings(settings);
    }
    const Picture* from = m_refineFrom == RefineFrom::Result ? current() : source();
    RefineJob job;
    job.documentId = m_documentId;
    job.resultId = m_nextId++;
    job.parentId = from->id;
    job.request.settings = m_settings;
    job.request.compute = m_compute;
    job.request.source = from->image;
    job.request.preview = m_preview;
    if (m_mask) {
        job.request.mask = m_mask->image;
        job.request.settings.mask = m_mask->sha256;
    } else {
        job.request.settings.mask.clear();
        job.request.settings.mask_feather = 0;
        job.request.settings.mask_crop.reset();
    }
    job.input = m_source->identity;
    if (!from->isSource())
        job.input = SourceIdentity{.file_name = m_source->identity.file_name, .file_sha256 = {}, .pixel_sha256 = {}};
    job.modelName = m_modelName;
    job.before = from->isSource() ? Recipe::from_text(m_source->texts.recipe) : std::optional(from->recipe);
    job.source = m_sessionSource;
    return job;
}

bool RefineDocument::addResult(const RefineOutcome& outcome) {
    if (outcome.documentId != m_documentId || !hasSource() || picture(outcome.resultId) != nullptr)
        return false;
    Picture added;
    added.id = outcome.resultId;
    added.parentId = picture(outcome.parentId) != nullptr ? outcome.parentId : kSourceId;
    added.image = outcome.result.image;
    added.display = outcome.display;
    added.thumbnail = outcome.thumbnail;
    added.recipe = outcome.recipe;
    added.settings = outcome.result.settings;
    added.compute = outcome.result.compute;
    added.number = resultCount() + 1;
    added.name = tr("Result %1").arg(added.number);
    added.seconds = outcome.seconds;
    added.stepsRun = outcome.result.steps_run;
    const QString name = added.name;
    m_nextId = std::max(m_nextId, added.id + 1);
    insert(std::move(added));
    Q_EMIT pictureAdded(outcome.resultId);
    m_undoStack->push(new ShowResultCommand(*this, m_currentId, outcome.resultId, name));
    updateModified();
    return true;
}

void RefineDocument::markSaved(quint64 id) {
    if (picture(id) == nullptr || !m_saved.insert(id).second)
        return;
    Q_EMIT pictureSaved(id);
    updateModified();
}

int RefineDocument::unsavedCount() const {
    return static_cast<int>(std::count_if(m_pictures.begin(), m_pictures.end(), [this](const auto& entry) {
        return !entry.second->isSource() && m_saved.count(entry.first) == 0;
    }));
}

void RefineDocument::updateModified() {
    if (isModified() == m_modified)
        return;
    m_modified = isModified();
    Q_EMIT modifiedChanged(m_modified);
}

}  // namespace burnish::ui
