"""Writing the rows of a file, one savepoint each. The dry run is the same run, taken back at its end.

So what the dry run shows is what will happen: the services of the owning rooms say it, not a second set of rules.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, InvalidInput
from core.imports.kinds import ImportKind, Row
from core.imports.models import ImportPolicy, RowStatus
from core.imports.states import State, shown, state_of
from core.scope import Viewer

MASK = "******"
CHECK_EVERY = 50


@dataclass(frozen=True)
class Finding:
    """One problem: the row in the sheet, the column (empty: the row as a whole), and how to mend it."""

    row: int
    column: str
    value: str
    message: str
    cure: str


@dataclass(frozen=True)
class Change:
    """What one row did to one record."""

    row: int
    action: str
    record: Any
    label: str
    before: State
    after: State


@dataclass
class Outcome:
    """What the rows did: one line a row, errors by cell, and the changes."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refused: str = ""

    def report(self) -> dict[str, Any]:
        """As JSON, lines in the order of the sheet."""
        lines = sorted(self.lines, key=lambda line: line["row"])
        counts = {status: sum(line["status"] == status for line in lines) for status in RowStatus.values}
        findings = [vars(finding) for finding in sorted(self.findings, key=lambda found: found.row)]
        return {"counts": counts, "lines": lines, "findings": findings, "refused": self.refused}


class RowsRun:
    """One run over the rows of a file, within a transaction of the caller. ``beat`` is called now and then."""

    def __init__(
        self, kind: ImportKind, *, policy: str, actor: Viewer, beat: Callable[[], None] = lambda: None
    ) -> None:
        self.kind, self.policy, self.actor, self.beat = kind, policy, actor, beat
        self.outcome = Outcome()

    def run(self, rows: list[tuple[int, dict[str, str]]]) -> Outcome:
        """Write the rows; the outcome says what was refused and why."""
        readable = self._without_doubles([row for number, cells in rows if (row := self._read(number, cells))])
        ordered = self.kind.sequence(readable, self.actor)
        for row in readable:
            if not any(row is placed for placed in ordered):
                self._refuse(row, _circle())
        for count, row in enumerate(ordered):
            if count % CHECK_EVERY == 0:
                self.beat()
            self._perform(row)
        self._finish(readable)
        return self.outcome

    def _read(self, number: int, cells: dict[str, str]) -> Row | None:
        """The row with its values; None when a cell cannot be read, all such cells being reported."""
        row, bad = Row(number, cells), False
        for column in self.kind.columns:
            text = cells.get(column.name, "")
            try:
                if text:
                    row.values[column.name] = column.read(text)
                elif column.required:
                    raise InvalidInput(_("The cell is empty."), field=column.name, cure=_("Fill it in."))
            except DomainError as error:
                self._find(row, error)
                bad = True
        if bad:
            self._line(row, RowStatus.ERROR)
        return None if bad else row

    def _without_doubles(self, rows: list[Row]) -> list[Row]:
        seen: dict[tuple[Any, ...], int] = {}
        kept = []
        for row in rows:
            first = seen.setdefault(self.kind.identity(row.values), row.number)
            if first == row.number:
                kept.append(row)
            else:
                self._refuse(row, _double(self.kind, row, first))
        return kept

    def _perform(self, row: Row) -> None:
        try:
            with transaction.atomic():
                self._write(row)
        except DomainError as error:
            self._refuse(row, error)
        except IntegrityError:
            # A rule of the database that no service speaks for; what it says may hold secrets.
            self._refuse(row, Conflict(_("The row contradicts a record that exists."), cure=_("Look for the record.")))

    def _write(self, row: Row) -> None:
        record = self.kind.find(row.values, self.actor)
        if record is None:
            record = self.kind.create(row.values, self.actor)
            self._changed(row, RowStatus.NEW, record, {}, {})
            return
        if self.policy == ImportPolicy.STOP:
            raise _exists(self.kind, str(record))
        if self.policy == ImportPolicy.SKIP:
            self._line(row, RowStatus.SKIPPED, str(record))
            return
        before, words = state_of(self.kind, record), shown(self.kind, record)
        record = self.kind.update(record, row.values, self.actor)
        if state_of(self.kind, record) == before:
            self._line(row, RowStatus.SAME, str(record))
        else:
            self._changed(row, RowStatus.CHANGED, record, before, words)

    def _changed(self, row: Row, status: RowStatus, record: Any, before: State, words: dict[str, str]) -> None:
        # Read again: what the service left on the object may not be what the database gives back.
        record = type(record)._base_manager.get(pk=record.pk)
        after = state_of(self.kind, record)
        self.outcome.changes.append(Change(row.number, status, record, str(record), before, after))
        now = shown(self.kind, record)
        changes = [[name, words[name], now[name]] for name in words if words[name] != now[name]]
        if any(before.get(name) != after[name] for name in self.kind.secret_fields) and before:
            changes += [[_("secret particulars"), MASK, MASK]]
        self._line(row, status, str(record), changes)

    def _finish(self, rows: list[Row]) -> None:
        """What concerns the file as a whole; asked only when every row could be written."""
        if self.outcome.findings:
            return
        try:
            self.kind.complete(rows)
            for record in self.kind.obsolete(rows, self.actor):
                self._remove(record)
        except DomainError as error:
            self.outcome.refused = str(error)

    def _remove(self, record: Any) -> None:
        before = state_of(self.kind, record)
        self.outcome.changes.append(Change(0, RowStatus.REMOVED, record, str(record), before, {}))
        self._line(Row(0, {}), RowStatus.REMOVED, str(record))
        pk = record.pk
        record.delete()
        record.pk = pk

    def _refuse(self, row: Row, error: DomainError) -> None:
        self._find(row, error)
        self._line(row, RowStatus.ERROR)

    def _find(self, row: Row, error: DomainError) -> None:
        column = self.kind.column(error.field)
        text = row.cells.get(column.name, "") if column else ""
        value = MASK if column and column.secret and text else text
        self.outcome.findings.append(
            Finding(row.number, column.name if column else "", value, str(error.message), str(error.cure))
        )

    def _line(self, row: Row, status: RowStatus, label: str = "", changes: list[list[str]] | None = None) -> None:
        self.outcome.lines.append({"row": row.number, "status": str(status), "label": label, "changes": changes or []})


def _circle() -> DomainError:
    return InvalidInput(
        _("The rows refer to one another in a circle."),
        field="parent",
        cure=_("Let one of them refer to a record outside of the circle."),
    )


def _double(kind: ImportKind, row: Row, first: int) -> DomainError:
    key = next((column.name for column in kind.columns if column.key and column.name in row.cells), "")
    return InvalidInput(
        _("Row %(row)s speaks of the same record.") % {"row": first}, field=key, cure=_("Leave one of the two rows.")
    )


def _exists(kind: ImportKind, label: str) -> DomainError:
    key = next((column.name for column in kind.columns if column.key), "")
    return Conflict(
        _("“%(record)s” exists already.") % {"record": label},
        field=key,
        cure=_("Take the row out, or choose that existing records are updated or left as they are."),
    )
