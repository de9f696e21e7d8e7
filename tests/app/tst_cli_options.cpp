// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_help.h"
#include "app/cli_option_table.h"
#include "app/cli_options.h"
#include "app/cli_values.h"
#include "core/common/error.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>

using namespace burnish;
using namespace burnish::cli;

namespace {

constexpr const char* kEnough = "refine in.png -o out.png";

/// Splits at blanks; a lone ~ stands for the empty argument.
std::vector<std::string> arguments_of(const QString& line) {
    std::vector<std::string> arguments;
    for (const QString& word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        arguments.push_back(word == QLatin1String("~") ? std::string() : word.toStdString());
    return arguments;
}

/// The sentence and status of a refusal; empty where the line is accepted.
struct Refusal {
    std::string sentence;
    int status = 0;
};

Refusal refusal_of(const std::vector<std::string>& arguments) {
    try {
        (void)parse_command_line(arguments);
        return {};
    } catch (const Error& error) {
        return {.sentence = to_sentence(error.parts()), .status = exit_status(error.code())};
    }
}

CliOptions parsed(const QString& options) {
    return parse_command_line(arguments_of(QLatin1String(kEnough) + QLatin1Char(' ') + options));
}

}  // namespace

class TestCliOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsTheTable_data();
    void acceptsTheTable();
    void refusesWithStatus2AndASentence_data();
    void refusesWithStatus2AndASentence();
    void knowsEveryNameOfTheContract_data();
    void knowsEveryNameOfTheContract();
    void helpListsWhatWorksApartFromWhatDoesNot();
    void everyOptionIsInTheReadme();
    void samplersOfTheTableAreAllOfThem();
    void valuesArriveInTheSettings();
    void givenOptionsWinOverTheModelsDefaults();
    void keepsTextsAsTheyStand();
    void emptyNegativeIsNotAnAbsentOne();
};

