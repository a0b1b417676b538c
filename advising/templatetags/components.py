"""Filters and tags that every template may use, without loading anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Select
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from advising import words
from advising.navigation import Link, links_for
from advising.states import ICONS, SCENARIOS, ScenarioWords, State, state_of

register = template.Library()

# --- Words ---


@register.filter
def day(value: date | None) -> str:
    """A day with its weekday: {{ exam_on|day }} -> "Wed 3 Feb 2027". An instant's is the local one."""
    return words.say_day(localtime(value) if isinstance(value, datetime) else value)


@register.filter
def day_with_left(value: date | None, today: date) -> str:
    """A day and how far off it is: {{ exam_on|day_with_left:today }}."""
    return words.say_day_with_left(value, today=today)


@register.filter
def day_brief(value: date | None, today: date) -> str:
    """A day for a dense table: {{ row.exam_on|day_brief:today }} -> "Wed 3 Feb"."""
    return words.say_day_brief(value, today=today)


@register.filter
def days_number(value: date | None, today: date) -> str:
    """The days left for a right-aligned column: "72"; negative once passed."""
    return words.say_days_number(value, today=today)


@register.filter
def days_left(value: date | None, today: date) -> str:
    """Only how far off a day is: "in 72 days"; nothing for no day."""
    return "" if value is None else words.say_days_left(value, today=today)


@register.filter
def score(value: float | None, scale: str) -> str:
    """A score with its scale: {{ score.score|score:score.scale }} -> "55 EPC"."""
    return words.say_score(value, scale)


@register.filter
def scale_name(code: str) -> str:
    """A scale as it is written: "EPC"."""
    return words.say_scale(code)


@register.filter
def score_range(bounds: tuple[float, float] | None) -> str:
    """A likely range: {{ reading.range|score_range }} -> "likely 51-59", with an en dash."""
    return words.say_range(bounds)


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours and minutes: {{ block.minutes|hours }} -> "1 h 30 min"."""
    return words.say_duration(minutes)


@register.filter
def percent(share: float) -> str:
    """A share of one in whole percent: {{ row.p_pass|percent }} -> "24%"."""
    return words.say_percent(share)


# --- States ---


@register.filter
def state(level: str) -> State:
    """The state of a finding's or a message's level."""
    return state_of(level)


@register.filter
def state_icon(value: str) -> str:
    """The icon whose shape says a state without its colour."""
    return ICONS[State(value)]


@register.filter
def scenario(code: str) -> ScenarioWords:
    """A readiness scenario's state, name and sentence."""
    return SCENARIOS[code]


@register.simple_tag
@cache  # a list draws the same few icons in every row
def icon(name: str) -> SafeString:
    """An icon from components/icons, drawn inline. Decoration: say the word beside it."""
    return render_to_string(f"components/icons/{name}.html")


@register.filter
def control_class(field: BoundField) -> str:
    """Bootstrap's class for a field's input, by its widget and whether it has errors."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        css = "form-check-input"
    else:
        css = "form-select" if isinstance(widget, Select) else "form-control"
    return f"{css} is-invalid" if field.errors else css


@register.filter
def button_class(tags: list[str] | str) -> str:
    """Bootstrap's classes for a button of allauth's, by the tags it gives them."""
    if "danger" in tags:
        return "btn btn-outline-danger"
    if "link" in tags or "cancel" in tags:
        return "btn btn-link"
    quiet = {"outline", "secondary", "minor", "tool"} & set(tags)
    return "btn btn-outline-primary" if quiet else "btn btn-primary"


@register.filter
def drawing(svg: str) -> SafeString:
    """A chart's SVG, which `advising.charts` has already escaped."""
    return mark_safe(svg)  # noqa: S308 -- built by our own escaping element writer


# --- Parts with content ---


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, **kwargs: Any) -> SafeString:
    """A thing in a frame: {% card title="Dates" %}...{% endcard %}."""
    context = {"content": content, "title": title, "level": level} | kwargs
    return render_to_string("components/card.html", context)


@register.simple_block_tag
def page_heading(content: str, title: str, lead: str = "", kicker: str = "") -> SafeString:
    """The page's h1. The content, if any, is its actions, shown at the right."""
    context = {"content": content, "title": title, "lead": lead, "kicker": kicker}
    return render_to_string("components/page_heading.html", context)


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """A table that scrolls sideways on a narrow screen, reachable by keyboard."""
    return render_to_string("components/table_region.html", {"content": content, "label": label})


# --- Parts that look something up ---


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, list[Link]]:
    """The links of the role of the person asking."""
    request = getattr(context, "request", None)
    return {"links": links_for(request) if request else []}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, list[tuple[str, str, str]]]:
    """Every error of these forms, each linked to its field."""
    return {"problems": [problem for form in forms for problem in _problems(form)]}


def _problems(form: BaseForm) -> Iterator[tuple[str, str, str]]:
    """Each error as (field's label, message, address of the first input to correct)."""
    for message in form.non_field_errors():
        yield "", str(message), ""
    for field in form:
        for message in field.errors:
            # A group of radios or checkboxes has no id of its own: its first one has.
            target = field.id_for_label or f"{field.auto_id}_0"
            yield str(field.label), str(message), f"#{target}"


@register.simple_tag(takes_context=True)
def page_query(context: template.RequestContext, page: int) -> str:
    """The present query string with another page number, so that filters stay."""
    query = context.request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"
