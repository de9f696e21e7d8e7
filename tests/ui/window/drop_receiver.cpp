// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// A small program of somebody else's: takes drops and writes down what came. drop_receiver X Y REPORT
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QTimer>
#include <QUrl>

namespace {

class Receiver final : public QLabel {
public:
    explicit Receiver(QString report) : QLabel(QStringLiteral("drop here")), m_report(std::move(report)) {
        setAcceptDrops(true);
        setAlignment(Qt::AlignCenter);
    }
    void write(const QJsonObject& what) const {
        // As a whole or not at all: the test looks for the file.
        QFile file(m_report + QStringLiteral(".new"));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(QJsonDocument(what).toJson());
            file.close();
            QFile::remove(m_report);
            QFile::rename(file.fileName(), m_report);
        }
    }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override { event->acceptProposedAction(); }
    void dropEvent(QDropEvent* event) override {
        event->acceptProposedAction();
        const QMimeData* mime = event->mimeData();
        QJsonArray files;
        for (const QUrl& url : mime->urls()) {
            const QFileInfo file(url.toLocalFile());
            files.append(QJsonObject{{QStringLiteral("path"), file.filePath()},
                                     {QStringLiteral("bytes"), file.size()},
                                     {QStringLiteral("readable"), !QImage(file.filePath()).isNull()}});
        }
        const QImage image = qvariant_cast<QImage>(mime->imageData());
        write({{QStringLiteral("formats"), QJsonArray::fromStringList(mime->formats())},
               {QStringLiteral("files"), files},
               {QStringLiteral("width"), image.width()},
               {QStringLiteral("height"), image.height()}});
    }

private:
    QString m_report;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4) {
        return 2;
    }
    Receiver receiver(arguments.at(3));
    receiver.setGeometry(arguments.at(1).toInt(), arguments.at(2).toInt(), 240, 240);
    receiver.show();
    QTimer::singleShot(500, &receiver, [&receiver] {
        const QPoint middle = receiver.mapToGlobal(receiver.rect().center());
        receiver.write({{QStringLiteral("x"), middle.x()}, {QStringLiteral("y"), middle.y()}});
    });
    return QApplication::exec();
}