void TestCliOptions::acceptsTheTable_data() {
    QTest::addColumn<QString>("options");
    for (const char* options : {"--model m",
                                "--prompt a",
                                "--prompt ~",
                                "--prompt=",
                                "--negative ~",
                                "--prompt-syntax plain",
                                "--prompt-syntax a1111",
                                "--vae v",
                                "--lora a --lora b:-0.5",
                                "--strength 0",
                                "--strength 1",
                                "--strength 0.3",
                                "--strength=.5",
                                "--steps 1",
                                "--steps 1000",
                                "--guidance 0",
                                "--guidance 7.5",
                                "--guidance-rescale 0.7",
                                "--aesthetic -1",
                                "--aesthetic 6",
                                "--negative-aesthetic 2.5",
                                "--original-size 512x768",
                                "--target-size 1x1",
                                "--crop 0,0",
                                "--crop 3,9",
                                "--negative-original-size 8x8",
                                "--negative-target-size 8x8",
                                "--negative-crop 1,2",
                                "--eta 0",
                                "--eta 0.5",
                                "--eta 1",
                                "--seed 0",
                                "--seed 4294967295",
                                "--noise fp32",
                                "--noise pipeline",
                                "--keep-detail 0",
                                "--keep-detail 0.5",
                                "--keep-detail 1",
                                "--mask-feather 0",
                                "--mask-crop off",
                                "--mask m.png",
                                "--mask m.png --mask-feather 12 --mask-crop 32",
                                "--sampler euler",
                                "--denoising-start 0.8",
                                "--sampler dpmpp_2m_sde_karras",
                                "--sampler lcm --steps 50",
                                "--denoising-end 1",
                                "--denoising-end 0.5",
                                "--save-latents l",
                                "--trace t",
                                "--device auto",
                                "--device cpu",
                                "--device cuda",
                                "--device cuda:3",
                                "--dtype auto",
                                "--dtype fp32",
                                "--dtype bf16",
                                "--dtype fp16",
                                "--offload auto",
                                "--offload none",
                                "--offload model",
                                "--tile off",
                                "--tile auto",
                                "--tile 768",
                                "--no-watermark",
                                "--watermark verified",
                                "--watermark=reference",
                                "--threads 2",
                                "--json",
                                "--quiet",
                                "-- --odd-name.png",
                                "--help",
                                "-h",
                                "--version"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestCliOptions::acceptsTheTable() {
    QFETCH(QString, options);
    const bool several = options.startsWith(QLatin1String("-- "));
    const auto arguments = arguments_of(
        (several ? QStringLiteral("refine -o out ") : QLatin1String(kEnough) + QLatin1Char(' ')) + options);
    QCOMPARE(QString::fromStdString(refusal_of(arguments).sentence), QString());
}

void TestCliOptions::refusesWithStatus2AndASentence_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* line, const char* part) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(part);
    };
    const auto option = [&row](const char* options, const char* part) {
        const QByteArray line = QByteArray(kEnough) + ' ' + options;
        row(line.constData(), part);
    };
    row("", "no command");
    row("polish in.png", "'polish'");
    row("refine", "no INPUT");
    row("refine in.png", "no OUT");
    row("refine in.png -o", "-o");
    row("refine -o out.png", "no INPUT");
    row("refine in.png -o out.png --latents l", "--latents in place of INPUT");
    row("refine a.png b.png -o out --trace t", "several inputs");
    row("refine a.png b.png -o out --save-latents t", "several inputs");
    row("refine a.png b.png --trace t", "no OUT");
    row("refine --latents l -o out.png --strength 0", "--strength");
    row("refine a.png -o out.png --trace t --strength 0", "--strength");
    row("inspect", "no argument");
    row("inspect a b", "'b'");
    row("inspect a --strength 0.3", "an option of 'burnish-cli refine'");
    row("generate --model base", "no OUT");
    row("generate in.png -o out.png --model base", "'in.png'");
    row("generate -o o.png --denoising-start 0.5", "--denoising-start: a picture that begins with noise");
    row("generate -o o.png --switch 0.5", "--switch: no second model; expected --refiner PATH");
    row("generate -o o.png --refiner-prompt a", "--refiner-prompt: no second model");
    row("generate -o o.png --strength 0.5", "--strength: a picture from text");
    row("generate -o o.png --refiner r --switch 0.5 --strength 0.3", "--switch: --strength as well");
    row("generate -o o.png --refiner r --strength 0", "--strength: 0, at which nothing is refined");
    row("generate -o o.png --refiner r --denoising-end 0.8", "expected more than --switch");
    row("generate -o o.png --refiner r --switch 1", "above 0 and below 1");
    row("generate -o o.png --width 7", "from 8 to 65536");
    row("generate -o o.png --latents l", "an option of 'burnish-cli refine'");
    row("batch folder", "batch: no OUT; expected -o FOLDER");
    row("batch folder -o out --jobs 0", "from 1 to 64");
    row("batch folder -o out --shard 3/2", "I/N with 1 <= I <= N");
    row("batch folder -o out --shard 1", "I/N with 1 <= I <= N");
    row("batch -o out", "batch: no argument");
    row("models list", "not built yet");
    row("bench", "not built yet");
    row("generate --unheard-of", "--unheard-of: an unknown option");
    option("--unheard-of", "--unheard-of: an unknown option");
    option("--unheard-of=3", "--unheard-of: an unknown option");
    option("--width 512", "an option of 'burnish-cli generate'");
    option("--json=yes", "--json: a value");
    option("--steps", "--steps");
    option("--steps 0", "--steps: '0'; expected a whole number from 1 to 1000");
    option("--steps 1001", "from 1 to 1000");
    option("--steps 5.5", "from 1 to 1000");
    option("--steps 5x", "from 1 to 1000");
    option("--steps ~", "--steps: nothing");
    option("--steps 5 --steps 6", "--steps");
    option("--strength 1.01", "from 0 to 1");
    option("--strength -0.1", "from 0 to 1");
    option("--strength nan", "from 0 to 1");
    option("--strength inf", "from 0 to 1");
    option("--strength 0,3", "from 0 to 1");
    option("--guidance inf", "from 0 to 100");
    option("--guidance -1", "from 0 to 100");
    option("--guidance-rescale 1.5", "from 0 to 1");
    option("--aesthetic nan", "--aesthetic");
    option("--negative-aesthetic 1e9", "--negative-aesthetic");
    option("--seed -1", "--seed");
    option("--seed 1.5", "--seed");
    option("--seed 99999999999999999999", "--seed");
    option("--original-size 512", "HEIGHTxWIDTH");
    option("--original-size 512X512", "HEIGHTxWIDTH");
    option("--original-size 0x512", "HEIGHTxWIDTH");
    option("--target-size 512x512x3", "HEIGHTxWIDTH");
    option("--crop 5", "TOP,LEFT");
    option("--crop 5,-1", "TOP,LEFT");
    option("--negative-crop 5;1", "TOP,LEFT");
    option("--denoising-start 0", "above 0 and below 1");
    option("--denoising-start 1", "above 0 and below 1");
    option("--denoising-end 0", "above 0 and below 1");
    option("--denoising-end 1.5", "above 0 and below 1");
    option("--prompt-syntax b", "'b'; expected plain or a1111");
    option("--noise fp16", "expected fp32 or pipeline");
    option("--device gpu", "cuda:N");
    option("--device cuda:", "cuda:N");
    option("--device cuda:-1", "cuda:N");
    option("--dtype int8", "expected auto or fp32 or bf16 or fp16");
    option("--offload stream", "not built yet; expected auto or none or model");
    option("--tile 63", "--tile: '63'; expected auto, off, or 64 to 8192 pixels");
    option("--tile 9000", "auto, off, or 64 to 8192 pixels");
    option("--tile 512.5", "auto, off, or 64 to 8192 pixels");
    option("--tile on", "auto, off, or 64 to 8192 pixels");
    option("--keep-detail 1.5", "from 0 to 1");
    option("--eta 1.1", "from 0 to 1");
    option("--sampler dpm", "--sampler: 'dpm'; expected euler or euler_a");
    option("--sampler lcm --steps 51", "--steps: 51 with the sampler lcm; expected at most 50");
    option("--threads 0", "from 1 to 1024");
    option("--mask-feather 3", "--mask-feather: no mask; expected --mask FILE");
    option("--mask-crop 0", "--mask-crop: no mask");
    option("--mask m.png --mask-feather -1", "from 0 to 4096");
    option("--mask m.png --mask-crop all", "from 0 to 65536");
    row("refine --latents l -o o.png --mask m.png", "--mask: latents in place of a picture");
    option("--lora :0.5", "PATH or PATH:WEIGHT");
    option("--lora a:11", "a weight from -10 to 10");
    option("--vae a --vae b", "--vae: the option twice; expected it once");
    option("--watermark=both", "--watermark: 'both'; expected verified or reference");
    option("--watermark=verified --no-watermark", "--watermark: --no-watermark as well; expected one of them");
}

