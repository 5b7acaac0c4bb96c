#!/usr/bin/env python3
"""Cuts the fonts of all pages: `python3 platform/ui/fonts.py`, in the repository's folder.

A device that has a Japanese font loads nothing from here where it is a phone, and its own copy of BIZ
UDPGothic where it is a desk. For the others:

- `help-fonts.css`, for the help pages: what the first page shows, what stands in many names of
  companies and in hours (loaded only where a name needs it), and what else the pages after it show.
- `fonts.css`, for all other pages. On a phone (a page must stay below 100 kB): two slices with the
  characters that the pages' own words and the procedures use most, in one weight; what is rarer comes
  from the phone. On a desk: both weights, what is used most in slices by frequency, the rest in blocks
  of neighbours, so that the list of what is where stays short.

Run this when words of the help pages change (a test names the characters that are missing). It needs
fonttools and brotli of PyPI.
"""

import collections
import glob
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FONTS = {400: "platform/pdf/fonts/BIZUDPGothic-Regular.ttf", 700: "platform/pdf/fonts/BIZUDPGothic-Bold.ttf"}
OUT = Path("platform/ui/static")
# Units of an em: coarse outlines travel lighter and look the same on a phone.
PHONE, DESK = 256, 1024
# Kanji of the phone's two slices beside kana, Latin letters and marks.
PHONE_KANJI = (210, 330)
# Kanji of the desk's slices by frequency, and characters of a block.
DESK_SLICE, DESK_SLICES, DESK_BLOCK = 300, 5, 260
NARROW = "(max-width: 47.99em)"
WIDE = "(min-width: 48em)"
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
OWN = {400: ["BIZ UDPGothic", "BIZUDPGothic-Regular"], 700: ["BIZ UDPGothic Bold", "BIZUDPGothic-Bold"]}
LICENCE = (
    "/* Slices of BIZ UDPGothic, cut by platform/ui/fonts.py. Copyright 2022 The BIZ UDGothic Project\n"
    "   Authors, SIL Open Font License 1.1, see licences/biz-udpgothic.txt. The device's own Japanese\n"
    "   font is used where it has one. */\n"
)


def text_of(paths, only=None):
    """The text of the files, or the lines of them that match."""
    text = ""
    for path in sorted(paths):
        with open(path, encoding="utf-8") as file:
            text += "".join(line for line in file if only is None or re.search(only, line))
    return text


def characters(paths, only=None):
    """The characters beyond ASCII of the files, or of the lines of them that match."""
    return {c for c in text_of(paths, only) if ord(c) > 0x7F}


def ranges(wanted):
    """`U+3041-3096,U+4E00`."""
    points, parts = sorted(ord(c) for c in wanted), []
    for point in points:
        if parts and parts[-1][1] == point - 1:
            parts[-1][1] = point
        else:
            parts.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in parts)


def write(name, wanted, weight, units):
    """Writes the slice of these characters."""
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [], False, []
    options.drop_tables += ["DSIG", "vmtx", "vhea", "meta"]
    font = TTFont(FONTS[weight])
    cutter = Subsetter(options)
    cutter.populate(text="".join(wanted))
    cutter.subset(font)
    scale_upem(font, units)
    font.flavor = "woff2"
    font.save(OUT / "fonts" / f"{name}.woff2")


def rule(name, where, families, weight=None):
    """The rule of a slice; `where` is its list of characters, without a weight it stands for all."""
    local = ", ".join(f'local("{family}")' for family in families)
    weight = "" if weight is None else f"font-weight: {weight}; "
    return (
        f'@font-face {{ font-family: "Hikeshi Sans"; {weight}font-display: swap; src: {local}, '
        f'url("fonts/{name}.woff2") format("woff2"); unicode-range: {where}; }}\n'
    )


def cut(name, wanted):
    """Writes a slice of the help pages and answers its rule."""
    write(f"help-{name}", sorted(wanted), 400, PHONE)
    return rule(f"help-{name}", ranges(wanted), FAMILIES)


