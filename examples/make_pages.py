"""Writes pages/ (raw bytes, as a crawler would have saved them) from pages_src/ (UTF-8, readable).

    python examples/make_pages.py            writes examples/pages/
    python examples/make_pages.py --check    exit 1 if pages/ is not what this script makes

Each page is one kind of trouble; README.md says which, and what comes out. All texts, names and places are invented.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "pages_src"
PAGES = HERE / "pages"

INVISIBLE = {"zwsp": "\u200b", "zwnj": "\u200c", "bom": "\ufeff", "shy": "\u00ad"}

# What a site that copies news writes behind characters, so that its copy is not found again. A table like this one is arbitrary.
READINGS = {
    "來": "lái", "們": "men", "這": "zhè", "個": "gè", "說": "shuō", "時": "shí", "過": "guò", "還": "hái", "著": "zhe",
    "條": "tiáo", "幾": "jǐ", "從": "cóng", "當": "dāng", "記": "jì", "現": "xiàn", "場": "chǎng", "長": "cháng", "東": "dōng",
    "後": "hòu", "沒": "méi", "動": "dòng", "錢": "qián", "電": "diàn", "專": "zhuān", "業": "yè", "隊": "duì", "質": "zhì",
    "讓": "ràng", "車": "chē", "開": "kāi", "進": "jìn", "輪": "lún", "護": "hù", "誰": "shuí", "辦": "bàn", "問": "wèn",
    "請": "qǐng", "檢": "jiǎn", "準": "zhǔn", "備": "bèi", "邊": "biān", "樹": "shù", "種": "zhǒng", "為": "wéi", "農": "nóng",
    "縣": "xiàn", "鋼": "gāng", "補": "bǔ", "貼": "tiē", "眾": "zhòng", "員": "yuán", "術": "shù", "務": "wù", "張": "zhāng",
    "買": "mǎi", "給": "gěi", "賬": "zhàng", "筆": "bǐ", "劉": "liú", "貴": "guì", "見": "jiàn", "孩": "hái", "脫": "tuō",
    "報": "bào", "規": "guī", "頁": "yè", "擔": "dān", "無": "wú", "歲": "suì", "應": "yīng", "廠": "chǎng", "廣": "guǎng",
    "訂": "dìng", "視": "shì", "驗": "yàn",
    "庫": "kù", "彈": "dàn", "復": "fù", "樣": "yàng", "樂": "lè", "機": "jī", "標": "biāo", "歡": "huān", "氣": "qì",
    "沖": "chōng", "燈": "dēng", "爾": "ěr", "爲": "wéi", "獨": "dú", "環": "huán", "產": "chǎn", "畫": "huà", "確": "què",
    "禮": "lǐ", "節": "jié", "約": "yuē", "級": "jí", "線": "xiàn", "經": "jīng", "網": "wǎng", "總": "zǒng", "聯": "lián",
}


def page(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def encoded(codec: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(codec)


def two_wrong_paragraphs(text: str) -> bytes:
    """[[utf8-as-cp1252:...]] and [[gbk-as-latin1:...]] become text that was once decoded with the wrong code page."""

    def cp1252(data: bytes) -> str:
        # Browsers read the five holes of windows-1252 as C1 controls.
        return "".join(bytes([b]).decode("cp1252", "replace") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in data)

    text = re.sub(r"\[\[utf8-as-cp1252:(.*?)\]\]", lambda m: cp1252(m[1].encode("utf-8")), text, flags=re.S)
    text = re.sub(r"\[\[gbk-as-latin1:(.*?)\]\]", lambda m: m[1].encode("gbk").decode("latin-1"), text, flags=re.S)
    return text.encode("utf-8")


def cp936_with_question_marks(data: bytes) -> str:
    """Code page 936 as old web software read it: a pair that is none becomes one ?, whatever its second byte was."""
    out: list[str] = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
            continue
        try:
            out.append(data[at:at + 2].decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        at += 2
    return "".join(out)


def glossed(text: str) -> bytes:
    """Readings put in by replacing bytes, blind to where a character begins: now and then a character is torn in two."""
    lines = []
    for line in text.splitlines():
        data = line.encode("gbk")
        for character in sorted(READINGS):
            gloss = f"({READINGS[character]})".encode("gbk")
            data = data.replace(character.encode("gbk"), character.encode("gbk") + gloss)
        lines.append(cp936_with_question_marks(data))
    return ("\n".join(lines) + "\n").encode("utf-8")


def invisible(text: str) -> bytes:
    return re.sub(r"\[\[(\w+)\]\]", lambda m: INVISIBLE[m[1]], text).encode("utf-8")


def broken(text: str) -> bytes:
    """GBK with a byte lost in one line, two bytes overwritten in another, and the end cut off in the middle of a character."""
    data = bytearray(text.encode("gbk"))
    lost = data.index("真正看过".encode("gbk")) + 1
    del data[lost]
    wrong = data.index("麦种".encode("gbk"))
    data[wrong:wrong + 2] = b"\xff\xff"
    return bytes(data[:data.index("长长的鸣叫".encode("gbk")) + 3])


MAKERS: dict[str, Callable[[str], bytes]] = {
    "01_gbk_news.html": encoded("gbk"),
    "02_gb18030_names.html": encoded("gb18030"),
    "03_big5_news.html": encoded("cp950"),
    "04_big5_hkscs_column.html": encoded("big5hkscs"),
    "05_utf16le_notice.html": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "06_utf8_bom_essay.txt": encoded("utf-8-sig"),
    "07_shift_jis_blog.html": encoded("cp932"),
    "08_euc_jp_guide.html": encoded("euc-jp"),
    "09_euc_kr_news.html": encoded("euc-kr"),
    "10_gbk_labelled_utf8.html": encoded("gbk"),
    "11_gbk_labelled_latin1.html": encoded("gbk"),
    "12_mojibake_span.html": two_wrong_paragraphs,
    "13_glossed.txt": glossed,
    "14_auto_converted.html": encoded("utf-8"),
    "15_front_matter.md": encoded("utf-8"),
    "16_folded_punctuation.txt": encoded("utf-8"),
    "17_dialogue_story.txt": encoded("utf-8"),
    "18_list_page.html": encoded("utf-8"),
    "19_spam.html": encoded("utf-8"),
    "20_truncated_gbk.html": broken,
    "21_english.html": encoded("utf-8"),
    "22_entities_zero_width.html": invisible,
}


def make() -> dict[str, bytes]:
    """All pages by name."""
    return {name: maker(page(name)) for name, maker in MAKERS.items()}


def main() -> int:
    check = "--check" in sys.argv[1:]
    PAGES.mkdir(exist_ok=True)
    stale = []
    for name, data in make().items():
        path = PAGES / name
        if path.exists() and path.read_bytes() == data:
            continue
        stale.append(name)
        if not check:
            path.write_bytes(data)
    if stale:
        print(("not up to date: " if check else "wrote: ") + ", ".join(stale), file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
