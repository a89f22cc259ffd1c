"""docker-compose.yml, read as strictly as the engine reads it."""

from functools import cache
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from scripts.environment import ROOT


class StrictLoader(yaml.SafeLoader):
    """A key that stands twice in a mapping is an error, as it is for `docker compose`; PyYAML keeps the last one."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Looked at before ``<<`` brings in keys that the mapping may well override."""
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise ConstructorError(None, None, f"{key.value} stands there twice", key.start_mark)
            seen.add(key.value)
        super().flatten_mapping(node)


@cache
def compose_file() -> dict[str, Any]:
    return yaml.load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"), Loader=StrictLoader)