void TestCliOptions::refusesWithStatus2AndASentence() {
    QFETCH(QString, line);
    QFETCH(QString, part);
    const Refusal refusal = refusal_of(arguments_of(line));
    QCOMPARE(refusal.status, 2);
    const QString sentence = QString::fromStdString(refusal.sentence);
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
    QVERIFY(!sentence.contains(QLatin1Char('\n')));
}

void TestCliOptions::knowsEveryNameOfTheContract_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"-o",
                             "--model",
                             "--prompt",
                             "--negative",
                             "--prompt-syntax",
                             "--strength",
                             "--steps",
                             "--guidance",
                             "--guidance-rescale",
                             "--aesthetic",
                             "--negative-aesthetic",
                             "--original-size",
                             "--target-size",
                             "--crop",
                             "--negative-original-size",
                             "--negative-target-size",
                             "--negative-crop",
                             "--eta",
                             "--seed",
                             "--noise",
                             "--keep-detail",
                             "--mask",
                             "--mask-feather",
                             "--mask-crop",
                             "--sampler",
                             "--refiner",
                             "--refiner-prompt",
                             "--switch",
                             "--width",
                             "--height",
                             "--jobs",
                             "--shard",
                             "--denoising-start",
                             "--denoising-end",
                             "--latents",
                             "--save-latents",
                             "--trace",
                             "--device",
                             "--dtype",
                             "--offload",
                             "--tile",
                             "--vae",
                             "--lora",
                             "--watermark",
                             "--no-watermark",
                             "--threads",
                             "--json",
                             "--quiet"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCliOptions::knowsEveryNameOfTheContract() {
    QFETCH(QString, name);
    const auto is_named = [&name](const OptionSpec& option) {
        return QString::fromUtf8(option.name.data(), static_cast<qsizetype>(option.name.size()))
            .split(QLatin1Char(','))
            .contains(name);
    };
    QVERIFY(std::ranges::any_of(option_table(), is_named));
}

void TestCliOptions::helpListsWhatWorksApartFromWhatDoesNot() {
    const QString help = QString::fromStdString(help_text(Command::Refine));
    const auto neutral_heading =
        help.indexOf(QLatin1String("Not built yet, accepted only at the value that changes nothing"));
    const auto is_neutral = [](const OptionSpec& option) {
        return option.support != Support::Works && (option.commands & command_bit(Command::Refine)) != 0;
    };
    QCOMPARE(neutral_heading > 0, std::ranges::any_of(option_table(), is_neutral));
    for (const OptionSpec& option : option_table()) {
        if (!(option.commands & command_bit(Command::Refine)))
            continue;
        const std::string_view name = long_name(option);
        const auto position =
            help.indexOf(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + QLatin1Char(' '));
        QVERIFY2(position > 0, name.data());
        QCOMPARE(neutral_heading > 0 && position > neutral_heading, option.support != Support::Works);
    }
    QVERIFY(help_text(Command::None).find("burnish-cli refine INPUT... -o OUT") != std::string::npos);
    QVERIFY(help_text(Command::Bench).find("not built yet") != std::string::npos);
}

