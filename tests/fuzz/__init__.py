"""Bounded fuzzing of every reader: `make fuzz`."""
