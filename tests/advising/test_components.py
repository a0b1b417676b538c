import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import RequestContext, engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from advising.charts import Band, ScoreHistory, draw_score_chart
from advising.states import ICONS, SCENARIOS, State, state_of
from advising.templatetags.components import button_class

TODAY = date(2026, 11, 23)
EXAM_ON = date(2027, 2, 3)


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def shown(html):
    """What a reader sees of a fragment: its words, with runs of space made one."""
    return " ".join("".join(tree(html).itertext()).split())


def tree(html):
    return ElementTree.fromstring(f"<all>{html}</all>")  # noqa: S314 -- our own templates


def component(component_name, **context):
    return render_to_string(f"components/{component_name}.html", context)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ on|day }}", "Wed 3 Feb 2027"),
        ("{{ at|day }}", "Tue 2 Feb 2027"),
        ("{{ on|day_with_left:today }}", "Wed 3 Feb 2027, in 72 days"),
        ("{{ on|day_brief:today }}", "Wed 3 Feb"),
        ("{{ on|days_number:today }}", "72"),
        ("{{ on|days_left:today }}", "in 72 days"),
        ("{{ none|days_left:today }}", ""),
        ("{{ 55|score:'epc' }}", "55 EPC"),
        ("{{ 'epc'|scale_name }}", "EPC"),
        ("{{ range|score_range }}", "likely 51–59"),
        ("{{ 90|hours }}", "1 h 30 min"),
        ("{{ 0.24|percent }}", "24%"),
        ("{{ 'warning'|state }}", "warn"),
        ("{{ 'stop'|state_icon }}", "exclamation-octagon"),
    ],
)
def test_filters_say_things_one_way(source, said):
    at = datetime(2027, 2, 3, 2, tzinfo=UTC)  # still the day before in New York

    assert render(source, on=EXAM_ON, at=at, none=None, today=TODAY, range=(51, 59)) == said


@pytest.mark.parametrize(
    ("level", "state"),
    [("stop", State.STOP), ("warning", State.WARN), ("success", State.GOOD), ("?", State.NONE)],
)
def test_a_level_has_a_state_and_an_unknown_one_has_no_colour(level, state):
    assert state_of(level) is state


def test_every_state_has_its_own_shape():
    assert len({*ICONS.values()}) == len(State)


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_standing_is_a_word_and_an_icon_not_a_colour(code):
    html = component("standing", code=code, range=(51, 59), scale="epc")

    assert shown(html) == f"{SCENARIOS[code].name} likely 51–59"
    assert html.count("<svg") == 1
    assert f"flag--{SCENARIOS[code].state}" in html


def test_a_student_reads_a_standing_as_a_sentence_about_the_score():
    assert shown(component("standing", code="at_risk", range=(51, 59), scale="epc", long=True)) == (
        "Your last practice score's range lies below the passing band. likely 51–59 EPC"
    )


def test_a_flag_says_its_detail():
    assert shown(component("flag", state="warning", word="no score", detail="24 d")) == (
        "no score 24 d"
    )


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ({"on": EXAM_ON}, "Sit by Wed 3 Feb 2027 in 72 days"),
        ({"on": EXAM_ON, "state": "warn"}, "Sit by Wed 3 Feb 2027 in 72 days"),
        ({"on": EXAM_ON, "note": "Clause 1"}, "Sit by Clause 1 Wed 3 Feb 2027 in 72 days"),
        ({"on": None}, "Sit by date not known yet"),
    ],
)
def test_a_deadline_says_its_day_and_the_days_left(context, said):
    html = component("deadline", name="Sit by", today=TODAY, **context)

    assert shown(html) == said
    assert ("2027-02-03" in html) is (context["on"] is not None)


def test_a_why_opens_the_rule_the_inputs_and_the_source():
    html = component(
        "why", about="sit by", rule="R", inputs=[("due", "1 May")], source="S", url="https://x.test"
    )

    assert shown(html) == "Why? sit by Rule R From due: 1 May Source S"
    assert shown(component("why", about="sit by", rule="R")) == "Why? sit by Rule R"


@pytest.mark.parametrize(
    ("name", "context", "said"),
    [
        ("progress", {"label": "Step", "done": 3, "total": 8}, "Step 3 of 8 3 of 8"),
        ("stat", {"label": "Exams", "value": 2, "note": "of 5", "state": "info"}, "Exams 2 of 5"),
        ("empty", {"text": "No exam yet.", "url": "/x", "link": "Log one"}, "No exam yet. Log one"),
        (
            "notice",
            {"state": "warning", "title": "Wait", "text": "Call first."},
            "Wait Call first.",
        ),
        ("crisis", {}, "If you are struggling You do not have to carry this alone."),
        ("crisis", {"lines": [{"name": "A line", "how": "call 1"}]}, "A line: call 1"),
    ],
)
def test_components_say_what_they_are_given(name, context, said):
    assert said in shown(component(name, **context))


