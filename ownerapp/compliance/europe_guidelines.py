"""The EDPB's guidelines on consent (05/2020) and on deceptive patterns (03/2022).

Most of them bind the screens of whoever asks, so that this program keeps them itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.europe_facts import rests_on_consent
from ownerapp.compliance.rule import KNOWLEDGE, SHOULD, TEXT, Found, Look, Register
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import LegalGround

RULES = Register(RuleRegime.EU)

_TEXTS = (
    "title", "sentence", "question", "alone_reason", "what", "why", "necessity", "effect",
    "if_off", "still_sent", "how_to_stop",
)  # fmt: skip
"""What a person reads before an answer."""

RULES.undecidable(
    "EU-C-01",
    "EDPB 05/2020",
    SHOULD,
    TEXT,
    "Six facts on every question",
    note="not built yet: the question shows purpose, kinds of data, recipients and how to stop, "
    "and not the controller, automated decisions or the risks of a transfer",
)


@RULES.practice("EU-C-02", "EDPB 05/2020", SHOULD, TEXT, "One choice for each purpose")
def one_choice_each(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for several purposes with consent under one switch."""
    if not practice.optional or not rests_on_consent(practice):
        return
    look.applies()
    common = practice.basis.ground if practice.basis else None
    asked = dict.fromkeys(
        purpose.code
        for purpose in practice.purposes
        if (purpose.ground or common) is LegalGround.GDPR_CONSENT
    )
    if len(asked) > 1:
        facts = {"purposes": ", ".join(asked)}
        yield look.contrary("purposes", practice=practice, facts=facts)


RULES.promise(
    "EU-C-03",
    "EDPB 05/2020",
    SHOULD,
    TEXT,
    "Scrolling or closing is no consent",
    note="leaving a question by any way but its buttons records nothing",
)
RULES.promise(
    "EU-D-01",
    "EDPB 03/2022 overloading",
    SHOULD,
    KNOWLEDGE,
    "No continuous prompting, no maze",
    note="no question opens by itself, and every switch is on the first page",
)
RULES.promise(
    "EU-D-02",
    "EDPB 03/2022 skipping",
    SHOULD,
    KNOWLEDGE,
    "No invasive default",
    note="everything optional is off, and no length is chosen beforehand",
)


@RULES.practice(
    "EU-D-03",
    "EDPB 03/2022 stirring",
    SHOULD,
    KNOWLEDGE,
    "No emotional words; both answers equally visible",
)
def emotional_words(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for words that press, from a list; both answers look alike in this program."""
    look.applies()
    found: dict[str, list[str]] = {}
    for name in _TEXTS:
        for language, text in getattr(practice, name).by_language.items():
            words = look.wording.emotive_words(text, language)
            if words:
                found.setdefault(name, []).extend(words)
    if found:
        words_found = dict.fromkeys(word for words in found.values() for word in words)
        facts = {"words": ", ".join(words_found)}
        yield look.contrary(*found, practice=practice, facts=facts)


RULES.promise(
    "EU-D-04",
    "EDPB 03/2022 obstructing",
    SHOULD,
    KNOWLEDGE,
    "No dead end; refusing is not longer than agreeing",
    note="a no needs no length and no reading, and both answers stand side by side. Whether an "
    "address in a notice answers is not looked up: the program contacts nobody by itself",
)
RULES.promise(
    "EU-D-05",
    "EDPB 03/2022 fickle",
    SHOULD,
    KNOWLEDGE,
    "Same order everywhere, one language on a screen",
    note="the no stands first in every language, and a text that is not complete in the chosen "
    "language takes no yes",
)
RULES.promise(
    "EU-D-06",
    "EDPB 03/2022 left in the dark",
    SHOULD,
    KNOWLEDGE,
    "What is shown is what is in force; one word for one thing",
    note="every state on screen is folded from the history, and no two states share a word. "
    "What the car itself does is not known here, and the words say so",
)
