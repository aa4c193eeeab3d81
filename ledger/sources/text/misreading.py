# ruff: noqa: RUF001, RUF003, PLR2004  letters of many scripts, and shares that were tried out
"""Bytes read in a wrong encoding: seen in the text that comes of it, and what to try.

Takes text or bytes; gives why a text cannot be what somebody wrote, and the encodings in which
the bytes make words. Advice and refusal only: nothing is read by a guess.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.sources.text.charsets import Encoding

_SAMPLE: Final = 200_000  # characters that are looked at: a page repeats its mistake
_ENOUGH: Final = 6  # signs of a wrong encoding below which there is no saying
_SHOWN: Final = 3
_WORDS: Final = 40  # characters of a reading that advice shows

# UTF-8 that was read byte by byte in windows-1252: a lead byte and the bytes that follow it.
_FOLLOWING: Final = (
    "\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_UTF8_AS_LATIN: Final = re.compile(
    f"[\xc2-\xdf][{_FOLLOWING}]|[\xe0-\xef][{_FOLLOWING}]{{2}}|[\xf0-\xf4][{_FOLLOWING}]{{3}}"
)
# The same in windows-1251: every letter of a word becomes Р or С and a sign or rare letter.
_UTF8_AS_CYRILLIC: Final = re.compile(
    "(?:[РС][\x98\xa0-\xbb\u0401-\u040f\u0451-\u045f\u0490\u0491"
    "\u2013-\u203a\u20ac\u2116\u2122]){3,}"
)
_CONTROL: Final = re.compile("[\x80-\x84\x86-\x9f]")
_LATIN_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# A sign between two letters: "poinformowa³o" is Polish in another encoding.
_SIGN_IN_WORD: Final = re.compile(r"[^\W\d_][¡-§©«¬®±²³¶¸¹¼-¿][^\W\d_]")
# What no language writes in a word, and a wrong encoding does: a currency or a fraction between
# letters (Polish), a capital with its mark between small letters, and the dashes and daggers
# that stand for ó, ñ and á of a Macintosh.
_SMALL: Final = "a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž"
_IMPOSSIBLE: Final = re.compile(
    rf"[{_SMALL}][¢-¦±³¶¸¹¼-¾¿][{_SMALL}]|[{_SMALL}][À-ÖØ-ÞŠŽŒŸ‡ƒĄĽŁŚŞŤŹŻ][{_SMALL}]"
    rf"|(?<!\S)[¦±¶][{_SMALL}]|\b[A-Z][ŽŸ‡][a-z]|[cs]i—n(?:es)?\b|[a-z]–[ao]s?\b"
)
# Letters of Iceland where Turkish has its own, and those without which no Icelander writes.
_TURKISH: Final = re.compile("[ðþýÐÞÝ]")
_ICELANDIC: Final = re.compile("[áéíóúæÁÉÍÓÚÆ]")
# Letters that make up most of any text of their script; in a wrong encoding others come first.
_COMMON: Final = {
    "CYRILLIC": "оеаинтсрвлкмпу",
    "GREEK": "αοιετσνηυρπκμλωςάίόέή",
    "HEBREW": "יוהלאתרבמנש",
    "ARABIC": "اليمنوتربةعدسفهک",
    "THAI": "านรกอเงมยลวดทสตะปบคหแจพชขใไโ่้ัิีุู์",
}
_ACCENTED: Final = "áéíóúñüàèìòùâêîôûçäöåßãõøæąćęłńśźżčďěňřšťůžőűğışăâțșāēīūļņķģėįų"
# What is tried for advice: the codec that a text must pass, and the encoding that is named.
_TRIED: Final = (
    ("euc_kr", "euc-kr", "Korean"),
    ("cp949", "euc-kr", "Korean"),
    ("cp932", "shift_jis", "Japanese"),
    ("euc_jp", "euc-jp", "Japanese"),
    ("iso2022_jp", "iso-2022-jp", "Japanese"),
    ("gb18030", "gb18030", "Chinese"),
    ("cp950", "big5", "Chinese"),
    ("cp1251", "windows-1251", "Cyrillic"),
    ("koi8_r", "koi8-r", "Cyrillic"),
    ("iso8859_5", "iso-8859-5", "Cyrillic"),
    ("cp866", "ibm866", "Cyrillic"),
    ("mac_cyrillic", "x-mac-cyrillic", "Cyrillic"),
    ("cp1253", "windows-1253", "Greek"),
    ("cp1255", "windows-1255", "Hebrew"),
    ("cp1256", "windows-1256", "Arabic"),
    ("cp874", "windows-874", "Thai"),
    ("cp1252", "windows-1252", "a Latin script"),
    ("cp1250", "windows-1250", "a Latin script"),
    ("iso8859_2", "iso-8859-2", "a Latin script"),
    ("cp1254", "windows-1254", "a Latin script"),
    ("cp1257", "windows-1257", "a Latin script"),
    ("mac_roman", "macintosh", "a Latin script"),
)


@attrs.frozen(kw_only=True)
class EncodingReading:
    """An encoding in which bytes make words; ``words`` show some of them."""

    label: str
    language: str
    words: str

    def __str__(self) -> str:
        return f"--charset {self.label} reads {self.language}: “{self.words}”"


def misread(text: str) -> str | None:
    """Some words of a text that cannot be what was written, or None where nothing speaks so.

    Six signs: UTF-8 read as windows-1252 ("SecretarÃa") or windows-1251 ("РњРёРЅРёСЃ"), Latin
    words of accented letters alone ("ÇÑ±¹°ú"), words that mix scripts ("Mйxico"), signs and
    capitals in words ("wa³o", "MŽxico"), and letters of Iceland in Turkish ("onaylandýðý").
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return None
    return (
        _utf8_as_latin(sample)
        or _utf8_as_cyrillic(sample)
        or _accented_words(sample)
        or _mixed_words(sample)
        or _signs_in_words(sample)
        or _turkish_as_icelandic(sample)
    )


