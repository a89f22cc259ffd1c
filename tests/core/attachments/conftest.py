"""Keeping files, in a storage that a test has to itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.attachments.models import Attachment
from core.attachments.services import attachment_add
from tests.core.attachments.files import PDF


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def add(education, sup):
    """Keep a file with the department of education; any record with ``visible_to`` would do."""

    def make(name: str = "说明.pdf", content: bytes = PDF) -> Attachment:
        return attachment_add(owner=education, upload=SimpleUploadedFile(name, content), actor=sup)

    return make
