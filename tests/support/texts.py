"""Texts of every writing, friendly and hostile, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from ownerapp.domain.ids import Language

LANGUAGES = tuple(
    Language(tag)
    for tag in (
        "en", "zh_Hans", "zh_Hant", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "ko", "ar",
        "he", "th", "km", "lo", "my", "hi", "xx",
    )
)  # fmt: skip

_FRAGMENTS = (
    "the car", "30 days", "not", "of", " ", "\n", ". ", ", ", "30", "60",
    "位置", "的", "保存30天", "\N{IDEOGRAPHIC FULL STOP}", "データを", "ー", "か\u3099",
    "위치를", "\u1112\u1161\u11ab", "น้ำ", "ตำแหน่งของรถ", "ๆ", "យើងរក្សា", "ພວກເຮົາ", "မြန်မာ",
    "نحتفظ", "٢٠/٠٢/٢٠٢٧", "המיקום", 'צה"ל', "e\u0301", "\u0301", "é",
    "👩\u200d👩\u200d👧\u200d👦", "🇨🇳", "🇨", "\u200d", "क्षि",
    "https://cars.example/a?b=1", "a@cars.example", "@", "://", "1-", "-1", "a.",
    "\r", "\r\n", "\0", "\u2067", "\ud83d", "\ude00", "\ufeff", "\u00ad", "\u200b",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Return a strategy of texts: any characters, or pieces of many writings in a row."""
    pieces = st.lists(st.sampled_from(_FRAGMENTS), max_size=12).map("".join)
    return st.one_of(pieces, st.text(max_size=30))
