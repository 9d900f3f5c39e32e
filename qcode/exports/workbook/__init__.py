"""The workbook: the coded matrix as a supervisor reads, prints and defends it. openpyxl is imported here alone."""

from qcode.exports.workbook.build import build, write

__all__ = ["build", "write"]
