// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/common/file_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace burnish;
namespace fs = std::filesystem;

namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text));
}

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

int filesIn(const fs::path& folder) {
    int count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) {
        ++count;
    }
    return count;
}

std::string sentenceOfFailure(const fs::path& path, const std::string& text) {
    try {
        write_file_atomically(path, bytesOf(text));
    } catch (const Error& error) {
        return error.code() == ErrorCode::WriteFailed ? error.what() : "another code";
    }
    return "no error";
}

/// While it lives no file can grow beyond `bytes`, and the signal that would end the process is ignored.
class FileSizeLimit final {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

constexpr int kCannotMount = 77;

/// Runs `check` in a child process in which `folder` is a file system of 4 MiB. 0: it held; 1: it did not.
int onASmallDisk(const fs::path& folder, const std::function<bool()>& check) {
    const pid_t child = fork();
    if (child == 0) {
        const bool mounted = (unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) &&
                             mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                             mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=4m") == 0;
        _exit(!mounted ? kCannotMount : check() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

class TestWriteFile final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;

private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void writesANewFileUnderTheUmask() {
        const mode_t before = umask(027);
        write_file_atomically(m_folder / "new", bytesOf("content"));
        umask(before);
        QCOMPARE(contentOf(m_folder / "new"), std::string("content"));
        QCOMPARE(static_cast<int>(fs::status(m_folder / "new").permissions()), 0640);
        QCOMPARE(filesIn(m_folder), 1);
    }

    void replacesAFileAndKeepsItsPermissions() {
        std::ofstream(m_folder / "old") << "a much longer old content";
        fs::permissions(m_folder / "old", static_cast<fs::perms>(0604));
        write_file_atomically(m_folder / "old", bytesOf("new"));
        QCOMPARE(contentOf(m_folder / "old"), std::string("new"));
        QCOMPARE(static_cast<int>(fs::status(m_folder / "old").permissions()), 0604);
    }

    void joinsPieces() {
        const std::string first = "one ";
        const std::string second = "two";
        const std::array<std::span<const std::byte>, 3> pieces = {bytesOf(first), {}, bytesOf(second)};
        write_file_atomically(m_folder / "pieces", pieces);
        QCOMPARE(contentOf(m_folder / "pieces"), std::string("one two"));
    }

    void replacesWhatALinkPointsTo() {
        fs::create_directory(m_folder / "real");
        std::ofstream(m_folder / "real" / "target") << "old";
        fs::create_symlink("real/target", m_folder / "link");
        write_file_atomically(m_folder / "link", bytesOf("new"));
        QVERIFY(fs::is_symlink(m_folder / "link"));
        QCOMPARE(contentOf(m_folder / "real" / "target"), std::string("new"));
        fs::create_symlink("real/absent", m_folder / "dangling");
        write_file_atomically(m_folder / "dangling", bytesOf("made"));
        QVERIFY(fs::is_symlink(m_folder / "dangling"));
        QCOMPARE(contentOf(m_folder / "real" / "absent"), std::string("made"));
    }

    void refusesWhatIsNoFile() {
        fs::create_directory(m_folder / "folder");
        QVERIFY(sentenceOfFailure(m_folder / "folder", "x").find("a folder") != std::string::npos);
        QVERIFY(sentenceOfFailure("/dev/null", "x").find("not a regular file") != std::string::npos);
        QVERIFY(fs::is_character_file("/dev/null"));
        fs::create_symlink("loop", m_folder / "loop");
        QVERIFY(sentenceOfFailure(m_folder / "loop", "x").find("symbolic links") != std::string::npos);
        QVERIFY(sentenceOfFailure(m_folder / "absent" / "file", "x").find("is not there; make it again") != std::string::npos);
    }

    void aFailedWriteLeavesTheOldFileAndNothingElse() {
        std::ofstream(m_folder / "kept") << "the old content";
        {
            const FileSizeLimit limit(1000);
            const std::string sentence = sentenceOfFailure(m_folder / "kept", std::string(100'000, 'x'));
            QVERIFY2(sentence.find("too large for this disk") != std::string::npos, sentence.c_str());
        }
        QCOMPARE(contentOf(m_folder / "kept"), std::string("the old content"));
        QCOMPARE(filesIn(m_folder), 1);
    }

    void saysThatTheDiskIsFull() {
        const int status = onASmallDisk(m_folder, [this] {
            const fs::path path = m_folder / "picture";
            std::ofstream(path) << "old";
            const std::string sentence = sentenceOfFailure(path, std::string(8 << 20, 'x'));
            const bool isSaid = sentence.find("the disk is full: 8388608 bytes are needed, ") != std::string::npos;
            return isSaid && contentOf(path) == "old" && filesIn(m_folder) == 1;
        });
        if (status == kCannotMount) {
            QSKIP("no right to mount a small tmpfs in a namespace of its own");
        }
        QCOMPARE(status, 0);
    }

    void writesBesideTheWorkingFolder() {
        const fs::path before = fs::current_path();
        fs::current_path(m_folder);
        write_file_atomically("plain", bytesOf("here"));
        fs::current_path(before);
        QCOMPARE(contentOf(m_folder / "plain"), std::string("here"));
    }
};

QTEST_GUILESS_MAIN(TestWriteFile)
#include "tst_write_file.moc"
