"""The card *Your rules* of the settings: making, changing and removing rules of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.own_rule_words import KEEP_OFF_CODE, wish_of, wishes
from ownerapp.presentation.own_rules_page import RuleRow, abouts, reach_sentence, rule_rows
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.names import CHOICES
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import body, detail

if TYPE_CHECKING:
    from ownerapp.domain.errors import OwnerAppError
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.pages.session import Session

_NOTHING = ""
"""The key of a field in which nothing is chosen yet."""


class RuleLine(QWidget):
    """One rule with the links that change and remove it.

    Signals:
        change_pressed: *Change* was pressed; what the rule is about.
        remove_pressed: *Remove* was pressed; what the rule is about.
    """

    change_pressed = Signal(object)
    remove_pressed = Signal(object)

    def __init__(self, row: RuleRow) -> None:
        super().__init__()
        self.row = row
        self.change_link = LinkButton(pgettext("button", "Change"))
        self.remove_link = LinkButton(pgettext("button", "Remove"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(body(row.title))
        words.addWidget(detail(row.wish, tone=Tone.MUTED))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        for link in (self.change_link, self.remove_link):
            link.setAccessibleDescription(row.described)
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(Rule())
        self.change_link.clicked.connect(self._on_change_clicked)
        self.remove_link.clicked.connect(self._on_remove_clicked)

    @Slot()
    def _on_change_clicked(self) -> None:
        """Pass the press on."""
        self.change_pressed.emit(self.row.about)

    @Slot()
    def _on_remove_clicked(self) -> None:
        """Pass the press on."""
        self.remove_pressed.emit(self.row.about)


class OwnRulesSection(Section):
    """The rules, and the two fields in which one is made.

    Signals:
        kept: A rule is to be kept; what it is about, and the code of what it says.
        removed: A rule is to be removed; what it is about.
        link_pressed: The link of what was said last was pressed.
    """

    kept = Signal(object, str)
    removed = Signal(object)
    link_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[OwnRule, ...] = ()
        self._what = body(tone=Tone.MUTED)
        self._owner = ""
        self._whose = body()
        self._empty = body(tone=Tone.MUTED)
        self.said = LiveBanner()
        self.lines: list[RuleLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.about, self.wish = ChoiceField(), ChoiceField()
        self.about_row, self.wish_row = FieldRow(self.about), FieldRow(self.wish)
        self.keep_button = ActionButton()
        self.inside.addWidget(self._what)
        self.inside.addWidget(self._whose)
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._empty)
        self.inside.addLayout(self._list)
        fields = FlowLayout(gap=24, row_gap=12)
        fields.addWidget(self.about_row)
        fields.addWidget(self.wish_row)
        self.inside.addLayout(fields)
        self.inside.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._empty.hide()
        self._whose.hide()
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.about.picked.connect(self._on_about_picked)
        self.wish.picked.connect(self._on_wish_picked)
        self.said.link_pressed.connect(self.link_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words; what was chosen stays."""
        self.set_title(_("Your rules"))
        self._what.setText(
            _(
                "A rule says what you want. It stands on every card that it is about, also when a "
                "notice is new or has changed. You confirm each answer yourself. Your rules stay "
                "on this computer and are in no record."
            )
        )
        self._empty.setText(
            _(
                "No rules yet. For example: pictures from inside the car, keep off. Or: location, "
                "at most 7 days."
            )
        )
        self.about_row.set_texts(_("What the rule is about"))
        self.wish_row.set_texts(_("What the rule says"))
        # Translators: stands in a list from which nothing was chosen yet.
        nothing = (_NOTHING, pgettext("own rule", "Choose"))
        self.about.set_choices((nothing, *abouts()))
        self.wish.set_choices((nothing, *wishes()))
        self.clear_errors()
        self.show_owner(self._owner)
        self._name_button()
        self._show_lines()

    def show_rules(self, rules: Sequence[OwnRule]) -> None:
        """Show the rules; of a person without any, an example."""
        if tuple(rules) != self._rules or bool(rules) is not bool(self.lines):
            self._rules = tuple(rules)
            self._show_lines()
        self._empty.setVisible(not rules)
        self._name_button()

    def show_owner(self, name: str) -> None:
        """Say whose rules these are, where several people have cars here."""
        self._owner = name
        # Translators: {name} is the name of a person.
        self._whose.setText(_("These are the rules of {name}.", name=name) if name else "")
        self._whose.setVisible(bool(name))

    def begin_change(self, about: RuleAbout) -> None:
        """Put a rule into the fields."""
        rule = next((item for item in self._rules if item.about is about), None)
        if rule is None:
            return
        self.about.pick(about.value)
        self.wish.pick(KEEP_OFF_CODE if rule.at_most is None else rule.at_most.value)
        self.clear_errors()
        self._name_button()
        self.wish.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_errors(self) -> None:
        """Take back what was said to be missing."""
        for row in (self.about_row, self.wish_row):
            row.set_error("")

    def clear_fields(self) -> None:
        """Empty the fields for the next rule."""
        self.about.pick(_NOTHING)
        self.wish.pick(_NOTHING)
        self._name_button()

    def _show_lines(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = any(focused is not None and line.isAncestorOf(focused) for line in self.lines)
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [RuleLine(row) for row in rule_rows(self._rules)]
        for line in self.lines:
            line.change_pressed.connect(self.begin_change)
            line.remove_pressed.connect(self.removed)
            self._list.addWidget(line)
        if had_focus:
            heir = self.lines[0].change_link if self.lines else self.about
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        """Say whether a rule comes in place of another."""
        is_change = any(rule.about.value == self.about.key() for rule in self._rules)
        self.keep_button.setText(
            pgettext("button", "Change the rule") if is_change else pgettext("button", "Add a rule")
        )

    @Slot()
    def _on_keep_clicked(self) -> None:
        """Pass the rule on, or say what is still to be chosen."""
        about, wish = self.about.key(), self.wish.key()
        self.wish_row.set_error("" if wish else _("Choose what the rule says."))
        self.about_row.set_error("" if about else _("Choose what the rule is about."))
        if about and wish:
            self.kept.emit(RuleAbout(about), wish)

    @Slot()
    def _on_about_picked(self) -> None:
        """Take back what was said to be wrong, and begin with what the rule says now."""
        self.about_row.set_error("")
        self._name_button()

    @Slot()
    def _on_wish_picked(self) -> None:
        """Take back what was said to be wrong."""
        self.wish_row.set_error("")


class OwnRulesPart(QObject):
    """Joins the card to the store, for the person whose car is looked at.

    Signals:
        changed: Rules are other ones now; the cards are to be shown anew.
    """

    changed = Signal()

    def __init__(self, session: Session, section: OwnRulesSection, home: Home) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._home = home
        self._removed: OwnRule | None = None
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        section.kept.connect(self._on_kept)
        section.removed.connect(self._on_removed)
        section.link_pressed.connect(self._on_link_pressed)

    def load(self) -> None:
        """Read the rules."""
        car = self._home.car()
        if car is not None:
            self._reading.ask(lambda desk: _read(desk, car))

    def retranslate(self) -> None:
        """Nothing is kept here that has words."""

    @Slot(object)
    def _on_read(self, found: tuple[tuple[OwnRule, ...], str]) -> None:
        """Show what was read."""
        rules, owner = found
        self._section.show_rules(rules)
        self._section.show_owner(owner)

    @Slot(object, str)
    def _on_kept(self, about: RuleAbout, wish: str) -> None:
        """Keep a rule."""
        self._keep(about, wish, is_undo=False)

    def _keep(self, about: RuleAbout, wish: str, *, is_undo: bool) -> None:
        car = self._home.car()
        if car is None:
            return
        self._section.said.clear()
        self._removed = None
        self._session.call(
            lambda desk: desk.rules.keep(car, about, wish_of(wish)),
            lambda rules: self._on_kept_now(rules, None if is_undo else about),
            self._on_failed,
        )

    def _on_kept_now(self, rules: tuple[OwnRule, ...], made: RuleAbout | None) -> None:
        """Show the rules as they are kept, and what a new one is about in this car."""
        self._section.show_rules(rules)
        rule = next((item for item in rules if item.about is made), None)
        view = self._home.view()
        if rule is not None:
            self._section.clear_fields()
            self._section.about.setFocus(Qt.FocusReason.OtherFocusReason)
        if rule is not None and view is not None:
            notice = view.notice
            self._section.said.tell(
                BannerKind.INFO, lambda: reach_sentence(rule, notice), lambda: _("My choices")
            )
        self.changed.emit()

    @Slot(object)
    def _on_removed(self, about: RuleAbout) -> None:
        """Remove a rule; that can be undone."""
        car = self._home.car()
        if car is None:
            return

        def remove(desk: Desk) -> tuple[OwnRule, tuple[OwnRule, ...]]:
            return desk.rules.remove(car, about), desk.rules.of(car)

        self._session.call(remove, self._on_removed_now, self._on_failed)

    @Slot(object)
    def _on_removed_now(self, done: tuple[OwnRule, tuple[OwnRule, ...]]) -> None:
        """Say it, with the way back."""
        self._removed, rules = done
        self._section.clear_errors()
        self._section.show_rules(rules)
        self._section.said.tell(
            BannerKind.INFO,
            # Translators: a rule that a person had made for themselves.
            lambda: _("The rule was removed. Answers stay as they are."),
            lambda: pgettext("button", "Undo"),
        )
        self.changed.emit()

    @Slot()
    def _on_link_pressed(self) -> None:
        """Bring the removed rule back, or show the cards that a new one is about."""
        rule = self._removed
        if rule is None:
            self._section.said.clear()
            self._home.ways.go_to(CHOICES)
        else:
            wish = KEEP_OFF_CODE if rule.at_most is None else rule.at_most.value
            self._keep(rule.about, wish, is_undo=True)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._section.said.tell(BannerKind.STOP, lambda: explain(error).text())
        self.load()


def _read(desk: Desk, car: Vehicle) -> tuple[tuple[OwnRule, ...], str]:
    """Read the rules, and whose they are where that is a question; on the store thread."""
    return desk.rules.of(car), desk.owner_name(car) if len(desk.people()) > 1 else ""
