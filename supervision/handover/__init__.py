"""Handing over the problem list when a head changes (M80), and tracing back heads' responsibility (M79)."""
