"""Writes SVG elements with everything escaped."""

from __future__ import annotations

from html import escape

Attribute = str | float


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An element; children are finished markup, so text goes through `text`.

    An attribute's trailing underscore falls off (`class_`) and inner ones become hyphens.
    """
    written = "".join(
        f' {_attribute_name(key)}="{_attribute_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(words: str) -> str:
    """Words as the content of an element."""
    return escape(words, quote=False)


def points(*places: tuple[float, float]) -> str:
    """Places as a polyline's or polygon's `points`."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in places)


def image(*children: str, name: str, title: str, description: str, size: tuple[int, int]) -> str:
    """A whole drawing that a screen reader reads as one picture with a title and a description."""
    width, height = size
    return element(
        "svg",
        element("title", text(title), id=f"{name}-title"),
        element("desc", text(description), id=f"{name}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_="drawing",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _attribute_value(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
