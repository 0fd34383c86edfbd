"""What an article says, before any page shows it: title, facts, blocks."""
from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extraction_pages.grammar import Words

GENRES = ("news gov company blog recipe forum qa product fiction interview event obituary sports tutorial letter essay verse listicle diary").split()
TEXT_GENRES = ("encyclopedia", "law", "documentation", "manual", "scripture", "poetry")
TITLES = {"listicle": "blog", "diary": "essay"}  # genres that have no titles of their own
KIN = {"fiction": ("fiction",), "gov": ("gov",), "recipe": ("blog",), "forum": ("qa", "blog"), "qa": ("forum",), "tutorial": ("forum",), "letter": ("essay",),
       "obituary": ("essay",), "event": ("news",), "product": ("company",), "listicle": ("blog", "essay"), "diary": ("essay", "blog")}

BRIEF = ("news", "company", "blog", "essay", "event", "encyclopedia", "sports", "product", "obituary")
OF_THE_WORLD = ("news", "company", "blog", "essay", "event", "obituary", "interview", "qa", "forum", "product", "letter")


@dataclass
class Block:
    """paragraph, heading, list, quotation, table, code, verse or figure; `items` are its lines, cells of a row split by tabs."""
    kind: str
    items: list[str]
    ordered: bool = False
    alt: str = ""


@dataclass
class Article:
    genre: str
    language: str
    title: str
    blocks: list[Block]
    date: datetime
    source: str
    authors: list[str]
    editors: list[str]
    tags: list[str]
    summary: str = ""
    sign_off: list[str] = field(default_factory=list)  # who signs a letter or notice, and its date: part of the body


