// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractSlider>

#include <array>

namespace burnish::ui {

/// The slider for strength: 0 to 1 in hundredths, with the named marks of the design and the shaded band up to which
/// the refiner was trained. `value()` counts hundredths, so that assistive tools and keys see a plain slider.
class StrengthSlider final : public QAbstractSlider {
    Q_OBJECT
public:
    static constexpr double kTrainedUpTo = 0.20;
    static constexpr std::array<double, 4> kMarks{0.15, 0.30, 0.50, 0.80};

    explicit StrengthSlider(QWidget* parent = nullptr);

    double strength() const { return value() / 100.0; }
    void setStrength(double strength);

    /// Centre of the handle for a strength, and the strength under a point, in widget coordinates; both mirror with the
    /// layout direction.
    double xForStrength(double strength) const;
    double strengthForX(double x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString markName(std::size_t index) const;
    double trackInset() const;
    std::array<double, 4> markLefts(const QFontMetrics& metrics) const;
    void paintMarks(QPainter& painter) const;
};

}  // namespace burnish::ui
