"""qcode: readable rules, human decisions, coded matrices for qualitative interviews."""

__version__ = "0.1.0"
