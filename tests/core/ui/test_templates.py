"""What every template must keep to: strict content policy, known icons, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core import badges, navigation

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = (ROOT / "static" / "vendor" / "icons" / "sprite.svg").read_text(encoding="utf-8")
ICONS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
DATA_SCRIPT = 'type="application/json"'
# Printed by WeasyPrint, where no content policy reigns and styles stand in the document.
PRINTED = "documents"


def source(path: Path) -> str:
    return re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.fixture(params=[path for path in TEMPLATES if PRINTED not in path.relative_to(ROOT).parts], ids=name)
def template(request) -> str:
    return source(request.param)


def test_no_script_stands_in_the_page(template):
    scripts = re.findall(r"<script\b[^>]*>", template)
    assert [tag for tag in scripts if "src=" not in tag and DATA_SCRIPT not in tag] == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", template) == []


def test_no_style_block_stands_in_the_page(template):
    assert "<style" not in template


def test_every_icon_is_in_the_sprite(template):
    named = set(re.findall(r"{% icon [\"']([a-z0-9-]+)[\"']", template))
    assert named <= ICONS
    assert 'class="ti ti-' not in template


def test_nothing_is_loaded_from_elsewhere(template):
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//[^\"']+", template) == []


def test_icons_named_in_code_are_in_the_sprite():
    items = {item.icon for item in navigation._items.values()}
    groups = {icon for _label, icon in navigation.GROUPS.values()}
    assert items | groups | {look.icon for look in badges._looks.values()} | {badges.UNKNOWN.icon} <= ICONS


def test_icons_named_in_scripts_of_ours_are_in_the_sprite():
    words = [path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").glob("*.js")]
    assert set(re.findall(r"sprite\.svg#([a-z0-9-]+)", "".join(words))) <= ICONS


def test_every_static_file_named_by_a_template_is_there():
    named = {path for template in TEMPLATES for path in re.findall(r"{% static '([^']+)' %}", source(template))}
    assert [path for path in sorted(named) if not (ROOT / "static" / path).is_file()] == []
