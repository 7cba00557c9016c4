"""Cut the bundled fonts out of the fonts that Debian packages: a developer's tool.

Run as ``python -m ownerapp.i18n.build_fonts`` on a machine with the packages that
``resources/fonts/README.md`` names. It writes the font files and ``coverage.json``, the
boundaries of all runs of characters that at least one font draws: the even entries open
a run, the odd ones are the first character after it.

1. Every character of a source font is kept, except in the symbol fonts.
2. Hinting and the features that no text of ours switches on are dropped.
3. The Chinese face is taken out of its collection and named so that it cannot be
   confused with an installed collection of another version.
4. Control and private-use characters are not drawn, whatever a font says.
5. The same sources give the same bytes: no time stamps.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ownerapp.domain.values import dataclass
from ownerapp.resources import resource_path

_TRUETYPE = Path("/usr/share/fonts/truetype/noto")
_OPENTYPE = Path("/usr/share/fonts/opentype/noto")
_SIMPLIFIED_CHINESE = 2  # the face's place in the collection

# Arrows, mathematics, technical signs, shapes, check marks: what a sentence may hold.
_SIGNS = frozenset(range(0x2190, 0x2BFF + 1)) - frozenset(range(0x2800, 0x28FF + 1))
_PICTOGRAMS = frozenset(range(0x1F300, 0x1F6FF + 1))

# Hangul letters are joined to syllables by features; the rest of the Chinese face's
# features (vertical text, regional and proportional forms) would double the glyphs.
_CHINESE_FEATURES = ("ccmp", "ljmo", "vjmo", "tjmo")
# The names of a font that say what it is and under which licence.
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14)
_VERTICAL_TABLES = ("VORG", "vhea", "vmtx", "BASE")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """One font to make."""

    source: Path
    target: str
    characters: frozenset[int] | None = None
    """What to keep; None keeps all."""
    family: str | None = None
    """A new family name, for a face out of a collection."""


def _cuts() -> tuple[_Cut, ...]:
    cuts = []
    for style in ("Regular", "Bold"):
        cuts += [
            _Cut(source=_TRUETYPE / f"{name}-{style}.ttf", target=f"{name}-{style}.ttf")
            for name in ("NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSansThai")
        ]
        cuts.append(
            _Cut(
                source=_OPENTYPE / f"NotoSansCJK-{style}.ttc",
                target=f"NotoSansSC-{style}.otf",
                family="Noto Sans SC",
            )
        )
    cuts += [
        _Cut(source=_TRUETYPE / name, target=name, characters=characters)
        for name, characters in (
            ("NotoSansMath-Regular.ttf", _SIGNS),
            ("NotoSansSymbols2-Regular.ttf", _SIGNS | _PICTOGRAMS),
        )
    ]
    return tuple(cuts)


def drawn_characters(font: TTFont) -> frozenset[int]:
    """Return what a font draws, without control and private-use characters."""
    return frozenset(
        codepoint
        for codepoint in font.getBestCmap()
        if unicodedata.category(chr(codepoint)) not in {"Cc", "Co"}
    )


def boundaries(characters: Iterable[int]) -> list[int]:
    """Return the sorted starts of runs and first characters after them, alternating."""
    result: list[int] = []
    for character in sorted(set(characters)):
        if result and result[-1] == character:
            result[-1] = character + 1
        else:
            result += [character, character + 1]
    return result


def _open(cut: _Cut) -> TTFont:
    number = _SIMPLIFIED_CHINESE if cut.source.suffix == ".ttc" else -1
    return TTFont(cut.source, fontNumber=number, recalcTimestamp=False)


def _rename(font: TTFont, family: str) -> None:
    """Give the font a family name of its own, in every place that states it."""
    names = font["name"]
    style = names.getDebugName(2)
    postscript = f"{family.replace(' ', '')}-{style}"
    new = {1: family, 3: f"{names.getDebugName(5)};{postscript}", 4: f"{family} {style}"}
    new[6] = postscript
    names.names = [record for record in names.names if record.nameID not in {16, 17}]
    for record in names.names:
        if record.nameID in new:
            record.string = new[record.nameID]
    if "CFF " in font:
        compact = font["CFF "].cff
        compact.fontNames[0] = postscript
        compact.topDictIndex[0].FamilyName = family
        compact.topDictIndex[0].FullName = f"{family} {style}"


def _options(cut: _Cut) -> subset.Options:
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = list(_KEPT_NAMES)
    if cut.family:
        options.layout_features = list(_CHINESE_FEATURES)
        options.drop_tables += _VERTICAL_TABLES
    else:
        options.layout_features = ["*"]
    return options


def _make(cut: _Cut, folder: Path) -> frozenset[int]:
    font = _open(cut)
    available = drawn_characters(font)
    kept = available if cut.characters is None else available & cut.characters
    worker = subset.Subsetter(_options(cut))
    worker.populate(unicodes=kept)
    worker.subset(font)
    if cut.family:
        _rename(font, cut.family)
    font.save(folder / cut.target)
    return kept


def main() -> int:
    """Make every font and the list of what they draw together."""
    folder = resource_path("fonts")
    drawn: set[int] = set()
    for cut in _cuts():
        drawn |= _make(cut, folder)
        sys.stdout.write(f"{cut.target}\n")
    coverage = json.dumps(boundaries(drawn), separators=(",", ":"))
    (folder / "coverage.json").write_text(coverage + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