def test_a_card_has_a_heading_of_its_level_and_escapes_it():
    assert shown(render("{% card title=t level=3 %}<b>in</b>{% endcard %}", t="<i>")) == "<i> in"
    assert "<h3" in render("{% card title='A' level=3 %}{% endcard %}")
    assert "<h" not in render("{% card %}in{% endcard %}")


def test_a_page_heading_shows_actions_only_if_there_are_any():
    bare = render("{% page_heading title='T' lead='L' kicker='K' %} {% endpage_heading %}")
    acting = render("{% page_heading title='T' %}<a href='/'>Go</a>{% endpage_heading %}")

    assert (shown(bare), shown(acting)) == ("K T L", "T Go")
    assert "actions" not in bare


def test_a_wide_table_can_be_reached_by_keyboard():
    region = tree(render("{% table_region label='Scores' %}in{% endtable_region %}"))[0]

    assert [region.get(name) for name in ("role", "aria-label", "tabindex")] == [
        "region",
        "Scores",
        "0",
    ]


def test_a_chart_comes_with_its_key_summary_and_numbers():
    history = ScoreHistory("EPC", TODAY, band=Band(62, 68))
    html = component("chart", chart=draw_score_chart(history))

    assert html.count("<svg") == 2
    assert "Passing band 62–68 EPC" in shown(html)
    assert "No practice score yet." in shown(html)
    assert "The numbers as a table: Practice scores and forecast" in shown(html)
    assert [cell.text for cell in tree(html).iter("th")] == ["Day", "What", "Score"]


def test_messages_have_a_word_and_an_icon():
    html = component("messages", messages=[Message(constants.WARNING, "Not sent.")])

    assert "notice--warn" in html
    assert shown(html) == "Not sent."
    assert shown(component("messages", messages=[])) == ""


@pytest.mark.parametrize(
    ("number", "links"), [(1, ["?flag=a&page=2"]), (2, ["?flag=a&page=1", "?flag=a&page=3"])]
)
def test_pages_keep_the_filters(number, links):
    request = RequestFactory().get("/", {"flag": "a", "page": number})
    page = Paginator(range(30), 10).page(number)
    source = '{% include "components/pagination.html" with page=page summary="1 to 10" only %}'
    html = engines["django"].from_string(source).render({"page": page}, request)

    assert [link.get("href") for link in tree(html).iter("a")] == links
    assert f"Page {number}: 1 to 10" in shown(html)


def test_one_page_needs_no_pager():
    page = Paginator(range(3), 10).page(1)

    assert shown(component("pagination", page=page)) == ""


@pytest.mark.parametrize(
    ("tags", "css"),
    [
        (["danger", "delete"], "btn btn-outline-danger"),
        (["link", "cancel"], "btn btn-link"),
        (["outline", "primary"], "btn btn-outline-primary"),
        ("", "btn btn-primary"),
    ],
)
def test_allauths_buttons_look_like_ours(tags, css):
    assert button_class(tags) == css


def all_templates():
    root = settings.BASE_DIR / "templates"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.html"))


@pytest.mark.parametrize("name", all_templates())
def test_no_template_has_a_style_or_a_script_of_its_own(name):
    source = (settings.BASE_DIR / "templates" / name).read_text()

    assert " style=" not in source
    assert "<style" not in source
    assert "<script>" not in source
    assert "javascript:" not in source
    assert " onclick=" not in source


@pytest.mark.parametrize(
    "name",
    [name for name in all_templates() if name.startswith("components/") and "icons/" not in name],
)
def test_a_component_begins_by_naming_its_inputs(name):
    first = (settings.BASE_DIR / "templates" / name).read_text().splitlines()[0]

    assert first.startswith("{# " + name.removeprefix("components/").removesuffix(".html") + ": ")


def test_every_icon_is_drawn_somewhere():
    named = {".html": r'icon "([a-z-]+)"', ".py": r'"([a-z-]+)"'}
    drawn = {
        name
        for folder in ("advising", "students", "plans", "templates")
        for path in (settings.BASE_DIR / folder).rglob("*.*")
        if path.suffix in named
        for name in re.findall(named[path.suffix], path.read_text())
    }

    icons = (settings.BASE_DIR / "templates" / "components" / "icons").glob("*.html")
    assert {path.stem for path in icons} - drawn == set()


def test_page_query_needs_only_the_request():
    request = RequestFactory().get("/", {"q": "a b"})
    source = engines["django"].from_string("{% page_query 3 %}")

    assert source.template.render(RequestContext(request)) == "?q=a+b&amp;page=3"