def help_sheet():
    """The slices of the help pages."""
    frame = glob.glob("platform/*/locales/ja*.ftl")
    help_words = glob.glob("features/incidents/locales/help.ja*.ftl")
    triage = glob.glob("content/triage/*.yaml")
    start = set(KANA) | set(MARKS)
    start |= characters([path for path in triage if "symptoms" in path], r"^ {4}title:")
    start |= characters([path for path in triage if "groups" in path], r"icon:")
    start |= characters(help_words, r"^help-(title|start|group|call|busy)")
    start |= characters(glob.glob("platform/ui/locales/ja*.ftl"))
    start |= characters(glob.glob("features/directory/locales/ja*.ftl"), r"^directory-call-label")
    # A name on the first page must not bring the characters of the later pages with it.
    names = set(NAMES) - start
    rest = characters(frame + help_words + triage) - start - names
    rules = cut("start", start) + cut("more", rest) + cut("names", names)
    (OUT / "help-fonts.css").write_text(LICENCE + rules, encoding="utf-8")
    print(f"help: {len(start)}, {len(rest)} and {len(names)} characters")


def is_kanji(character):
    """Whether the character is one of the unified ideographs or stands with them."""
    return "\u4e00" <= character <= "\u9fff" or character == "\u3005"


def by_frequency():
    """Kanji of the pages' words and the procedures, the most used first."""
    words = text_of(glob.glob("features/*/locales/*ja.ftl") + glob.glob("platform/*/locales/ja.ftl"), r"^[a-z]")
    titles = text_of(glob.glob("content/playbooks/*.yaml") + glob.glob("content/facts/*.yaml"), r"title|text")
    rest = text_of(glob.glob("content/*/*.yaml") + glob.glob("app/src/demo/*.json"))
    count = collections.Counter()
    for text, share in ((words, 12), (titles, 4), (rest, 1), (NAMES, 20)):
        for character in filter(is_kanji, text):
            count[character] += share
    return [character for character, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]


def chunks(items, size):
    """The items in runs of this size."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def sheet():
    """The slices of all other pages."""
    has = set(map(chr, TTFont(FONTS[400]).getBestCmap())) & set(map(chr, TTFont(FONTS[700]).getBestCmap()))
    often = [character for character in by_frequency() if character in has]
    basic = sorted((set(KANA) | set(MARKS)) & has)
    first, second = PHONE_KANJI
    phone = [basic + often[:first], often[first : first + second]]
    rules = f"@media {NARROW} {{\n"
    for number, wanted in enumerate(phone, 1):
        write(f"phone-{number}", sorted(wanted), 400, PHONE)
        rules += rule(f"phone-{number}", ranges(wanted), FAMILIES)
    rules += f"}}\n@media {WIDE} {{\n"
    common = often[: DESK_SLICE * DESK_SLICES]
    blocks = chunks(sorted(has - set(basic) - set(common)), DESK_BLOCK)
    for weight in FONTS:
        # A block's list covers what lies between its first and last: the slices after it come first.
        for number, wanted in enumerate(blocks):
            write(f"block-{number}-{weight}", wanted, weight, DESK)
            rules += rule(f"block-{number}-{weight}", f"U+{ord(wanted[0]):X}-{ord(wanted[-1]):X}", OWN[weight], weight)
        for number, wanted in enumerate([basic] + chunks(common, DESK_SLICE)):
            write(f"common-{number}-{weight}", sorted(wanted), weight, DESK)
            rules += rule(f"common-{number}-{weight}", ranges(wanted), OWN[weight], weight)
    (OUT / "fonts.css").write_text(LICENCE + rules + "}\n", encoding="utf-8")
    print(f"phone: {len(phone[0])} and {len(phone[1])}; desk: {len(common)} common, {len(blocks)} blocks")


for old in (OUT / "fonts").glob("*.woff2"):
    old.unlink()
help_sheet()
sheet()
