"""How programs and people write who speaks: the same six turns in each style are found again, with their roles."""

import io
from collections.abc import Callable

import docx
import pytest

from qcode.model import Interview, Role, Settings
from qcode.reading.beside import Given
from qcode.reading.bold import OFF, ON, unmarked
from qcode.reading.bounds import Limits
from qcode.reading.draft import Draft
from qcode.reading.formats import docx as word
from qcode.reading.formats import html, odt, subtitles, text
from qcode.reading.interview import assemble
from tests.reading.makers import ODT, zipped

SPEECH = (
    "Est-ce que vous pouvez me raconter comment vous êtes arrivée ici ?",
    "Alors moi je suis arrivée en 2012. J'étais bénévole au début, puis salariée. Il m'a dit : tu restes.",
    "D'accord. Et les financements, ça se passe comment ?",
    "C'est compliqué. On répond à trois appels à projets par an.\nLe reste, c'est du bricolage.",
    "Vous avez un exemple ?",
    "Oui, la cantine. On a mis deux ans à la monter. Marseille : c'est loin.",
)


def every(asks: str, answers: str, gap: str = "\n\n") -> str:
    """Six turns, each after what stands before those who ask or those who answer; `{n}` is the number of the turn."""
    return gap.join(f"{(asks, answers)[n % 2].format(n=n)}{words}" for n, words in enumerate(SPEECH)) + "\n"


STYLES: dict[str, str] = {
    "Otter": "Cantine\n\n"
    + every("Marie Dupont  0:0{n}  \n", "Speaker 2  0:0{n}  \n")
    + "\nTranscribed by https://x.ai",
    "Teams": "DUPONT Marie a démarré la transcription\n\n"
    + every("DUPONT Marie   0:0{n}\n", "KHALED Samia   0:0{n}\n"),
    "Teams, long": every(
        "0 heures {n} minutes 5 secondes0:0{n}\nDupont, Marie 0:0{n}\n",
        "0 heures {n} minutes 5 secondes0:0{n}\nKhaled, Samia (Invité) 0:0{n}\n",
    ),
    "Zoom, saved": every("[Marie Dupont] 14:0{n}:12\n", "[Samia K.] 14:0{n}:12\n"),
    "Happy Scribe": every("[00:0{n}:12.230] - Intervieweur\n", "[00:0{n}:12.230] - Speaker 2\n"),
    "Trint": every("Speaker 1 ({n}:12):\n", "Speaker 2 ({n}:12):\n"),
    "Sonix": every("SPEAKER1 [00:00:0{n}]:\n", "SPEAKER2 [00:00:0{n}]:\n"),
    "Amberscript": every("Spk_1 (00:00:1{n} - 00:00:2{n})\n", "Spk_2 (00:00:1{n} - 00:00:2{n})\n"),
    "noScribe": "Transcribed with noScribe vers. 0.6\nAudio source: /home/m/e.mp3\n\n" + every("S00: ", "S01: "),
    "WhisperX": every("[SPEAKER_00]: ", "[SPEAKER_01]: ", "\n"),
    "Meet": every("00:0{n}:00\n \nMarie Dupont: ", "00:0{n}:00\n \nSamia Khaled: ", "\n"),
    "f4": every("I: ", "B: ").replace("\n\n", " #00:00:05-2#\n"),
    "times and a colon": every("Intervieweuse 00:0{n}:12-00:0{n}:50 : ", "Interviewée 00:0{n}:12-00:0{n}:50 : "),
    "cut short": every("Int.: ", "Ent.: "),
    "on their own line": every("Enquêtrice\n", "Enquêtée\n"),
    "capitals on their own line": every("MARIE\n\n", "SAMIA\n\n"),
    "dashes": every("– ", "– "),
    "tabs": every("\tE1 :\t", "\tMme V. :\t", "\n"),
    "numbered lines": every("  {n}  E : ", "  {n}  R : ", "\n"),
    "numbered questions": "".join(f"Q{n} : {SPEECH[2 * n]}\nR{n} : {SPEECH[2 * n + 1]}\n" for n in range(3)),
    "bullets": every("• Q : ", "• R : ", "\n"),
    "slashes": every("Q/ ", "R/ ", "\n"),
    "hyphens": every("Enq. - ", "Samia - ", "\n"),
    "round brackets": every("(E1) ", "(R) ", "\n"),
    "square brackets": every("[Enquêteur] ", "[Mme V.] ", "\n"),
    "bold in Markdown": every("**Marie** ", "**Samia** "),
}


def assembled(draft: Draft) -> tuple[Interview, list[str]]:
    interview, problems = assemble("x", "x.txt", draft, Settings(attributes=()), Given())
    return interview, [problem.kind for problem in problems]