class Composer:
    """Articles of one language. `corpus` maps a genre to a function that gives some paragraphs of real text."""

    def __init__(self, language: str, words: Words, choose: random.Random, corpus: dict[str, Callable[[random.Random], list[str]]]) -> None:
        self.language, self.words, self.choose, self.corpus = language, words, choose, corpus

    def compose(self, genre: str) -> Article:
        words, choose = self.words, self.choose
        words.forget()
        self.pool: list[str] = []
        if genre not in TEXT_GENRES and genre != "verse":
            self.refill(genre)
        if genre in TEXT_GENRES:
            title, blocks = self.from_text(genre)
        else:
            title, blocks = words(f"title.{TITLES.get(genre, genre)}"), getattr(self, f"make_{genre}", self.make_prose)(genre)
        if genre in BRIEF and choose.random() < 0.15:
            blocks = self.brief(genre)
        moment = datetime(2002, 1, 1) + timedelta(minutes=choose.randrange(22 * 365 * 24 * 60))
        signed = genre in ("news", "interview", "sports", "blog", "tutorial", "fiction", "essay", "verse", "recipe", "forum", "qa", "obituary", "listicle", "diary")
        nick = genre in ("blog", "tutorial", "forum", "qa", "recipe", "listicle", "diary") and choose.random() < 0.6
        authors = [words("nick" if nick else "person") for _ in range(choose.choice((1, 1, 1, 2, 2, 3)) if genre == "news" else 1)]
        article = Article(genre, self.language, title, blocks, moment, words("media" if genre in ("news", "sports", "interview") or choose.random() < 0.5 else "site"),
                          list(dict.fromkeys(authors)) if signed and choose.random() < 0.85 else [],
                          [words("person") for _ in range(choose.choice((1, 1, 1, 2)))] if choose.random() < 0.7 else [],
                          words.some("topic", 2, 3) + words.some("channel", 1, 2))
        if genre in ("gov", "letter") and words.has("gov.sign"):
            article.sign_off = [words("gov.sign"), self.spelled_day(moment)]
        prose = [block.items[0] for block in blocks if block.kind == "paragraph" and len(block.items[0]) > 15]
        self.oddities(article)
        article.summary = prose[0][:90] if prose else title
        return article

    def oddities(self, article: Article) -> None:
        """Lines of the text that look like what stands around a text."""
        words, choose, blocks = self.words, self.choose, article.blocks
        if article.genre in ("poetry", "verse", "scripture", "law", "manual"):
            return
        if choose.random() < 0.3:
            for text in words.some("oddity", 1, 3):
                blocks.insert(choose.randint(1, len(blocks)), Block("paragraph", [text]))
        if choose.random() < 0.06 and blocks[0].kind == "paragraph":
            blocks[0] = Block("paragraph", [words("preface") + blocks[0].items[0]])

    def spelled_day(self, day: datetime) -> str:
        if self.language == "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        if self.language == "en":
            return f"{day.day}/{day.month}/{day.year}"
        if self.language == "zh-Hans" and self.choose.random() < 0.3:
            digits = str.maketrans("0123456789", "〇一二三四五六七八九")
            return f"{str(day.year).translate(digits)}年{HAN[day.month]}月{HAN[day.day]}日"
        return f"{day.year}年{day.month}月{day.day}日"

    # Prose of any genre: a lead, then paragraphs of a few sentences each.

    def refill(self, genre: str) -> None:
        """No sentence twice in an article: repetition is a sign of boilerplate. What a genre lacks it borrows."""
        genre = genre if genre in GENRES else "news"
        lists = self.words.lists
        borrowed = [f"{other}.s" for other in KIN.get(genre, ("news", "essay", "blog")) if other != genre]
        own, more = list(lists.get(f"{genre}.s", [])), [sentence for name in borrowed for sentence in lists[name]]
        self.choose.shuffle(own)
        self.choose.shuffle(more)
        self.pool = [*more, *own] if not own or self.choose.random() < 0.7 else own  # taken from the end

    def prose(self, genre: str, least: int, most: int) -> list[Block]:
        glue = " " if self.language in ("ko", "en") else ""
        blocks = []
        real = self.corpus.get("encyclopedia") if genre in OF_THE_WORLD and self.choose.random() < 0.5 else None
        if real:  # what it says does not matter, that it is no phrase of ours does
            return [Block("paragraph", [text]) for text in real(self.choose)[: self.choose.randint(least, max(most, 4))]]
        for _ in range(self.choose.randint(least, most)):
            count = 1 if self.choose.random() < 0.3 else self.choose.randint(1, 5)
            taken = [self.words.expand(self.pool.pop()) for _ in range(min(count, len(self.pool)))]
            if taken:
                blocks.append(Block("paragraph", [glue.join(taken)]))
        return blocks

    def some_prose(self, genre: str) -> list[Block]:
        """A paragraph or two of the language's own sentences."""
        if len(self.pool) < 10:
            self.refill(genre)
        glue = " " if self.language in ("ko", "en") else ""
        return [Block("paragraph", [glue.join(self.words.expand(self.pool.pop()) for _ in range(self.choose.randint(1, 3)))]) for _ in range(self.choose.randint(1, 2))]

    def brief(self, genre: str) -> list[Block]:
        """An article of one paragraph, short or long."""
        real = self.corpus.get("encyclopedia")
        if real and self.choose.random() < 0.6:
            return [Block("paragraph", [real(self.choose)[0]])]
        self.refill(genre)
        glue = " " if self.language in ("ko", "en") else ""
        return [Block("paragraph", [glue.join(self.words.expand(self.pool.pop()) for _ in range(min(len(self.pool), self.choose.randint(2, 8))))])]

    def headings(self, genre: str, blocks: list[Block], most: int = 3) -> list[Block]:
        names = self.words.some(f"{genre}.h", 1, most)
        places = sorted(self.choose.sample(range(1, len(blocks)), min(len(names), len(blocks) - 1)), reverse=True) if len(blocks) > 1 else []
        for place, name in zip(places, reversed(names[: len(places)])):
            blocks.insert(place, Block("heading", [name]))
        return blocks

    def figures(self, blocks: list[Block], most: int) -> list[Block]:
        for _ in range(self.choose.randint(0, most)):
            caption = [self.words("caption")] if self.choose.random() < 0.75 else []
            blocks.insert(self.choose.randint(0, len(blocks)), Block("figure", caption, alt=self.words("alt")))
        return blocks

    def make_prose(self, genre: str) -> list[Block]:
        choose = self.choose
        blocks = [Block("paragraph", [self.words(f"{genre}.lead")]), *self.prose(genre, *choose.choice(((1, 2), (3, 7), (5, 14))))]
        if genre not in ("fiction", "obituary") and choose.random() < 0.35:
            blocks.insert(choose.randint(1, len(blocks)), Block("quotation", self.words.some("quote", 1, 2)))
        if choose.random() < 0.45:
            blocks = self.headings(genre, blocks)
        if genre != "fiction":
            blocks = self.figures(blocks, 3 if genre in ("news", "blog", "company") else 1)
        if genre in ("essay", "blog") and choose.random() < 0.2:
            blocks.append(Block("paragraph", [self.words("footnote")]))
        if genre in ("news", "company", "sports") and choose.random() < 0.15:
            blocks.insert(choose.randint(1, len(blocks)), self.table("product"))
        return blocks

    def table(self, genre: str) -> Block:
        return Block("table", [row.replace("|", "\t") for row in self.words.some(f"{genre}.row", 3, 6)])

    def make_gov(self, genre: str) -> list[Block]:
        blocks = [Block("paragraph", [lead]) for lead in self.words.some("gov.lead", 1, 2)]
        for name in self.words.some("gov.h", 2, 4):
            blocks.append(Block("heading", [name]))
            if self.choose.random() < 0.6:
                items = self.words.some("gov.s", 2, 4)
                marks = "（一） （二） （三） （四）".split() if self.choose.random() < 0.5 else ["1.", "2.", "3.", "4."]
                blocks += [Block("paragraph", [mark + item]) for mark, item in zip(marks, items)]
            else:
                blocks += self.prose("gov", 1, 2)
        return blocks

    def make_recipe(self, genre: str) -> list[Block]:
        names = [self.words.expand(name) for name in self.words.lists["recipe.h"]]
        blocks = [Block("paragraph", [self.words("recipe.lead")]), Block("heading", [names[0]]), Block("list", self.words.some("recipe.item", 3, 6)),
                  Block("heading", [names[1]]), Block("list", [self.words.expand(step) for step in self.words.lists["recipe.step"]], ordered=True),
                  *self.prose("recipe", 1, 3)]
        return self.figures(blocks, 3)

    def make_qa(self, genre: str) -> list[Block]:
        return [Block("paragraph", [self.words("qa.lead")]), Block("heading", [self.words("qa.h")]), *self.prose("qa", 2, 4)]

    def make_product(self, genre: str) -> list[Block]:
        names = [self.words.expand(name) for name in self.words.lists["product.h"]]
        blocks = [Block("paragraph", [self.words("product.lead")]), Block("heading", [names[0]])]
        blocks += [Block("list", self.words.some("product.s", 2, 4))] if self.choose.random() < 0.5 else self.prose("product", 2, 4)
        return self.figures([*blocks, Block("heading", [names[1]]), self.table("product")], 3)

    def make_interview(self, genre: str) -> list[Block]:
        blocks = [Block("paragraph", [self.words("interview.lead")])]
        for question, answer in zip(self.words.some("interview.q", 2, 5), self.words.some("interview.s", 2, 5)):
            blocks += [Block("paragraph", [question]), Block("paragraph", [answer])]
        return self.figures(blocks, 1)

    def make_event(self, genre: str) -> list[Block]:
        names = [self.words.expand(name) for name in self.words.lists["event.h"]]
        items = self.words.some("event.item", 3, 6)
        rows = [Block("list", items)] if self.choose.random() < 0.5 else [Block("paragraph", [item]) for item in items]
        return [Block("paragraph", [self.words("event.lead")]), Block("heading", [names[0]]), *rows, Block("heading", [names[-1]]), *self.prose("event", 1, 3)]

    def make_tutorial(self, genre: str) -> list[Block]:
        blocks = self.headings("tutorial", [Block("paragraph", [self.words("tutorial.lead")]), *self.prose("tutorial", 3, 7)], 4)
        for _ in range(self.choose.randint(1, 3)):
            blocks.insert(self.choose.randint(1, len(blocks)), Block("code", self.words.some("code", 1, 3)))
        return blocks

    def make_listicle(self, genre: str) -> list[Block]:
        """Headings with a few words below each; on some sites the headings are links, as those of teasers are."""
        choose, words = self.choose, self.words
        names = list(dict.fromkeys(words(choose.choice(("topic", "title.product", "place", "site"))) for _ in range(choose.randint(4, 10))))
        linked = "link" if choose.random() < 0.3 else ""
        blocks = [Block("paragraph", [words("blog.lead")])] if choose.random() < 0.8 else []
        numbers = choose.choice(("{}. ", "{}、", "", "NO.{} "))
        for at, name in enumerate(names, 1):
            blocks.append(Block("heading", [numbers.format(at) + name], alt=linked))
            blocks += self.some_prose(genre)
            if choose.random() < 0.15:
                blocks.append(Block("figure", [words("caption")] if choose.random() < 0.5 else [], alt=words("alt")))
        return blocks

    def make_diary(self, genre: str) -> list[Block]:
        blocks: list[Block] = []
        day = datetime(2002, 1, 1) + timedelta(days=self.choose.randrange(8000))
        heads = self.choose.random() < 0.6
        for _ in range(self.choose.randint(3, 8)):
            blocks.append(Block("heading" if heads else "paragraph", [self.spelled_day(day)]))
            blocks += self.some_prose(genre)
            day += timedelta(days=self.choose.randint(1, 9))
        return blocks

    def make_verse(self, genre: str) -> list[Block]:
        lines = self.words.some("verse.line", 4, 8)
        cut = self.choose.choice((2, 3, 4))
        return [Block("verse", lines[at : at + cut]) for at in range(0, len(lines), cut)]

    def from_text(self, genre: str) -> tuple[str, list[Block]]:
        paragraphs = self.corpus[genre](self.choose)
        if genre == "poetry" and len(paragraphs) > 1:
            return self.anthology(paragraphs)
        if genre == "poetry":
            lines = [part.strip() for part in re.findall(r"[^，。？！；]+[，。？！；]+", paragraphs[0])][:16]
            pairs = ["".join(lines[at : at + 2]) for at in range(0, len(lines), 2)] if self.choose.random() < 0.6 else lines
            return lines[0].rstrip("，。？！；")[:12], [Block("verse", pairs)]
        if genre == "manual":
            return self.manual(paragraphs)
        title = re.split(r"[，。；：（(《「、]", paragraphs[0].lstrip("《「（"))[0][:24] or paragraphs[0][:10]
        if genre == "scripture" and self.choose.random() < 0.4:
            paragraphs = [f"{at} {verse}" for at, verse in enumerate(paragraphs, 1)]
        if genre == "law" and self.choose.random() < 0.5:
            paragraphs = [f"第{HAN[min(at, 31)]}條　{text}" for at, text in enumerate(paragraphs, 1)]
        blocks = [Block("paragraph", [text]) for text in paragraphs]
        return title, self.figures(blocks, 2) if genre == "encyclopedia" else blocks


    def anthology(self, poems: list[str]) -> tuple[str, list[Block]]:
        """Several poems, each with its title and perhaps its author."""
        signed = self.choose.random() < 0.5
        author, style = self.words("person"), self.choose.choice(("heading", "paragraph", "verse"))
        blocks: list[Block] = []
        for poem in poems:
            lines = [part.strip() for part in re.findall(r"[^，。？！；]+[，。？！；]+", poem)]
            if not lines:
                continue
            blocks.append(Block(style, [lines[0].rstrip("，。？！；")[:12]]))
            if signed:
                blocks.append(Block("paragraph" if style == "heading" else style, [author]))
            blocks.append(Block("verse", ["".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]))
        return self.words("title.verse"), blocks or [Block("verse", [poems[0]])]

    def manual(self, lines: list[str]) -> tuple[str, list[Block]]:
        """Lines as they follow each other in a manual, short ones, too."""
        choose = self.choose
        short = [len(text) <= 18 and text[-1] not in "。：；！？，.:" for text in lines]
        listed, headed = choose.random() < 0.5, choose.random() < 0.5
        blocks: list[Block] = []
        for text, label in zip(lines, short):
            if label and headed:
                blocks.append(Block("heading", [text]))
            elif len(text) <= 40 and listed and blocks and choose.random() < 0.6:
                if blocks[-1].kind == "list":
                    blocks[-1].items.append(text)
                else:
                    blocks.append(Block("list", [text]))
            else:
                blocks.append(Block("paragraph", [text]))
        names = [text for text, label in zip(lines, short) if label]
        if choose.random() < 0.5 and names:  # what else may be read, at the end of a manual's page
            kind = "list" if listed else "paragraph"
            also = choose.sample(names, min(len(names), choose.randint(1, 5)))
            blocks.append(Block("heading" if headed else "paragraph", [choose.choice(SEE_ALSO[self.language[:7]])]))
            blocks += [Block("list", also)] if kind == "list" else [Block("paragraph", [name]) for name in also]
        title = next((text for text, label in zip(lines, short) if label), "") or re.split(r"[，。；：（(]", lines[0])[0][:24]
        return title, blocks


SEE_ALSO = {"zh-Hans": ("另请参阅", "请参阅", "参考", "后续步骤", "相关概念"), "zh-Hant": ("另請參閱", "請參閱", "參考資料", "後續步驟", "相關概念"), "ja": ("関連項目", "参照", "次の手順"),
            "ko": ("참고 항목", "참조", "다음 단계"), "en": ("See also", "References", "Next steps")}
HAN = ["〇", *"一二三四五六七八九", "十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十", *(f"二十{digit}" for digit in "一二三四五六七八九"), "三十", "三十一"]
