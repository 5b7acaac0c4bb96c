#!/usr/bin/env python3
"""Cuts the font of the help pages: `python3 platform/ui/help-fonts.py`, in the repository's folder.

A phone that has a Japanese font loads nothing. For the others the help pages bring the characters
that they need, in three slices: what the first page shows, what stands in many names of companies
and in hours (loaded only where the name needs it), and what else the pages after it show. Run this when words of the
help pages change (a test names the characters that are missing). It needs fonttools and brotli of
PyPI.
"""

import glob
import re
import subprocess
import tempfile

FONT = "platform/pdf/fonts/BIZUDPGothic-Regular.ttf"
OUT = "platform/ui/static"
KANA = [chr(c) for r in ((0x20, 0x7F), (0x3041, 0x3097), (0x30A1, 0x30FD)) for c in range(*r)]
MARKS = "\u3000\u3001\u3002\u300c\u300d\u300e\u300f\uff08\uff09\u30fb\u30fc\uff1a\uff0f\uff5e\u301c\u2026\uff05\uff0b\uff0d\uff1d"
# Characters that names of companies are often made of.
NAMES = (
    "株式会社有限合同資医療法人団財学校福祉施設協組商店工業製作所建設運輸送物産電機器食品卸薬局病院歯科診介護園"
    "農林水漁印刷広告不動住宅計務税理館旅美容自車整備販売貿易鉄鋼金属化成樹脂繊維紙木材石油燃料支援育"
    "東京阪中央日本西南北第一山川田村松竹井上小高橋鈴佐藤伊渡辺谷島崎森原野池青清近加吉岡長福富光丸大三共栄新"
    "平土祝休月火水木金時分前後毎年終間助隊救見守情報"
)
FAMILIES = ["BIZ UDPGothic", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo"]


def characters(paths, only=None):
    """The characters beyond ASCII of the files, or of the lines of them that match."""
    text = ""
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text += "".join(line for line in file if only is None or re.search(only, line))
    return {c for c in text if ord(c) > 0x7F}


def ranges(wanted):
    """`U+3041-3096,U+4E00`."""
    points, parts = sorted(ord(c) for c in wanted), []
    for point in points:
        if parts and parts[-1][1] == point - 1:
            parts[-1][1] = point
        else:
            parts.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in parts)


def cut(name, wanted):
    """Writes the slice and answers its rule."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(sorted(wanted)))
        file.flush()
        subprocess.run(
            ["pyftsubset", FONT, f"--text-file={file.name}", "--flavor=woff2", "--layout-features=",
             "--no-hinting", "--drop-tables+=DSIG,vmtx,vhea,meta",
             f"--output-file={OUT}/fonts/help-{name}.woff2"],
            check=True,
        )
    local = ", ".join(f'local("{family}")' for family in FAMILIES)
    return (
        f'@font-face {{ font-family: "Hikeshi Sans"; font-display: swap; src: {local}, '
        f'url("fonts/help-{name}.woff2") format("woff2"); unicode-range: {ranges(wanted)}; }}\n'
    )


frame = sorted(glob.glob("platform/*/locales/ja*.ftl"))
help_words = sorted(glob.glob("features/incidents/locales/help.ja*.ftl"))
triage = sorted(glob.glob("content/triage/*.yaml"))
start = set(KANA) | set(MARKS)
symptoms = [path for path in triage if "symptoms" in path]
start |= characters(symptoms, r"^ {4}title:")
start |= characters([path for path in triage if "groups" in path], r"icon:")
start |= characters(help_words, r"^help-(title|start|group|call|busy)")
start |= characters(glob.glob("platform/ui/locales/ja*.ftl"))
start |= characters(glob.glob("features/directory/locales/ja*.ftl"), r"^directory-call-label")
# A name on the first page must not bring the characters of the later pages with it.
names = set(NAMES) - start
rest = characters(frame + help_words + triage) - start - names
with open(f"{OUT}/help-fonts.css", "w", encoding="utf-8") as sheet:
    sheet.write(
        "/* Slices of BIZ UDPGothic for the help pages, cut by help-fonts.py. Copyright 2022 The BIZ\n"
        "   UDGothic Project Authors, SIL Open Font License 1.1, see licences/biz-udpgothic.txt.\n"
        "   The device's own Japanese font is used where it has one. */\n"
    )
    sheet.write(cut("start", start) + cut("more", rest) + cut("names", names))
print(f"{len(start)}, {len(rest)} and {len(names)} characters")
