"""A small notice that declares all that the UK, Korea, Japan and Brazil ask for."""

from __future__ import annotations

from dataclasses import replace

from ownerapp.domain.notice import Notice, Reach, Regime
from ownerapp.domain.notice_codes import EndAction, FurtherRegime, Indicator, Mode
from ownerapp.domain.notice_facts import Complaint, Contact, Provision, Retention, Sensor, Transfer
from ownerapp.domain.text import NO_TEXT
from tests.compliance.good_california import good_notice as californian
from tests.compliance.good_california import practice, words

STREET, ACCOUNT, CALL = "street-clips", "account", "emergency-call"
KEPT = Retention(
    period="P30D", text=words("30 days."), chip=words("30 days"), end_action=EndAction.DELETE
)


def good_notice() -> Notice:
    """Return a notice in which none of those rules finds anything."""
    return replace(
        californian(),
        regime=Regime.EU,
        further_regimes=tuple(FurtherRegime),
        complaint=Complaint(
            form_url="https://maker.example/complain",
            authority=words("Information Commissioner's Office (ICO)"),
            authority_url="https://ico.org.uk",
        ),
        rights_contact=Contact(name=words("Rights desk"), email="rights@maker.example"),
        sensors=(
            Sensor(id="cam_front", name=words("Front camera"), kind="camera", group="exterior"),
        ),
        practices=(
            practice(STREET, sensors=("cam_front",), indicators=(Indicator.LIGHT,), retention=KEPT),
            practice(
                ACCOUNT,
                reach=Reach.ABROAD,
                retention=KEPT,
                provisions=(Provision(party="maps"),),
                transfers=(
                    Transfer(
                        country="DE",
                        recipient="maps",
                        mechanism=NO_TEXT,
                        country_system=words("The GDPR applies."),
                        recipient_measures=words("It encrypts."),
                    ),
                ),
            ),
            practice(CALL, mode=Mode.REQUIRED, terms=(), retention=KEPT, if_off=NO_TEXT),
        ),
    )
