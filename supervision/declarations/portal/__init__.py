"""本人端 · 我的报备: what is due, filing, correcting, withdrawing, explaining. Made for a phone."""
