"""The words of ``compliance/everywhere.py``."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "X-01": lambda: RuleWords(
        asks=N_("Say nothing about a place that another statement contradicts."),
        missing=N_("The notice does not say where the data of {practice} goes."),
        contrary={
            "leaves": N_(
                "The notice declares that {practice} is processed in the car alone, and that its "
                "data leaves the car."
            ),
            "stays": N_(
                "The notice declares that {practice} is processed on servers, and that its data "
                "stays in the car."
            ),
            "transfer": N_(
                "The notice declares that {practice} is processed in the car alone, and that its "
                "data is sent abroad."
            ),
            # Translators: {country} is the name of a country.
            "stored": N_(
                "The notice declares that data of {practice} is stored abroad ({country}), and no "
                "transfer to there."
            ),
        },
        advice=N_("Correct whichever of the two statements does not hold."),
    ),
    "X-05": lambda: RuleWords(
        asks=N_("Treat data under a pseudonym as data about people."),
        missing=N_(
            "The notice declares the data of {practice} as pseudonymised, and does not say whose "
            "data it is."
        ),
        contrary={
            "": N_(
                "The notice declares the data of {practice} as pseudonymised, and no data about "
                "people."
            ),
        },
        advice=N_("Name what the data is and whose; a pseudonym can be led back to a person."),
    ),
}
