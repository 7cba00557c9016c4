"""From view states to the words and shapes of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ownerapp.presentation.states import (
    AskState,
    ChipState,
    Explanation,
    MeterCell,
    RowState,
    StopState,
    TermState,
    Tone,
)
from ownerapp.ui import theme
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.chip import ChipKind, ChipSpec
from ownerapp.ui.widgets.details import Pair
from ownerapp.ui.widgets.meter import Meter
from ownerapp.ui.widgets.reach import Reach, ReachRoute, Stop
from ownerapp.ui.widgets.term_tiles import TermOption

_TONES = {
    Tone.NEUTRAL: theme.Tone.MUTED,
    Tone.ATTENTION: theme.Tone.WARN,
    Tone.CONFIRMED: theme.Tone.OK,
    Tone.STOP: theme.Tone.STOP,
}
_BANNERS = {
    Tone.CONFIRMED: BannerKind.OK,
    Tone.ATTENTION: BannerKind.WARN,
    Tone.STOP: BannerKind.STOP,
    Tone.NEUTRAL: BannerKind.INFO,
}
_REACHES = (Reach.CAR, Reach.TERRITORY, Reach.OUTSIDE)
_REASON_ICON = "scales"


def tone_of(tone: Tone) -> theme.Tone:
    """Return the colour role of a tone."""
    return _TONES[tone]


def chip_specs(chips: Sequence[ChipState]) -> tuple[ChipSpec, ...]:
    """Return chips as the chip row takes them."""
    return tuple(_chip_spec(chip) for chip in chips)


def _chip_spec(chip: ChipState) -> ChipSpec:
    kind = ChipKind.ATTENTION if chip.tone is Tone.ATTENTION else ChipKind.NEUTRAL
    if chip.icon == _REASON_ICON:
        kind = ChipKind.REASON
    reach = None if chip.reach is None else _REACHES[chip.reach]
    return ChipSpec(text=chip.text, icon=chip.icon, reach=reach, kind=kind)


def pairs(
    rows: Sequence[RowState], on_entry: Callable[[int], None] | None = None
) -> tuple[Pair, ...]:
    """Return rows as label and answer pairs; where an entry can be shown, it is a link."""
    return tuple(_pair(row, on_entry) for row in rows)


def _pair(row: RowState, on_entry: Callable[[int], None] | None) -> Pair:
    entry = row.entry
    if entry is None or on_entry is None:
        return Pair(label=row.label, text=row.text)
    return Pair(label=row.label, text=row.text, on_press=lambda: on_entry(entry))


def term_options(terms: Sequence[TermState]) -> tuple[TermOption, ...]:
    """Return terms as tiles."""
    return tuple(TermOption(key=item.key, text=item.title, second=item.ends) for item in terms)


def chosen_term(ask: AskState, key: str | None) -> TermState | None:
    """Return the term of a tile's key."""
    return next((item for item in ask.terms if item.key == key), None)


def show_route(route: ReachRoute, stops: Sequence[StopState]) -> None:
    """Show how far the data travels."""
    reach = _REACHES[max(sum(stop.reached for stop in stops) - 1, 0)]
    first, second, third = (Stop(title=stop.title, second=stop.detail) for stop in stops)
    route.set_route(reach, (first, second, third))


def show_meter(meter: Meter, cells: Sequence[MeterCell], name: str) -> None:
    """Show the meter's cells."""
    meter.set_counts(
        confirmed=sum(cell is MeterCell.FILLED for cell in cells),
        recorded=sum(cell is MeterCell.STRIPED for cell in cells),
        total=len(cells),
        name=name,
    )


def banner_kind(tone: Tone) -> BannerKind:
    """Return the kind of a banner that says something in a tone."""
    return _BANNERS[tone]


def banner_text(explanation: Explanation) -> str:
    """Return an explanation as the words of a banner."""
    return explanation.text()
