"""Draws every widget in every theme into pictures, to be laid beside the design.

python tests/ui/gallery.py FOLDER [light|dark|high-contrast] [scale] [language]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.ui import theme
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.languages import Languages
from ownerapp.ui.theme import TextRole, ThemeChoice, Tone
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import (
    ActionButton,
    DecisionPair,
    IconButton,
    LinkButton,
    PrimaryButton,
)
from ownerapp.ui.widgets.card import Rule, SectionHeader
from ownerapp.ui.widgets.chip import ChipKind, ChipRow, ChipSpec
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.drop_area import DropArea
from ownerapp.ui.widgets.fields import ChoiceField, RadioList, TextField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.focus import ring_of
from ownerapp.ui.widgets.icon_text import Icon, IconText, IconTile, StatusCount
from ownerapp.ui.widgets.meter import Meter
from ownerapp.ui.widgets.nav import NavItem, Sidebar
from ownerapp.ui.widgets.practice_card import PracticeCard
from ownerapp.ui.widgets.reach import Reach, ReachGlyph, ReachRoute, Stop
from ownerapp.ui.widgets.result_panel import LineMark, ResultKind, ResultLine, ResultPanel
from ownerapp.ui.widgets.rows_list import Column, RowsList
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.term_tiles import TermOption, TermTiles
from ownerapp.ui.widgets.text import Text, heading, label, title
from ownerapp.ui.widgets.toggle import Mark, Toggle

NAV = (
    ("choices", "My choices", "sliders"),
    ("collects", "What my car collects", "cartop"),
    ("flow", "Where data goes", "flow"),
    ("timeline", "Timeline", "timeline"),
    ("records", "Records", "doc"),
    ("rights", "My rights", "scales"),
    ("settings", "Settings", "gear"),
)
SENSITIVE = ChipSpec(text="Sensitive", icon="finger", kind=ChipKind.ATTENTION)
STORED = ChipSpec(text="Stored in mainland China", reach=Reach.TERRITORY)
PAIRS = (
    Pair(label="What", text="Video clips of 10 seconds, with speed and time. No sound."),
    Pair(label="Why", text="To teach driving help about junctions and roadworks."),
    Pair(label="Your choice", text="Given 14 Nov 2026, notice 3.0"),
    Pair(label="Who receives it", text="The car maker in Shanghai and its map partner in Beijing."),
    Pair(
        label="How to stop",
        text="Turn it off here. Clips already sent are deleted within 10 working days.",
    ),
    Pair(label="Record", text="Entry 146", on_press=print),
)


def sidebar() -> Sidebar:
    """Return the sidebar of the mock-ups."""
    side = Sidebar()
    side.vehicle.show_car(
        name="Lin Yue's saloon", plate="沪A·D41827", state="Linked, last seen 14:06", icon="check"
    )
    side.nav.set_items([NavItem(key=k, text=t, icon=i) for k, t, i in NAV])
    side.foot.show_state("History intact", "148 entries, checked 14:06")
    return side


def practice(
    name: str, sentence: str, icon: str, chips: tuple[ChipSpec, ...], *, required: bool = False
) -> PracticeCard:
    """Return a card."""
    card = PracticeCard(required=required)
    card.set_texts(name, sentence, icon)
    card.set_chips(chips)
    card.set_details("Details", "Hide details", PAIRS)
    if required:
        card.set_state(on=True, word="Always on")
    else:
        card.set_state(on=False, word="Off")
    return card


def choices_page() -> QWidget:  # noqa: PLR0915 -- one picture, top to bottom
    """Return the page of mock-up 01 with sample words."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(sidebar())
    right = QVBoxLayout()
    right.setSpacing(0)
    head = QHBoxLayout()
    head.setContentsMargins(32, 24, 32, 0)
    head.setSpacing(24)
    words = QVBoxLayout()
    words.setSpacing(12)
    words.addWidget(heading("3 of 12 optional collections are on"))
    counts = FlowLayout(gap=16, row_gap=4)
    meter = Meter()
    meter.set_counts(confirmed=2, recorded=1, total=12, name="3 of 12 on")
    counts.addWidget(meter)
    counts.addWidget(StatusCount("dcheck", "Confirmed by the car: 2", Tone.OK))
    counts.addWidget(StatusCount("pen", "Recorded only: 1", Tone.WARN))
    counts.addWidget(StatusCount("lock", "Required: 3"))
    words.addLayout(counts)
    words.addStretch(1)
    head.addLayout(words, 1)
    answers = QVBoxLayout()
    answers.setSpacing(6)
    pair = DecisionPair()
    pair.set_texts("Turn all off", "Turn all on")
    answers.addWidget(pair)
    note = Text(
        "Sensitive items and items that leave the country are asked one by one.",
        role=TextRole.LABEL,
        tone=Tone.MUTED,
        widest=240,
    )
    answers.addWidget(note)
    head.addLayout(answers)
    right.addLayout(head)
    scroll = ScrollColumn()
    column = scroll.column
    column.setContentsMargins(32, 24, 32, 32)
    section = SectionHeader()
    section.set_texts("Safety and driving help", "1 of 4 on")
    column.addWidget(section)
    kept = ChipSpec(text="Kept 30 days", icon="clock")
    column.addWidget(
        practice(
            "Cabin camera clips",
            "After a crash or hard braking, a short video of the people inside is sent.",
            "cabin",
            (SENSITIVE, STORED, kept),
        )
    )
    blurred = ChipSpec(text="Blurred in car first", icon="blur")
    card = practice(
        "Outside camera clips",
        "Short clips of the road are sent so driving help can learn difficult spots.",
        "camera",
        (blurred, STORED, ChipSpec(text="Kept 90 days", icon="clock")),
    )
    card.set_state(
        on=True,
        word="On until 20 Feb 2027",
        icon="dcheck",
        second="Confirmed by the car",
        tone=Tone.OK,
    )
    card.open_details(True)
    column.addWidget(card)
    column.addWidget(
        practice(
            "Driving behaviour",
            "Speed, braking and steering are sent to work out a driving score.",
            "wheel",
            (STORED, ChipSpec(text="Kept 1 year", icon="clock")),
        )
    )
    column.addWidget(
        practice(
            "Emergency call",
            "After a serious crash, the car sends its location and calls for help.",
            "sos",
            (
                STORED,
                ChipSpec(
                    text="Protects life in an emergency (PIPL Article 13)",
                    icon="scales",
                    kind=ChipKind.REASON,
                ),
            ),
            required=True,
        )
    )
    column.addStretch(1)
    right.addWidget(scroll, 1)
    row.addLayout(right, 1)
    return page


