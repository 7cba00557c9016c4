"""The words of ``compliance/elsewhere.py``."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera.
WORDS: WordsOfRules = {
    "UK-02": lambda: RuleWords(
        asks=N_("Offer a form for complaints that can be filled in electronically."),
        missing=N_("The notice has no address of an electronic form for complaints."),
        advice=N_("Give the address of the form."),
    ),
    "UK-03": lambda: RuleWords(
        asks=N_("Say that people can complain to the Information Commissioner."),
        missing=N_("The notice does not say to which authority people can complain."),
        contrary={
            "": N_(
                "The notice names an authority for complaints other than the Information "
                "Commissioner."
            ),
        },
        advice=N_(
            "Name the Information Commissioner's Office, or the Information Commission "
            "that follows it, with its address."
        ),
    ),
    "KR-03": lambda: RuleWords(
        asks=N_("Show people outside by light, sound or sign that the car is filming."),
        missing=N_("The notice does not say how people outside see that {practice} is filming."),
        contrary={
            "": N_(
                "The notice declares for {practice} neither a light nor a sound nor a sign to "
                "people outside."
            ),
        },
        advice=N_("State which light, sound or sign tells people outside."),
    ),
    "KR-04": lambda: RuleWords(
        asks=N_(
            "State purposes, time kept, recipients and deletion of each kind of data, and "
            "once the rights, a contact and what collects by itself."
        ),
        missing=N_(
            "The notice does not state for {practice} everything that a policy has to "
            "hold: purposes, time kept, recipients and what happens at the end."
        ),
        contrary={
            "rights": N_("The notice does not say which rights people have."),
            "contact": N_("The notice does not say whom people can reach about their rights."),
            "automatic": N_("The notice does not say which sensors collect by themselves."),
        },
        advice=N_("Fill in what is named here for each practice."),
    ),
    "KR-05": lambda: RuleWords(
        asks=N_("Say that people may refuse, and what they lose by it."),
        missing=N_("The notice does not say what stops working when {practice} is refused."),
        advice=N_("Say what stops working; if nothing does, say that."),
    ),
    "JP-02": lambda: RuleWords(
        asks=N_(
            "Before data goes abroad say to which country, what the law is like there, and "
            "what the recipient does to protect it."
        ),
        missing=N_(
            "The notice does not say everything that people have to know before data of "
            "{practice} goes abroad: the country, its law and what the recipient does."
        ),
        advice=N_("State the three facts for each transfer."),
    ),
    "BR-02": lambda: RuleWords(
        asks=N_("Say that people may refuse, and what follows."),
        missing=N_("The notice does not say what follows when {practice} is refused."),
        advice=N_("Say what stops working; if nothing does, say that."),
    ),
}
