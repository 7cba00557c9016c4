"""The words of ``compliance/california.py``."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "US-C-01": lambda: RuleWords(
        asks=N_("Say for each kind of data its category and what it is used for."),
        missing=N_("The notice does not say of which category the data of {practice} is."),
        contrary={
            "purposes": N_("The notice does not say what the data of {practice} is used for."),
        },
        advice=N_("Name the category in the words of California's law, and each purpose."),
    ),
    "US-C-02": lambda: RuleWords(
        asks=N_("Say for each category whether it is sold or shared."),
        missing=N_("The notice does not say whether the data of {practice} is sold or shared."),
        advice=N_("State yes or no; a no is an answer as well."),
    ),
    "US-C-03": lambda: RuleWords(
        asks=N_("Say for each category how long it is kept, or by which rule that is decided."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        advice=N_("State a period, or the rule by which the time ends."),
    ),
    "US-C-04": lambda: RuleWords(
        asks=N_(
            "Link to the privacy policy's section and, where data is sold or shared, to the "
            "way to refuse that."
        ),
        missing=N_("The notice has no link to the privacy policy."),
        contrary={
            "section": N_(
                "The link to the privacy policy leads to the whole policy, not to the "
                "section about this notice."
            ),
            "opt-out": N_(
                "The notice declares that data is sold or shared, and has no link to refuse that."
            ),
        },
        advice=N_(
            "Give the address with the section's mark after #, and the address where "
            "selling and sharing can be refused."
        ),
    ),
    "US-C-09": lambda: RuleWords(
        asks=N_("Ask for purposes that do not belong together one by one."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "": N_(
                "The notice declares one switch for advertising or other companies' purposes "
                "together with other purposes: {practice}."
            ),
        },
        advice=N_(
            "Make a practice of its own, with its own switch, for advertising and for what "
            "other companies do."
        ),
    ),
    "US-C-19": lambda: RuleWords(
        asks=N_("Count a position that is exact to 1,850 feet or less as sensitive."),
        missing=N_(
            "The notice declares an exact position, and does not say whether the data of "
            "{practice} counts as sensitive."
        ),
        contrary={
            "": N_(
                "The notice declares an exact position, and that the data of {practice} does "
                "not count as sensitive."
            ),
        },
        advice=N_(
            "Mark the practice as sensitive under California's law, or declare a wider "
            "radius if the position is less exact."
        ),
    ),
    "US-V-01": lambda: RuleWords(
        asks=N_(
            "Say that there is a camera in the cabin; share and keep its pictures only with a "
            "consent asked alone; use them for no advertising and no sale."
        ),
        missing=N_(
            "The notice does not say how consent is asked before pictures of {practice} "
            "are kept or shared."
        ),
        contrary={
            "disclosure": N_(
                "The notice has no statement to the buyer that there is a camera in the cabin: "
                "{practice}."
            ),
            "consent": N_(
                "The notice declares that pictures are kept or shared without explicit "
                "consent: {practice}."
            ),
            "topics": N_("The notice does not say that consent for {practice} is asked alone."),
            "alone": N_(
                "The notice declares that consent for {practice} is asked together with "
                "something else."
            ),
            "advertising": N_(
                "The notice declares that pictures from the cabin serve "
                "advertising or other companies: {practice}."
            ),
            "sale": N_(
                "The notice declares that pictures from the cabin are sold or shared: {practice}."
            ),
        },
        advice=N_(
            "State that there is a camera in the cabin, ask for consent to keeping and sharing "
            "on a screen of its own, and leave out advertising and sale."
        ),
    ),
    "US-V-02": lambda: RuleWords(
        asks=N_(
            "Show the link that the law prescribes for ending another person's remote access "
            "to the car."
        ),
        missing=N_("The notice has no link for ending remote access to the car."),
        contrary={
            "address": N_("The notice does not say where remote access to the car can be ended."),
            "words": N_(
                "The link for ending remote access to the car is declared with other "
                "words than the law prescribes."
            ),
        },
        advice=N_(
            'Use exactly the words "HOW TO DISCONNECT REMOTE VEHICLE ACCESS", and give the address.'
        ),
    ),
    "US-V-03": lambda: RuleWords(
        asks=N_("Say where the switch in the car is that ends access to its location."),
        missing=N_(
            "The notice declares that location is collected, and does not say where the "
            "switch in the car is that ends access to it."
        ),
        advice=N_(
            "Describe the way to the switch on the car's own screen; it needs no app and "
            "no account."
        ),
    ),
    "US-F-01": lambda: RuleWords(
        asks=N_(
            "Say that the crash recorder's data belongs to the owner or lessee, and show no "
            "switch for the recording."
        ),
        missing=N_("The notice does not say to whom the data of {practice} belongs."),
        contrary={
            "switch": N_(
                "The notice declares a switch for the crash recorder, or leaves open "
                "whether it has one: {practice}."
            ),
        },
        advice=N_(
            "State that the data belongs to the owner or lessee, and declare the recording "
            "as always on."
        ),
    ),
    "US-F-04": lambda: RuleWords(
        asks=N_(
            "Send location and driving behaviour only with an explicit consent asked alone, "
            "and let people copy the data, delete it and turn it off."
        ),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "consent": N_(
                "The notice declares that the data of {practice} is sent without explicit consent."
            ),
            "topics": N_("The notice does not say that consent for {practice} is asked alone."),
            "alone": N_(
                "The notice declares that consent for {practice} is asked together with "
                "something else."
            ),
            "off": N_("The notice does not say how {practice} is turned off."),
            "copy": N_(
                "The notice does not say how people get a copy of their location and driving data."
            ),
            "deletion": N_(
                "The notice does not say how people have sent location and driving data deleted."
            ),
        },
        advice=N_(
            "Ask on a screen of its own, apart from terms of use, and describe copying, "
            "deleting and turning off."
        ),
    ),
    "US-F-05": lambda: RuleWords(
        asks=N_("Give driving data to no agency that makes reports about consumers."),
        missing=N_("The notice does not say who receives the data of {practice}."),
        contrary={
            # Translators: {recipient} is the name of a company.
            "": N_(
                "The notice declares that the data of {practice} goes to {recipient}, which "
                "makes reports about consumers."
            ),
        },
        advice=N_("End this provision, or explain on which consent it rests."),
    ),
    "US-I-01": lambda: RuleWords(
        asks=N_(
            "Ask for explicit consent before location, body features or driving behaviour "
            "serve marketing or other companies."
        ),
        missing=N_(
            "The notice declares marketing or other companies' purposes for {practice}, "
            "and does not say how consent is asked."
        ),
        contrary={
            "consent": N_(
                "The notice declares marketing or other companies' purposes for "
                "{practice} without explicit consent."
            ),
        },
        advice=N_("Ask for explicit consent to these purposes, or leave them out."),
    ),
}
