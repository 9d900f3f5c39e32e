"""Quotations of a report, looked for in the transcripts: each one named for what it is, none accused wrongly."""

from qcode.citations.document import Paragraph, read_document
from qcode.citations.verify import Checked, Verdict, verify_quotes

__all__ = ["Checked", "Paragraph", "Verdict", "read_document", "verify_quotes"]