def components() -> QWidget:  # noqa: PLR0915 -- one picture, top to bottom
    """Return the board of mock-up 00 with the parts that exist."""
    board = QWidget()
    column = QVBoxLayout(board)
    column.setContentsMargins(32, 32, 32, 32)
    column.setSpacing(12)
    column.addWidget(heading("Components and states"))
    column.addWidget(title("Toggle"))
    toggles = QHBoxLayout()
    for name in ("Off", "On", "Waiting", "Failed, still off", "Not in this car", "Focus"):
        toggle = Toggle(name)
        toggle.set_on(name in {"On", "Focus"})
        toggle.set_mark(
            {"Waiting": Mark.WAITING, "Failed, still off": Mark.FAILED}.get(name, Mark.NONE)
        )
        toggle.setEnabled(name != "Not in this car")
        toggle.setObjectName(name)
        cell = QVBoxLayout()
        cell.addWidget(toggle)
        cell.addWidget(label(name))
        toggles.addLayout(cell)
    toggles.addWidget(Icon("lock", size=20))
    toggles.addStretch(1)
    column.addLayout(toggles)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    lines = QVBoxLayout()
    for icon, text, tone in (
        ("dcheck", "Confirmed by the car", Tone.OK),
        ("pen", "Recorded only", Tone.WARN),
        ("wait", "Waiting for the car", Tone.WARN),
        ("hourglass", "Ended on 3 Nov 2026", Tone.MUTED),
        ("oct", "The car did not accept this", Tone.STOP),
    ):
        lines.addWidget(IconText(icon, text, tone=tone))
    grid.addLayout(lines, 0, 0)
    chips = QVBoxLayout()
    row = ChipRow()
    row.set_chips(
        (
            SENSITIVE,
            ChipSpec(text="Processed in car", reach=Reach.CAR),
            STORED,
            ChipSpec(text="Leaves the country", reach=Reach.OUTSIDE, kind=ChipKind.ATTENTION),
            ChipSpec(text="Kept 30 days", icon="clock"),
            ChipSpec(text="Blurred in car first", icon="blur"),
        )
    )
    chips.addWidget(row)
    glyphs = FlowLayout(gap=8)
    for reach, name in zip(Reach, ("In the car", "Mainland China", "Outside China"), strict=True):
        glyphs.addWidget(ReachGlyph(reach, name))
        glyphs.addWidget(label(name))
    chips.addLayout(glyphs)
    meter = Meter()
    meter.set_counts(confirmed=2, recorded=1, total=12, name="")
    chips.addWidget(meter)
    grid.addLayout(chips, 0, 1)
    buttons = QVBoxLayout()
    first = FlowLayout(gap=16)
    first.addWidget(ActionButton("Keep off"))
    focused = ActionButton("Keep off")
    focused.setObjectName("focused button")
    first.addWidget(focused)
    disabled = ActionButton("Keep off")
    disabled.setEnabled(False)
    first.addWidget(disabled)
    first.addWidget(PrimaryButton("Next"))
    first.addWidget(ActionButton("Export a record", icon="export"))
    first.addWidget(IconButton("left", "Back"))
    first.addWidget(LinkButton("See entry"))
    buttons.addLayout(first)
    pair = DecisionPair(height=44)
    pair.set_texts("Keep all off", "Turn all on")
    buttons.addWidget(pair)
    grid.addLayout(buttons, 1, 0)
    banners = QVBoxLayout()
    for kind, text, link in (
        (BannerKind.INFO, "The privacy notice changed. Two choices need an answer.", "Review"),
        (
            BannerKind.WARN,
            "This car cannot confirm charging records. Your choice is saved here.",
            "",
        ),
        (BannerKind.OK, "Record saved and checked.", ""),
        (BannerKind.STOP, "Entry 131 was changed outside this app.", "See entry"),
    ):
        banner = Banner()
        banner.say(kind, text, link)
        banners.addWidget(banner)
    grid.addLayout(banners, 1, 1)
    for number, (name, sentence, icon, state) in enumerate(
        (
            ("Driving behaviour", "Default", "wheel", {"on": False, "word": "Off"}),
            (
                "Voice commands",
                "Pending, can be cancelled",
                "mic",
                {
                    "on": False,
                    "word": "Turning on",
                    "icon": "wait",
                    "second": "Waiting for the car",
                    "tone": Tone.WARN,
                    "mark": Mark.WAITING,
                },
            ),
            (
                "Voice commands",
                "Confirmed",
                "mic",
                {
                    "on": True,
                    "word": "On until 12 Dec 2026",
                    "icon": "dcheck",
                    "second": "Confirmed by the car",
                    "tone": Tone.OK,
                },
            ),
            (
                "Charging records",
                "Recorded only",
                "bolt",
                {
                    "on": True,
                    "word": "On until you turn it off",
                    "icon": "pen",
                    "second": "Recorded only",
                    "tone": Tone.WARN,
                },
            ),
            (
                "Precise location and trips",
                "Expired",
                "pin",
                {"on": False, "word": "Off", "icon": "hourglass", "second": "Ended on 3 Nov 2026"},
            ),
            (
                "Diagnostic data",
                "",
                "pulse",
                {
                    "on": False,
                    "word": "Still off",
                    "icon": "oct",
                    "second": "The car did not accept this",
                    "tone": Tone.STOP,
                    "mark": Mark.FAILED,
                    "retry": "Try again",
                },
            ),
        )
    ):
        card = PracticeCard()
        card.set_texts(name, sentence, icon)
        card.set_chips(())
        card.set_state(**state)  # type: ignore[arg-type]  # a table of keywords
        grid.addWidget(card, 2 + number // 2, number % 2)
    absent = PracticeCard()
    absent.set_texts("Parked-car watch", "Disabled", "eye")
    absent.set_chips(())
    absent.set_state(on=False, word="Not in this car")
    absent.set_absent(True)
    grid.addWidget(absent, 5, 0)
    required = PracticeCard(required=True)
    required.set_texts("Emergency call", "Required by law", "sos")
    required.set_chips(())
    required.set_state(on=True, word="Always on")
    grid.addWidget(required, 5, 1)
    column.addLayout(grid)
    panels = QHBoxLayout()
    panels.setSpacing(16)
    for result, word, second in (
        (ResultKind.VALID, "Valid", "The signature is genuine and nothing was changed."),
        (ResultKind.NOT_VALID, "Not valid", "The file was changed after it was signed."),
        (ResultKind.CANNOT_TELL, "Cannot tell", "Signed with a key this computer does not know."),
    ):
        panel = ResultPanel()
        panel.show_result(result, word, second, ())
        panel.set_links(())
        panel.set_close_name("")
        panels.addWidget(panel)
    column.addLayout(panels)
    fields = QHBoxLayout()
    person = FieldRow(TextField())
    person.set_texts("Name", "Stays on this computer.")
    vin = FieldRow(TextField())
    vin.set_texts("VIN")
    choice = ChoiceField()
    choice.set_choices((("en", "English"), ("zh", "简体中文"), ("ar", "العربية")))
    language = FieldRow(choice)
    language.set_texts("Language", "The window changes at once.")
    radios = RadioList()
    radios.set_choices((("l", "Light"), ("d", "Dark")))
    radios.pick("d")
    for field in (person, vin, language):
        fields.addWidget(field)
    fields.addWidget(radios)
    column.addLayout(fields)
    vin.set_error("A VIN has 17 letters and digits.")
    column.addStretch(1)
    return board


def records_page() -> QWidget:
    """Return the page of mock-up 06."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    side = sidebar()
    side.nav.pick("records")
    row.addWidget(side)
    scroll = ScrollColumn()
    column = scroll.column
    column.setContentsMargins(32, 24, 32, 32)
    head = QHBoxLayout()
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(heading("Records"))
    words.addWidget(
        Text(
            "Signed copies of your choices. Anyone can check one, with no internet.",
            tone=Tone.MUTED,
        )
    )
    head.addLayout(words, 1)
    head.addWidget(ActionButton("Export a record", icon="export"), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    column.addSpacing(8)
    check = QHBoxLayout()
    check.setSpacing(16)
    drop = DropArea()
    drop.set_texts(
        "Drop a record here to check it",
        "PDF or JSON",
        "Choose a file",
        "Paste the text of a code",
        "The file stays on this computer.",
    )
    check.addWidget(drop, 38)
    panel = ResultPanel()
    panel.show_result(
        ResultKind.VALID,
        "Valid",
        "consent-record-0146.pdf",
        [
            ResultLine(mark=LineMark.PASSED, text=text)
            for text in (
                "The signature is genuine and the key is known here",
                "Nothing was changed after it was signed",
                "The PDF and the JSON file say the same",
                "It follows entry 145 in the local record",
                "Signed on 14 Nov 2026 at 10:32",
            )
        ],
    )
    panel.set_links((("Open record", print), ("Show technical details", print)))
    panel.set_close_name("Close")
    check.addWidget(panel, 60)
    column.addLayout(check)
    column.addSpacing(16)
    section = SectionHeader()
    section.set_texts("Exported records", "6 of 6")
    column.addWidget(section)
    rows = RowsList(
        (
            Column(),
            Column(stretch=1, widest=300),
            Column(),
            Column(),
            Column(),
            Column(),
            Column(),
        )
    )
    rows.set_headers(("Date", "What it says", "Files", "Entry", "Status", "", ""))
    for key, date, says, files, entry, status in (
        ("146", "14 Nov 2026, 10:32", "Notice 3.0: outside camera, voice", "PDF, JSON", "146", 0),
        ("144", "3 Nov 2026, 00:00", "Precise location and trips ended", "PDF", "144", 0),
        ("139", "12 Sep 2026, 18:05", "Voice commands on for 3 months", "PDF, JSON", "139", 0),
        ("136", "30 Aug 2026, 09:41", "Parked-car watch off", "PDF, JSON", "136", 1),
        ("131", "14 Jul 2026, 21:16", "Phone contacts off", "JSON", "131", 2),
    ):
        icon, word, tone = (
            ("shieldcheck", "Valid", Tone.OK),
            ("wait", "Not checked", Tone.MUTED),
            ("oct", "Changed", Tone.STOP),
        )[status]
        rows.add_row(
            key,
            (
                date,
                says,
                Text(files, role=TextRole.DETAIL, tone=Tone.MUTED),
                Text(entry, role=TextRole.DETAIL, tone=Tone.MUTED),
                IconText(icon, word, tone=tone),
                LinkButton("Check", underlined=False),
                LinkButton("Open", underlined=False),
            ),
        )
    rows.select("146")
    column.addWidget(rows)
    column.addStretch(1)
    row.addWidget(scroll, 1)
    return page


def open_sheet(window: QWidget, *, demanding: bool) -> Sheet:
    """Open the sheet of mock-up 02b over a page."""
    sheet = Sheet(window)
    head = QHBoxLayout()
    head.setSpacing(16)
    head.addWidget(IconTile("cabin", side=52))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(heading("Allow cabin camera clips?"))
    words.addWidget(
        Text(
            "It shows people inside the car, so it is sensitive and asked on its own.",
            tone=Tone.MUTED,
        )
    )
    head.addLayout(words, 1)
    chips = ChipRow()
    chips.set_chips((SENSITIVE,))
    chips.setFixedWidth(chips.sizeHint().width())
    head.addWidget(chips, 0, Qt.AlignmentFlag.AlignVCenter)
    sheet.body.addLayout(head)
    sheet.body.addWidget(Rule())
    middle = QHBoxLayout()
    middle.setSpacing(24)
    grid = DetailsGrid(role=TextRole.BODY, label_width=124, columns=1, ruled=False)
    grid.set_pairs(
        (
            Pair(
                label="What",
                text="A 20-second video from the camera above the mirror. No sound.",
            ),
            Pair(
                label="Why",
                text="To find out how people are protected in a crash.",
            ),
            Pair(
                label="Where processed",
                text="In the car, then on servers in Shanghai.",
            ),
            Pair(label="Where stored", text="Mainland China only. It does not leave the country."),
            Pair(label="How long", text="30 days, then deleted."),
            Pair(label="Who receives it", text="The car maker, Shanghai. No one else."),
            Pair(
                label="How to stop",
                text="Turn it off here or in the car. Videos sent are deleted in 10 days.",
            ),
        )
    )
    middle.addWidget(grid, 1)
    middle.addWidget(Rule(standing=True))
    travel = QVBoxLayout()
    travel.addWidget(Text("How far it travels", role=TextRole.LABEL_STRONG))
    travel.addSpacing(8)
    route = ReachRoute()
    route.set_route(
        Reach.TERRITORY,
        (
            Stop(title="In the car", second="Recorded here"),
            Stop(title="Mainland China", second="Stored 30 days"),
            Stop(title="Outside China", second="Not sent"),
        ),
    )
    travel.addWidget(route, 1)
    middle.addLayout(travel)
    sheet.body.addLayout(middle)
    tiles = TermTiles()
    tiles.set_texts("If you allow it, for how long?", "Choose how long")
    tiles.set_terms(
        (
            TermOption(key="drive", text="This drive", second="Ends when parked"),
            TermOption(key="7d", text="7 days", second="Ends 27 Nov 2026"),
            TermOption(key="3m", text="3 months", second="Ends 20 Feb 2027"),
            TermOption(key="1y", text="1 year", second="Ends 20 Nov 2027"),
        )
    )
    sheet.body.addSpacing(8)
    sheet.body.addWidget(tiles)
    pair = DecisionPair(height=44, gap=12)
    pair.set_texts("Keep off", "Turn on")
    sheet.foot.addWidget(pair)
    foot = QHBoxLayout()
    foot.addWidget(label("Either answer is saved in your history."), 1)
    foot.addWidget(LinkButton("Read the full notice, version 3.0"))
    sheet.foot.addLayout(foot)
    sheet.open_over()
    if demanding:
        tiles.demand()
    else:
        tiles.tiles()[2].setChecked(True)
    return sheet


def settle(app: QApplication, rounds: int = 6) -> None:
    """Let layouts come to rest."""
    for _ in range(rounds):
        app.processEvents()


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    choice = ThemeChoice(sys.argv[2]) if len(sys.argv) > 2 else ThemeChoice.LIGHT
    scale = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    tag = sys.argv[4] if len(sys.argv) > 4 else "en"
    app = QApplication([])
    theme.apply_theme(app, choice, text_scale=scale)
    Languages(app).use(tag)
    suffix = f"{choice.value}_{round(scale * 100)}_{tag}"
    for name, make, size in (
        ("components", components, QSize(1180, 1300)),
        ("choices", choices_page, QSize(1180, 760)),
        ("records", records_page, QSize(1180, 760)),
    ):
        window = make()
        window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        window.resize(size)
        window.show()
        settle(app)
        for focused in ("Focus", "focused button"):
            target = window.findChild(QWidget, focused)
            if target is not None and focused == "Focus":
                ring_of(target).surround(target)
        settle(app)
        window.grab().save(str(folder / f"{name}_{suffix}.png"))
        if name == "choices":
            for demanding in (False, True):
                sheet = open_sheet(window, demanding=demanding)
                settle(app, 12)
                window.grab().save(str(folder / f"sheet{demanding:d}_{suffix}.png"))
                sheet.reject()
                settle(app)
        window.close()


if __name__ == "__main__":
    main()
