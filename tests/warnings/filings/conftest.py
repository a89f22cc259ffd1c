"""A storage folder of its own for each test, and short ways to upload and file."""

from pathlib import Path

import pytest

from core.workflow.services import transition_perform
from early_warning.filings import services
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling
from tests.support.cast import make_user
from tests.warnings.filings import files


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings) -> Path:
    settings.STORAGE_DIR = tmp_path / "storage"
    return settings.STORAGE_DIR / "filings"


@pytest.fixture
def data_office(city):
    return make_user("dat", "DAT", units=[city], kind="TREE")


@pytest.fixture
def upload(education, liaison):
    """Take a file in for the department of education, without checking it."""

    def start(content: bytes | None = None, *, kind="purchases", period="2026Q1", name="采购.csv") -> DataFiling:
        content = files.csv_bytes(files.ROW) if content is None else content
        return services.filing_start(
            unit=education, kind=kind, period=period, name=name, chunks=[content], actor=liaison
        )

    return start


@pytest.fixture
def filed(upload, liaison):
    """Upload, check under the guessed mapping, and file."""

    def file(content: bytes | None = None, **options) -> DataFiling:
        filing = upload(content, **options)
        services.filing_check(filing=filing, plan=MappingPlan.from_json(filing.plan), actor=liaison)
        return services.filing_file(filing=filing, actor=liaison)

    return file


@pytest.fixture
def confirmed(filed, head):
    def confirm(content: bytes | None = None, **options) -> DataFiling:
        return transition_perform(instance=filed(content, **options), name="confirm", actor=head)

    return confirm


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