def readings(data: bytes) -> tuple[EncodingReading, ...]:
    """The encodings in which the bytes make words of a language, the most likely first."""
    sample = _without_markup(data[:_SAMPLE])
    scored: dict[str, tuple[float, EncodingReading]] = {}
    for codec, label, language in _TRIED:
        text = _decoded(sample, codec)
        if text is None or (misread(text) and language != "Chinese"):
            continue
        score = _score(text, language)
        words = _first_words(text)
        if score > 0.5 and words and (label not in scored or score > scored[label][0]):
            reading = EncodingReading(label=label, language=language, words=words)
            scored[label] = (score, reading)
    best = sorted(scored.values(), key=lambda pair: -pair[0])
    likely: dict[str, EncodingReading] = {}  # by their words: of two that read the same, the better
    for score, reading in best:
        if score >= best[0][0] - 0.12:
            likely.setdefault(reading.words, reading)
    return tuple(likely.values())[:_SHOWN]


def misread_as(text: str, data: bytes, encoding: Encoding) -> str | None:
    """Some words of a text that are none in this encoding, and are in another of its language.

    Two signs: control characters, which no page has; and Cyrillic of rare letters or inverted
    capitals, where another encoding makes it of the common ones.
    """
    if control := _CONTROL.search(text[:_SAMPLE]):
        return _around(text, control.start())
    cyrillic = [codec for codec, _label, language in _TRIED if language == "Cyrillic"]
    if encoding.codec not in {*cyrillic, "koi8_u"}:
        return None
    sample = _without_markup(data[:_SAMPLE])
    words = sample.decode(encoding.codec or "", "ignore")
    letters = [letter for letter in words if letter > "\x7f" and letter.isalpha()]
    others = [_score(_decoded(sample, codec) or "", "Cyrillic") for codec in cyrillic]
    if len(letters) < 4 * _ENOUGH or _frequent(letters, "CYRILLIC") + 0.25 > max(others):
        return None
    return _first_words(words)


