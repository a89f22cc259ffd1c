"""One small file per model; importing this package fills the registry."""

from . import hc_a1, hc_a3, hc_a4, hc_a5, hc_b1, hc_b2, hc_b3, hc_c4

__all__ = ["hc_a1", "hc_a3", "hc_a4", "hc_a5", "hc_b1", "hc_b2", "hc_b3", "hc_c4"]
