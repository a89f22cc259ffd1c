"""B4 competition in purchases: the share of money that was awarded in a real competition, from filed purchases."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from core.amounts import in_wan
from early_warning.checks.engine import connect
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from early_warning.ecology.sources.filed import SOURCE, filed_share, rows_known
from early_warning.filings.kinds.purchases import METHODS

COMPETITIVE = ("OPEN", "INVITED", "NEGOTIATION", "CONSULTATION", "INQUIRY")
TENDER = ["unit_code", "purchase_no"]
WORDS = {choice.code: choice.label for choice in METHODS}


def competition(question: Question) -> Mapping[str, Measurement]:
    """Amount awarded competitively with enough valid bids ÷ amount of all awards from the small-purchase limit on.

    Calls under a framework agreement competed when the agreement was made: they are in neither. The number of valid
    bids is the one filed with the purchase; where it is blank, the valid bids filed beside it are counted.
    """
    con = connect()
    rows = awards(rows_known(con, question, "purchases", "bids"), question).to_pyarrow().to_pylist()
    tallies = {code: Tally() for code in question.units}
    for row in rows:
        tallies[row["unit_code"]].add([_evidence(row, question.parameters["min_bids"])])
    shares = filed_share("purchases", question)
    return {code: tally.measurement(covered=shares[code]) for code, tally in tallies.items()}


def awards(data: Mapping[str, ir.Table], question: Question) -> ir.Table:
    """Awards within the window that count, with their number of valid bids, in a fixed order."""
    counted = data["bids"].filter(_.valid).group_by(TENDER).aggregate(counted=_.count())
    rows = data["purchases"].filter(
        _.status == "AWARDED",
        _.award_date.between(question.start, question.known_until),
        _.amount >= ibis.literal(question.parameters["small_limit"]),
        ~ibis.coalesce(_.framework, False) & (_.method != "FRAMEWORK"),
    )
    rows = rows.left_join(counted, TENDER).mutate(bids=ibis.coalesce(_.valid_bids, _.counted, 0))
    wanted = rows.select("unit_code", "filing_id", "row_no", "purchase_no", "title", "amount", "method", "bids")
    return wanted.order_by("unit_code", "filing_id", "row_no")


def _evidence(row: Mapping[str, Any], min_bids: int) -> EvidenceRow:
    met = row["method"] in COMPETITIVE and row["bids"] >= min_bids
    words = f"{row['purchase_no']} {row['title'][:40]} {in_wan(row['amount'])} {WORDS[row['method']]} ({row['bids']})"
    return EvidenceRow(SOURCE, row["filing_id"], met, words, row_no=row["row_no"], weight=Decimal(row["amount"]))
