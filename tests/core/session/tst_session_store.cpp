// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_store.h"

#include "core/common/file_bytes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace burnish;
namespace fs = std::filesystem;

namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text));
}

SessionContent someContent() {
    return {.source_path = "/pictures/caf\xc3\xa9 100% \xff.png",
            .source_name = "caf\xc3\xa9.png",
            .source = {.file_name = "caf\xc3\xa9.png", .file_sha256 = "aa", .pixel_sha256 = "bb"}};
}

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void writeText(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

/// Runs `work` in a child process that says when it is done and then waits to be killed; returns its id.
pid_t childThat(const std::function<void()>& work) {
    int channel[2];
    if (::pipe(channel) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 1;
        try {
            work();
            status = 0;
        } catch (const std::exception&) {
            status = 1;
        }
        const char answer = status == 0 ? 'y' : 'n';
        if (::write(channel[1], &answer, 1) != 1)
            ::_exit(2);
        while (true)
            ::pause();
    }
    ::close(channel[1]);
    char answer = 'n';
    const bool done = ::read(channel[0], &answer, 1) == 1 && answer == 'y';
    ::close(channel[0]);
    return done ? child : -1;
}

void killAndWait(pid_t child) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

}  // namespace

class TestSessionStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_root = fs::path(m_folder->path().toStdString()) / "state" / "session";
    }

    void missingRootIsNoSession() {
        const RecoverableSessions found = list_recoverable(m_root);
        QVERIFY(found.sessions.empty());
        QVERIFY(found.problems.empty());
    }

    void writesWhatItIsGiven() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("source bytes"));
        store.add_result({.id = 2}, bytesOf("first"));
        store.add_result({.id = 7, .parent = 2, .seconds = 1.5}, bytesOf("second"));
        QCOMPARE(contentOf(store.folder() / "source.png"), std::string("source bytes"));
        QCOMPARE(contentOf(store.folder() / "result-0001.png"), std::string("first"));
        QCOMPARE(contentOf(store.folder() / "result-0002.png"), std::string("second"));
        QCOMPARE(store.content().results.size(), std::size_t(2));
    }

    void sessionIsForItsOwnerAlone() {
        const SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        QCOMPARE(fs::status(store.folder()).permissions() & fs::perms(0077), fs::perms::none);
    }

    void resultOfKilledProcessIsRecovered() {
        const pid_t child = childThat([this] {
            static SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("source bytes"));
            store.add_result({.id = 2, .seconds = 3.25}, bytesOf("first"));
            store.add_result({.id = 3, .parent = 2, .saved = true}, bytesOf("second"));
        });
        QVERIFY(child > 0);
        QVERIFY2(list_recoverable(m_root).sessions.empty(), "offered while its process lives");
        killAndWait(child);

        const RecoverableSessions found = list_recoverable(m_root);
        QVERIFY(found.problems.empty());
        QCOMPARE(found.sessions.size(), std::size_t(1));
        const SessionContent& content = found.sessions[0].content;
        QCOMPARE(content.source_path, someContent().source_path);
        QCOMPARE(content.source_name, someContent().source_name);
        QCOMPARE(content.source.pixel_sha256, std::string("bb"));
        QCOMPARE(content.results.size(), std::size_t(2));
        QCOMPARE(content.results[0].id, std::uint64_t(2));
        QCOMPARE(content.results[0].seconds, 3.25);
        QVERIFY(!content.results[0].saved);
        QCOMPARE(content.results[1].parent, std::uint64_t(2));
        QVERIFY(content.results[1].saved);
        QCOMPARE(contentOf(found.sessions[0].folder / content.results[1].file), std::string("second"));
    }

    void killedAtAnyMomentLosesNoFinishedResult() {
        // The child adds results as fast as it can and says so after each; killed after a growing number of them.
        for (int round = 1; round <= 8; ++round) {
            int channel[2];
            QCOMPARE(::pipe(channel), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
                for (std::uint64_t id = 2;; ++id) {
                    store.add_result({.id = id}, bytesOf(std::string(20000, 'x')));
                    if (::write(channel[1], "+", 1) != 1)
                        ::_exit(2);
                }
            }
            ::close(channel[1]);
            int finished = 0;
            char mark = 0;
            while (finished < round * 3 && ::read(channel[0], &mark, 1) == 1)
                ++finished;
            ::usleep(static_cast<useconds_t>(round * 137));
            killAndWait(child);
            while (::read(channel[0], &mark, 1) == 1)
                ++finished;
            ::close(channel[0]);

            const RecoverableSessions found = list_recoverable(m_root);
            QCOMPARE(found.sessions.size(), std::size_t(1));
            QVERIFY(found.problems.empty());
            const auto& results = found.sessions[0].content.results;
            QVERIFY2(int(results.size()) >= finished, "a finished result is gone");
            for (const SessionResult& result : results)
                QCOMPARE(fs::file_size(found.sessions[0].folder / result.file), std::uintmax_t(20000));
            discard_recoverable(found.sessions[0]);
            QVERIFY(!fs::exists(found.sessions[0].folder));
        }
    }

    void sessionOfLivingProcessIsNeitherOfferedNorDiscarded() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        store.add_result({.id = 2}, bytesOf("r"));
        const RecoverableSession own{store.folder(), store.content()};
        const pid_t other = ::fork();
        if (other == 0) {
            const bool offered = !list_recoverable(m_root).sessions.empty();
            discard_recoverable(own);
            bool adopted = true;
            try {
                SessionStore::adopt(own.folder);
            } catch (const Error& error) {
                adopted = error.code() != ErrorCode::WriteFailed;
            }
            ::_exit((offered ? 1 : 0) + (adopted ? 2 : 0));
        }
        int status = -1;
        ::waitpid(other, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QVERIFY(fs::exists(store.folder() / "result-0001.png"));
    }

    void adoptedSessionGoesOn() {
        fs::path folder;
        {
            SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
            store.add_result({.id = 2}, bytesOf("first"));
            folder = store.folder();
        }
        {
            SessionStore store = SessionStore::adopt(folder);
            QCOMPARE(store.content().source_path, someContent().source_path);
            store.add_result({.id = 3, .parent = 2}, bytesOf("second"));
        }
        const RecoverableSessions found = list_recoverable(m_root);
        QCOMPARE(found.sessions.size(), std::size_t(1));
        QCOMPARE(found.sessions[0].content.results.size(), std::size_t(2));
    }

    void cleanCloseKeepsWhatIsNotSaved() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        const fs::path folder = store.folder();
        store.add_result({.id = 2}, bytesOf("a"));
        store.add_result({.id = 3}, bytesOf("b"));
        store.mark_saved(2);
        store.mark_saved(99);
        store.close_cleanly();
        QCOMPARE(list_recoverable(m_root).sessions.size(), std::size_t(1));
        SessionStore again = SessionStore::adopt(folder);
        again.mark_saved(3);
        again.close_cleanly();
        QVERIFY(!fs::exists(folder));
    }

    void discardRemovesTheFolder() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        store.add_result({.id = 2}, bytesOf("a"));
        store.discard();
        QVERIFY(!fs::exists(store.folder()));
    }

    void damagedListIsSkippedWithASentence_data() {
        QTest::addColumn<QByteArray>("list");
        const auto listWith = [](const char* results) {
            return QByteArray("{\"schema\":1,\"source\":{},\"results\":") + results + "}";
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no json") << QByteArray("no json at all");
        QTest::newRow("binary") << QByteArray("\0\xff\xfe\x01", 4);
        QTest::newRow("cut off") << QByteArray("{\"schema\":1,\"source\":{\"na");
        QTest::newRow("a list") << QByteArray("[1,2,3]");
        QTest::newRow("deep") << QByteArray(200000, '[');
        QTest::newRow("no schema") << QByteArray("{\"source\":{},\"results\":[]}");
        QTest::newRow("schema of tomorrow") << QByteArray("{\"schema\":2,\"source\":{},\"results\":[]}");
        QTest::newRow("schema as text") << QByteArray("{\"schema\":\"1\",\"source\":{},\"results\":[]}");
        QTest::newRow("no source") << QByteArray("{\"schema\":1,\"results\":[]}");
        QTest::newRow("source is a number") << QByteArray("{\"schema\":1,\"source\":3,\"results\":[]}");
        QTest::newRow("results is text") << listWith("\"x\"");
        QTest::newRow("result is a number") << listWith("[4]");
        QTest::newRow("climbs out") << listWith("[{\"id\":2,\"parent\":0,\"file\":\"../../secret.png\"}]");
        QTest::newRow("absolute") << listWith("[{\"id\":2,\"parent\":0,\"file\":\"/etc/passwd\"}]");
        QTest::newRow("parent folder") << listWith("[{\"id\":2,\"parent\":0,\"file\":\"..\"}]");
        QTest::newRow("id 0") << listWith("[{\"id\":0,\"parent\":0,\"file\":\"a.png\"}]");
        QTest::newRow("negative id") << listWith("[{\"id\":-1,\"parent\":0,\"file\":\"a.png\"}]");
        QTest::newRow("huge id") << listWith("[{\"id\":18446744073709551615,\"parent\":0,\"file\":\"a.png\"}]");
        QTest::newRow("id as text") << listWith("[{\"id\":\"2\",\"parent\":0,\"file\":\"a.png\"}]");
        QTest::newRow("same id twice") << listWith(
            "[{\"id\":2,\"parent\":0,\"file\":\"a.png\"},{\"id\":2,\"parent\":0,\"file\":\"b.png\"}]");
        QTest::newRow("own parent") << listWith("[{\"id\":2,\"parent\":2,\"file\":\"a.png\"}]");
    }
    void damagedListIsSkippedWithASentence() {
        QFETCH(QByteArray, list);
        fs::path damaged;
        {
            SessionStore broken = SessionStore::create(m_root, someContent(), bytesOf("s"));
            damaged = broken.folder();
            SessionStore good = SessionStore::create(m_root, someContent(), bytesOf("s"));
            good.add_result({.id = 2}, bytesOf("a"));
        }
        writeText(damaged / "session.json", list.toStdString());
        const RecoverableSessions found = list_recoverable(m_root);
        QCOMPARE(found.sessions.size(), std::size_t(1));
        QCOMPARE(found.problems.size(), std::size_t(1));
        const std::string sentence = to_sentence(found.problems[0]);
        QVERIFY2(sentence.find("session.json") != std::string::npos, sentence.c_str());
        try {
            SessionStore::adopt(damaged);
            QFAIL("adopted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ImageUnreadable);
        }
    }

    void hugeListIsNotRead() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        const fs::path folder = store.folder();
        fs::resize_file(folder / "session.json", 1ull << 40);
        store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        const RecoverableSessions found = list_recoverable(m_root);
        QCOMPARE(found.problems.size(), std::size_t(1));
    }

    void missingResultCostsOnlyItself() {
        fs::path folder;
        {
            SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
            store.add_result({.id = 2}, bytesOf("a"));
            store.add_result({.id = 3, .parent = 2}, bytesOf("b"));
            store.add_result({.id = 4, .parent = 3}, bytesOf("c"));
            folder = store.folder();
        }
        fs::remove(folder / "result-0002.png");
        const RecoverableSessions found = list_recoverable(m_root);
        QCOMPARE(found.problems.size(), std::size_t(1));
        QCOMPARE(found.sessions.size(), std::size_t(1));
        const auto& results = found.sessions[0].content.results;
        QCOMPARE(results.size(), std::size_t(2));
        QCOMPARE(results[1].id, std::uint64_t(4));
        QCOMPARE(results[1].parent, std::uint64_t(2));
    }

    void sessionWithoutItsSourceIsAProblem() {
        fs::path folder;
        {
            SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
            store.add_result({.id = 2}, bytesOf("a"));
            folder = store.folder();
        }
        fs::remove(folder / "source.png");
        const RecoverableSessions found = list_recoverable(m_root);
        QVERIFY(found.sessions.empty());
        QCOMPARE(found.problems.size(), std::size_t(1));
    }

    void failedWriteLeavesTheSessionAsItWas() {
        SessionStore store = SessionStore::create(m_root, someContent(), bytesOf("s"));
        store.add_result({.id = 2}, bytesOf("a"));
        const fs::path aside = store.folder().parent_path() / "aside";
        fs::rename(store.folder(), aside);
        QVERIFY_EXCEPTION_THROWN(store.add_result({.id = 3}, bytesOf("b")), Error);
        QCOMPARE(store.content().results.size(), std::size_t(1));
        fs::rename(aside, store.folder());
        store.add_result({.id = 3}, bytesOf("b"));
        QCOMPARE(store.content().results.size(), std::size_t(2));
    }

    void unwritableRootIsAnError() {
        fs::create_directories(m_root.parent_path());
        writeText(m_root, "a file where the folder should be");
        try {
            SessionStore::create(m_root, someContent(), bytesOf("s"));
            QFAIL("created");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::WriteFailed);
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestSessionStore)
#include "tst_session_store.moc"