def written_in_pairs(data: bytes) -> bool:
    """Whether all bytes above ASCII come in the pairs of an East Asian encoding.

    Accented letters of a Latin text stand alone, Cyrillic words have odd lengths too.
    """
    runs = re.findall(rb"[\x80-\xff]+", data[:_SAMPLE])
    return sum(map(len, runs)) >= 4 * _ENOUGH and all(len(run) % 2 == 0 for run in runs)


def is_single_byte(encoding: Encoding) -> bool:
    """Whether each byte is a letter of its own, so that almost any bytes can be read by it."""
    codec = encoding.codec or ""
    return codec.startswith(("cp8", "cp12", "iso8859", "koi8", "mac_"))


def advice(data: bytes) -> str:
    """What to do about bytes whose encoding nobody said, or said wrongly."""
    likely = readings(data)
    if not likely:
        return (
            "say which encoding it has with --charset LABEL, or open it in a browser or editor,"
            " save it as UTF-8 and capture that"
        )
    return "say which encoding it has: " + "; or ".join(map(str, likely))


def _utf8_as_latin(text: str) -> str | None:
    signs = list(_UTF8_AS_LATIN.finditer(text))
    proper = sum(c > "\x7f" for c in text) - sum(len(sign[0]) for sign in signs)
    certain = [sign for sign in signs if _reads_as_utf8(sign[0])]
    if len(certain) < 2 or len(certain) < proper:
        return None
    return _around(text, certain[0].start())


def _utf8_as_cyrillic(text: str) -> str | None:
    words = list(_UTF8_AS_CYRILLIC.finditer(text))
    return _around(text, words[0].start()) if len(words) > 1 else None


def _reads_as_utf8(letters: str) -> bool:
    data = bytearray()
    for letter in letters:
        code = letter.encode("cp1252", "ignore") or letter.encode("latin-1", "ignore")
        data += code
    try:
        return data.decode()[0].isprintable()
    except (UnicodeDecodeError, IndexError):
        return False


def _accented_words(text: str) -> str | None:
    """Latin words most of whose letters are accented: no language writes so."""
    latin = [word for word in _LATIN_WORD.finditer(text) if _is_accented(word[0])]
    plain = sum(word.isascii() for word in _LATIN_WORD.findall(text) if not word.isascii())
    accented = sum(not word.isascii() for word in _LATIN_WORD.findall(text))
    if len(latin) < 4 or len(latin) * 2 < accented - plain:
        return None
    return _around(text, latin[0].start())


def _is_accented(word: str) -> bool:
    """Whether most of its letters are of the upper half of Latin-1, as bytes read singly are."""
    return sum("\xaa" <= c <= "\xff" for c in word) * 3 >= len(word) * 2


def _mixed_words(text: str) -> str | None:
    """Words that mix Latin letters with those of another alphabet, more than a name would."""
    words = [word for word in _LATIN_WORD.finditer(text) if not word[0].isascii()]
    mixed = [word for word in words if _mixes(word[0])]
    if len(mixed) < 3 or len(mixed) * 2 < len(words):
        return None
    return _around(text, mixed[0].start())


def _signs_in_words(text: str) -> str | None:
    impossible = list(_IMPOSSIBLE.finditer(text))
    words = sum(not word.isascii() for word in _LATIN_WORD.findall(text))
    if len(impossible) >= 2 and len(impossible) * 5 >= words:
        return _around(text, impossible[0].start())
    signs = [sign for sign in _SIGN_IN_WORD.finditer(text) if "\xa0" < sign[0][1]]
    return _around(text, signs[0].start()) if len(signs) >= 4 else None


def _turkish_as_icelandic(text: str) -> str | None:
    letters = list(_TURKISH.finditer(text))
    kinds = {letter[0].lower() for letter in letters}
    if len(letters) < 3 or "ý" not in kinds or kinds == {"ý"}:
        return None
    if len(_ICELANDIC.findall(text)) * 4 >= len(letters):
        return None
    return _around(text, letters[0].start())


def _mixes(word: str) -> bool:
    scripts = {_script(letter) for letter in word}
    return "LATIN" in scripts and bool(scripts & {*_COMMON})


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _around(text: str, at: int) -> str:
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at), at - _WORDS) + 1
    return " ".join(text[start : start + _WORDS].split())


