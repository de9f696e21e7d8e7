// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <QStringList>

class QMimeData;
class QWidget;

namespace burnish::ui {

class CanvasArea;

/// What a drop would do, told before it is done.
struct DropOffer {
    enum class Kind { Nothing, File, Picture, Model };
    Kind kind = Kind::Nothing;
    QString file;      ///< picture file, or folder or file of weights
    QStringList more;  ///< further picture files of the same drop
    QString promise;   ///< "Open portrait.jpg", or why it cannot be opened
    bool accepted() const { return kind != Kind::Nothing; }
};

/// Looks at dragged data: local files by their first bytes, folders with a model, files of weights by their name, and
/// pictures from a browser. Never reads more than a few bytes.
DropOffer offerFor(const QMimeData& mime);

/// Takes drops on the whole window.
class DropController final : public QObject {
    Q_OBJECT
public:
    DropController(QWidget* window, CanvasArea& canvas);

Q_SIGNALS:
    void filesDropped(const QStringList& files);
    void pictureDropped(const QImage& picture);
    void modelDropped(const QString& path);  ///< folder or file of weights

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    CanvasArea& m_canvas;
    DropOffer m_offer;
};

}  // namespace burnish::ui
