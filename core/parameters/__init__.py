"""Numbers that customers change: defined in code, valued in the database with history. See ``registry``."""

from core.parameters.registry import Param, ParameterGroup, define, group, groups
from core.parameters.values import Values, values

__all__ = ["Param", "ParameterGroup", "Values", "define", "group", "groups", "values"]
