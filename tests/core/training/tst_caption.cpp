// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/caption.h"

#include <QTest>

#include <algorithm>
#include <cctype>
#include <set>

using namespace burnish::training;

namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c == ' ' || c == ',') {
            if (!word.empty()) {
                words.push_back(word);
            }
            word.clear();
        } else {
            word += c;
        }
    }
    return words;
}

}  // namespace

class TestCaption final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsOnlyWordsOfTheVocabularyOrInventedOnes() {
        const std::vector<std::string> vocabulary = caption_vocabulary();
        QVERIFY(std::ranges::is_sorted(vocabulary));
        QVERIFY(std::ranges::adjacent_find(vocabulary) == vocabulary.end());
        int known = 0;
        int invented = 0;
        for (std::uint64_t seed = 0; seed < 4000; ++seed) {
            const Attribute attributes[] = {kAttributes[seed % kAttributes.size()],
                                            kAttributes[(seed / 17) % kAttributes.size()]};
            for (const std::string& word : words_of(caption(std::span(attributes).first(seed % 3), seed))) {
                const bool in_vocabulary = std::ranges::binary_search(vocabulary, word);
                QVERIFY2(in_vocabulary || is_invented(word), word.c_str());
                ++(in_vocabulary ? known : invented);
            }
        }
        QVERIFY(known > 5 * invented);
        QVERIFY(invented > 100);
    }

    void everyWordOfTheVocabularyComesUp() {
        std::set<std::string> seen;
        for (std::uint64_t seed = 0; seed < 60000; ++seed) {
            const Attribute attributes[] = {kAttributes[seed % kAttributes.size()]};
            for (const std::string& word :
                 words_of(caption(std::span(attributes).first(seed % 5 == 0 ? 0 : 1), seed))) {
                seen.insert(word);
            }
        }
        for (const std::string& word : caption_vocabulary()) {
            QVERIFY2(seen.contains(word), word.c_str());
        }
    }

    void namesEveryAttributeAtTimesByItsFirstName() {
        for (const Attribute attribute : kAttributes) {
            int named = 0;
            for (std::uint64_t seed = 0; seed < 200; ++seed) {
                named += caption({&attribute, 1}, seed).find(name_of(attribute)) != std::string::npos ? 1 : 0;
            }
            QVERIFY(named > 60);
        }
    }

    void praisesOnlyWhatNothingMakesWorse() {
        const std::set<std::string> praise = {"sharp", "crisp", "clean", "detailed", "photo"};
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const Attribute attributes[] = {Attribute::vivid, Attribute::blurry};
            for (const std::string& word : words_of(caption(attributes, seed))) {
                QVERIFY(!praise.contains(word));
            }
        }
        int praised = 0;
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            for (const std::string& word : words_of(caption({}, seed))) {
                praised += praise.contains(word) ? 1 : 0;
            }
        }
        QVERIFY(praised > 200);
    }

    void idleWordsNameNoAttribute() {
        std::set<std::string> telling = {"clean", "clear", "quality", "photo", "photograph"};
        for (const Attribute attribute : kAttributes) {
            for (const std::string& word : words_of(std::string(name_of(attribute)))) {
                telling.insert(word);
            }
        }
        telling.erase("and");  // of "black and white"; a joint elsewhere
        const std::vector<std::string> vocabulary = caption_vocabulary();
        std::set<std::string> seen;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const std::string text = idle_caption(seed);
            QVERIFY(!text.empty());
            QCOMPARE(idle_caption(seed), text);
            seen.insert(text);
            for (const std::string& word : words_of(text)) {
                QVERIFY2(!telling.contains(word), word.c_str());
                QVERIFY2(std::ranges::binary_search(vocabulary, word) || is_invented(word), word.c_str());
            }
        }
        QVERIFY(seen.size() > 1000);
    }

    void comesInManyOrdersAndTheSameForASeed() {
        const Attribute attributes[] = {Attribute::noisy, Attribute::warm, Attribute::sepia};
        std::set<std::string> captions;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            captions.insert(caption(attributes, seed));
            QCOMPARE(caption(attributes, seed), caption(attributes, seed));
        }
        QVERIFY(captions.size() > 100);
    }
};

QTEST_GUILESS_MAIN(TestCaption)
#include "tst_caption.moc"
