"""The fonts that a PDF is set in: those of the machine, or of a folder that was named.

Takes a folder or None; gives ``typst`` fonts and the families to prefer for Korean. Libertinus
and DejaVu Sans Mono come with typst.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import attrs

from ledger.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KOREAN = (
    *("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Nanum Myeongjo"),
    *("NanumMyeongjo", "Batang", "AppleMyungjo", "Noto Sans CJK KR", "Noto Sans KR"),
    *("Source Han Sans K", "Nanum Gothic", "NanumGothic", "Malgun Gothic", "Apple SD Gothic Neo"),
)
_SHOWN = 12


class NoFonts(InvalidInput):
    """Letters for which no font at hand has a shape."""

    code = "no-fonts"

    def __init__(self, letters: Iterable[str]) -> None:
        missing = sorted(set(letters))
        shown = " ".join(missing[:_SHOWN])
        self.scripts = tuple(dict.fromkeys(map(_script, missing)))
        super().__init__(
            f"no font here has the letters {shown} ({', '.join(self.scripts)}); "
            "nothing was written",
            fix="name a folder with such a font by --fonts FOLDER, or install one: for Korean, "
            "Noto CJK (apt install fonts-noto-cjk); or write .html, .md or .docx",
        )


class NoFontFolder(NotFound):
    """A folder of fonts that is not there, or has no font in it."""

    code = "no-font-folder"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is no folder with fonts", fix="name a folder with .ttf, .otf or .ttc files"
        )


@attrs.frozen
class FontSet:
    """Fonts (``typst.Fonts``), and the names of those for Korean, the first choice first."""

    fonts: Any
    korean: tuple[str, ...]


def fonts(folder: Path | None) -> FontSet:
    """The fonts of the machine, or those of a folder alone: then every machine sets the same.

    Raises:
        NoFontFolder: the folder is not there, or no font is in it.
    """
    import typst

    if folder is None:
        gathered = typst.Fonts()
    else:
        own = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        if not folder.is_dir() or not own.families():
            raise NoFontFolder(folder)
        gathered = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
    families = set(gathered.families())
    return FontSet(gathered, tuple(name for name in _KOREAN if name in families))


def _script(letter: str) -> str:
    """The script of a letter, as the first word of its name says: HANGUL, ARABIC, CJK."""
    word = unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
    return {"HANGUL": "Korean", "CJK": "Chinese characters"}.get(word, word.capitalize())
