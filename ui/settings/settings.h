// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>

namespace burnish::ui {

enum class Theme { System, Dark, Light };
enum class Contrast { System, Normal, High };

/// What the program remembers between runs, typed. Two files: settings that the user chose (`$XDG_CONFIG_HOME/burnish`)
/// and state that came about (`$XDG_STATE_HOME/burnish`). A value of the wrong type or out of range reads as its
/// default; a file that cannot be read is kept aside as `<name>.bad` and replaced. One instance, passed in; GUI thread.
class Settings final {
public:
    static constexpr int kSchema = 1;
    static constexpr int kMaxRecentFiles = 12;

    /// The user's own files.
    Settings();
    Settings(const QString& configFile, const QString& stateFile);
    ~Settings();

    /// Where damaged files were kept aside by this start; to be said once. Usually empty.
    const QStringList& damagedFiles() const { return m_damaged; }

    Theme theme() const;
    void setTheme(Theme theme);
    QString language() const;  ///< "de", "en", ...; empty: as the system
    void setLanguage(const QString& language);
    Contrast contrast() const;
    void setContrast(Contrast contrast);
    ComputeSettings compute() const;
    void setCompute(const ComputeSettings& compute);
    bool previews() const;
    void setPreviews(bool wanted);
    bool stripPrivate() const;  ///< leave out place and people when saving
    void setStripPrivate(bool wanted);

    std::filesystem::path lastModel() const;  ///< empty: none chosen yet
    void setLastModel(const std::filesystem::path& model);
    QString lastOpenFolder() const;  ///< the pictures folder until one was used
    void setLastOpenFolder(const QString& folder);
    QString lastSaveFolder() const;
    void setLastSaveFolder(const QString& folder);
    QString lastModelFolder() const;
    void setLastModelFolder(const QString& folder);
    QString lastPrompt() const;
    void setLastPrompt(const QString& prompt);
    QStringList recentFiles() const;  ///< newest first, without doubles
    void addRecentFile(const QString& file);
    void clearRecentFiles();

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    QByteArray windowState() const;
    void setWindowState(const QByteArray& state);
    int historyWidth() const;  ///< logical pixels
    void setHistoryWidth(int width);
    int panelWidth() const;
    void setPanelWidth(int width);
    bool historyVisible() const;
    void setHistoryVisible(bool visible);
    bool panelVisible() const;
    void setPanelVisible(bool visible);
    bool sectionOpen(const QString& section) const;  ///< a fold of the panel ("more", "negative"); closed at first
    void setSectionOpen(const QString& section, bool open);

    QStringList files() const;  ///< both, whether they are there or not
    /// Writes both files now; false if one could not be written.
    bool sync();

private:
    QStringList m_damaged;
    std::unique_ptr<QSettings> m_config;
    std::unique_ptr<QSettings> m_state;
};

}  // namespace burnish::ui
