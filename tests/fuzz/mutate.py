"""Break a sound file in the ways that disks, mails and enemies do."""

from __future__ import annotations

import io
import random
import zipfile

SPLICES: tuple[bytes, ...] = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<!ENTITY x '&x;'>",
    b"{",
    b"}",
    b'"',
    b"\\u",
    b"-->",
)
SPLICES += (b"\n\n", b"99999999999", b"-1", b"nan", b"1e999", b"obj", b"stream", b"/Kids [1 0 R]", b"\\bin999999 ")
SPLICES += (b"\x15", b" : ")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A broken copy; of an archive, as often as not, an archive with one broken member."""
    if data[:2] == b"PK" and chance.random() < 0.5:
        return _repacked(data, chance)
    return _broken(data, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = {name: old.read(name) for name in old.namelist()}
        chosen = chance.choice([name for name in members if name.endswith(".xml")] or list(members))
        for name, content in members.items():
            new.writestr(name, _broken(content, chance) if name == chosen else content)
    return out.getvalue()


def _broken(data: bytes, chance: random.Random) -> bytes:
    """One to eight cuts, flips, splices, repetitions."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        until = min(len(content), at + chance.choice((1, 2, 8, 64, 1024)))
        match chance.randrange(6):
            case 0 if at < len(content):
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                del content[at:until]
            case 2:
                content[at:at] = chance.choice(SPLICES)
            case 3:
                content[at:at] = content[at:until] * chance.choice((1, 2, 50))
            case 4:
                other = chance.randrange(len(content) + 1)
                content[at:at] = content[other : other + chance.choice((4, 64, 512))]
            case _:
                content[at:until] = chance.randbytes(until - at)
    return bytes(content)