void TestCliOptions::everyOptionIsInTheReadme() {
    QFile file(QStringLiteral(BURNISH_RESOURCES "/../README.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray readme = file.readAll();
    for (const OptionSpec& option : option_table()) {
        // Followed by its value or the end of the code, so that --mask is not found in --mask-feather.
        const QByteArray name = QByteArray::fromStdString(std::string(long_name(option)));
        QVERIFY2(readme.contains('`' + name + '`') || readme.contains('`' + name + ' '), name.constData());
    }
}

void TestCliOptions::samplersOfTheTableAreAllOfThem() {
    const auto option = std::ranges::find(option_table(), std::string_view("--sampler"), &OptionSpec::name);
    QVERIFY(option != option_table().end());
    std::vector<std::string_view> offered;
    for (const Sampler sampler : all_samplers())
        offered.push_back(sampler_id(sampler));
    QCOMPARE(split_choices(option->value), offered);
}

void TestCliOptions::valuesArriveInTheSettings() {
    const CliOptions options = parsed(QStringLiteral(
        "--model m --prompt p --negative n --strength 0.25 --steps 12 --guidance 3.5 --guidance-rescale 0.5 "
        "--keep-detail 0.75 "
        "--aesthetic 7 "
        "--negative-aesthetic 1 --original-size 10x20 --target-size 30x40 --crop 1,2 --negative-original-size 50x60 "
        "--negative-target-size 70x80 --negative-crop 3,4 --seed 99 --noise pipeline --denoising-start 0.75 --trace t "
        "--save-latents l --device cuda:1 --dtype bf16 --offload model --threads 3 --json --quiet"));
    RefineSettings expected{.model = "m",
                            .prompt = "p",
                            .negative_prompt = "n",
                            .strength = 0.25,
                            .steps = 12,
                            .guidance_scale = 3.5,
                            .guidance_rescale = 0.5,
                            .aesthetic_score = 7,
                            .negative_aesthetic_score = 1,
                            .original_size = SizeHW{10, 20},
                            .target_size = SizeHW{30, 40},
                            .crop = {1, 2},
                            .negative_original_size = SizeHW{50, 60},
                            .negative_target_size = SizeHW{70, 80},
                            .negative_crop = {3, 4},
                            .seed = 99,
                            .noise = NoiseDtype::Pipeline,
                            .denoising_start = 0.75,
                            .keep_detail = 0.75};
    QVERIFY(options.settings == expected);
    const ComputeSettings compute{
        .device = {DeviceKind::Cuda, 1}, .dtype = ComputeDtype::Bf16, .offload = Offload::Model, .threads = 3};
    QVERIFY(options.compute == compute);
    QVERIFY(options.json && options.quiet && options.seed_given);
    QCOMPARE(options.trace, std::filesystem::path("t"));
    QCOMPARE(options.save_latents, std::filesystem::path("l"));
    QCOMPARE(options.output, std::filesystem::path("out.png"));
    QCOMPARE(options.inputs, std::vector<std::filesystem::path>{"in.png"});
    QVERIFY(parsed(QString()).settings == RefineSettings{});
}

void TestCliOptions::givenOptionsWinOverTheModelsDefaults() {
    const RefineSettings recommended{.model = "m", .strength = 0.6, .steps = 8, .guidance_scale = 2};
    const RefineSettings settings = parsed(QStringLiteral("--steps 50 --guidance 5")).settings_over(recommended);
    QCOMPARE(settings.steps, 50);
    QCOMPARE(settings.guidance_scale, 5.0);
    QCOMPARE(settings.strength, 0.6);
}

void TestCliOptions::keepsTextsAsTheyStand() {
    for (const std::string text :
         {"-dash first", "--steps=4", "[a,b]", "{}", "a=b", " blank ", "\xE6\x97\xA5\xE6\x9C\xAC", "%%"}) {
        const CliOptions options = parse_command_line({"refine", "in.png", "-o", "out.png", "--prompt", text});
        QCOMPARE(options.settings.prompt, text);
        QCOMPARE(parse_command_line({"refine", "in.png", "-o", "out.png", "--prompt=" + text}).settings.prompt, text);
    }
    const CliOptions odd = parse_command_line({"refine", "[a].png", "[b,c]", "refine", "-o", "out", "--", "-x.png"});
    const std::vector<std::filesystem::path> names{"[a].png", "[b,c]", "refine", "-x.png"};
    QCOMPARE(odd.inputs, names);
    QCOMPARE(refusal_of({"refine", "in.png", "-o", "o.png", "--prompt", "\xFF"}).status, 2);
}

void TestCliOptions::emptyNegativeIsNotAnAbsentOne() {
    QVERIFY(!parsed(QString()).settings.negative_prompt.has_value());
    QCOMPARE(parsed(QStringLiteral("--negative ~")).settings.negative_prompt, std::optional<std::string>(""));
    QCOMPARE(parsed(QStringLiteral("--negative=")).settings.negative_prompt, std::optional<std::string>(""));
}

QTEST_GUILESS_MAIN(TestCliOptions)
#include "tst_cli_options.moc"
