// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/sampler.h"

#include <QTest>

#include <string>

using namespace burnish;

class TestSampler final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesOfTheCommandLineRoundTrip() {
        for (const char* id :
             {"euler", "euler_a", "dpmpp_2m", "dpmpp_2m_karras", "dpmpp_2m_sde", "ddim", "unipc", "heun", "lcm"}) {
            const auto sampler = sampler_from_id(id);
            QVERIFY2(sampler.has_value(), id);
            QCOMPARE(std::string(sampler_id(*sampler)), std::string(id));
            QCOMPARE(sampler_is_available(*sampler), std::string(id) == "euler");
        }
        QVERIFY(!sampler_from_id("Euler").has_value());
        QVERIFY(!sampler_from_id("").has_value());
    }

    void displayNamesAreThoseOfOtherTools() {
        QCOMPARE(std::string(sampler_display_name(Sampler::Euler)), std::string("Euler"));
        QCOMPARE(std::string(sampler_display_name(Sampler::DpmPp2MKarras)), std::string("DPM++ 2M"));
    }
};

QTEST_GUILESS_MAIN(TestSampler)
#include "tst_sampler.moc"