def said(interview: Interview) -> list[tuple[Role, str]]:
    return [(turn.role, interview.quote(turn.span)) for turn in interview.turns if turn.role is not Role.OTHER]


EXPECTED = [(Role.INTERVIEWEE if n % 2 else Role.INTERVIEWER, words) for n, words in enumerate(SPEECH)]


@pytest.mark.parametrize("style", STYLES)
def test_a_style(style: str) -> None:
    interview, problems = assembled(text.read(STYLES[style].encode(), Limits()))
    found = [(role, words.removesuffix(" #00:00:05-2#")) for role, words in said(interview)]
    assert found == EXPECTED
    assert set(problems) <= {"role_guessed", "too_little_attributed", "maybe_a_label"}


def test_stage_directions_in_brackets_are_no_speakers() -> None:
    body = every("Q : ", "R : ").replace("\n\n", "\n[Rires] oui\n[Silence] non\n[Rires] si\n[Silence] bon\n")
    assert {turn.speaker for turn in assembled(Draft(body))[0].turns} == {"Q", "R"}


def test_numbered_speakers_stay_apart() -> None:
    body = "".join(f"P{n} : oui.\n" for n in (1, 2, 3, 1, 2, 3)) + "Q : Et ?\n"
    assert {turn.speaker for turn in assembled(Draft(body))[0].turns} == {"P1", "P2", "P3", "Q"}


def test_subtitles_that_name_the_speaker_at_every_breath() -> None:
    names = ("Marie Dupont", "Samia K.")
    pieces = [
        (names[n % 2], part) for n, words in enumerate(SPEECH) for part in words.replace("\n", " ").split(". ", 1)
    ]
    cues = "".join(
        f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{who}: {part}\n\n" for n, (who, part) in enumerate(pieces)
    )
    interview, _ = assembled(subtitles.read(f"WEBVTT\n\n{cues}".encode(), Limits()))
    assert [role for role, _ in said(interview)] == [role for role, _ in EXPECTED]
    assert [turn.time for turn in interview.turns][:3] == [0.0, 1.0, 3.0]


def written(paragraphs: list[tuple[str, str]]) -> bytes:
    """A Word file: for each paragraph what is bold, and what follows in plain letters."""
    document = docx.Document()
    for strong, plain in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(strong).bold = True
        paragraph.add_run(plain)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


LABELLED = [(("Enquêtrice ", "Mme Vial ")[n % 2], words.replace("\n", " ")) for n, words in enumerate(SPEECH)]
ASKED = [(words, "") if n % 2 == 0 else ("", words) for n, words in enumerate(SPEECH)]


def as_html(paragraphs: list[tuple[str, str]]) -> Draft:
    body = "".join(f"<p><b>{strong}</b>{plain}</p>" for strong, plain in paragraphs)
    return html.read(f"<html><body>{body}</body></html>".encode(), Limits())


def as_odt(paragraphs: list[tuple[str, str]]) -> Draft:
    style = (
        '<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="T1">'
        '<style:text-properties xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'fo:font-weight="bold"/></style:style>'
    )
    span = '<text:p><text:span text:style-name="T1">{}</text:span>{}</text:p>'
    body = "".join(span.format(strong, plain) for strong, plain in paragraphs)
    return odt.read(zipped({"content.xml": ODT.format(style + body)}), Limits())


@pytest.mark.parametrize(
    "read", [lambda paragraphs: word.read(written(paragraphs), Limits()), as_html, as_odt], ids=["docx", "html", "odt"]
)
@pytest.mark.parametrize("paragraphs", [LABELLED, ASKED], ids=["labels", "questions"])
def test_bold_letters(read: Callable[[list[tuple[str, str]]], Draft], paragraphs: list[tuple[str, str]]) -> None:
    interview, problems = assembled(read(paragraphs))
    assert [(role, " ".join(words.split())) for role, words in said(interview)] == [
        (role, words.replace("\n", " ")) for role, words in EXPECTED
    ]
    assert set(problems) == {"role_guessed"}


def test_bold_words_in_speech_are_no_labels() -> None:
    paragraphs = [("Samia", " est venue. On a dit non."), ("Q : ", SPEECH[0]), ("R : ", SPEECH[1]), ("Q : ", "Et ?")]
    interview, _ = assembled(as_html(paragraphs))
    assert [turn.speaker for turn in interview.turns] == ["", "Q", "R", "Q"]


def test_marks_never_stay_in_a_text() -> None:
    assert unmarked(f"a{ON} gras{OFF}{ON} encore{OFF}.") == ("a gras encore.", ((2, 13),))
    assert unmarked(f"e{ON}\u0301{OFF}") == ("é", ())
    assert unmarked(f"{OFF}x{ON}").text == "x"
