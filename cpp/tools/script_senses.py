"""Reads the sense files of cpp/data/script/senses: what an ambiguous character or word becomes, and where. Standard library only.

A file is UTF-8 text; `#` starts a comment. Everything is in Simplified characters but the forms.

    target s2twp                    the file is about the words of this configuration (first line; without it: characters, for all s2* configurations)
    class {drink} 茶 咖啡 牛奶        a class of strings for the patterns of this file
    unit 干                         a Simplified character or word
    乾 0.5 干净 饼干 擦_ 没_{end} ~晾  a form, its prior, and its evidence
    余 -2 surname _{place}          a form that is a surname

A prior is in natural logarithms. Evidence: `word`, a word that contains the unit in this form (`word/spelling` gives all of it, `word^5` to `word^1` how common it
is); `left_right`, what stands beside the unit when it is a word by itself; `~cue`, a word within fifteen characters in the same sentence. `*N` at
the end is the weight in natural logarithms, negative against the form. In braces stand classes: those of the file, those of CLASSES below,
`start` and `end` (the border of a clause), `han` (any Han), `name` (a character usual in given names).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ONE_SIDE, BOTH_SIDES, CUE = 3.0, 4.5, 1.5  # default weights
START_END, ANY_HAN, GIVEN_NAME = 1, 2, 3   # elements that are no literal

CLASSES = {
    "num": "零 〇 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 几 半 双 数 多 0 1 2 3 4 5 6 7 8 9 ０ １ ２ ３ ４ ５ ６ ７ ８ ９",
    "dem": "这 那 哪 此 每 各 某 本 该 另 同",
    "cl": "个 位 条 张 块 片 只 支 根 件 把 本 篇 座 间 家 辆 架 台 部 瓶 杯 碗 盘 袋 包 箱 桶 盒 颗 粒 滴 棵 朵 株 匹 头 群 队 名 股 阵 场 次 遍 趟 顿 番 回 声 句 段 首 幅 封 "
          "层 排 串 束 双 对 套 份 斤 两 吨 克 米 尺 寸 里 亩 顷 天 年 月 日 岁 秒 分 元 角 毛",
    "title": "先生 女士 小姐 太太 老师 经理 教授 医生 总统 主任 局长 博士 同学 师傅 警官 律师 法官 校长 院长 部长 省长 市长 县长 书记 主席 董事长 总监 总裁 队长 司机 老板 导演 编辑 "
             "记者 教练 工程师 会计 大夫 护士 将军 司令 公子 姑娘 阿姨 大哥 大姐 叔叔 夫人 秘书 科长 处长 站长 所长 班长 上校 少校 上尉 中尉 公 某 氏 家 府 姓",
    "sur": "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 潘 袁 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 "
           "金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 莫 孔 向 汤",
    "kin": "哥 姐 弟 妹 爸 妈 爷 奶 叔 婶 伯 姑 舅 姨 嫂 公 婆 娘 父 母 儿 女",
    "pron": "我 你 您 他 她 它 咱 我们 你们 他们 她们 咱们 自己 大家 人家 谁",
    "aux": "的 了 着 过 得 地",
    "adv": "很 太 真 更 最 都 也 就 还 才 又 再 不 没 未 已 正 刚 将",
    "place": "省 市 县 区 乡 镇 村 路 街 巷",
}
SPECIAL = {"start": START_END, "end": START_END, "han": ANY_HAN, "name": GIVEN_NAME}

Element = int | tuple[str, ...]  # a special one, or strings of which one has to stand there


@dataclass
class Pattern:
    left: list[Element]   # outwards: the first one stands next to the unit
    right: list[Element]
    weight: float


@dataclass
class Form:
    text: str
    prior: float = 0.0
    surname: bool = False
    patterns: list[Pattern] = field(default_factory=list)
    cues: dict[str, float] = field(default_factory=dict)


@dataclass
class Unit:
    key: str
    forms: list[Form] = field(default_factory=list)


@dataclass
class Word:
    key: str
    unit: str
    form: str
    spelling: str | None  # of the whole word, if the file gives it
    frequency: int        # 1 very rare to 5 very common


@dataclass
class Senses:
    target: str | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)

    def unit(self, key: str) -> Unit:
        return self.units.setdefault(key, Unit(key))


def _elements(side: str, classes: dict[str, tuple[str, ...]], where: str) -> list[Element]:
    elements: list[Element] = []
    for part in re.findall(r"\{[^}]*\}|[^{}]", side):
        name = part[1:-1]
        if not part.startswith("{"):
            elements.append((part,))
        elif name in SPECIAL:
            elements.append(SPECIAL[name])
        elif name in classes:
            elements.append(classes[name])
        else:
            raise SystemExit(f"{where}: there is no class {part}")
    return elements


def _add(form: Form, token: str, unit: Unit, senses: Senses, classes: dict[str, tuple[str, ...]], where: str) -> None:
    weighted = re.fullmatch(r"(.+)\*(-?\d+(?:\.\d+)?)", token)
    weight = float(weighted[2]) if weighted else None
    token = weighted[1] if weighted else token
    if token.startswith("~"):
        name = re.fullmatch(r"~\{(.+)\}", token)
        if name and name[1] not in classes:
            raise SystemExit(f"{where}: there is no class {token[1:]}")
        for cue in classes[name[1]] if name else [token[1:]]:
            form.cues[cue] = CUE if weight is None else weight
    elif "_" in token:
        left, _, right = token.partition("_")
        if token.count("_") != 1 or not (left or right):
            raise SystemExit(f"{where}: {token} is no pattern: one _ with something beside it")
        default = BOTH_SIDES if left and right else ONE_SIDE
        form.patterns.append(Pattern(_elements(left, classes, where)[::-1], _elements(right, classes, where), default if weight is None else weight))
    else:
        common = re.search(r"\^([1-5])", token)
        key, _, spelling = re.sub(r"\^[1-5]", "", token).partition("/")
        if unit.key not in key:
            raise SystemExit(f"{where}: {key} does not contain {unit.key}")
        senses.words.append(Word(key, unit.key, form.text, spelling or None, int(common[1]) if common else 3))


def read_senses(path: Path, senses: Senses) -> None:
    """Adds one file. SystemExit names file, line and reason of whatever is wrong with it."""
    classes = {name: tuple(members.split()) for name, members in CLASSES.items()}
    unit: Unit | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        tokens = line.split("#")[0].split()
        where = f"{path.name}:{number}"
        if not tokens:
            continue
        if tokens[0] in ("target", "unit") and len(tokens) != 2:
            raise SystemExit(f"{where}: {tokens[0]} takes one word")
        if tokens[0] == "target":
            senses.target = tokens[1]
        elif tokens[0] == "class" and len(tokens) < 3:
            raise SystemExit(f"{where}: a class without members")
        elif tokens[0] == "class":
            classes[tokens[1].strip("{}")] = tuple(tokens[2:])
        elif tokens[0] == "unit":
            unit = senses.unit(tokens[1])
        elif unit is None:
            raise SystemExit(f"{where}: a form before the first unit")
        else:
            form = next((f for f in unit.forms if f.text == tokens[0]), None)
            if form is None:
                form = Form(tokens[0])
                unit.forms.append(form)
            rest = tokens[1:]
            if rest and re.fullmatch(r"-?\d+(\.\d+)?", rest[0]):
                form.prior = float(rest.pop(0))
            for token in rest:
                if token == "surname":
                    form.surname = True
                else:
                    _add(form, token, unit, senses, classes, where)
