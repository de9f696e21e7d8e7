// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace burnish::ui {

class TextLabel;

/// What stands in the middle of the canvas before there is a picture: the ways in, and the model that is ready.
class EmptyCard final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyCard(QWidget* parent = nullptr);

    /// `note`: what the user must know about the model; may be empty.
    void setModel(const QString& readyLine, const QString& note);
    void setSampleAvailable(bool available);
    /// A picture is over the window: the border lights up and says what will happen. Empty `promise`: as usual.
    void setDrag(const QString& promise, bool accepted);
    QPushButton* openButton() const { return m_open; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void sampleRequested();
    void modelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void drawPicture();

    QLabel* m_picture;
    TextLabel* m_headline;
    TextLabel* m_formats;
    QPushButton* m_open;
    QPushButton* m_paste;
    QPushButton* m_sample;
    QPushButton* m_chooseModel;
    TextLabel* m_ready;
    TextLabel* m_note;
    QString m_promise;
    bool m_accepted = false;
};

}  // namespace burnish::ui
