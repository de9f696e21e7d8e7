# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Measures of pictures (8-bit RGB arrays [height, width, 3]) and ways to spoil them, with numpy and Pillow only."""

import io
import math

import numpy as np
from PIL import Image

LUMA = np.array([0.2126, 0.7152, 0.0722])


def psnr(first: np.ndarray, second: np.ndarray) -> float:
    """In dB over all samples; of equal pictures 99."""
    error = np.mean((first.astype(np.float64) - second.astype(np.float64)) ** 2)
    return 99.0 if error == 0 else 10 * math.log10(255**2 / error)


def distance(first: np.ndarray, second: np.ndarray) -> float:
    """Root of the mean square, in levels."""
    return float(np.sqrt(np.mean((first.astype(np.float64) - second.astype(np.float64)) ** 2)))


def gaussian(plane: np.ndarray, sigma: float, radius: int, valid: bool = False) -> np.ndarray:
    """Blurs the first two axes; the edges are mirrored, or left out where `valid`."""
    taps = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    taps /= taps.sum()
    for axis in (0, 1):
        if not valid:
            pad = [(radius, radius) if a == axis else (0, 0) for a in range(plane.ndim)]
            plane = np.pad(plane, pad, mode="symmetric")
        length = plane.shape[axis] - 2 * radius
        plane = sum(tap * np.take(plane, range(k, k + length), axis=axis) for k, tap in enumerate(taps))
    return plane


def ssim(first: np.ndarray, second: np.ndarray) -> float:
    """Wang, Bovik, Sheikh and Simoncelli 2004 on the luma: Gaussian window of 11 pixels, sigma 1.5, without the rim."""
    x, y = (picture.astype(np.float64) @ LUMA for picture in (first, second))

    def mean(values):
        return gaussian(values, 1.5, 5, valid=True)

    mx, my = mean(x), mean(y)
    vx, vy, covariance = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(np.mean((2 * mx * my + c1) * (2 * covariance + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))))


def lab(picture: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of sRGB."""
    encoded = picture.astype(np.float64) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])
    ratio = linear @ to_xyz.T / (to_xyz @ np.ones(3))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def steps(picture: np.ndarray) -> np.ndarray:
    """Differences of lightness between neighbours, both ways."""
    lightness = lab(picture)[..., 0]
    return np.concatenate([np.diff(lightness, axis=1).ravel(), np.diff(lightness, axis=0).ravel()])


def lightness(picture): return float(lab(picture)[..., 0].mean())
def contrast(picture): return float(lab(picture)[..., 0].std())
def yellowness(picture): return float(lab(picture)[..., 2].mean())
def chroma(picture): return float(np.hypot(*lab(picture)[..., 1:].transpose(2, 0, 1)).mean())
def detail(picture): return float(np.abs(steps(picture)).mean())
def calm(picture): return float((np.abs(steps(picture)) < 0.5).mean() * 100)


def sepia_share(picture) -> float:
    """How much of the colour points to sepia's hue (75 degrees), in percent: 100 where all of it does."""
    a, b = lab(picture)[..., 1:].transpose(2, 0, 1)
    angle = math.radians(75)
    return float(100 * (a * math.cos(angle) + b * math.sin(angle)).mean() / (np.hypot(a, b).mean() + 1e-6))


def blockiness(picture) -> float:
    """Steps over the borders of blocks of 8 beside those inside of them, in percent."""
    across = np.abs(np.diff(picture.astype(np.float64) @ LUMA, axis=1)).mean(axis=0)
    border = np.arange(1, len(across) + 1) % 8 == 0
    return float(100 * across[border].mean() / max(across[~border].mean(), 1e-6))


def to_bytes(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def with_noise(picture: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    return to_bytes(picture + np.random.default_rng(seed).normal(0.0, sigma, picture.shape))


def with_blur_and_noise(picture: np.ndarray, blur: float, sigma: float, seed: int) -> np.ndarray:
    blurred = gaussian(picture.astype(np.float64), blur, math.ceil(4 * blur))
    return to_bytes(blurred + np.random.default_rng(seed).normal(0.0, sigma, picture.shape))


def through_jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    encoded = io.BytesIO()
    Image.fromarray(picture).save(encoded, "JPEG", quality=quality, subsampling="4:2:0")
    return np.asarray(Image.open(encoded).convert("RGB"))


def delta_e_2000(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """CIEDE2000 of two arrays of L*a*b* (Sharma, Wu and Dalal 2005, with all weights 1)."""
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(values, -1, 0) for values in (first, second))
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = np.where(grey, h1 + h2, np.where(np.abs(h1 - h2) <= 180, (h1 + h2) / 2,
                                           (h1 + h2 + np.where(h1 + h2 < 360, 360, -360)) / 2))
    angle = np.radians
    t = (1 - 0.17 * np.cos(angle(hue - 30)) + 0.24 * np.cos(angle(2 * hue)) + 0.32 * np.cos(angle(3 * hue + 6))
         - 0.20 * np.cos(angle(4 * hue - 63)))
    sl = 1 + 0.015 * (lightness - 50)**2 / np.sqrt(20 + (lightness - 50)**2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = (-2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
                * np.sin(angle(60 * np.exp(-((hue - 275) / 25)**2))))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    dh = 2 * np.sqrt(c1 * c2) * np.sin(angle(turn / 2)) / sh
    return np.sqrt(np.maximum(dl**2 + dc**2 + dh**2 + rotation * dc * dh, 0))
