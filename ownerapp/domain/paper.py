"""The printed record as a value: every text already translated, no layout.

What goes on paper is decided by services; how it looks is decided by the template. The
template prints these texts as they are and never reads them as markup.
"""

from __future__ import annotations

from enum import StrEnum

from ownerapp.domain.values import dataclass


class Direction(StrEnum):
    """Which way a language is written."""

    LTR = "ltr"
    RTL = "rtl"


class Mark(StrEnum):
    """The shape beside a state word, so that the state survives a grey print."""

    ON = "on"
    """Filled circle with a tick."""
    OFF = "off"
    """Hollow circle."""
    ENDED = "ended"
    """Hourglass: it was on until its time ran out."""
    UNANSWERED = "unanswered"
    """Dashed circle: nobody has decided."""
    REQUIRED = "required"
    """Filled square: there is no switch."""
    NOT_STATED = "not-stated"
    """Dashed square: nobody states whether there is a switch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLanguage:
    """A language as the typesetter and a screen reader need it.

    ``lang`` is two or three letters (``zh``, never ``zh-Hans``), ``script`` an ISO 15924
    code such as ``hans``, ``region`` an ISO 3166 code of two letters; both may be empty.
    """

    lang: str
    script: str = ""
    region: str = ""
    direction: Direction = Direction.LTR


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A label with its value; each with its language where that is not the paper's."""

    label: str
    value: str
    language: PaperLanguage | None = None
    label_language: PaperLanguage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A heading, an optional sentence below it, and rows."""

    heading: str
    intro: str = ""
    rows: tuple[PaperRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperColumns:
    """The column headings of the table of choices."""

    title: str
    state: str
    until: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChoice:
    """One line of the table of choices."""

    title: str
    mark: Mark
    state: str
    until: str = ""
    evidence: str = ""
    language: PaperLanguage | None = None
    """The language of ``title`` where it is not the paper's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReach:
    """How far the data travels: the reach glyph with its words."""

    reached: int
    """1 the car, 2 also the country, 3 also abroad."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """One practice with the exact text that was shown."""

    title: str
    mark: Mark
    state_line: str
    happened: tuple[PaperRow, ...] = ()
    """Until when, on what evidence, and every answer with its time, the oldest first."""
    rows: tuple[PaperRow, ...] = ()
    """The texts as they were shown."""
    reach: PaperReach | None = None
    language: PaperLanguage | None = None
    """The language of ``title`` where it is not the paper's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSentences:
    """A heading with a list of sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCode:
    """The code on the first page."""

    text: str
    """What the code says, letter by letter; drawn, never printed."""
    caption: str
    note: str
    """A sentence below the caption."""
    description: str
    """What a screen reader says in place of the drawing."""
    about: PaperTable
    """What the code shows and does not show, for the technical page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaper:
    """Everything that the PDF of one record says, in reading order."""

    language: PaperLanguage
    title: str
    created: str
    """RFC 3339; the only date in the file, so that equal records give equal bytes."""
    issuer_line: str
    origin_sentence: str
    """Whose statement the notice is, in words; empty for an issuer's own notice."""
    summary: tuple[PaperRow, ...]
    notes: tuple[str, ...] = ()
    """Sentences on the first page without which its table would be read as more than it is."""
    choices_heading: str
    columns: PaperColumns
    choices: tuple[PaperChoice, ...]
    sections_heading: str
    sections: tuple[PaperSection, ...]
    shows: PaperSentences
    shows_not: PaperSentences
    fields: PaperTable
    """Which fields of the record are filled and which nobody stated."""
    technical: PaperTable
    """Keys, hashes and the place in the log."""
    checking: PaperTable
    """How to check it: what is checked, and the command that does."""
    footer: str
    running: str
    """What tells this record from others, at the head of every page but the first."""
    continued: str
    """With ``{page}``: below a table of choices that does not end on the first page."""
    page_label: str
    """With ``{page}`` and ``{pages}``."""
    attachment_label: str
    """What a PDF reader shows beside the attached JSON."""
    code: PaperCode | None = None
