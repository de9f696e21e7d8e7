// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings.h"

#include "core/common/app_paths.h"
#include "ui/common/path_text.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <iterator>

namespace burnish::ui {

namespace {

constexpr int kMaxPromptLength = 64 * 1024;  ///< characters; what the editor takes
constexpr int kDefaultHistoryWidth = 184;
constexpr int kDefaultPanelWidth = 328;
const QString kSchemaKey = QStringLiteral("schema");

QString ownConfigFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/burnish/burnish.ini");
}

QString ownStateFile() {
    return toQString(session_root().parent_path() / "window.ini");
}

/// Whether Qt reads the file as one of ours. Qt's reader is lenient: it takes most garbage for odd keys, so the schema
/// key, which every file of ours has, is what tells.
bool isReadable(const QString& file) {
    const QSettings settings(file, QSettings::IniFormat);
    bool isNumber = false;
    const int schema = settings.value(kSchemaKey).toInt(&isNumber);
    return settings.status() == QSettings::NoError && isNumber && schema >= 1;
}

std::unique_ptr<QSettings> openFile(const QString& file, QStringList& damaged) {
    QDir().mkpath(QFileInfo(file).absolutePath());
    const QFileInfo existing(file);
    if (existing.exists() && existing.size() > 0 && !isReadable(file)) {
        const QString aside = file + QStringLiteral(".bad");
        QFile::remove(aside);
        if (QFile::rename(file, aside))
            damaged.append(aside);
    }
    auto settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
    settings->setFallbacksEnabled(false);
    // An older program must not lower what a newer one wrote.
    if (settings->value(kSchemaKey).toInt() < Settings::kSchema)
        settings->setValue(kSchemaKey, Settings::kSchema);
    return settings;
}

int integer(const QSettings& settings, const QString& key, int low, int high, int otherwise) {
    bool isNumber = false;
    const int value = settings.value(key).toInt(&isNumber);
    return isNumber && value >= low && value <= high ? value : otherwise;
}

bool flag(const QSettings& settings, const QString& key, bool otherwise) {
    const QString text = settings.value(key).toString();
    if (text == QLatin1String("true"))
        return true;
    return text == QLatin1String("false") ? false : otherwise;
}

/// Enumerators by name, so that a file stays readable and their order may change.
template <typename Value>
struct Named {
    Value value;
    const char* name;
};

template <typename Table, typename Value>
Value byName(const QSettings& settings, const QString& key, const Table& table, Value otherwise) {
    const QString name = settings.value(key).toString();
    for (const auto& entry : table)
        if (name == QLatin1String(entry.name))
            return entry.value;
    return otherwise;
}

template <typename Table, typename Value>
QString nameOf(const Table& table, Value value) {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [value](const auto& entry) { return entry.value == value; });
    Q_ASSERT(found != std::end(table));
    return QString::fromLatin1(found->name);
}

constexpr Named<Theme> kThemes[] = {{Theme::System, "system"}, {Theme::Dark, "dark"}, {Theme::Light, "light"}};
constexpr Named<Contrast> kContrasts[] = {
    {Contrast::System, "system"}, {Contrast::Normal, "normal"}, {Contrast::High, "high"}};
constexpr Named<DeviceKind> kDevices[] = {
    {DeviceKind::Auto, "auto"}, {DeviceKind::Cpu, "cpu"}, {DeviceKind::Cuda, "cuda"}};
constexpr Named<ComputeDtype> kDtypes[] = {{ComputeDtype::Auto, "auto"},
                                           {ComputeDtype::Fp32, "fp32"},
                                           {ComputeDtype::Bf16, "bf16"},
                                           {ComputeDtype::Fp16, "fp16"}};
constexpr Named<Offload> kOffloads[] = {
    {Offload::Auto, "auto"}, {Offload::None, "none"}, {Offload::Model, "model"}, {Offload::Stream, "stream"}};

QString picturesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

/// A remembered folder, as long as it is there.
QString folder(const QSettings& settings, const QString& key, const QString& otherwise) {
    const QString remembered = settings.value(key).toString();
    return !remembered.isEmpty() && QFileInfo(remembered).isDir() ? remembered : otherwise;
}

}  // namespace

Settings::Settings() : Settings(ownConfigFile(), ownStateFile()) {}

Settings::Settings(const QString& configFile, const QString& stateFile)
    : m_config(openFile(configFile, m_damaged)), m_state(openFile(stateFile, m_damaged)) {}

Settings::~Settings() = default;

Theme Settings::theme() const {
    return byName(*m_config, QStringLiteral("theme"), kThemes, Theme::System);
}

void Settings::setTheme(Theme theme) {
    m_config->setValue(QStringLiteral("theme"), nameOf(kThemes, theme));
}

QString Settings::language() const {
    const QString language = m_config->value(QStringLiteral("language")).toString();
    const bool plausible =
        std::all_of(language.begin(), language.end(), [](QChar c) { return c.isLetter() || c == QLatin1Char('_'); });
    return plausible && language.size() <= 12 ? language : QString();
}

void Settings::setLanguage(const QString& language) {
    m_config->setValue(QStringLiteral("language"), language);
}

Contrast Settings::contrast() const {
    return byName(*m_config, QStringLiteral("contrast"), kContrasts, Contrast::System);
}

void Settings::setContrast(Contrast contrast) {
    m_config->setValue(QStringLiteral("contrast"), nameOf(kContrasts, contrast));
}

