// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/compare_accessible.h"

#include "ui/canvas/compare_view.h"

#include <QAccessibleWidget>

namespace burnish::ui {
namespace {

class CompareAccessible final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit CompareAccessible(CompareView* view) : QAccessibleWidget(view, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface) {
            return static_cast<QAccessibleValueInterface*>(this);
        }
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? QStringLiteral("%1 %").arg(qRound(view()->wipe() * 100))
                                          : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return qRound(view()->wipe() * 100); }
    void setCurrentValue(const QVariant& value) override { view()->setWipe(value.toDouble() / 100); }
    QVariant maximumValue() const override { return 100; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    CompareView* view() const { return static_cast<CompareView*>(widget()); }
};

QAccessibleInterface* createInterface(const QString& className, QObject* object) {
    auto* view = className == QLatin1String("burnish::ui::CompareView") ? qobject_cast<CompareView*>(object) : nullptr;
    return view != nullptr ? new CompareAccessible(view) : nullptr;
}

}  // namespace

void installCompareAccessibility() {
    QAccessible::installFactory(createInterface);  // ignores a factory it knows already
}

}  // namespace burnish::ui
