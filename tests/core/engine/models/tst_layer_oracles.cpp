// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/embeddings.h"
#include "core/engine/models/unet_2d_blocks.h"
#include "core/engine/models/vae_blocks.h"

#include <ATen/ATen.h>

#include <QTest>

#include <cmath>

using namespace burnish;

namespace {

/// torch's default initialisation of linears and convolutions, drawn from the global generator as diffusers' tests do:
/// kaiming_uniform with a = sqrt(5), which is uniform in 1 / sqrt(fan_in), then the bias. Norms: ones and zeros.
void initialise(Module& tree) {
    tree.for_each_module([](const std::string&, Module& module) {
        double bound = 0.0;
        for (Parameter& parameter : module.parameters()) {
            parameter.value = at::empty(parameter.shape);
            if (parameter.shape.size() >= 2) {
                const auto fan_in = static_cast<double>(parameter.value[0].numel());
                bound = 1.0 / std::sqrt(fan_in);
            }
            if (bound > 0.0) {
                parameter.value.uniform_(-bound, bound);
            } else {
                parameter.value.fill_(parameter.name == "weight" ? 1.0 : 0.0);
            }
        }
    });
}

template <typename... Modules>
void initialise_in_order(Modules&... modules) {
    (initialise(modules), ...);
}

/// out[0, -1, -3:, -3:] against the nine values of diffusers' tests.
bool corner_equals(const at::Tensor& output, const std::vector<double>& expected) {
    const at::Tensor corner = output[0][-1].slice(0, -3).slice(1, -3).reshape({9}).to(at::kDouble);
    const double worst = (corner - at::tensor(expected, at::kDouble)).abs().max().item<double>();
    qInfo("worst deviation %.1e", worst);
    // The values are printed with four digits.
    return worst <= 1e-4;
}

UNetLevelConfig level_of_32(bool has_attention) {
    return {.in_channels = 32,
            .out_channels = 32,
            .skip_channels = 32,
            .temb_channels = 128,
            .layers = 1,
            .eps = 1e-6,
            .resamples = true,
            .has_attention = has_attention,
            .heads = 1,
            .transformer_layers = 1,
            .context_channels = 32,
            .use_linear_projection = false};
}

constexpr ResnetConfig kPlainResnet{.in_channels = 32, .out_channels = 32, .eps = 1e-6};
constexpr ResnetConfig kTimedResnet{.in_channels = 32, .out_channels = 32, .temb_channels = 128, .eps = 1e-6};

}  // namespace

