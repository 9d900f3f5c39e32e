"""Bytes to canonical text: the encoding is found, never guessed in silence; NFC and plain newlines, nothing else."""

from __future__ import annotations

import codecs
import re
import unicodedata

from qcode.reading.draft import Note, UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins like it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1a\x1c-\x1f\x7f]")
_FRENCH = re.compile(r"[éèêëàâçùûîïôœÉÈÀÇ’«»…]")


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a file, and a note where its encoding had to be guessed.

    Raises:
        UnreadableError: these bytes are not a text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if "\0" in text:
        return _guess(data)
    return _checked(text), ()


def canonical(text: str) -> str:
    """The one form every offset counts in: NFC and plain newlines. Only reading calls it, once."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as problem:
        raise UnreadableError("not_text", encoding=encoding) from problem


def _checked(text: str) -> str:
    """The text, unless it is full of control characters: then it is a picture, a recording, an archive."""
    top = text[:4096]
    if "\0" in text or len(_CONTROL.findall(top)) > max(8, len(top) // 100):
        raise UnreadableError("not_text", encoding="")
    return text


def _guess(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """UTF-16 without its mark, else the old one-byte encoding that gives the more French letters."""
    zeros = (data[:4096:2].count(0), data[1:4096:2].count(0))
    half = max(1, len(data[:4096]) // 2)
    if max(zeros) > half * 0.6 and min(zeros) < half * 0.2:
        encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return _strict(data, encoding), (Note("encoding_guessed", {"encoding": encoding}),)
    texts = {name: data.decode(name, "replace") for name in ("cp1252", "mac_roman")}
    encoding = max(texts, key=lambda name: len(_FRENCH.findall(texts[name])))  # the first of equals: cp1252
    return _checked(texts[encoding]), (Note("encoding_guessed", {"encoding": encoding}),)
