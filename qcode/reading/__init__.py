"""Reading: files of a transcripts folder become `Interview`s; doubts become `Problem`s. Nothing is written here."""

from qcode.reading.describe import describe
from qcode.reading.folder import read_folder
from qcode.reading.interview import read_interview
from qcode.reading.numbers import NUMBERS, number_table

__all__ = ["NUMBERS", "describe", "number_table", "read_folder", "read_interview"]
