// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pictures.h"
#include "tests/support/pseudo_language.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/common/sampler_text.h"
#include "ui/controllers/model_controller.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/more_section.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/settings/settings_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/fold_header.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

namespace {

/// Texts that are the same in every language: numbers, names, keys, what the user and the model brought along.
bool isNoLanguage(const QString& text) {
    static const QRegularExpression words(QStringLiteral("[A-Za-z]{2,}"));
    static const QRegularExpression known(QStringLiteral(
        "^(Burnish( [0-9.]+)?|pattern\\.png|Ctrl.*|F[0-9]+|Esc|cpu|fp32|bf16|fp16|sRGB|title|body|details|Do"
        "|PNG.*|Pocket.*|English|American English|British "
        "English|Deutsch|.*\\b(MIT|LGPL-3\\.0|BSD-3-Clause|Apache-2\\.0|Zlib|ISC)\\b.*)$"));
    return text.contains(QLatin1Char('[')) || !words.match(text).hasMatch() || known.match(text).hasMatch();
}

}  // namespace

class TestWindowLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() {
        m_fixture.reset();
        QApplication::removeTranslator(&m_pseudo);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void nothingIsLeftUntranslated() {
        open(true, Qt::LeftToRight);
        QStringList left;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            for (const QString& text : textsOf(widget)) {
                const bool modelsNote = text == QString::fromStdString(m_window->models().model()->note);
                if (!isNoLanguage(text) && !modelsNote && !samplerNames().contains(text) &&
                    !text.startsWith(QLatin1Char('/'))) {
                    left.append(
                        QStringLiteral("%1: %2").arg(QString::fromLatin1(widget->metaObject()->className()), text));
                }
            }
        }
        for (QAction* action : m_window->actions().findChildren<QAction*>()) {
            for (const QString& text : {action->text(), action->toolTip()}) {
                if (!isNoLanguage(text)) {
                    left.append(QStringLiteral("command: ") + text);
                }
            }
        }
        left.removeDuplicates();
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
    }

    void nothingIsLeftUntranslatedInTheDialogs() {
        open(true, Qt::LeftToRight);
        SettingsDialog settings(m_fixture->settings, nullptr, m_window);
        AboutDialog about(m_window->models().model(), QStringLiteral("1.2.3"), m_window);
        QStringList left;
        for (const QDialog* dialog : {static_cast<QDialog*>(&settings), static_cast<QDialog*>(&about)}) {
            for (const QWidget* widget : dialog->findChildren<QWidget*>()) {
                for (const QString& text : textsOf(widget)) {
                    // The model's own name, note and licence are its author's words.
                    const bool models = m_window->models().model() &&
                                        text.contains(QString::fromStdString(m_window->models().model()->name));
                    const bool note =
                        m_window->models().model() && text == QString::fromStdString(m_window->models().model()->note);
                    if (!isNoLanguage(text) && !models && !note) {
                        left.append(text);
                    }
                }
            }
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
    }

    void nothingIsClipped_data() {
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<bool>("mirrored");
        QTest::addColumn<QSize>("size");
        for (const QSize& size : {QSize(960, 640), QSize(1440, 900)}) {
            QTest::addRow("English, mirrored, %d", size.width()) << false << true << size;
            QTest::addRow("pseudo, %d", size.width()) << true << false << size;
            QTest::addRow("pseudo, mirrored, %d", size.width()) << true << true << size;
        }
    }
    void nothingIsClipped() {
        QFETCH(bool, pseudo);
        QFETCH(bool, mirrored);
        QFETCH(QSize, size);
        open(pseudo, mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        m_window->resize(size);
        QTest::qWait(50);
        QStringList cut;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->inherits("burnish::ui::ElidedLabel") ||
                widget->inherits("burnish::ui::FoldHeader")) {
                continue;  // those two say what they cut off with dots, and the whole in a tool tip
            }
            const auto* label = qobject_cast<const QLabel*>(widget);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            if ((label == nullptr || label->text().isEmpty()) && button == nullptr) {
                continue;
            }
            const QSize wanted = label != nullptr && label->wordWrap()
                                     ? QSize(widget->width(), widget->heightForWidth(widget->width()))
                                     : widget->minimumSizeHint();
            if (widget->width() < wanted.width() || widget->height() < wanted.height() - 1) {
                cut.append(QStringLiteral("%1 \"%2\" is %3 x %4, needs %5 x %6")
                               .arg(QString::fromLatin1(widget->metaObject()->className()),
                                    label != nullptr ? label->text() : button->text())
                               .arg(widget->width())
                               .arg(widget->height())
                               .arg(wanted.width())
                               .arg(wanted.height()));
            }
            const QRect inWindow(widget->mapTo(m_window, QPoint(0, 0)), widget->size());
            if (inWindow.left() < 0 || inWindow.right() > m_window->width()) {
                cut.append(QStringLiteral("outside the window: ") +
                           (label != nullptr ? label->text() : button->text()));
            }
        }
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
    }

    void accessKeysOfAGermanMenuDiffer() {
        QTranslator german;
        QVERIFY(german.load(QStringLiteral("burnish_de"), QStringLiteral(BURNISH_TRANSLATIONS)));
        QApplication::installTranslator(&german);
        open(false, Qt::LeftToRight);
        QCOMPARE(m_window->actions().quit->text(), QStringLiteral("&Beenden"));
        for (const QMenu* menu : m_window->findChildren<QMenu*>()) {
            QString letters;
            for (const QAction* action : menu->actions()) {
                const auto at = action->text().indexOf(QLatin1Char('&'));
                if (at < 0) {
                    continue;
                }
                const QChar letter = action->text().at(at + 1).toLower();
                QVERIFY2(!letters.contains(letter), qPrintable(menu->title() + QStringLiteral(": ") + action->text()));
                letters.append(letter);
            }
        }
        QApplication::removeTranslator(&german);
    }

    void layoutIsMirroredAndThePictureIsNot() {
        open(false, Qt::LeftToRight);
        const QImage straight = pictureShown();
        QVERIFY(m_window->history().mapTo(m_window, QPoint(0, 0)).x() <
                m_window->panel().mapTo(m_window, QPoint(0, 0)).x());
        open(false, Qt::RightToLeft);
        QVERIFY(m_window->history().mapTo(m_window, QPoint(0, 0)).x() >
                m_window->panel().mapTo(m_window, QPoint(0, 0)).x());
        QCOMPARE(m_window->canvas().view()->layoutDirection(), Qt::LeftToRight);
        QCOMPARE(pictureShown(), straight);
    }

