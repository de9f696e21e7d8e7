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
        for (const char* id : {"euler", "euler_a", "dpmpp_2m", "dpmpp_2m_karras", "dpmpp_2m_sde", "dpmpp_2m_sde_karras",
                               "ddim", "unipc", "heun", "lcm"}) {
            const auto sampler = sampler_from_id(id);
            QVERIFY2(sampler.has_value(), id);
            QCOMPARE(std::string(sampler_id(*sampler)), std::string(id));
        }
        for (const Sampler sampler : all_samplers()) {
            QCOMPARE(sampler_from_id(sampler_id(sampler)), std::optional(sampler));
        }
        QVERIFY(!sampler_from_id("Euler").has_value());
        QVERIFY(!sampler_from_id("").has_value());
    }

    void displayNamesAreThoseOfOtherTools() {
        QCOMPARE(std::string(sampler_display_name(Sampler::Euler)), std::string("Euler"));
        QCOMPARE(std::string(sampler_display_name(Sampler::DpmPp2MKarras)), std::string("DPM++ 2M"));
        QCOMPARE(std::string(sampler_schedule_name(Sampler::DpmPp2MKarras)), std::string("Karras"));
        QVERIFY(sampler_schedule_name(Sampler::DpmPp2M).empty());
    }
};

QTEST_GUILESS_MAIN(TestSampler)
#include "tst_sampler.moc"
