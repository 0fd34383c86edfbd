"""Pages as records: the source as a crawler has it, and what each of its lines is."""
from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extraction_pages import texts
from extraction_pages.articles import GENRES, TEXT_GENRES, Composer
from extraction_pages.designs import DESIGNS
from extraction_pages.dumps import authored, entry, exported, text_dump
from extraction_pages.frames import INDEX_SORTS, article_page, index_page
from extraction_pages.grammar import Words
from extraction_pages.scene import Design, Scene
from extraction_pages.tree import Manners, Tag, Writer, lines_of

LANGUAGES = {"zh-Hans": 0.5, "zh-Hant-TW": 0.16, "zh-Hant-HK": 0.06, "ja": 0.11, "ko": 0.08, "en": 0.09}
DOCTYPES = {"html5": "<!DOCTYPE html>\n", "none": "",
            "xhtml": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n',
            "html4": '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n'}
# Where there is no real text, manuals in another language: what the page says around them is in its own, and lines are alike in form.
FOREIGN = {"ja": ("manual",), "ko": ("manual",)}
Record = dict[str, object]


@dataclass(frozen=True)
class Shares:
    """What part of the pages is plain text, Markdown, without an article."""
    text: float = 0.3
    markdown: float = 0.15
    index: float = 0.12


def manners_of(design: Design) -> Manners:
    words = design.manners.split()
    return Manners(pretty="minified" not in words, upper="upper" in words, stray=0.02 if "stray" in words else 0.0, references="references" in words,
                   open_ends=frozenset(("p", "li", "td", "tr", "dd", "dt")) if "noclose" in words else frozenset())


def source_of(page: Tag, design: Design, choose: random.Random) -> str:
    writer = Writer(manners_of(design), choose)
    writer.write(page)
    return DOCTYPES[design.doctype] + "".join(writer.out).strip() + "\n"


def generate(count: int, seed: int, files: list[Path] | None = None, shares: Shares | None = None) -> Iterator[Record]:
    shares = shares or Shares()
    corpora = texts.readers(files or [])
    for at in range(count):
        choose = random.Random(f"{seed}/{at}")
        yield {"id": f"{seed}-{at}", **one_page(choose, corpora, shares)}


def one_page(choose: random.Random, corpora: dict[str, dict[str, object]], shares: Shares) -> Record:
    language = choose.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    design = choose.choice([each for each in DESIGNS if not each.languages or language in each.languages.split()])
    corpus = corpora.get(language, {})
    if not corpus and language in FOREIGN:
        corpus = {genre: read for genre, read in corpora.get("zh-Hant-TW", {}).items() if genre in FOREIGN[language]}
    genres = [genre for genre in design.genres.split() or [*GENRES, *TEXT_GENRES] if genre not in TEXT_GENRES or genre in corpus]
    composer = Composer(language, Words(language, choose), choose, corpus)  # type: ignore[arg-type]
    scene = Scene(design, composer.compose(choose.choice(genres or ["news"])), composer, choose)
    return page_of(scene, choose, shares)


def page_of(scene: Scene, choose: random.Random, shares: Shares) -> Record:
    genre = scene.article.genre
    article = choose.random() >= shares.index
    form = choose.choices(("html", "text", "markdown"), (1 - shares.text - shares.markdown, shares.text, shares.markdown))[0]
    if not article:
        genre = choose.choice(INDEX_SORTS)
        scene.article.title = scene.words("channel")
        scene.article.summary = scene.words("about")
        page = index_page(scene, genre)
        form = "html" if form == "markdown" else form
    elif form == "markdown" and choose.random() < 0.6:
        source, rows = authored(scene, choose)
        return record_of(scene, form, genre, source, rows, article)
    else:
        page = article_page(scene)
    if form == "html":
        rows = [entry(found.text, found) for found in lines_of(page)]
        return record_of(scene, form, genre, source_of(page, scene.design, choose), rows, article)
    keep = scene.facts
    keep.title, keep.date, keep.source, keep.authors, keep.editors = "", "", "", [], []  # what a dump shows is found again below
    source, rows = text_dump(scene, page, choose, article) if form == "text" else exported(scene, page, choose)
    seen(scene, rows)
    return record_of(scene, form, genre, source, rows, article)


def seen(scene: Scene, rows: list[Record]) -> None:
    """The facts of the lines that are left."""
    facts, article = scene.facts, scene.article
    for row in rows:
        fields: dict[str, str] = row.get("fields", {})  # type: ignore[assignment]
        if row["kind"] == "title":
            facts.title = article.title
        if len(fields.get("date", "")) > len(facts.date):
            facts.date = fields["date"]
        facts.source = fields.get("source", facts.source)
        facts.authors = article.authors if "author" in fields else facts.authors
        facts.editors = article.editors if "editor" in fields else facts.editors


def record_of(scene: Scene, form: str, genre: str, source: str, rows: list[Record], article: bool) -> Record:
    facts = scene.facts
    return {"format": form, "design": scene.design.name, "genre": genre, "lang": scene.article.language, "article": article, "source": source,
            "title": facts.title if article else "", "date": facts.date if article else "", "source_name": facts.source if article else "",
            "authors": facts.authors if article else [], "editors": facts.editors if article else [], "lines": rows}


def structure(source: str) -> str:
    """Tags with their attributes of naming, in order: what makes two designs look alike."""
    return " ".join(re.findall(r"<[a-zA-Z0-9]+(?: (?:class|id)=\"[^\"]*\")*", source))
