"""What the parts of one page share: the article, the design, the words, and which facts the page shows."""
from __future__ import annotations

import random
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extraction_pages.articles import HAN, Article, Composer
from extraction_pages.grammar import Words

HAN_DIGITS = "〇一二三四五六七八九"
WEEKDAYS = [f"{moment:%A}" for moment in (datetime(2024, 1, 1) + timedelta(days) for days in range(7))]  # of languages without a list: English
ROLE = re.compile(r"([.#@])([^.#@\s]+)")


@dataclass(frozen=True)
class Design:
    """A kind of site: its frame, the names it gives to roles, and how it likes its parts."""
    name: str
    frame: str
    names: str = ""                      # "role=.class#id", several separated by blanks
    options: str = ""                    # "part=style": overrides of what the design's name decides
    genres: str = ""                     # those that fit; empty = any
    languages: str = ""                  # empty = any
    doctype: str = "html5"
    manners: str = ""                    # of the writer: minified upper noclose stray references
    tail: str = ""                       # parts after the body, in order

    def settings(self) -> dict[str, str]:
        return dict(option.split("=", 1) for option in self.options.split())

    def roles(self) -> dict[str, str]:
        roles = {}
        for entry in self.names.split():
            role, names = entry.split("=", 1)
            found: dict[str, list[str]] = {}
            for sort, name in ROLE.findall(names):
                found.setdefault({".": "class", "#": "id", "@": "itemprop"}[sort], []).append(name)
            roles[role] = " ".join(f'{attribute}="{" ".join(values)}"' for attribute, values in found.items())
        return roles


@dataclass
class Facts:
    """What a reader can learn from the page of these, as the page spells it."""
    title: str = ""
    date: str = ""
    source: str = ""
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


class Scene:
    def __init__(self, design: Design, article: Article, composer: Composer, choose: random.Random) -> None:
        self.design, self.article, self.composer, self.choose = design, article, composer, choose
        self.words: Words = composer.words
        self.settings, self.roles = design.settings(), design.roles()
        self.site = self.words("site")
        self.facts = Facts()
        dated = f"/{article.date:%Y/%m/%d}" if self.style("address", "number", "dated", "number") == "dated" else ""
        self.address = f"http://www.example.com/{choose.choice(('news', 'a', 'content', 'p', 'article'))}{dated}/{choose.randrange(10**4, 10**7)}.html"

    def style(self, part: str, *options: str) -> str:
        """The same for every page of a design."""
        return self.settings.get(part) or options[zlib.crc32(f"{self.design.name}/{part}".encode()) % len(options)]

    def role(self, name: str) -> str:
        return self.roles.get(name, "")

    def chance(self, share: float) -> bool:
        return self.choose.random() < share

    def one(self, *options: str) -> str:
        return self.choose.choice(options)

    # Fields

    def names(self, people: list[str]) -> str:
        return self.words("sep.and").join(people)

    def date_text(self, moment: datetime, form: str | None = None) -> tuple[str, str]:
        """The date in one of the language's forms, and as ISO with what the form tells of the time."""
        form = form or self.choose.choice(self.words.lists["dateform"])
        values: dict[str, object] = {
            "y": moment.year, "m": moment.month, "d": moment.day, "mm": f"{moment:%m}", "dd": f"{moment:%d}", "HH": f"{moment:%H}", "H": moment.hour,
            "MM": f"{moment:%M}", "SS": f"{moment:%S}", "h": (moment.hour - 1) % 12 + 1, "roc": moment.year - 1911, "reiwa": moment.year - 2018,
            "yy": f"{moment:%y}", "heisei": moment.year - 1988, "hy": "".join(HAN_DIGITS[int(digit)] for digit in str(moment.year)), "hm": HAN[moment.month],
            "hd": HAN[moment.day], "wd": self.words.lists.get("weekdays", WEEKDAYS)[moment.weekday()],
            "ampm": self.words.lists.get("ampm", [""])[-1 if moment.hour >= 12 else 0], "month": f"{moment:%B}", "mon": f"{moment:%b}"}
        if "reiwa" in form and moment.year < 2019:
            form = "平成{heisei}年{m}月{d}日"
        iso = f"{moment:%Y-%m-%dT%H:%M}" if "MM" in form else f"{moment:%Y-%m-%d}"
        return re.sub(r"\{(\w+)\}", lambda slot: str(values[slot[1]]), form), iso

    def other_date(self) -> str:
        """That of another article or a comment, in the form of the site."""
        return self.date_text(self.article.date + timedelta(minutes=self.choose.randrange(-40000, 90000)), self.style("dates", *self.words.lists["dateform"]))[0]

    def fill(self, pattern: str, fields: dict[str, str]) -> str | None:
        """A pattern of the lists with its fields; None if the article lacks one of them. What it shows goes into `fields`."""
        article, facts = self.article, self.facts
        values: dict[str, str] = {}
        if "{AUTHOR}" in pattern:
            if not article.authors:
                return None
            values["AUTHOR"] = fields["author"] = self.names(article.authors)
            facts.authors = article.authors
        if "{AUTHOR1}" in pattern:  # two kinds of them, each with its own label
            if len(article.authors) < 2:
                return None
            values["AUTHOR1"], values["AUTHOR2"] = article.authors[0], self.names(article.authors[1:])
            fields["author"] = self.names(article.authors)
            facts.authors = article.authors
        if "{EDITOR}" in pattern:
            if not article.editors:
                return None
            values["EDITOR"] = fields["editor"] = self.names(article.editors)
            facts.editors = article.editors
        if "{SOURCE}" in pattern:
            values["SOURCE"] = fields["source"] = article.source
            facts.source = article.source
        if "{DATE}" in pattern:
            values["DATE"], iso = self.date_text(article.date)
            fields["date"] = iso
            if not facts.date or len(iso) > len(facts.date):
                facts.date = iso
        if "{UPDATED}" in pattern:
            values["UPDATED"] = self.date_text(article.date + timedelta(minutes=self.choose.randrange(5, 3000)))[0]
        # Some counters are filled in by a script, so that the page only has their label.
        values["COUNT"] = "" if self.style("counter", "number", "number", "script") == "script" else str(self.choose.randrange(1, 40000))
        values["COMMENTS"] = str(self.choose.randrange(0, 90))
        values["OTHER"], values["OTHER2"] = self.words("person"), self.words("person")
        values["PLACE_UPPER"] = self.words("=place").upper() if "=place" in self.words.lists else self.words("place").upper()
        return re.sub(r"\{([A-Z_0-9]+)\}", lambda slot: values.get(slot[1], slot[0]), self.words.expand(pattern))

    def other_title(self) -> str:
        genre = self.choose.choice(("news", "news", "company", "blog", "gov", "tutorial", "recipe", "sports", "event", "forum"))
        return self.composer.words(f"title.{genre}")
