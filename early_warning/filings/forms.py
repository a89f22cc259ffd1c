"""Forms of the filing wizard: what is filed, and one small form for each column of the mapping."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from early_warning.filings.catalogue import Column, ColumnType, Frequency, kind_choices
from early_warning.filings.mapping.plan import ROW_NUMBER, ColumnPlan, DateOrder, Join, Scale
from early_warning.filings.periods import Period
from early_warning.filings.validation.cells import recognised

SOURCES = ("source", "source2", "source3")
PERIODS_BACK = {Frequency.QUARTER: 12, Frequency.MONTH: 12}


def period_choices() -> list[tuple[str, Any]]:
    """The periods that may be filed: those that have begun, newest first, quarters before months."""
    choices = []
    for frequency in (Frequency.QUARTER, Frequency.MONTH):
        period = Period.containing(clock.today(), frequency)
        for _step in range(PERIODS_BACK[frequency]):
            choices.append((str(period), f"{period} · {period.label}"))
            period = period.previous()
    return choices


class NewFilingForm(forms.Form):
    """What is filed for which period: a file, or the statement that there is nothing."""

    kind = forms.ChoiceField(label=_("Dataset"), choices=kind_choices)
    period = forms.ChoiceField(label=_("Period"), choices=period_choices)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV (UTF-8 or GB18030) or Excel (.xlsx), up to 200 MB, without macros and passwords."),
    )
    nil = forms.BooleanField(label=_("Nothing to file for this period (nil return)"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("nil") and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or state that there is nothing to file."))
        return data


class WaiveForm(forms.Form):
    """Why a unit need not file."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class ColumnPlanForm(forms.Form):
    """Where one column of the catalogue comes from, and how its cells are read."""

    join = forms.ChoiceField(
        required=False,
        choices=[
            (Join.CONCATENATE, _("joined with “-”")),
            (Join.FIRST_FILLED, _("the first filled one")),
        ],
    )
    default = forms.CharField(required=False, max_length=200)

    def __init__(self, column: Column, headers: list[str], words: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(prefix=f"c-{column.name}", **kwargs)
        self.column = column
        self._add_sources(headers)
        self._add_reading()
        self.fields["default"].widget.attrs["aria-label"] = str(_("Value for empty cells of %s") % column.label)
        self.words = self._add_words(words)

    def _add_sources(self, headers: list[str]) -> None:
        """Up to three columns of the file; the page shows each further one once the one before it is chosen."""
        choices: list[tuple[str, Any]] = [("", "—"), *((header, header) for header in headers)]
        if self.column.key:
            choices.append((ROW_NUMBER, _("number of the row")))
        given = self.initial.get("sources", [])
        for number, name in enumerate(SOURCES):
            field = forms.ChoiceField(required=False, choices=choices)
            field.initial = given[number] if number < len(given) else ""
            field.widget.attrs["aria-label"] = f"{self.column.label} {number + 1}"
            self.fields[name] = field

    def _chosen_sources(self) -> list[str]:
        return [value for name in SOURCES if (value := self[name].value())]

    def source_fields(self) -> list[Any]:
        """The bound fields of the sources."""
        return [self[name] for name in SOURCES]

    def _add_reading(self) -> None:
        """Fields that only some types of column have."""
        kind = self.column.type
        if kind is ColumnType.MONEY:
            units = [(Scale.YUAN, _("yuan")), (Scale.WAN, _("10,000 yuan"))]
            self.fields["scale"] = forms.ChoiceField(required=False, choices=units)
        if kind is ColumnType.INTEGER:
            self.fields["year_of"] = forms.BooleanField(required=False, label=_("year of a date"))
        if kind in (ColumnType.DATE, ColumnType.INTEGER):
            orders = [
                (DateOrder.AUTO, _("year first")),
                (DateOrder.DAY_FIRST, _("day/month/year")),
                (DateOrder.MONTH_FIRST, _("month/day/year")),
            ]
            self.fields["dates"] = forms.ChoiceField(required=False, choices=orders)
        if self.column.choices:
            options = [("", "—"), *((choice.code, choice.label) for choice in self.column.choices)]
            self.fields["default"] = forms.ChoiceField(required=False, choices=options)
            self.fields["otherwise"] = forms.ChoiceField(required=False, choices=options)
        if kind is ColumnType.YES_NO:
            options = [("", "—"), ("1", _("Yes")), ("0", _("No"))]
            self.fields["default"] = forms.ChoiceField(required=False, choices=options)

    def _add_words(self, words: dict[str, list[str]]) -> list[str]:
        """One choice for each word that the chosen source uses, so that own words can be translated."""
        sources = self._chosen_sources()
        listed = self.column.choices or self.column.type is ColumnType.YES_NO
        found = words.get(sources[0], []) if listed and len(sources) == 1 else []
        codes = {choice.code: choice.label for choice in self.column.choices} or {"1": _("Yes"), "0": _("No")}
        otherwise = codes.get(self["otherwise"].value(), "") if "otherwise" in self.fields else ""
        options = [("", f"({otherwise})" if otherwise else _("not taken")), *codes.items()]
        known = self._known_words() if found else {}
        for number, word in enumerate(found):
            field = forms.ChoiceField(required=False, choices=options, label=word)
            field.initial = known.get(word) or recognised(self.column, word)
            self.fields[self._word_field(sources[0], number)] = field
        return found

    def _known_words(self) -> dict[str, str]:
        return self.initial.get("values", {})

    @staticmethod
    def _word_field(source: str, number: int) -> str:
        """The name changes with the source, so that answers about another column's words are not mixed in."""
        return f"word-{source}-{number}"

    def word_fields(self) -> list[Any]:
        """The bound fields of the words."""
        return [bound for bound in self if bound.name.startswith("word-")]

    def plan(self) -> ColumnPlan:
        """The plan as the person left it; the form must be valid."""
        data = self.cleaned_data
        sources = tuple(data[name] for name in SOURCES if data[name])
        source = sources[0] if sources else ""
        answers = {word: self._answer(source, number) for number, word in enumerate(self.words)}
        return ColumnPlan(
            sources=sources,
            join=Join(data["join"] or Join.CONCATENATE),
            default=data["default"],
            scale=Scale(data.get("scale") or Scale.YUAN),
            dates=DateOrder(data.get("dates") or DateOrder.AUTO),
            year_of=data.get("year_of", False),
            values={word: code for word, code in answers.items() if code},
            otherwise=data.get("otherwise", ""),
        )

    def _answer(self, source: str, number: int) -> str:
        """The chosen code; a word that was not on the page yet when it was sent keeps what is known of it."""
        name = self._word_field(source, number)
        if self.add_prefix(name) in self.data:
            return self.cleaned_data[name]
        return str(self.fields[name].initial or "")


class FileRulesForm(forms.Form):
    """What holds for the whole file."""

    ignore_marks = forms.CharField(
        label=_("Currency marks to ignore"),
        required=False,
        max_length=60,
        help_text=_("Separated by spaces, such as: $ CAD. Only if they mean the unit's own money."),
    )
    empty_words = forms.CharField(
        label=_("Words for “nothing”"), required=False, max_length=200, help_text=_("Separated by spaces.")
    )
