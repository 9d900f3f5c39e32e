"""Sizes and colours of printed documents; readable in grey."""

INK, BLUE, GREY = "1F2933", "1F3A5F", "5B6670"
HAIR, RULE, HEAD = "D5DBE1", "9AA5B1", "E9EEF4"
HEAT = ("", "DFE9F3", "BCD3E6", "8FB6D6", "6A9CC6")
RED = "7A1F1F"
FONT = "Calibri"
