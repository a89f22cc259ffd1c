"""A printed document as a page on the screen: the same template and measures, on a sheet that browsers draw."""

from django.templatetags.static import static

from core.documents.styles import STYLES

# What paper gives and a browser does not: the sheet, its margins, and fonts a staff computer has.
SHEET = """
:root { --lj-xiaobiaosong-weight: 700; --lj-heiti-weight: 700; }
html { background: #e9e7e1; zoom: .72; }
.doubleline.lower { display: none; }
@media (max-width: 560px) { html { zoom: .66; } }
@media (max-width: 500px) { html { zoom: .56; } }
@media (max-width: 420px) { html { zoom: .44; } }
body { box-sizing: border-box; width: 210mm; min-height: 297mm; margin: 0 auto; padding: 37mm 26mm 35mm 28mm;
       background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 18%); }
@font-face { font-family: lj-fangsong; src: local("FangSong"), local("STFangsong"), local("Noto Serif SC"),
             local("Noto Serif CJK SC"), local("Songti SC"), local("SimSun"); }
@font-face { font-family: lj-heiti; src: local("SimHei"), local("Heiti SC"), local("Noto Sans SC"),
             local("Noto Sans CJK SC"), local("Microsoft YaHei"); }
@font-face { font-family: lj-kaiti; src: local("KaiTi"), local("STKaiti"), local("Noto Serif SC"),
             local("Noto Serif CJK SC"); }
@font-face { font-family: lj-xiaobiaosong; src: local("FZXiaoBiaoSong-B05S"), local("Noto Serif CJK SC Bold"),
             local("STSong"), local("SimSun"); }
"""
# What stands behind each face on paper, and on a computer without Chinese fonts.
BEHIND = {"behind-serif": '"Lianjian Han", serif', "behind-sans": '"Lianjian Han", sans-serif'}


def on_screen(text: str, *, nonce: str) -> str:
    """``text`` (a rendered template of templates/documents) with its style sheets inside, allowed by ``nonce``."""
    before, _mark, rest = text.partition('<link rel="stylesheet" href="asset:styles/')
    name, _mark, after = rest.partition(".css")
    sheets = "".join((STYLES / f"{sheet}.css").read_text(encoding="utf-8") for sheet in ("page", name))
    for family, here in BEHIND.items():
        sheets = sheets.replace(family, here)
    web_font = f'<link rel="stylesheet" href="{static("vendor/fonts/han.css")}">'
    return f'{before}{web_font}<style nonce="{nonce}">{sheets}{SHEET}</style>{after.partition(">")[2]}'
