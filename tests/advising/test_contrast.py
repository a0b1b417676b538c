"""The style sheet's colours, by WCAG 2.2's own arithmetic."""

import re
from itertools import product

import pytest
from django.conf import settings

TEXT = 4.5  # success criterion 1.4.3
SHAPE = 3.0  # success criterion 1.4.11

STYLES = (settings.BASE_DIR / "static" / "css" / "app.css").read_text()


def tokens(rules):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rules))


def block(opening):
    """The declarations after an opening, up to its closing brace."""
    return STYLES.split(opening, 1)[1].split("}", 1)[0]


LIGHT = tokens(block(":root {"))
DARK = LIGHT | tokens(block("(prefers-color-scheme: dark) {\n  :root {"))
SCHEMES = {"light": LIGHT, "dark": DARK}

TEXT_PAIRS = [
    *product(("ink", "ink-soft"), ("paper", "canvas", "sunken", "accent-soft")),
    *product(("accent", "accent-strong"), ("paper", "canvas", "sunken", "accent-soft")),
    *product(("stop", "warn", "good", "info", "none"), ("paper", "canvas")),
    *((state, f"{state}-soft") for state in ("stop", "warn", "good", "info", "none")),
    *(("ink", f"{state}-soft") for state in ("stop", "warn", "good", "info", "none")),
    *product(("accent",), ("warn-soft", "info-soft", "good-soft", "stop-soft", "none-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("ink", "band"),
    ("ink", "fan"),
]
SHAPE_PAIRS = [
    *product(("line-strong",), ("paper", "canvas")),
    *product(("ink-faint", "focus"), ("paper", "canvas", "sunken")),
    ("warn", "band"),
    ("accent", "fan"),
    ("accent", "sunken"),
]


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(scheme, pairs, least):
    colours = SCHEMES[scheme]
    return [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f}"
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    ]


def test_the_arithmetic_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(scheme):
    assert too_weak(scheme, TEXT_PAIRS, TEXT) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_edge_and_mark_can_be_seen(scheme):
    assert too_weak(scheme, SHAPE_PAIRS, SHAPE) == []


def test_the_dark_scheme_changes_every_colour_but_what_it_may_keep():
    assert [name for name in LIGHT if DARK[name] == LIGHT[name]] == []
