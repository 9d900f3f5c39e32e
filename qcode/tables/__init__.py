"""Figures from a `Snapshot`: who was asked, what was read, what was said, how often."""
