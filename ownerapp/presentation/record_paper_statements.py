"""What a record shows and what it does not, in sentences; the codes stand in the JSON too."""

from __future__ import annotations

from ownerapp.i18n import _


def statement(code: str) -> str:
    """Return the sentence of a code of ``domain.record.statement_codes``."""
    match code:
        case "signed-here":
            return _("The key of the program that made this record signed exactly this record.")
        case "answers-and-times":
            return _("Which answers that program holds, and when its computer's clock says so.")
        case "texts-as-shown":
            return _("The exact texts that were on screen when each answer was given.")
        case "undecided-are-off":
            return _("What was not answered was never turned on.")
        case "as-of-day":
            return _(
                "How the choices stood when the day named above ended, as that program's history "
                "told it when this record was made."
            )
        case "place-in-history":
            return _("The place that this record has in that program's history.")
        case "who-pressed":
            return _("Who sat at the computer.")
        case "clock-not-witnessed":
            # True also of a file whose seal has a time stamp: that is of the file's time alone.
            return _(
                "That the computer's clock was right; nobody else witnessed when the answers "
                "were given."
            )
        case "car-not-confirmed":
            return _("That the car does what was chosen; it did not confirm it.")
        case "maker-not-told":
            return _("That the car maker received or follows these choices.")
        case "notice-not-verified":
            return _("That what the notice declares is true; it was not verified.")
        case "notice-compiled":
            return _("That the car maker wrote these texts; others put them together.")
        case "answers-imported":
            return _("That every answer was given here; some came with another record.")
        case "notice-not-signed":
            return _("Who wrote the notice; no signature of its author holds.")
        case _:  # pragma: no cover - a test knows a sentence for every code
            return code
