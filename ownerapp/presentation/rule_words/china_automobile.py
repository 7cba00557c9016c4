"""The words of the rules of the Automobile Data Provisions."""

from __future__ import annotations

from ownerapp.i18n import N_
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

# Translators: in all sentences of this file {practice} is the title of a practice, for
# example Cabin camera; {purposes} is a list such as: navigation, storing on servers.
WORDS: WordsOfRules = {
    "CN-AD-01": lambda: RuleWords(
        asks=N_("Mark location tracks, sound, video, pictures and body features as sensitive."),
        missing=N_(
            "The notice does not say of which kind all data of {practice} is, so nobody can "
            "tell whether it counts as sensitive."
        ),
        contrary={
            "ordinary": N_(
                "The notice declares that {practice} holds location tracks, sound, video, "
                "pictures or body features, and does not mark it as sensitive."
            ),
        },
        advice=N_("Name the kind of each piece of data, and mark these kinds as sensitive."),
    ),
    "CN-AD-02": lambda: RuleWords(
        asks=N_("Say whose data it is, people outside the car included."),
        missing=N_("The notice does not say whose data {practice} is about."),
        contrary={
            "outside": N_(
                "The notice declares sensors that look outside for {practice}, and does not "
                "name people outside the car."
            ),
        },
        advice=N_("Name everybody who can be recognised: owner, driver, passengers, passers-by."),
    ),
    "CN-AD-03": lambda: RuleWords(
        asks=N_("Treat outside pictures with faces or number plates as important data."),
        missing=N_(
            "The notice does not say whether the outside pictures of {practice} are important data."
        ),
        contrary={
            "ordinary": N_(
                "The notice declares that the outside pictures of {practice} are not "
                "important data, and no way in which faces and plates are made unrecognisable."
            ),
            "class": N_(
                "The notice declares the outside pictures of {practice} under another class "
                "of important data, or under none."
            ),
        },
        advice=N_("Declare how faces and plates are made unrecognisable, or class iv."),
    ),
    "CN-AD-04": lambda: RuleWords(
        asks=N_(
            "Mark data about sensitive areas, traffic flows, charging networks or more than "
            "100,000 people as important data."
        ),
        missing=N_("The notice does not say whether the data of {practice} is important data."),
        contrary={
            "ordinary": N_(
                "The notice declares that the data of {practice} is not important data, "
                "although it names facts that make it so."
            ),
        },
        advice=N_("Mark the practice as important data and name its class."),
    ),
    "CN-AD-05": lambda: RuleWords(
        asks=N_("Name the class of important data."),
        missing=N_("The notice does not say of which class the important data of {practice} is."),
        advice=N_("Name one of the six classes, i to vi."),
    ),
    "CN-AD-06": lambda: RuleWords(
        asks=N_("Say exactly what each kind of data is used for."),
        missing=N_("The notice does not say in words what {practice} is used for."),
        contrary={
            "short": N_("A purpose of {practice} is declared in too few words to be clear."),
            # Translators: {words} are words of the notice, for example: other purposes, etc.
            "vague": N_("The purposes of {practice} are declared in vague words: {words}."),
        },
        advice=N_("Name the function that needs the data, and leave out words such as “etc.”."),
    ),
    "CN-AD-07": lambda: RuleWords(
        asks=N_("Say why data needs to leave the car at all."),
        missing=N_("The notice does not say why the data of {practice} needs to leave the car."),
        advice=N_("Give the reason for each purpose, or process the data in the car."),
    ),
    "CN-AD-08": lambda: RuleWords(
        asks=N_("Keep collection off at the start of every drive unless the driver set otherwise."),
        missing=N_("The notice does not say whether {practice} is off at first."),
        contrary={
            "on": N_("The notice declares that {practice} is on at first."),
            "reset": N_(
                "The notice does not declare that {practice} is off again at every drive, or "
                "that only the driver's own setting stays."
            ),
        },
        advice=N_("Declare it as off, and off again at every drive unless the driver decides."),
    ),
    "CN-AD-09": lambda: RuleWords(
        asks=N_("Say how far and how exactly cameras, radar and positioning measure."),
        missing=N_("The notice does not say how far the sensors of {practice} reach."),
        contrary={
            "resolution": N_("The notice does not say how exactly the sensors of {practice} see."),
        },
        advice=N_("State range and resolution, no greater than the function needs."),
    ),
    "CN-AD-10": lambda: RuleWords(
        asks=N_("Make people unrecognisable where that is possible, or say why not."),
        missing=N_(
            "The notice does not say whether people are made unrecognisable in the data of "
            "{practice}."
        ),
        contrary={
            "no-reason": N_(
                "The notice declares that people stay recognisable in the data of {practice}, "
                "and does not say why."
            ),
        },
        advice=N_("State what is done, or the reason why it cannot be done."),
    ),
    "CN-AD-11": lambda: RuleWords(
        asks=N_("Tell people in a prominent place: the manual, the screen, a voice or an app."),
        missing=N_("The notice does not say where people are told."),
        contrary={
            "not-prominent": N_(
                "The notice declares none of the places that count as prominent: the "
                "manual, the car's screen, a voice or the car's app."
            ),
        },
        advice=N_("Use and declare at least one of these places."),
    ),
    "CN-AD-13": lambda: RuleWords(
        asks=N_("Say in which situation each kind of data is collected."),
        missing=N_("The notice does not say when the data of {practice} is collected."),
        advice=N_("Describe the moment or event that starts it and the one that ends it."),
    ),
    "CN-AD-14": lambda: RuleWords(
        asks=N_("Say for each kind of data how its collection is stopped."),
        missing=N_("The notice does not say how {practice} is stopped."),
        contrary={
            "steps": N_("The notice does not say in how many steps {practice} is stopped."),
        },
        advice=N_("Give the path in the car and its steps, or the reason why it is always on."),
    ),
    "CN-AD-15": lambda: RuleWords(
        asks=N_("Say for each kind of data what it is used for and how."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "method": N_("The notice does not say how the data of {practice} is used."),
        },
        advice=N_("Name each purpose, and how the data is processed for it."),
    ),
    "CN-AD-16": lambda: RuleWords(
        asks=N_("Say where data is stored, or by which rule that is decided."),
        missing=N_("The notice does not say where the data of {practice} is stored."),
        contrary={
            "country": N_(
                "The notice does not say in which country the data of {practice} is stored."
            ),
        },
        advice=N_("State the place and the country, or the rule."),
    ),
    "CN-AD-17": lambda: RuleWords(
        asks=N_("Say how long data is kept, or by which rule that is decided."),
        missing=N_("The notice does not say how long the data of {practice} is kept."),
        advice=N_("State a period, or the rule by which the time ends."),
    ),
    "CN-AD-18": lambda: RuleWords(
        asks=N_("Say how people see their data and get a copy of it."),
        missing=N_("The notice does not say how people see their data."),
        contrary={"copy": N_("The notice does not say how people get a copy of their data.")},
        advice=N_("Describe both ways, with the place where they begin."),
    ),
    "CN-AD-19": lambda: RuleWords(
        asks=N_("Say how data is deleted in the car, and how data already sent is deleted."),
        missing=N_("The notice does not say how people delete data in the car."),
        contrary={
            "outside": N_(
                "The notice does not say how people have data deleted that already left the car."
            ),
        },
        advice=N_("Describe two ways: one in the car, one for what was sent."),
    ),
    "CN-AD-20": lambda: RuleWords(
        asks=N_("Name the contact for users' rights and how to reach it."),
        missing=N_("The notice does not name the contact for users' rights."),
        contrary={
            "unreachable": N_(
                "The notice does not say how the contact for users' rights is reached."
            ),
        },
        advice=N_("State a name with a telephone number or an address."),
    ),
    "CN-AD-21": lambda: RuleWords(
        asks=N_("Name consent or another ground of the law for each practice."),
        missing=N_("The notice does not say on which ground of the law {practice} rests."),
        contrary={
            "ground": N_(
                "The notice declares a ground for {practice} that China's law does not have."
            ),
            "asking": N_(
                "The notice declares consent as the ground of {practice}, and does not say how "
                "it is asked."
            ),
            "not-asked": N_(
                "The notice declares consent as the ground of {practice}, and that it is not asked."
            ),
        },
        advice=N_("Name the ground, and for consent how it is asked."),
    ),
    "CN-AD-22": lambda: RuleWords(
        asks=N_(
            "Make people outside unrecognisable in the car before data leaves it, unless they "
            "agreed."
        ),
        missing=N_(
            "The notice declares that outside data of {practice} leaves the car, and does not "
            "say how people are made unrecognisable."
        ),
        contrary={
            "method": N_(
                "For {practice} the notice declares neither that frames with people are "
                "deleted nor that faces and plates are covered."
            ),
            "when": N_(
                "The notice does not say whether people are made unrecognisable before the "
                "data of {practice} leaves the car."
            ),
            "afterwards": N_(
                "The notice declares that people are made unrecognisable only after the data "
                "of {practice} left the car."
            ),
        },
        advice=N_("Delete frames or cover faces and plates in the car, and declare that."),
    ),
    "CN-AD-23": lambda: RuleWords(
        asks=N_("Use sensitive data only for what directly serves the person."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "other-purpose": N_(
                "The notice declares uses of {practice} that are not among those that directly "
                "serve the person: {purposes}."
            ),
        },
        advice=N_(
            "Keep to driving safety, assisted driving, navigation and services that the person "
            "asked for."
        ),
    ),
    "CN-AD-24": lambda: RuleWords(
        asks=N_("Say why sensitive data is needed and what it means for the person."),
        missing=N_("The notice does not say why the data of {practice} is needed."),
        contrary={
            "effect": N_("The notice does not say what {practice} means for the person."),
        },
        advice=N_("State the need and the effect, each in a plain sentence."),
    ),
    "CN-AD-25": lambda: RuleWords(
        asks=N_("Ask for separate consent to each use of sensitive data."),
        missing=N_("The notice does not say how consent for {practice} is asked."),
        contrary={
            "not-separate": N_(
                "The notice declares for {practice} a consent that is not separate, or none."
            ),
        },
        advice=N_("Ask for this practice alone, and declare the consent as separate."),
    ),
    "CN-AD-26": lambda: RuleWords(
        asks=N_("Let the person choose for how long a yes lasts."),
        missing=N_("The notice does not say for how long a yes to {practice} can last."),
        contrary={
            "one-term": N_("The notice offers only one length for {practice}."),
            "chosen-by": N_("The notice does not say who chooses the length for {practice}."),
            "not-chosen": N_(
                "The notice declares that somebody other than the person chooses the length "
                "for {practice}."
            ),
        },
        advice=N_("Offer two or more lengths, and let the person choose."),
    ),
    "CN-AD-28": lambda: RuleWords(
        asks=N_("Show people in the car that sensitive data is being collected."),
        missing=N_("The notice does not say how the car shows that {practice} is collecting."),
        contrary={
            "outside": N_(
                "The notice declares for {practice} only a sign on the outside, which nobody "
                "in the car sees."
            ),
        },
        advice=N_("Show an icon, a light or words, or make a sound, while it collects."),
    ),
    "CN-AD-29": lambda: RuleWords(
        asks=N_("Make stopping as easy as agreeing."),
        missing=N_("The notice does not say in how many steps {practice} is stopped."),
        contrary={
            "agreeing": N_("The notice does not say in how many steps {practice} is agreed to."),
            # Translators: {steps} and {agreeing} are numbers of steps.
            "harder": N_(
                "The notice declares more steps to stop {practice} than to agree: {steps} "
                "against {agreeing}."
            ),
            "many": N_("The notice declares {steps} steps to stop {practice}."),
        },
        advice=N_("Let it be stopped in three steps or fewer, and no more than a yes takes."),
    ),
    "CN-AD-31": lambda: RuleWords(
        asks=N_("Use body features only for driving safety, and only where they are needed."),
        missing=N_("The notice does not say what the data of {practice} is used for."),
        contrary={
            "other-purpose": N_(
                "The notice declares that body features of {practice} serve something else "
                "than driving safety: {purposes}."
            ),
            "necessity": N_("The notice does not say why {practice} needs body features."),
        },
        advice=N_("Leave out other purposes, and state why nothing less will do."),
    ),
    "CN-AD-32": lambda: RuleWords(
        asks=N_("Store important data in China."),
        missing=N_(
            "The notice does not say in which country the important data of {practice} is stored."
        ),
        contrary={
            "elsewhere": N_(
                "The notice declares that the important data of {practice} is stored outside China."
            ),
            "also-elsewhere": N_(
                "The notice declares that the important data of {practice} is also stored "
                "outside China, and no transfer."
            ),
        },
        advice=N_("Store it in China, and declare each transfer abroad."),
    ),
    "CN-AD-33": lambda: RuleWords(
        asks=N_("Send important data abroad only after the security assessment was passed."),
        missing=N_(
            "The notice does not say by which route the important data of {practice} goes abroad."
        ),
        contrary={
            "route": N_(
                "The notice declares another route than the security assessment for the "
                "important data of {practice}."
            ),
            "status": N_(
                "The notice does not say whether the security assessment for {practice} was passed."
            ),
            "not-passed": N_(
                "The notice declares that the security assessment for {practice} was not "
                "passed, or not yet."
            ),
            "number": N_(
                "The notice does not give the number of the security assessment for {practice}."
            ),
        },
        advice=N_("Declare the assessment, its result and its number, or keep the data in China."),
    ),
    "CN-AD-34": lambda: RuleWords(
        asks=N_("Send abroad no more than was assessed: purpose, way, kinds and number of people."),
        missing=N_(
            "The notice does not give all limits of the assessment for {practice}, or not what "
            "is sent."
        ),
        contrary={
            "beyond": N_(
                "The notice declares for {practice} a transfer that goes beyond the limits of "
                "its approval."
            ),
        },
        advice=N_("State the limits of the approval and keep each transfer within them."),
    ),
    "CN-AD-37": lambda: RuleWords(
        asks=N_("Give an entry for complaints that is easy to reach."),
        missing=N_("The notice does not say where people can complain to the company."),
        advice=N_("State an address or a telephone number for complaints."),
    ),
}
