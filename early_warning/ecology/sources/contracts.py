"""B1 collective decision rate, from filed contracts: those above the threshold that name their resolution.

The resolution must stand in the register of meetings (M54), taken by the day of signing. Where a unit's meetings are
not kept here, the number it filed is taken for what it is: its own statement, for which its head answers.
"""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext as _t
from ibis import _

from core.amounts import in_wan
from early_warning.checks.engine import connect
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from early_warning.ecology.sources.decisions import Cited, unfounded
from early_warning.ecology.sources.filed import SOURCE, filed_share, rows_known


def collective_decisions(question: Question) -> Mapping[str, Measurement]:
    """Contracts from the threshold on with the number of a resolution ÷ all such contracts; emergency works aside."""
    con = connect()
    rows = contracts(rows_known(con, question, "contracts")["contracts"], question).to_pyarrow().to_pylist()
    wrong = unfounded((one for row in rows if (one := _cited(row)) is not None), question.as_of)
    tallies = {code: Tally() for code in question.units}
    for row in rows:
        tallies[row["unit_code"]].add([_evidence(row, wrong)])
    shares = filed_share("contracts", question)
    return {code: _measure(tally, shares[code]) for code, tally in tallies.items()}


def contracts(table: ir.Table, question: Question) -> ir.Table:
    """Contracts signed within the window that need a resolution, in a fixed order."""
    rows = table.filter(
        _.signed_on.between(question.start, question.known_until),
        _.amount >= ibis.literal(question.parameters["threshold"]),
        ~ibis.coalesce(_.emergency, False),
    )
    wanted = rows.select(
        "unit_code", "filing_id", "row_no", "contract_no", "title", "amount", "signed_on", "decision_no"
    )
    return wanted.order_by("unit_code", "filing_id", "row_no")


def _cited(row: Mapping[str, Any]) -> Cited | None:
    """The decision that a contract names, or None where it names none."""
    number = (row["decision_no"] or "").strip()
    return Cited(row["unit_code"], number, row["signed_on"]) if number else None


def _evidence(row: Mapping[str, Any], wrong: frozenset[Cited]) -> EvidenceRow:
    cited = _cited(row)
    met = cited is not None and cited not in wrong
    decision = cited.number if cited else "—"
    words = f"{row['contract_no']} {row['title'][:40]} {in_wan(row['amount'])} {decision}"
    words += "" if met or cited is None else _t(" (not in the register of meetings)")
    return EvidenceRow(SOURCE, row["filing_id"], met, words, row_no=row["row_no"])


def _measure(tally: Tally, covered: Any) -> Measurement:
    silent = tally.rows and not any(row.met for row in tally.rows)
    note = _t("None of these contracts names a resolution: was the column filed?") if silent else ""
    return tally.measurement(covered=covered, note=note)
