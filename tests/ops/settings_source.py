"""What config/settings.py reads and production demands, taken from its source text."""

import ast
from functools import cache

from scripts.environment import ROOT

SETTINGS = ROOT / "config" / "settings.py"


@cache
def _tree() -> ast.Module:
    return ast.parse(SETTINGS.read_text(encoding="utf-8"))


def variables_read() -> set[str]:
    """First argument of every call env.<type>("NAME", …)."""
    return {
        str(node.args[0].value)
        for node in ast.walk(_tree())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def required_in_production() -> set[str]:
    """Keys of the dictionary that the settings hand to the guard."""
    for node in ast.walk(_tree()):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "guard.refuse_unsafe_production":
            (values,) = [word.value for word in node.keywords if word.arg == "values"]
            assert isinstance(values, ast.Dict)
            return {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}
    raise AssertionError("config/settings.py does not call the guard")