private:
    void open(bool pseudo, Qt::LayoutDirection direction) {
        m_fixture.reset();
        QApplication::removeTranslator(&m_pseudo);
        if (pseudo) {
            QApplication::installTranslator(&m_pseudo);
        }
        QApplication::setLayoutDirection(direction);
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        m_window = m_fixture->window.get();
        m_window->resize(1440, 900);
        m_window->document().setSource(test::patternSource());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->models().model().has_value(), 30000);
        m_window->runner().start(m_window->document().makeJob());
        QTRY_COMPARE_WITH_TIMEOUT(m_window->document().resultCount(), 1, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 30000);
        m_window->panel().more()->fold()->setOpen(true);
        QTest::qWait(50);
    }
    /// Samplers are called the same in every language.
    static QStringList samplerNames() {
        QStringList names;
        for (const Sampler sampler : all_samplers()) {
            names.append(samplerText(sampler));
        }
        return names;
    }
    /// The picture's own pixels as painted, without the divider and the pills.
    QImage pictureShown() {
        CompareView* view = m_window->canvas().view();
        view->setSourceHeld(true);
        view->zoomTo(2);
        QTest::qWait(50);
        const QImage all = view->grab().toImage();
        const QRect seen = view->transform().visible().toAlignedRect();
        return all.copy(QRect(seen.left(), seen.top() + seen.height() / 2, seen.width(), seen.height() / 2))
            .convertToFormat(QImage::Format_RGB32);
    }
    static QStringList textsOf(const QWidget* widget) {
        QStringList texts{widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()};
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            texts.append(label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            texts.append(button->text());
        } else if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
            for (int i = 0; i < combo->count(); ++i) {
                texts.append(combo->itemText(i));
            }
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i) {
                texts.append(tabs->tabText(i));
            }
        } else if (const auto* menu = qobject_cast<const QMenu*>(widget)) {
            texts.append(menu->title());
        }
        if (const QVariant placeholder = widget->property("placeholderText"); placeholder.isValid()) {
            texts.append(placeholder.toString());
        }
        texts.removeAll(QString());
        return texts;
    }

    test::PseudoLanguage m_pseudo;
    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    AppTheme theme(application);
    TestWindowLanguages test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_languages.moc"
