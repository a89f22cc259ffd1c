"""Charts: the right places, a figure at every mark, words for those who cannot see them, room for missing data."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from core.documents.axis import fit_axis, plain, round_step
from core.documents.charts import bar_chart, line_chart, range_chart, shorten, waterfall_chart, wrap

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def drawn(svg: str) -> ElementTree.Element:
    """The chart as XML: it must be well-formed on its own."""
    return ElementTree.fromstring(re.sub(r"\s+", " ", svg).strip())


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in drawn(svg).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    chart = drawn(bar_chart("得分", [("民主决策", 50), ("监督整改", 100)], maximum=100))
    widths = [float(bar.get("width")) for bar in chart.iter(f"{SVG}rect")]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)


def test_a_bar_without_data_says_so() -> None:
    chart = bar_chart("得分", [("教育", None), ("监督", 61)], unit="%")
    assert {"no data", "61%"} <= set(texts(chart))


def test_a_negative_bar_grows_to_the_left_of_zero() -> None:
    first, second = drawn(bar_chart("变化", [("a", -5), ("b", 5)])).iter(f"{SVG}rect")
    assert float(first.get("x")) + float(first.get("width")) == pytest.approx(float(second.get("x")), abs=0.2)


def test_a_target_is_drawn_and_named() -> None:
    assert "target 95%" in texts(bar_chart("完成率", [("A1", 81)], unit="%", target=95))


def test_a_line_breaks_where_data_are_missing() -> None:
    chart = drawn(line_chart("指数", ["1", "2", "3", "4"], {"本单位": [70, None, 72, 71]}))
    lines = [line.get("points").split() for line in chart.iter(f"{SVG}polyline")]
    assert [len(points) for points in lines] == [2]
    assert len(list(chart.iter(f"{SVG}circle"))) == 3


def test_lines_differ_by_marker_and_dash_not_by_colour_alone() -> None:
    chart = drawn(line_chart("趋势", ["1", "2"], {"疑点": [1, 2], "预警": [2, 3], "整改": [3, 1]}))
    dashes = {line.get("stroke-dasharray") for line in chart.iter(f"{SVG}polyline")}
    assert len(dashes) == 3


def test_names_at_the_ends_of_lines_never_overprint() -> None:
    chart = drawn(line_chart("趋势", ["1", "2"], {"疑点": [1, 5], "预警": [2, 5], "整改": [3, 5]}))
    heights = sorted(float(node.get("y")) for node in chart.iter(f"{SVG}text") if " 5" in "".join(node.itertext()))
    assert all(below - above >= 9 for above, below in pairwise(heights))


def test_a_waterfall_leads_from_the_first_total_to_the_last() -> None:
    chart = waterfall_chart("变化", ("上期", 71.2), [("决策", -3.1), ("整改", -2.4), ("任职", 1.1)], ("本期", 66.8))
    assert {"71.2", "−3.1", "−2.4", "+1.1", "66.8"} <= set(texts(chart))
    tops = [float(bar.get("y")) for bar in drawn(chart).iter(f"{SVG}rect") if bar.get("y")]
    rising = 71.2 - 3.1 - 2.4 + 1.1
    assert rising == pytest.approx(66.8)
    assert tops[3] == pytest.approx(tops[4], abs=0.2)  # the last step ends where the last total stands


def test_a_waterfall_says_that_its_axis_is_cut() -> None:
    assert any(
        text.startswith("axis starts at") for text in texts(waterfall_chart("x", ("a", 71), [("b", 1)], ("c", 72)))
    )


def test_a_fall_is_hatched() -> None:
    chart = drawn(waterfall_chart("x", ("a", 71), [("b", -1)], ("c", 70)))
    assert any(bar.get("fill") == "url(#falling)" for bar in chart.iter(f"{SVG}rect"))


def test_a_range_marks_the_unit_spoken_of_where_it_is_known() -> None:
    rows = [("指数", 70, 85, 60), ("决策", 40, 80.5, None)]
    chart = range_chart("范围", rows, range_word="居中的一半", own_word="本单位", maximum=100)
    assert [text for text in texts(chart) if "–" in text] == ["70–85", "40–80.5"]
    assert len(list(drawn(chart).iter(f"{SVG}rect"))) == len(rows) + 1
    assert "指数 居中的一半 70–85, 本单位 60" in drawn(chart).get("aria-label")
    assert "60" in texts(chart)


@pytest.mark.parametrize(
    "chart",
    [
        bar_chart("空", []),
        line_chart("空", [], {}),
        line_chart("一点", ["1"], {"a": [5]}),
        line_chart("无数据", ["1", "2"], {"a": [None, None]}),
        waterfall_chart("无步骤", ("a", 1), [], ("b", 1)),
        range_chart("空", [], range_word="r", own_word="o"),
    ],
    ids=["no bars", "no labels", "one point", "nothing known", "no steps", "no ranges"],
)
def test_a_chart_of_nothing_is_still_a_chart(chart: str) -> None:
    assert drawn(chart).get("role") == "img"


def test_a_chart_tells_its_values_to_those_who_cannot_see_it() -> None:
    assert "决策 58.4" in drawn(bar_chart("各维度得分", [("决策", 58.4)])).get("aria-label")


def test_names_cannot_smuggle_markup_into_a_chart() -> None:
    assert "<script" not in bar_chart('"><script>', [("<script>", 1)])


@pytest.mark.parametrize(("rough", "step"), [(0.9, 1), (1.1, 2), (2.2, 2.5), (3, 5), (0.03, 0.05), (70, 100)])
def test_steps_are_round(rough: float, step: float) -> None:
    assert round_step(rough) == pytest.approx(step)


def test_an_axis_holds_its_values_between_round_ends() -> None:
    axis = fit_axis([66.8, 71.2], 100, 0, zero=False)
    assert axis.low <= 66.8
    assert axis.high >= 71.2
    assert [label for _place, label in axis.ticks] == ["66", "67", "68", "69", "70", "71", "72"]


def test_numbers_are_plain() -> None:
    assert [plain(value) for value in (1234.5, 61.0, -3.1, 0.004)] == ["1,234.5", "61", "−3.1", "0"]


def test_labels_are_wrapped_and_cut() -> None:
    assert wrap("民主决策与权力运行", 4) == ["民主决策", "与权力运", "行"]
    assert wrap("民主决策与权力运行情况说明", 4) == ["民主决策", "与权力运", "行情况…"]
    assert shorten("民主决策", 3) == "民主…"
