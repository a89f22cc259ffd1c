"""Official documents: numbers without gaps, GB/T 9704 pages, issued copies that never change."""
