"""The five faces of an official document, from ``settings.FONT_DIR`` where it has them, else from stand-ins.

The proper faces (方正小标宋, 仿宋_GB2312 ...) may not be shipped. A customer who owns them puts them into FONT_DIR; any
file whose name, without its ending, is in ``Face.names`` is taken. What is missing is set in Noto Serif/Sans SC of
the package ``pylopdf-fonts-zh-cn``: an honest stand-in (仿宋替代), not the face itself. Noto also stands behind every
customer's face, because GB 2312 fonts lack rare characters of names (㛃 堃 翀 玥 镕).
"""

import importlib.resources
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

SUFFIXES = (".ttf", ".otf")
SERIF, SANS = "NotoSerifSC-Regular", "NotoSansSC-Regular"


@dataclass(frozen=True)
class Face:
    """One face by its role. ``family`` is its name in the style sheets, ``names`` the files that may bring it.

    No machine has a font installed under such a family name: a face that is missing is never taken from there.
    """

    family: str
    names: tuple[str, ...]
    stand_in: str
    embolden: bool = False  # the stand-in is too light for the role: draw it bold

    def css(self, font_dir: Path) -> str:
        """The weight to ask for, as a custom property of the root, and the @font-face rule of a face that is there.

        One that is missing is not declared: the family named behind it in each style sheet takes its place, so that a
        document carries each stand-in once and not once a role.
        """
        missing = bool(self.names) and self.file(font_dir).stem == self.stand_in
        weight = f":root {{ --{self.family}-weight: {'bold' if self.embolden and missing else 'normal'}; }}"
        rule = f'@font-face {{ font-family: "{self.family}"; src: url("asset:fonts/{self.family}"); }}'
        return weight if missing else f"{rule}\n{weight}"

    def file(self, font_dir: Path) -> Path:
        """The customer's file, else the stand-in. Raises ``FileNotFoundError`` when neither is there."""
        found = _fonts_in(font_dir)
        for name in self.names:
            if name.lower() in found:
                return found[name.lower()]
        return _stand_in(self.stand_in, font_dir)


TITLE = Face(
    "lj-xiaobiaosong", ("小标宋", "方正小标宋简体", "方正小标宋_GBK", "FZXBSJW", "FZXBSK"), SERIF, embolden=True
)
BODY = Face("lj-fangsong", ("仿宋", "仿宋_GB2312", "FangSong_GB2312", "simfang"), SERIF)
BLACK = Face("lj-heiti", ("黑体", "SimHei"), SANS, embolden=True)
SCRIPT = Face("lj-kaiti", ("楷体", "楷体_GB2312", "KaiTi_GB2312", "simkai"), SERIF)
SONG = Face("lj-songti", ("宋体", "SimSun"), SERIF)
# Behind every face: whatever character the face lacks.
BEHIND_SERIF, BEHIND_SANS = Face("behind-serif", (), SERIF), Face("behind-sans", (), SANS)
FACES = {face.family: face for face in (TITLE, BODY, BLACK, SCRIPT, SONG, BEHIND_SERIF, BEHIND_SANS)}


def font_css(font_dir: Path) -> str:
    """The style sheet that declares every face."""
    return "\n".join(face.css(font_dir) for face in FACES.values())


def stand_ins(font_dir: Path) -> list[str]:
    """The roles that are not set in their proper face, for the administrator to know."""
    return [face.names[0] for face in FACES.values() if face.names and face.file(font_dir).stem == face.stand_in]


@cache
def characters(font_dir: Path) -> frozenset[int]:
    """Every code point that some face can draw."""
    files = {face.file(font_dir) for face in FACES.values()}
    return frozenset().union(*(_code_points(file) for file in files))


@cache
def _fonts_in(font_dir: Path) -> dict[str, Path]:
    files = sorted(font_dir.iterdir()) if font_dir.is_dir() else []
    return {file.stem.lower(): file for file in files if file.suffix.lower() in SUFFIXES}


def _stand_in(name: str, font_dir: Path) -> Path:
    shipped = _fonts_in(Path(str(importlib.resources.files("pylopdf_fonts_zh_cn"))))
    try:
        return (shipped | _fonts_in(font_dir))[name.lower()]
    except KeyError as error:
        raise FileNotFoundError(f"No font {name} in FONT_DIR nor in pylopdf-fonts-zh-cn.") from error


def _code_points(file: Path) -> Iterable[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())
