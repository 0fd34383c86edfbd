"""Pages as trees of tags whose leaves are labelled lines."""
from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BODY = frozenset("heading paragraph list_item quotation table_row code verse".split())
UNSEEN = frozenset({"script", "hidden"})
VOID = frozenset("img br hr input meta link".split())
INLINE = frozenset("a b strong em i span font u small img input code button time cite".split())


@dataclass(slots=True)
class Tag:
    name: str
    attributes: str = ""
    children: list[Tag | Line | str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One line as a reader sees it. `body` is what of it belongs to the article, where that is not all or nothing."""
    kind: str
    parts: list[Tag | str]
    fields: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    verbatim: bool = False

    @property
    def text(self) -> str:
        text = "".join(shown(part) for part in self.parts)
        return text.strip("\n") if self.verbatim else re.sub("[ \t\r\n\xa0]+", " ", text).strip(" 　")


def shown(part: Tag | str) -> str:
    return part if isinstance(part, str) else "".join(shown(child) for child in part.children if not isinstance(child, Line))


def tag(name: str, attributes: str = "", *children: Tag | Line | str) -> Tag:
    return Tag(name, attributes, list(children))


def line(kind: str, *parts: Tag | str, fields: dict[str, str] | None = None, body: str | None = None) -> Line:
    return Line(kind, list(parts), fields or {}, body)


def link(text: str, address: str = "#") -> Tag:
    return Tag("a", f'href="{address}"', [text])


def lines_of(node: Tag | Line | str) -> Iterator[Line]:
    """All labelled lines in the order of the page; a verbatim one row at a time."""
    if isinstance(node, Line):
        if node.verbatim:
            for row in node.text.split("\n"):
                if row.strip():
                    yield Line(node.kind, [row], verbatim=True)
        elif node.text:
            yield node
    elif isinstance(node, Tag):
        cells = [child for child in node.children if isinstance(child, Tag) and any(isinstance(cell, Line) and cell.kind == "table_cell" for cell in child.children)]
        if node.name == "tr" and cells:
            yield Line("table_row", ["\t".join(found.text for cell in cells for found in cell.children if isinstance(found, Line))], verbatim=True)
            return
        for child in node.children:
            yield from lines_of(child)


@dataclass
class Manners:
    """How a site writes its markup."""
    pretty: bool = True
    upper: bool = False
    open_ends: frozenset[str] = frozenset()   # elements whose end tag is left out
    stray: float = 0.0                        # share of end tags of div that are missing or doubled
    references: bool = False                  # quotes and dashes as character references


class Writer:
    def __init__(self, manners: Manners, choose: random.Random) -> None:
        self.manners, self.choose = manners, choose
        self.out: list[str] = []

    def write(self, node: Tag | Line | str, depth: int = 0, following: Tag | Line | str | None = None) -> None:
        if isinstance(node, Line):
            for part in node.parts:
                self.inline(part)
        elif isinstance(node, str):
            self.out.append(node)
        else:
            self.element(node, depth, following)

    def inline(self, part: Tag | str) -> None:
        if isinstance(part, str):
            self.out.append(self.escaped(part))
            return
        self.open(part)
        for child in part.children:
            self.write(child) if isinstance(child, Line) else self.inline(child)
        if part.name not in VOID:
            self.out.append(f"</{self.name(part)}>")

    def element(self, node: Tag, depth: int, following: Tag | Line | str | None) -> None:
        block = node.name not in INLINE
        self.newline(block, depth)
        self.open(node)
        if node.name in VOID:
            return
        for child, after in zip(node.children, [*node.children[1:], None]):
            self.write(child, depth + 1, after)
        ends_itself = following is None or isinstance(following, Tag) and following.name not in INLINE and following.name != "br"
        if node.name in self.manners.open_ends and ends_itself:
            return
        if node.name == "div" and self.choose.random() < self.manners.stray:
            if self.choose.random() < 0.5:
                return
            self.out.append("</div>")
        self.newline(block and any(isinstance(child, Tag) and child.name not in INLINE for child in node.children), depth)
        self.out.append(f"</{self.name(node)}>")

    def newline(self, wanted: bool, depth: int) -> None:
        if wanted and self.manners.pretty:
            self.out.append("\n" + "  " * min(depth, 12))

    def open(self, node: Tag) -> None:
        self.out.append(f"<{self.name(node)}{' ' if node.attributes else ''}{node.attributes}>")

    def name(self, node: Tag) -> str:
        return node.name.upper() if self.manners.upper else node.name

    def escaped(self, text: str) -> str:
        text = html.escape(text, quote=False)
        if self.manners.references:
            text = re.sub("[“”‘’—…·]", lambda found: NAMES[found[0]], text)
        return text


NAMES = {"“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "—": "&mdash;", "…": "&hellip;", "·": "&middot;"}
