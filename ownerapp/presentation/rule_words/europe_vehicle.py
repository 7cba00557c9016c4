"""The words of the European rules about cars, about asking, and of the Data Act."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "EU-E-01": lambda: RuleWords(
        asks=N_("Read from the car, or store in it, only with consent or where it is needed."),
        missing=N_(
            "The notice does not say whether reading from the car for {practice} rests on "
            "consent or is needed for a service that was asked for."
        ),
        advice=N_("Declare consent, strict necessity, or the transmission itself."),
    ),
    "EU-V-01": lambda: RuleWords(
        asks=N_("Keep location off until somebody starts a function that needs it."),
        missing=N_("The notice does not say whether the location of {practice} is off at first."),
        contrary={
            "on": N_("The notice declares that the location of {practice} is on at first."),
            "trigger": N_("The notice does not say when {practice} begins to collect location."),
            "other-trigger": N_(
                "The notice declares that {practice} collects location otherwise than from the "
                "start of a function that needs it."
            ),
        },
        advice=N_("Declare off as the default and the start of the function as the beginning."),
    ),
    "EU-V-02": lambda: RuleWords(
        asks=N_("Show an icon while location is collected."),
        missing=N_("The notice does not say how people see that {practice} collects location."),
        contrary={
            "": N_("The notice declares no icon that shows that {practice} collects location."),
        },
        advice=N_("Show an icon on the car's screen, and declare it."),
    ),
    "EU-V-04": lambda: RuleWords(
        asks=N_("Let people stop for a while and for good."),
        missing=N_("The notice does not say whether {practice} can be stopped for a while."),
        contrary={
            "": N_(
                "The notice declares for {practice} only one of the two: stopping for a while, "
                "and stopping for good."
            ),
        },
        advice=N_("Offer both, and declare both."),
    ),
    "EU-V-06": lambda: RuleWords(
        asks=N_("Offer a way without body features, and keep body features in the car."),
        missing=N_("The notice declares no way to use {practice} without body features."),
        contrary={
            "place": N_("The notice does not say where the body features of {practice} are used."),
            "outside": N_(
                "The notice declares that the body features of {practice} are used outside the "
                "car too."
            ),
        },
        advice=N_("Offer a key or a code instead, and keep the template in the car."),
    ),
    "EU-V-07": lambda: RuleWords(
        asks=N_("Keep data that can show an offence in the car, or say why not."),
        missing=N_(
            "The notice declares that {practice} can show an offence, and neither that it stays "
            "in the car nor why not."
        ),
        advice=N_("Use the data in the car alone, or state the reason why that cannot be."),
    ),
    "EU-V-08": lambda: RuleWords(
        asks=N_("Send and keep nothing of what watches for tiredness or distraction."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        contrary={
            "reach": N_("The notice does not say whether the data of {practice} leaves the car."),
            "leaves": N_(
                "The notice declares that the data of {practice}, which watches the driver, "
                "leaves the car."
            ),
            "kept": N_(
                "The notice declares that the data of {practice}, which watches the driver, is "
                "kept."
            ),
        },
        advice=N_("Use it in the car at once, and declare that nothing is kept."),
    ),
    "EU-V-09": lambda: RuleWords(
        asks=N_("Show no switch for the crash recorder and the emergency call."),
        missing=N_("The notice does not say on which legal ground {practice} is on."),
        contrary={
            "switch": N_(
                "The notice declares a switch for what the law prescribes, or leaves open "
                "whether it has one: {practice}."
            ),
            "ground": N_(
                "The notice declares another ground than the legal duty for what the law "
                "prescribes: {practice}."
            ),
        },
        advice=N_("Declare it as always on, with the legal duty as its ground."),
    ),
    "EU-C-02": lambda: RuleWords(
        asks=N_("Ask for each purpose by itself."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            # Translators: {purposes} is a list such as: navigation and marketing.
            "": N_("The notice declares one switch for several purposes of {practice}: {purposes}.")
        },
        advice=N_("Make a practice of its own, with its own switch, for each purpose."),
    ),
    "EU-D-03": lambda: RuleWords(
        asks=N_("Use no words that press."),
        missing=N_("The notice has no words for {practice}."),
        contrary={
            # Translators: {words} are words of the notice, with commas between them.
            "": N_("The words of the notice about {practice} press: {words}."),
        },
        advice=N_("Say what happens, without praise, fear or guilt."),
    ),
    "EU-A-01": lambda: RuleWords(
        asks=N_(
            "Before the sale, say of which type and format the car's data is, how much there is, "
            "and whether it comes at once."
        ),
        missing=N_(
            "The notice does not say everything about the data of {practice}: its type, its "
            "format, how much there is, and whether it comes at once."
        ),
        advice=N_("Fill in the four facts; an estimate of the volume is enough."),
    ),
    "EU-A-02": lambda: RuleWords(
        asks=N_(
            "Before the sale, say where the car's data lies, how long, and how people get at it "
            "and erase it."
        ),
        missing=N_(
            "The notice does not say everything about getting at the data of {practice}: where "
            "it lies, how long, how to get it, how to erase it, and on which terms."
        ),
        advice=N_("Fill in the facts that are named here."),
    ),
    "EU-A-03": lambda: RuleWords(
        asks=N_(
            "Say of each connected service how much data it takes and how often, who uses it for "
            "what, and who holds it."
        ),
        # Translators: {service} is the name of a service, for example Remote control.
        missing=N_(
            "The notice does not say everything about the service {service}: how much data and "
            "how often, who uses it for what, and who holds it under which address."
        ),
        advice=N_("Fill in the facts that are named here."),
    ),
    "EU-A-04": lambda: RuleWords(
        asks=N_(
            "Say of each connected service whom to reach, how to share data and end that, where "
            "to complain, what is a trade secret, and how the contract ends."
        ),
        missing=N_(
            "The notice does not say everything about rights in the service {service}: contact, "
            "sharing, complaints, trade secrets, and the end of the contract."
        ),
        advice=N_("Fill in the facts that are named here."),
    ),
}
