"""Charts as data: they must survive JSON, and a Decimal must arrive as a number."""

import json
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core import charts


def through_json(chart: charts.Chart) -> charts.Chart:
    return json.loads(json.dumps(chart))


def test_lines_keep_gaps_and_tones():
    chart = through_json(
        charts.lines(title="Trend", x=["2026-05", "2026-06"], series={_("Unit"): [1, None]}, tones={_("Unit"): "bad"})
    )
    assert chart["series"] == [{"name": str(_("Unit")), "values": [1, None], "tone": "bad"}]
    assert through_json(charts.stacked(title="T", x=["a"], series={"s": [Decimal("1.5")]}))["kind"] == "stacked"


def test_a_waterfall_carries_numbers():
    chart = through_json(
        charts.waterfall(
            title="Why", start=("Before", Decimal("71.2")), steps=[("B", Decimal("-4.4"))], end=("Now", 66.8)
        )
    )
    assert chart["start"]["value"] + chart["steps"][0]["value"] == chart["end"]["value"]


def test_a_scatter_names_its_limits_and_hits():
    chart = through_json(
        charts.scatter(
            title="Rows",
            points=[("2025-03-04", Decimal("386000"), "PC", True)],
            limits=[("Limit", 500000)],
            hit_word="hit",
            other_word="other",
            unit="yuan",
        )
    )
    assert chart["points"] == [{"x": "2025-03-04", "y": 386000.0, "label": "PC", "hit": True}]


def test_the_partial_puts_data_where_the_script_looks():
    chart = charts.bars(title="</script>", items=[("a", 1, "good", "/x/")])
    html = render_to_string("partials/chart.html", {"chart": chart, "id": "c1"})
    assert 'id="c1"' in html
    assert 'data-chart="c1"' in html
    assert html.count("</script>") == 1


def test_a_grid_of_shares():
    assert through_json(charts.heat(title="C", x=["a"], y=["b"], cells=[(0, 0, Decimal("12.5"))]))["cells"] == [
        [0, 0, 12.5]
    ]
