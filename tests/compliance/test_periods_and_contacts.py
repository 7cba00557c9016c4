"""The small readers of written periods and contacts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.contact_forms import is_address, is_mail, is_phone
from ownerapp.compliance.longest_times import LONGEST_TIMES
from ownerapp.compliance.periods import hours_at_least
from ownerapp.domain.notice_codes import Purpose


@pytest.mark.parametrize(
    ("period", "hours"),
    [
        ("PT0S", 0),
        ("PT90M", 1.5),
        ("P1D", 24),
        ("P2W", 336),
        ("P1M", 28 * 24),
        ("P1Y", 365 * 24),
        ("P1Y2M3DT4H", (365 + 56 + 3) * 24 + 4),
    ],
)
def test_a_period_has_its_fewest_hours(period: str, hours: float) -> None:
    assert hours_at_least(period) == pytest.approx(hours)


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1D", "P-1D", "P1.5D", "p1d", "P1D\n"])
def test_what_is_no_period_has_no_length(text: str) -> None:
    assert hours_at_least(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert hours_at_least(text) is None or text.startswith("P")
    assert {is_phone(text), is_mail(text), is_address(text)} <= {True, False}


def test_every_purpose_but_a_legal_duty_has_a_longest_time() -> None:
    assert set(Purpose) - set(LONGEST_TIMES) == {Purpose.LEGAL_DUTY}
    assert all(hours_at_least(period) for period in LONGEST_TIMES.values())


@pytest.mark.parametrize("text", ["12345", "400-123-4567", "+86 10 1234 5678", "(0)30 123456"])
def test_telephone_numbers_are_known(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["", "call us", "1234", "+", "1" * 60, "12345 ext", "١٢٣٤٥"])
def test_other_texts_are_no_telephone_numbers(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize("text", ["a@b.example", "privacy.desk+cn@maker.com.cn"])
def test_mail_addresses_are_known(text: str) -> None:
    assert is_mail(text)


@pytest.mark.parametrize("text", ["", "a@b", "@b.example", "a b@c.example", "a@b..c", "a@@b.c"])
def test_other_texts_are_no_mail_addresses(text: str) -> None:
    assert not is_mail(text)


@pytest.mark.parametrize("text", ["https://maker.example/a?b#c", "http://maker.example"])
def test_addresses_are_known(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "maker.example", "ftp://a.example", "https://", "http://["])
def test_other_texts_are_no_addresses(text: str) -> None:
    assert not is_address(text)
