"""Cuts the three web fonts of static/vendor/fonts out of the Noto Sans SC that documents are set in.

Browsers use them only where the computer has no Chinese font of its own (css/tokens.css names it last). The first slice
holds Latin, punctuation and the 3,755 common characters of GB/T 2312 level 1, the second those of level 2, the third
what names still need (翀 堃 玥 镕: the rest of GBK). A page loads a slice only when it shows one of its characters.
Run it after the font package changed and commit the result.
"""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
SIGNS = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x20AC, 0x20AC), (0x2100, 0x214F),
         (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x26FF), (0x2700, 0x27BF),
         (0x3000, 0x303F), (0x3200, 0x32FF), (0xFF00, 0xFFEF)]  # fmt: skip


def gb2312_rows(first: int, last: int) -> Iterator[int]:
    """The code points of rows ``first`` to ``last`` of GB/T 2312 (16–55 are level 1, 56–87 level 2)."""
    for row in range(first, last + 1):
        for cell in range(1, 95):
            try:
                yield ord(bytes([row + 0xA0, cell + 0xA0]).decode("gb2312"))
            except UnicodeDecodeError:
                continue


def gbk_rest() -> Iterator[int]:
    """The unified ideographs that GBK has beyond GB/T 2312 and the font can draw."""
    drawn = TTFont(str(pylopdf_fonts_zh_cn.sans_path())).getBestCmap()
    for point in range(0x4E00, 0xA000):
        if point in drawn and chr(point).encode("gbk", errors="ignore"):
            yield point


def cut(name: str, points: set[int]) -> None:
    """Write the slice."""
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, layout_features=["kern", "locl"])
    font = subset.load_font(str(pylopdf_fonts_zh_cn.sans_path()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    subset.save_font(font, str(TARGET / name), options)


def ranges(points: list[int]) -> str:
    """Code points as a CSS ``unicode-range``, neighbours joined."""
    spans: list[list[int]] = []
    for point in points:
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)


def main() -> None:
    """Make the slices and the stylesheet that declares them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    common = set(gb2312_rows(16, 55)) | {p for a, b in SIGNS for p in range(a, b + 1)}
    rare = set(gb2312_rows(56, 87)) - common
    names = set(gbk_rest()) - common - rare
    # Of two faces whose ranges overlap a browser takes the later one, so the first slice may claim the whole block.
    slices = (
        ("han-names.woff2", names, "U+4E00-9FFF"),
        ("han-rare.woff2", rare, ranges(sorted(rare))),
        ("han-common.woff2", common, ranges(sorted(common))),
    )
    sheet = ["/* Noto Sans SC, SIL Open Font License 1.1. Written by scripts/webfont.py. */"]
    for name, points, claimed in slices:
        cut(name, points)
        sheet.append(
            '@font-face{font-family:"Lianjian Han";font-weight:400;font-display:swap;'
            f'src:url("{name}") format("woff2");unicode-range:{claimed}}}'
        )
    (TARGET / "han.css").write_text("\n".join(sheet) + "\n", encoding="utf-8")
    licence = distribution("pylopdf-fonts-zh-cn").read_text("licenses/LICENSE")
    (TARGET / "LICENCE.txt").write_text(licence or "", encoding="utf-8")


if __name__ == "__main__":
    main()