def _without_markup(data: bytes) -> bytes:
    return re.sub(rb"<[^>]{0,5000}>", b" ", data)


def _decoded(data: bytes, codec: str) -> str | None:
    """The text in a codec, a letter cut at the sample's end forgiven; None if it is not in it."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4 or len(data) < _SAMPLE // 2:
            return None
        return data[: error.start].decode(codec, "ignore")


def _score(text: str, language: str) -> float:
    """How much of what is not ASCII are the common letters of a language: 0 to about 1."""
    letters = [c for c in text if c > "\x7f" and not c.isspace()]
    if not letters or any(c < "\xa0" or "\ue000" <= c <= "\uf8ff" for c in letters):
        return 0.0
    match language:
        case "Korean":
            return _share(letters, lambda c: "가" <= c <= "힣") * _in_set(text, "euc_kr")
        case "Japanese":
            kana = _share(letters, lambda c: "ぁ" <= c <= "ヿ")
            return 0.0 if kana < 0.15 else 0.6 + kana / 2
        case "Chinese":
            han = _share(letters, lambda c: "一" <= c <= "鿿" or c in "，。、：；“”「」《》（）")
            return han * max(
                _first_level(letters, "gb2312", 0xD7), _first_level(letters, "big5", 0xC6)
            )
        case "a Latin script":
            return 0.0 if misread(text) or not _is_latin(letters) else _beside_ascii(text)
        case _:
            return _common_share(letters, language)


def _share(letters: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, letters)) / len(letters)


def _in_set(text: str, codec: str) -> float:
    """The share of the characters that a codec has: what is rare stands outside of it."""
    letters = [c for c in text if c > "\x7f"]
    return sum(bool(c.encode(codec, "ignore")) for c in letters) / len(letters)


def _first_level(letters: list[str], codec: str, last: int) -> float:
    """The share of Han characters of a standard's first level, which has the frequent ones."""
    han = [c.encode(codec, "ignore") for c in letters if "一" <= c <= "鿿"]
    return sum(len(c) > 1 and c[0] <= last for c in han) / len(han) if han else 0.0


def _common_share(letters: list[str], language: str) -> float:
    script = "CYRILLIC" if language == "Cyrillic" else language.upper()
    words = [c for c in letters if c.isalpha() or unicodedata.category(c)[0] == "M"]
    if not words or sum(_script(c) == script for c in words) < 0.9 * len(letters):
        return 0.0
    lower = sum(c.islower() for c in words) if script in {"CYRILLIC", "GREEK"} else len(words)
    foreign = sum(c in "ћЋђЂќЌџЏњЊљЉѕЅ" for c in words)
    return _frequent(words, script) - 0.05 * foreign if lower * 2 > len(words) else 0.0


def _frequent(letters: list[str], script: str) -> float:
    """The share of the common letters of a script, capitals too."""
    return sum(letter.lower() in _COMMON[script] for letter in letters) / len(letters)


def _is_latin(letters: list[str]) -> bool:
    marks = "«»“”‘’„–—…°ºª€£§©®•·¿¡"
    return sum(_script(c) == "LATIN" or c in marks for c in letters) >= 0.95 * len(letters)


def _beside_ascii(text: str) -> float:
    """The share of accented letters that stand next to plain ones, small in a small word."""
    accented = [m for m in re.finditer(r"[^\W\d_]", text) if m[0] > "\x7f"]
    if not accented:
        return 0.6
    fits = sum(
        text[m.start() - 1 : m.start()].isascii()
        and not (m[0].isupper() and _inside_small(text, m))
        for m in accented
    )
    usual = sum(m[0].lower() in _ACCENTED for m in accented)
    return 0.3 * fits / len(accented) + 0.6 * usual / len(accented) + 0.1


def _inside_small(text: str, letter: re.Match[str]) -> bool:
    return text[letter.start() - 1 : letter.start()].islower()


def _first_words(text: str) -> str:
    """Words around the first letter that is not ASCII."""
    foreign = re.search(r"[^\x00-\x7f]", text)
    return "" if foreign is None else _around(text, foreign.start())
