"""Promises of ownerapp.i18n.reading and of the lists that it reads."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.ids import Language
from ownerapp.i18n.phrases import PhraseList
from ownerapp.i18n.reading import (
    LengthUnit,
    emotive_words,
    is_listed,
    jargon_words,
    reading_level,
    vague_words,
)
from ownerapp.resources import resource_path
from tests.support.texts import LANGUAGES, texts

_SHIPPED = {
    "en", "zh_Hans", "zh_Hant", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "ko", "ar", "he",
    "th",
}  # fmt: skip
_LISTS = ("vague", "emotive", "jargon")
_FINDERS: dict[str, Callable[[str, Language], tuple[str, ...]]] = {
    "vague": vague_words,
    "emotive": emotive_words,
    "jargon": jargon_words,
}

# One sentence that hides, one that pushes, one for lawyers, and plain ones with nothing.
_VAGUE = {
    "en": "We use it to improve your experience and for other purposes.",
    "zh_Hans": "我们收集位置、车速等信息用于提升用户体验。",
    "zh_Hant": "我們蒐集位置、車速等資訊用於提升使用者體驗。",
    "de": "Wir nutzen sie zur Verbesserung unserer Dienste und zu anderen Zwecken.",
    "fr": "Nous les utilisons pour améliorer votre expérience et à d'autres fins.",
    "es": "Los usamos para mejorar su experiencia y para otros fines.",
    "pt": "Usamos os dados para melhorar a sua experiência e para outros fins.",
    "it": "Li usiamo per migliorare la tua esperienza e per altri scopi.",
    "nl": "Wij gebruiken ze om uw ervaring te verbeteren en voor andere doeleinden.",
    "pl": "Używamy ich, aby poprawić doświadczenia użytkownika, oraz w innych celach.",
    "ja": "位置情報などの情報をサービスの向上のために利用します。",
    "ko": "위치 등의 정보를 서비스 개선과 기타 목적으로 사용합니다.",
    "ar": "نستخدمها لتحسين تجربتك ولأغراض أخرى.",
    "he": "אנו משתמשים בהם לשיפור חוויית המשתמש ולמטרות אחרות.",
    "th": "เราใช้ข้อมูลเพื่อปรับปรุงประสบการณ์และวัตถุประสงค์อื่น",
}
_EMOTIVE = {
    "en": "Unfortunately you will lose all this.",
    "zh_Hans": "很遗憾您将失去这些功能。",
    "zh_Hant": "很遺憾您將失去這些功能。",
    "de": "Leider verpassen Sie dann viel.",
    "fr": "Malheureusement, vous perdrez ce service.",
    "es": "Lamentablemente, perderá este servicio.",
    "pt": "Infelizmente, vai perder este serviço.",
    "it": "Purtroppo perderai questo servizio.",
    "nl": "Helaas mist u dan veel.",
    "pl": "Niestety stracisz tę usługę.",
    "ja": "残念ながらこの機能を失います。",
    "ko": "안타깝게도 이 기능을 잃게 됩니다.",
    "ar": "للأسف ستفقد هذه الخدمة.",
    "he": "לצערנו תאבד את השירות.",
    "th": "น่าเสียดายที่คุณจะพลาดบริการนี้",
}
_JARGON = {
    "en": "Pursuant to this, the data subject shall be informed.",
    "zh_Hans": "依据第十三条之规定通知个人信息主体。",
    "zh_Hant": "依據第八條之規定通知當事人。",
    "de": "Die betroffene Person wird hiermit informiert.",
    "fr": "En vertu de ce qui précède, la personne concernée est informée.",
    "es": "En virtud de lo anterior, el interesado será informado.",
    "pt": "Ao abrigo do artigo, o titular dos dados é informado.",
    "it": "Ai sensi dell'articolo, l'interessato è informato.",
    "nl": "Krachtens dit artikel wordt de betrokkene ingelicht.",
    "pl": "Z zastrzeżeniem ust. 2 podmiot danych zostaje poinformowany.",
    "ja": "当該データ主体に通知するものとします。",
    "ko": "정보주체에게 상기 내용을 알립니다.",
    "ar": "وفقا لأحكام المادة يخطر صاحب البيانات.",
    "he": "בהתאם להוראות הסעיף יודיעו בזאת לבעל המאגר.",
    "th": "เจ้าของข้อมูลส่วนบุคคลได้รับแจ้งตามบทบัญญัติ",
}
_PLAIN = {
    "en": ("Speed and place are kept for 30 days, then deleted.",
           "The data may show where you live. Some people do not want that.",
           "Wait for the car to park. More than one person can drive it."),
    "zh_Hans": ("位置和车速保存30天后删除。", "数据会反映您的驾驶习惯。",
                "请等待车辆停稳后再操作。", "其他人无法看到您的位置。", "座椅等级不影响收集。"),
    "zh_Hant": ("位置和車速保存30天後刪除。", "其他人無法看到您的位置。",
                "請等待車輛停穩後再操作。"),
    "de": ("Ort und Tempo werden 30 Tage gespeichert und dann gelöscht.",
           "Andere Menschen sehen Ihren Standort nicht.", "Der Zweck ist die Reparatur."),
    "fr": ("La position est conservée 30 jours, puis supprimée.",
           "Les autres personnes ne voient pas votre position.", "Le but est la réparation."),
    "es": ("La posición se guarda 30 días y luego se borra.",
           "Otras personas no ven su posición.", "El fin es la reparación."),
    "pt": ("A posição é guardada 30 dias e depois apagada.",
           "Outras pessoas não veem a sua posição.", "O fim é a reparação."),
    "it": ("La posizione è conservata 30 giorni e poi cancellata.",
           "Le altre persone non vedono la tua posizione.", "Lo scopo è la riparazione."),
    "nl": ("De locatie wordt 30 dagen bewaard en dan gewist.",
           "Andere mensen zien uw locatie niet.", "Het doel is de reparatie."),
    "pl": ("Położenie jest przechowywane 30 dni, a potem usuwane.",
           "Inne osoby nie widzą położenia auta.", "Celem jest naprawa."),
    "ja": ("位置と速度は30日間保存した後に削除します。", "他の人には位置が見えません。",
           "目的は車の修理です。"),
    "ko": ("위치와 속도는 30일 동안 보관한 뒤 삭제합니다.", "다른 사람은 위치를 볼 수 없습니다.",
           "전조등을 켭니다."),
    "ar": ("يحفظ الموقع 30 يومًا ثم يحذف.", "لا يرى الآخرون موقعك.", "الغرض هو إصلاح السيارة."),
    "he": ("המיקום נשמר 30 ימים ואז נמחק.", "אנשים אחרים לא רואים את המיקום.",
           "המטרה היא תיקון הרכב."),
    "th": ("เก็บตำแหน่งไว้ 30 วันแล้วลบ", "คนอื่นไม่เห็นตำแหน่งของคุณ", "ใช้เพื่อซ่อมรถ"),
}  # fmt: skip


def wording_file() -> dict[str, Any]:
    """Return the shipped lists, by language."""
    text = resource_path("wording", "vague_words.json").read_text(encoding="utf-8")
    languages: dict[str, Any] = json.loads(text)["languages"]
    return languages


def notice_texts(value: object) -> Iterator[tuple[Language, str]]:
    """Yield every text of a notice pack with its language, in whatever field it stands.

    Legal grounds are not among them: they name articles, one step below the first layer.
    """
    if isinstance(value, dict):
        for key, item in value.items():
            if key in {"en", "zh-Hans"} and isinstance(item, str):
                yield Language(key), item
            elif key != "legal_basis":
                yield from notice_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from notice_texts(item)


@pytest.mark.parametrize("table", [_VAGUE, _EMOTIVE, _JARGON, _PLAIN])
def test_every_language_of_the_program_is_tried(table: dict[str, object]) -> None:
    assert set(table) == _SHIPPED == set(wording_file())


@pytest.mark.parametrize("tag", sorted(_SHIPPED))
@pytest.mark.parametrize(
    ("finder", "sentences"),
    [(vague_words, _VAGUE), (emotive_words, _EMOTIVE), (jargon_words, _JARGON)],
)
def test_a_sentence_that_hides_or_pushes_is_found_twice_over(
    finder: Callable[[str, Language], tuple[str, ...]], sentences: dict[str, str], tag: str
) -> None:
    assert len(finder(sentences[tag], Language(tag))) >= 2


@pytest.mark.parametrize("tag", sorted(_SHIPPED))
@pytest.mark.parametrize("name", _LISTS)
def test_plain_honest_sentences_are_left_alone(name: str, tag: str) -> None:
    found = {text: _FINDERS[name](text, Language(tag)) for text in _PLAIN[tag]}

    assert found == dict.fromkeys(_PLAIN[tag], ())


@pytest.mark.parametrize("name", _LISTS)
@pytest.mark.parametrize("tag", sorted(_SHIPPED))
def test_every_entry_of_a_list_can_be_found_and_stands_there_once(tag: str, name: str) -> None:
    entries = wording_file()[tag][name]
    phrases = PhraseList(entries, Language(tag))
    gap = "本" if tag.startswith("zh") else " x "

    assert len(entries) >= 20
    assert len(set(entries)) == len(entries)
    for entry in entries:
        assert entry == unicodedata.normalize("NFC", entry).strip()
        plain = entry.replace("*", "").replace("$", "").replace("\N{HORIZONTAL ELLIPSIS}", gap)
        assert phrases.found_in(plain), entry


@pytest.mark.parametrize("pack", ["cn-reference-ev", "eu-reference-ev"])
@pytest.mark.parametrize("name", _LISTS)
def test_the_reference_notices_are_nearly_free_of_such_words(name: str, pack: str) -> None:
    path = resource_path("notices", f"{pack}.json")
    every = list(notice_texts(json.loads(path.read_text(encoding="utf-8"))))
    flagged = [text for language, text in every if _FINDERS[name](text, language)]

    assert {language for language, _text in every} == {"en", "zh-Hans"}
    assert len(every) > 100
    assert len(flagged) <= len(every) // 100


@pytest.mark.parametrize("pack", ["cn-reference-ev", "eu-reference-ev"])
def test_the_reference_notices_are_easy_to_read(pack: str) -> None:
    path = resource_path("notices", f"{pack}.json")

    for language, text in notice_texts(json.loads(path.read_text(encoding="utf-8"))):
        level = reading_level(text, language)
        assert level is not None
        assert not level.is_hard, text


@pytest.mark.parametrize(
    ("tag", "text", "unit", "expected"),
    [
        ("en", "It stays here. It is not sent to us.", LengthUnit.WORDS, (2, 4.5, 6)),
        ("en", "Write to a@x.example - now.", LengthUnit.WORDS, (1, 4.0, 4)),
        ("ko", "위치를 30일 동안 보관합니다.", LengthUnit.WORDS, (1, 4.0, 4)),
        ("ar", "يحفظ الموقع 30 يومًا.", LengthUnit.WORDS, (1, 4.0, 4)),
        ("zh_Hans", "保存30天。不出境。", LengthUnit.CHARACTERS, (2, 3.5, 4)),
        ("zh_Hans", "致信 a@x.example 即可。", LengthUnit.CHARACTERS, (1, 5.0, 5)),
        ("ja", "車内で処理します。", LengthUnit.CHARACTERS, (1, 8.0, 8)),
        ("th", "รถ 30 คน ไป", LengthUnit.CHARACTERS, (2, 3.5, 5)),
        ("en", "", LengthUnit.WORDS, (0, 0.0, 0)),
        ("en", "...", LengthUnit.WORDS, (0, 0.0, 0)),
    ],
)
def test_the_length_of_sentences_is_counted_as_documented(
    tag: str, text: str, unit: LengthUnit, expected: tuple[int, float, int]
) -> None:
    level = reading_level(text, Language(tag))

    assert level is not None
    assert level.unit is unit
    assert (level.sentences, level.mean, level.longest) == expected
    assert not level.is_hard


@pytest.mark.parametrize("tag", sorted(_SHIPPED))
def test_a_text_is_hard_from_one_word_above_the_limit_on(tag: str) -> None:
    limits = wording_file()[tag]["reading"]
    word, space = {"words": ("x", " "), "characters": ("本", "")}[limits["unit"]]

    def is_hard(*lengths: int) -> bool:
        text = "\n".join(space.join([word] * length) + "." for length in lengths)
        level = reading_level(text, Language(tag))
        assert level is not None
        return level.is_hard

    assert not is_hard(limits["mean"])
    assert is_hard(limits["mean"] + 1)
    assert not is_hard(limits["longest"], 1, 1, 1)
    assert is_hard(limits["longest"] + 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("tag", "same_as"),
    [
        ("zh", "zh_Hans"), ("zh-CN", "zh_Hans"), ("zh_TW", "zh_Hant"), ("zh-Hant-HK", "zh_Hant"),
        ("pt_BR", "pt"), ("en-GB", "en"), ("iw", "he"),
    ],
)  # fmt: skip
def test_regions_and_old_codes_share_the_list_of_their_language(tag: str, same_as: str) -> None:
    text = _VAGUE[same_as]

    assert is_listed(Language(tag))
    assert vague_words(text, Language(tag)) == vague_words(text, Language(same_as)) != ()


@pytest.mark.parametrize("tag", ["fi", "km", "", "../en", "en\0", "sr_Latn"])
def test_without_a_list_nothing_is_found_and_one_can_tell(tag: str) -> None:
    language = Language(tag)

    assert not is_listed(language)
    assert vague_words("for other purposes", language) == ()
    assert reading_level("One sentence.", language) is None


@given(text=texts(), language=st.sampled_from(LANGUAGES))
def test_any_text_can_be_judged(text: str, language: Language) -> None:
    for finder in _FINDERS.values():
        finder(text, language)
    level = reading_level(text, language)

    assert (level is None) is not is_listed(language)
    assert level is None or 0 <= level.mean <= level.longest <= len(text)
