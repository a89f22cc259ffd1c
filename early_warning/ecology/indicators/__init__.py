"""The 23 scored indicators and the context of handbook 3.2, one module a dimension. Importing registers them."""

from early_warning.ecology.indicators import (
    a_responsibility,
    b_decisions,
    c_rectification,
    context,
    d_posts,
    e_conduct,
    f_cleansing,
)

__all__ = ["a_responsibility", "b_decisions", "c_rectification", "context", "d_posts", "e_conduct", "f_cleansing"]