/// The weight-free values of diffusers' layer tests (spec 10.3): tests/models/test_layers_utils.py and
/// tests/models/unets/test_unet_2d_blocks.py.
class TestLayerOracles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(0); }

    void sinusoid() {
        const SinusoidalEmbedding embedding{.channels = 64};
        const at::Tensor output = embedding(at::arange(128));
        const at::Tensor block = output.slice(0, 23, 26).slice(1, 47, 50).reshape({9});
        const std::vector<float> expected{0.3019F, 0.2280F, 0.1716F, 0.3146F, 0.2377F,
                                          0.1790F, 0.3272F, 0.2474F, 0.1864F};
        QVERIFY(at::allclose(block, at::tensor(expected), 0.0, 1e-4));
    }

    void upsample() {
        const at::Tensor x = at::randn({1, 32, 32, 32});
        Upsample2D module(nullptr, "", 32);
        initialise(module);
        QVERIFY(corner_equals(module.forward(x),
                              {0.7145, 1.3773, 0.3492, 0.8448, 1.0839, -0.3341, 0.5956, 0.1250, -0.4841}));
    }

    void downsample() {
        const at::Tensor x = at::randn({1, 32, 64, 64});
        Downsample2D module(nullptr, "", 32, 1);
        initialise(module);
        QVERIFY(corner_equals(module.forward(x),
                              {0.9267, 0.5878, 0.3337, 1.2321, -0.1191, -0.3984, -0.7532, -0.0715, -0.3913}));
    }

    void resnet() {
        const at::Tensor x = at::randn({1, 32, 64, 64});
        const at::Tensor temb = at::randn({1, 128});
        ResnetBlock2D module(nullptr, "", kTimedResnet);
        initialise(module);
        QVERIFY(corner_equals(module.forward(x, temb),
                              {-1.9010, -0.2974, -0.8245, -1.3533, 0.8742, -0.9645, -2.0584, 1.3387, -0.4746}));
    }

    void transformerWithSelfAttentionOnly() {
        const at::Tensor x = at::randn({1, 32, 64, 64});
        Transformer2DModel module(nullptr, "", {.channels = 32, .heads = 1, .use_linear_projection = false});
        initialise(module);
        QVERIFY(corner_equals(module.forward(x, {}),
                              {-1.9455, -0.0066, -1.3933, -1.5878, 0.5325, -0.6486, -1.8648, 0.7515, -0.9689}));
    }

    void transformerWithCrossAttention() {
        const at::Tensor x = at::randn({1, 64, 64, 64});
        Transformer2DModel module(nullptr, "",
                                  {.channels = 64, .heads = 2, .context_channels = 64, .use_linear_projection = false});
        initialise(module);
        const at::Tensor context = at::randn({1, 4, 64});
        QVERIFY(corner_equals(module.forward(x, context),
                              {0.0143, -0.6909, -2.1547, -1.8893, 1.4097, 0.1359, -0.2521, -1.3359, 0.2598}));
    }

    void downBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        DownBlock2D module(nullptr, "", level_of_32(false));
        initialise(module);
        std::vector<at::Tensor> skips;
        const at::Tensor output = module.forward(x, temb, {}, skips);
        QCOMPARE(skips.size(), std::size_t{2});
        QVERIFY(corner_equals(output, {-0.0232, -0.9869, 0.8054, -0.0637, -0.1688, -1.4264, 0.4470, -1.3394, 0.0904}));
    }

    void crossAttentionDownBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        DownBlock2D module(nullptr, "", level_of_32(true));
        initialise_in_order(module.resnets, module.attentions, module.downsamplers);
        std::vector<at::Tensor> skips;
        QVERIFY(corner_equals(module.forward(x, temb, {}, skips),
                              {0.2238, -0.7396, -0.2255, -0.3829, 0.1925, 1.1665, 0.0603, -0.7295, 0.1983}));
    }

    void downEncoderBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        DownEncoderBlock2D module(nullptr, "", 1, kPlainResnet, true, 1);
        initialise(module);
        QVERIFY(corner_equals(module.forward(x),
                              {1.1102, 0.5302, 0.4872, -0.0023, -0.8042, 0.0483, -0.3489, -0.5632, 0.7626}));
    }

    void midBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        UNetMidBlock2D module(nullptr, "", kTimedResnet, 32);
        initialise_in_order(module.resnets[0], module.attentions, module.resnets[1]);
        QVERIFY(corner_equals(module.forward(x, temb),
                              {-0.1062, 1.7248, 0.3494, 1.4569, -0.0910, -1.2421, -0.9984, 0.6736, 1.0028}));
    }

    void crossAttentionMidBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        UNetMidBlock2DCrossAttn module(nullptr, "", level_of_32(true));
        initialise_in_order(module.resnets[0], module.attentions, module.resnets[1]);
        QVERIFY(corner_equals(module.forward(x, temb, {}),
                              {0.0187, 2.4220, 0.4484, 1.1203, -0.6121, -1.5122, -0.8270, 0.7851, 1.8335}));
    }

    void upBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        at::manual_seed(1);
        std::vector<at::Tensor> skips{at::randn({4, 32, 32, 32})};
        UpBlock2D module(nullptr, "", level_of_32(false));
        initialise(module);
        QVERIFY(corner_equals(module.forward(x, temb, {}, skips, false),
                              {-0.2041, -0.4165, -0.3022, 0.0041, -0.6628, -0.7053, 0.1928, -0.0325, 0.0523}));
        QVERIFY(skips.empty());
    }

    void crossAttentionUpBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        const at::Tensor temb = at::randn({4, 128});
        at::manual_seed(1);
        std::vector<at::Tensor> skips{at::randn({4, 32, 32, 32})};
        UpBlock2D module(nullptr, "", level_of_32(true));
        initialise_in_order(module.resnets, module.attentions, module.upsamplers);
        QVERIFY(corner_equals(module.forward(x, temb, {}, skips, false),
                              {-0.1403, -0.3515, -0.0420, -0.1425, 0.3167, 0.5094, -0.2181, 0.5931, 0.5582}));
    }

    void upDecoderBlock() {
        const at::Tensor x = at::randn({4, 32, 32, 32});
        UpDecoderBlock2D module(nullptr, "", 1, kPlainResnet, true);
        initialise(module);
        QVERIFY(corner_equals(module.forward(x),
                              {0.4404, 0.1998, -0.9886, -0.3320, -0.3128, -0.7034, -0.6955, -0.2338, -0.3137}));
    }

    /// A resnet and a transformer block with gradients on: training (plain weights) runs through the same forward.
    void gradientsReachEveryParameter() {
        ResnetBlock2D module(nullptr, "", {.in_channels = 32, .out_channels = 64, .temb_channels = 128});
        initialise(module);
        module.for_each_parameter(
            [](const std::string&, Parameter& parameter) { parameter.value.requires_grad_(true); });
        module.forward(at::randn({1, 32, 8, 8}), at::randn({1, 128})).square().mean().backward();
        module.for_each_parameter([](const std::string& key, Parameter& parameter) {
            QVERIFY2(parameter.value.grad().defined() && parameter.value.grad().abs().sum().item<double>() > 0.0,
                     key.c_str());
        });
    }
};

QTEST_GUILESS_MAIN(TestLayerOracles)
#include "tst_layer_oracles.moc"
