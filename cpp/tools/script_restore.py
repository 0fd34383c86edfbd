"""Spellings that converters leave in Traditional text, derived from OpenCC's dictionaries: damaged spelling -> right spelling.

A Simplified phrase P with its Traditional value V tells which character is meant at each place. Wherever the Simplified character has several
Traditional candidates, each other candidate at that place makes a spelling that a converter without context may have written. It is a
damage unless it is a right spelling somewhere itself. Standard library only.
"""
from __future__ import annotations

from pathlib import Path

LONGEST = 4
# Pairs that editors use side by side, or that depend on the region: a difference in them alone is no damage.
FREE = """佈布 週周 檯台臺枱 鑑鑒 巖岩 盃杯 孃娘 殭僵 豔艷 燬毀譭 盪蕩 嚐嘗 迴回 綫線 譁嘩 註注 産產 匯彙滙 贊讚 颳刮 鉅巨 剋克 侷局 佔占 兇凶 紮扎
釐厘 纍累 砲炮 釦扣 揹背 鬨哄 唸念 慾欲 託托 氾泛 祕秘 伕夫 崑昆 擡抬 閑閒 彷仿 彿佛 裏裡 着著 爲為 衆眾 麪麵 牀床 羣群 峯峰 啓啟 綵彩 藉借 儘盡 瞭了 夥伙
牠它他她 祇只衹 願愿 昇升陞 甯寧 灑洒 摺折 嘆歎叹 倣仿 姪侄 吊弔 脣唇 雇僱 傭佣 樑梁 悽凄淒 煙菸烟 恆恒 絃弦 沈沉 麽麼么 妳你 喫吃 缽鉢 污汙 跡蹟 桿杆 鍊煉
恤卹 證証 併並并 劃畫划""".split()
# Pairs in which even the spelling of the Traditional side is free.
EITHER = set("台臺檯枱周週裡裏游遊煙菸吃喫為爲着著床牀群羣峰峯線綫眾衆麵麪他它牠你妳才纔只祇夥伙鑑鑒嘆歎秘祕吊弔恤卹跡蹟杆桿煉鍊證証沈沉污汙姪侄唇脣藉借儘盡瞭了佣傭雇僱")
# No converter writes these where another is meant (they are the rarest of their candidates), or a region writes them everywhere.
NEVER = set("祇颱榦幷甯檯")


def _free() -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for group in FREE:
        for char in group:
            groups.setdefault(char, set()).update(group)
    return groups


def candidates_of(path: Path) -> dict[str, list[str]]:
    """Simplified character -> all its Traditional candidates, from STCharacters.txt."""
    table: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, tab, values = line.partition("\t")
        if tab and len(key) == 1:
            table[key] = values.split(" ")
    return table


def damages(phrases: dict[str, str], characters: Path, taiwan: dict[str, str]) -> tuple[dict[str, tuple[str, bool]], set[str]]:
    """(damaged spelling -> (right spelling, whether it is over-converted), right spellings that protect what they cover).

    `phrases` is OpenCC's Simplified -> Traditional; `taiwan` its Taiwan forms of characters.
    """
    candidates = {key: values for key, values in candidates_of(characters).items() if len(values) > 1}
    free = _free()
    form = lambda text: "".join(taiwan.get(char, char) for char in text)  # noqa: E731
    right: set[str] = set()
    ambiguous = set(candidates) | {value for values in candidates.values() for value in values}
    for value in phrases.values():
        if ambiguous.intersection(value):
            right.add(value)
            right.add(form(value))
    found: dict[str, set[tuple[str, bool]]] = {}
    for simplified, value in phrases.items():
        if len(simplified) != len(value) or not 2 <= len(value) <= LONGEST:
            continue
        value = form(value)
        for at, char in enumerate(simplified):
            # Converters without context take the first candidate; the second one is the usual error of those with a phrase table.
            for other in {char, *candidates.get(char, ())[:2]} if char in candidates else ():
                other = taiwan.get(other, other)
                if other in NEVER or other == "係" and value[at] != "系":
                    continue
                if other == value[at] or other in free.get(value[at], ()) and (other == char or other in EITHER):
                    continue
                if other == "採" and at == 0:
                    continue  # the verb at the head of a word (采菱, 采薇) is written 採 as well as 采; 神采, 風采 are not
                damaged = value[:at] + other + value[at + 1:]
                if damaged[-1] == "後" and len(damaged) == 2:
                    continue  # 電影後 is as good as 影后
                if damaged not in right:
                    found.setdefault(damaged, set()).add((value, other != char))
    sure = {damaged: min(values) for damaged, values in found.items() if len({v for v, _ in values}) == 1}
    return sure, right