ComputeSettings Settings::compute() const {
    ComputeSettings compute;
    compute.device.kind = byName(*m_config, QStringLiteral("compute/device"), kDevices, DeviceKind::Auto);
    compute.device.index = integer(*m_config, QStringLiteral("compute/device_index"), 0, 63, 0);
    compute.dtype = byName(*m_config, QStringLiteral("compute/dtype"), kDtypes, ComputeDtype::Auto);
    compute.offload = byName(*m_config, QStringLiteral("compute/offload"), kOffloads, Offload::Auto);
    compute.threads = integer(*m_config, QStringLiteral("compute/threads"), 0, 1024, 0);
    return compute;
}

void Settings::setCompute(const ComputeSettings& compute) {
    m_config->setValue(QStringLiteral("compute/device"), nameOf(kDevices, compute.device.kind));
    m_config->setValue(QStringLiteral("compute/device_index"), compute.device.index);
    m_config->setValue(QStringLiteral("compute/dtype"), nameOf(kDtypes, compute.dtype));
    m_config->setValue(QStringLiteral("compute/offload"), nameOf(kOffloads, compute.offload));
    m_config->setValue(QStringLiteral("compute/threads"), compute.threads);
}

bool Settings::stripPrivate() const {
    return flag(*m_config, QStringLiteral("save/strip_private"), false);
}

void Settings::setStripPrivate(bool wanted) {
    m_config->setValue(QStringLiteral("save/strip_private"), wanted);
}

bool Settings::previews() const {
    return flag(*m_config, QStringLiteral("previews"), true);
}

void Settings::setPreviews(bool wanted) {
    m_config->setValue(QStringLiteral("previews"), wanted);
}

std::filesystem::path Settings::lastModel() const {
    return toPath(m_config->value(QStringLiteral("model")).toString());
}

void Settings::setLastModel(const std::filesystem::path& model) {
    m_config->setValue(QStringLiteral("model"), toQString(model));
}

QString Settings::lastOpenFolder() const {
    return folder(*m_state, QStringLiteral("folders/open"), picturesFolder());
}

void Settings::setLastOpenFolder(const QString& folder) {
    m_state->setValue(QStringLiteral("folders/open"), folder);
}

QString Settings::lastSaveFolder() const {
    return folder(*m_state, QStringLiteral("folders/save"), lastOpenFolder());
}

void Settings::setLastSaveFolder(const QString& folder) {
    m_state->setValue(QStringLiteral("folders/save"), folder);
}

QString Settings::lastModelFolder() const {
    return folder(*m_state, QStringLiteral("folders/model"), QDir::homePath());
}

void Settings::setLastModelFolder(const QString& folder) {
    m_state->setValue(QStringLiteral("folders/model"), folder);
}

QString Settings::lastPrompt() const {
    return m_state->value(QStringLiteral("prompt")).toString().left(kMaxPromptLength);
}

void Settings::setLastPrompt(const QString& prompt) {
    m_state->setValue(QStringLiteral("prompt"), prompt.left(kMaxPromptLength));
}

QStringList Settings::recentFiles() const {
    QStringList files = m_state->value(QStringLiteral("recent_files")).toStringList();
    files.removeAll(QString());
    files.removeDuplicates();
    return files.mid(0, kMaxRecentFiles);
}

void Settings::addRecentFile(const QString& file) {
    QStringList files = recentFiles();
    files.removeAll(file);
    files.prepend(file);
    m_state->setValue(QStringLiteral("recent_files"), files.mid(0, kMaxRecentFiles));
}

void Settings::clearRecentFiles() {
    m_state->remove(QStringLiteral("recent_files"));
}

QByteArray Settings::windowGeometry() const {
    return m_state->value(QStringLiteral("window/geometry")).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_state->setValue(QStringLiteral("window/geometry"), geometry);
}

QByteArray Settings::windowState() const {
    return m_state->value(QStringLiteral("window/state")).toByteArray();
}

void Settings::setWindowState(const QByteArray& state) {
    m_state->setValue(QStringLiteral("window/state"), state);
}

int Settings::historyWidth() const {
    return integer(*m_state, QStringLiteral("window/history_width"), 80, 1000, kDefaultHistoryWidth);
}

void Settings::setHistoryWidth(int width) {
    m_state->setValue(QStringLiteral("window/history_width"), width);
}

int Settings::panelWidth() const {
    return integer(*m_state, QStringLiteral("window/panel_width"), 200, 1000, kDefaultPanelWidth);
}

void Settings::setPanelWidth(int width) {
    m_state->setValue(QStringLiteral("window/panel_width"), width);
}

bool Settings::historyVisible() const {
    return flag(*m_state, QStringLiteral("window/history_visible"), true);
}

void Settings::setHistoryVisible(bool visible) {
    m_state->setValue(QStringLiteral("window/history_visible"), visible);
}

bool Settings::panelVisible() const {
    return flag(*m_state, QStringLiteral("window/panel_visible"), true);
}

void Settings::setPanelVisible(bool visible) {
    m_state->setValue(QStringLiteral("window/panel_visible"), visible);
}

bool Settings::sectionOpen(const QString& section) const {
    return flag(*m_state, QStringLiteral("sections/") + section, false);
}

void Settings::setSectionOpen(const QString& section, bool open) {
    m_state->setValue(QStringLiteral("sections/") + section, open);
}

QStringList Settings::files() const {
    return {m_config->fileName(), m_state->fileName()};
}

bool Settings::sync() {
    m_config->sync();
    m_state->sync();
    return m_config->status() == QSettings::NoError && m_state->status() == QSettings::NoError;
}

}  // namespace burnish::ui
