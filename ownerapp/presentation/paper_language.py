"""Languages on paper, as the typesetter needs them: of a whole paper, and of one text in it."""

from __future__ import annotations

from ownerapp.domain.ids import Language
from ownerapp.domain.paper import Direction, PaperLanguage
from ownerapp.domain.text import Text
from ownerapp.domain.values import dataclass
from ownerapp.i18n import bcp47, direction

_SCRIPTS = {"zh": ("hans", "cn"), "zh-hant": ("hant", "tw")}


def paper_language(tag: str) -> PaperLanguage:
    """Return a language as the typesetter needs it: two or three letters, script, region."""
    parts = bcp47(tag).split("-")
    script, region = _SCRIPTS.get("-".join(parts[:2]).lower(), _SCRIPTS.get(parts[0], ("", "")))
    side = Direction.RTL if direction(tag) == "rtl" else Direction.LTR
    return PaperLanguage(lang=parts[0], script=script, region=region, direction=side)


def other_language(lang: Language, paper: PaperLanguage) -> PaperLanguage | None:
    """Return a language where it is not the paper's."""
    language = paper_language(lang) if lang else paper
    return None if language == paper else language


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeVoice:
    """In which language the texts of a notice stand on a paper."""

    wanted: Language
    native: Language
    """The language in which the notice was written."""
    paper: PaperLanguage

    def words(self, text: Text) -> str:
        """Return a text as it stands on the paper."""
        return text.best(self.wanted, self.native)[1]

    def other(self, text: Text) -> PaperLanguage | None:
        """Return the language of a text of the notice where it is not the paper's."""
        language, _said = text.best(self.wanted, self.native)
        return other_language(language, self.paper)
