"""Demo city, from order 400 on: three years of filed data with the planted problems, and what people made of them.

Other rooms of this app bring their own steps in a module ``demo`` of theirs.
"""

from importlib import import_module
from importlib.util import find_spec

from early_warning.demo import checks, steps  # noqa: F401 - they register the steps

for _module in ("ecology.demo", "notices.demo.step", "notices.demo.wording"):
    _name = f"early_warning.{_module}"
    if find_spec(_name.rsplit(".", 1)[0]) and find_spec(_name):
        import_module(_name)
