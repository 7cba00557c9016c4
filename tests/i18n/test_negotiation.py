"""Promises of ownerapp.i18n.negotiation, by their numbers."""

from __future__ import annotations

import pytest

from ownerapp.i18n import negotiate, wishes_of_environment, wishes_of_system

_MANY = ("en", "ar", "de", "he", "nb", "pt", "pt_BR", "sr", "sr_Latn", "th", "zh_Hans", "zh_Hant")


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("zh_CN", "zh_Hans"),
        ("zh-Hans-CN", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_SG.UTF-8", "zh_Hans"),
        ("zh_TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh_Hant_CN", "zh_Hant"),
        ("zh_Hans_TW", "zh_Hans"),
        ("pt_BR", "pt_BR"),
        ("pt_PT", "pt"),
        ("pt", "pt"),
        ("nb_NO", "nb"),
        ("no", "nb"),
        ("iw_IL", "he"),
        ("he", "he"),
        ("sr", "sr"),
        ("sr_RS@latin", "sr_Latn"),
        ("sr_ME", "sr_Latn"),
        ("de_AT", "de"),
        ("en_US", "en"),
        ("nn", "en"),
        ("C", "en"),
        ("POSIX", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
        ("xx", "en"),
        ("en-XA", "en"),
    ],
)
def test_wish_leads_to_the_suitable_language(wish: str, expected: str) -> None:
    assert negotiate([wish], _MANY) == expected


@pytest.mark.parametrize(
    ("wishes", "available", "expected"),
    [
        (["zh_Hans_CN", "de_AT"], ["de", "zh_Hans"], "zh_Hans"),
        (["zh_TW", "de"], ["en", "zh_Hans", "de"], "de"),
        (["zh_HK"], ["en", "zh_Hans"], "en"),
        (["en_GB", "zh_CN"], ["zh_Hans"], "en"),
        (["fr", "C", "zh"], ["en", "zh_Hans"], "zh_Hans"),
        (["pt_PT"], ["en", "pt_BR"], "pt_BR"),
        (["pt_AO"], ["en", "pt_BR", "pt_PT"], "pt_BR"),
        ([], ["en", "zh_Hans"], "en"),
        (["zh"], [], "en"),
        (["ar"], ["en", "ar-XB"], "en"),
        (["en"], ["en", "en-XA"], "en"),
        (["en-XA"], ["en", "en-XA"], "en-XA"),
    ],
)
def test_first_wish_that_any_language_suits_wins(
    wishes: list[str], available: list[str], expected: str
) -> None:
    assert negotiate(wishes, available) == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ("zh_CN.UTF-8",)),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, ("fr_FR",)),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "it_IT"}, ("it_IT",)),
        ({"LANG": "de_DE", "LC_ALL": ""}, ("de_DE",)),
        ({"LANG": "de_DE", "LANGUAGE": "zh_TW:zh_CN::C"}, ("zh_TW", "zh_CN", "de_DE")),
        ({"LANGUAGE": "zh_CN"}, ("zh_CN",)),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN"}, ()),
        ({}, ()),
    ],
)
def test_environment_is_read_as_gettext_reads_it(
    environ: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert wishes_of_environment(environ) == expected


def test_endless_list_of_wishes_is_cut() -> None:
    assert len(wishes_of_environment({"LANGUAGE": "zh_CN:" * 10_000})) == 16


def test_environment_is_asked_before_the_system() -> None:
    assert wishes_of_system({"LANG": "zh_CN"}) == ("zh_CN",)
    assert wishes_of_system({"LC_ALL": "C"}) == ()
    assert all(negotiate([wish], ["en"]) == "en" for wish in wishes_of_system({}))
