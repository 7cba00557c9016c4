"""The view of a check: the card of requirements, findings by weight, and what was declared.

The sentence stands first; law, article and advice are one step below, and are built when
they are opened. Where much is found, each practice is folded at first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.check_states import (
    CheckPageState,
    FindingState,
    PracticeFindings,
    PublishedCheckState,
    RequirementCard,
    RequirementState,
    RuleList,
)
from ownerapp.presentation.states import LineState, RowState
from ownerapp.ui import theme
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.pages.pane import Pane
from ownerapp.ui.pages.pieces import pairs, tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card, Rule, SectionHeader
from ownerapp.ui.widgets.details import DetailsGrid
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText, StatusCount
from ownerapp.ui.widgets.text import Text, body, detail, panel_heading, title

_PADDING: Final = 16
_OPEN_UP_TO: Final = 12
"""So many findings in all are shown at once; more are folded by practice."""
_LABELS: Final = 132


def _grows(widget: QWidget) -> None:
    """Let a widget be as high as its words need."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class Folding(QWidget):
    """Words with a link that opens rows below them.

    Signals:
        opened: The rows were opened and want to be seen.
    """

    opened = Signal(QWidget)

    def __init__(
        self,
        words: QWidget,
        rows: Sequence[RowState],
        *,
        show: str,
        hide: str,
        about: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._show_words, self._hide_words = show, hide
        self._grid: DetailsGrid | None = None
        self.button = LinkButton(chevron="down")
        self.button.setAccessibleDescription(about)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(words, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 10)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        _grows(self)
        self.button.clicked.connect(self._on_clicked)
        self._name_button()

    def is_open(self) -> bool:
        """Say whether the rows are shown."""
        return self._grid is not None and self._grid.isVisibleTo(self)

    def open_rows(self, *, wanted: bool) -> None:
        """Show or fold the rows; they are built when first opened."""
        if wanted and self._grid is None:
            self._grid = DetailsGrid(label_width=_LABELS, columns=1, ruled=False, row_gap=6)
            self._grid.setContentsMargins(0, 8, 0, 4)
            self._grid.set_pairs(pairs(self._rows))
            self._column.addWidget(self._grid)
        if self._grid is not None:
            self._grid.setVisible(wanted)
        self._name_button()

    def _name_button(self) -> None:
        opened = self.is_open()
        self.button.set_chevron("up" if opened else "down")
        self.button.setText(self._hide_words if opened else self._show_words)

    @Slot()
    def _on_clicked(self) -> None:
        """Open or fold."""
        self.open_rows(wanted=not self.is_open())
        if self.is_open():
            self.opened.emit(self)


class FindingsCard(FoldCard):
    """The findings about one practice."""

    def __init__(self, part: PracticeFindings, state: CheckPageState) -> None:
        self._part = part
        self._state = state
        super().__init__(part.title, part.count)

    def findings(self) -> list[Folding]:
        """Return the findings that were built."""
        return self.findChildren(Folding)

    @override
    def content(self) -> QWidget:
        """Return the findings, divided by thin lines."""
        return _divided([self._finding(item) for item in self._part.findings])

    def _finding(self, finding: FindingState) -> Folding:
        folding = Folding(
            body(finding.sentence),
            finding.below,
            show=self._state.below_show,
            hide=self._state.below_hide,
            about=finding.sentence,
        )
        folding.opened.connect(self.opened)
        return folding


class RulesCard(FoldCard):
    """Rules that ended alike: what each asks, and where that stands."""

    def __init__(self, rules: RuleList) -> None:
        self._rules = rules
        super().__init__(rules.heading, rules.count)

    @override
    def content(self) -> QWidget:
        """Return the rules, divided by thin lines."""
        lines: list[QWidget] = [body(self._rules.sentence, tone=Tone.MUTED)]
        lines += [_two_lines(line.text, line.detail) for line in self._rules.lines]
        return _divided(lines)


class RequirementsCard(Card):
    """The main duties at a glance, each with its outcome in words and a shape."""

    def __init__(self, state: RequirementCard, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(state.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 12, _PADDING, 8)
        column.setSpacing(4)
        column.addWidget(title(state.heading))
        column.addWidget(detail(state.intro, tone=Tone.MUTED))
        column.addWidget(_divided([_requirement(item) for item in state.requirements]))


class PublishedCard(FoldCard):
    """A test by somebody else, as it was published."""

    def __init__(self, check: PublishedCheckState) -> None:
        self._check = check
        super().__init__(check.title, "")

    @override
    def content(self) -> QWidget:
        """Return who published it, and what."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(body(self._check.sentence, tone=Tone.MUTED))
        grid = DetailsGrid(label_width=220, columns=1, ruled=False, row_gap=6)
        grid.set_pairs(pairs(self._check.rows))
        column.addWidget(grid)
        _grows(holder)
        return holder


class Counted(QWidget):
    """How many rules ended in which way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=16, row_gap=6)
        self._lines: list[StatusCount] = []
        _grows(self)

    def show_lines(self, lines: Sequence[LineState]) -> None:
        """Show these counts."""
        while len(self._lines) > len(lines):
            line = self._lines.pop()
            self._flow.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(lines):
            line = StatusCount("", "")
            self._lines.append(line)
            self._flow.addWidget(line)
        for line, state in zip(self._lines, lines, strict=True):
            line.show_line(state.icon, state.text, tone_of(state.tone))
        self.updateGeometry()


class CheckPane(Pane):
    """The check of one notice.

    Signals:
        profile_picked: Other rules are to be looked at; the key of the choice.
    """

    profile_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting_line = IconText("wait", role=TextRole.BODY, tone=Tone.MUTED)
        self.headline = panel_heading()
        self._checked = body(tone=Tone.MUTED)
        self._intro = body(tone=Tone.MUTED)
        self._counts = Counted()
        self._profile_label = Text(role=TextRole.DETAIL, tone=Tone.MUTED)
        self.profiles = ChoiceField()
        self._profile_label.setBuddy(self.profiles)
        self._profile_note = Text(role=TextRole.DETAIL, tone=Tone.MUTED)
        picker = QHBoxLayout()
        picker.setSpacing(8)
        picker.addWidget(self._profile_label)
        picker.addWidget(self.profiles)
        picker.addWidget(self._profile_note, 1)
        self.column.setSpacing(4)
        self.column.addSpacing(4)
        self.column.addWidget(self._waiting_line)
        self._head = (self.headline, self._intro, self._checked, self._counts)
        for part in self._head:
            self.column.addWidget(part)
            if part is not self.headline:
                self.column.addSpacing(4)
        self.column.addSpacing(4)
        self.column.addLayout(picker)
        self.column.addSpacing(8)
        self._waiting_line.hide()
        self.profiles.picked.connect(self.profile_picked)

    def show_waiting(self, words: str) -> None:
        """Say that the check is being made."""
        self._waiting_line.show_line("wait", words, Tone.MUTED)
        self._waiting_line.show()
        for part in self._head:
            part.hide()
        self.build(iter(()))

    def show_state(self, state: CheckPageState, checked: str) -> None:
        """Show a check and when it was made."""
        self._waiting_line.hide()
        for part in self._head:
            part.show()
        self.headline.setText(state.headline)
        self._intro.setText(state.intro)
        self._checked.setText(checked)
        self._counts.show_lines(state.counts)
        self._profile_label.setText(state.profiles_heading)
        self.profiles.setAccessibleName(state.profiles_heading)
        self.profiles.set_choices([(item.profile.value, item.title) for item in state.profiles])
        chosen = next((item for item in state.profiles if item.chosen), None)
        if chosen is not None:
            self.profiles.pick(chosen.profile.value)
            self._profile_note.setText(chosen.sentence)
        self.build(self._steps(state))

    def _steps(self, state: CheckPageState) -> Iterator[None]:
        self.put(RequirementsCard(state.card))
        yield
        for check in state.card.published:
            self._put_fold(PublishedCard(check))
            yield
        found = sum(len(part.findings) for group in state.groups for part in group.parts)
        for group in state.groups:
            self._put_header(group.title, group.count, group.icon)
            for part in group.parts:
                card = FindingsCard(part, state)
                self._put_fold(card)
                if found <= _OPEN_UP_TO:
                    card.open_content(wanted=True)
                yield
        if state.caveats:
            self._put_header(state.caveats_heading, "", "info")
            caveats = Card()
            inside = QVBoxLayout(caveats)
            inside.setContentsMargins(_PADDING, 4, _PADDING, 4)
            inside.addWidget(_divided([body(caveat) for caveat in state.caveats], gap=10))
            self.put(caveats)
            yield
        for number, rules in enumerate(state.lists):
            if number == 0:
                self._put_header(state.lists_heading, "", "")
            self._put_fold(RulesCard(rules))
            yield

    def _put_fold(self, card: FoldCard) -> None:
        card.opened.connect(self.opened)
        self.put(card)

    def _put_header(self, words: str, count: str, icon: str) -> None:
        header = SectionHeader(icon=icon)
        header.set_texts(words, count)
        header.setContentsMargins(0, theme.GROUP_GAP - theme.CARD_GAP, 0, 0)
        self.put(header)


def _requirement(state: RequirementState) -> QWidget:
    """Return one requirement: its title, its outcome, and what is not declared."""
    holder = QWidget()
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(body(state.title), 1)
    word = IconText(state.icon, state.word, tone=tone_of(state.tone), role=TextRole.STRONG)
    row.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 10, 0, 10)
    column.setSpacing(4)
    column.addLayout(row)
    for sentence in state.missing:
        column.addWidget(detail(sentence, tone=Tone.MUTED))
    _grows(holder)
    return holder


def _two_lines(text: str, below: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(2)
    column.addWidget(body(text))
    column.addWidget(Text(below, role=TextRole.DETAIL, tone=Tone.MUTED))
    _grows(holder)
    return holder


def _divided(rows: Sequence[QWidget], *, gap: int = 0) -> QWidget:
    """Return rows below one another with thin lines between them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for number, row in enumerate(rows):
        if number:
            column.addWidget(Rule())
        column.addWidget(row)
    _grows(holder)
    return holder
