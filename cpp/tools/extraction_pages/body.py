"""The body of an article in the ways sites mark it up."""
from __future__ import annotations

from extraction_pages import parts
from extraction_pages.articles import Block
from extraction_pages.parts import Nodes
from extraction_pages.scene import Scene
from extraction_pages.tree import Line, Tag, line, link, tag

STYLES = ("p", "p", "indent", "nbsp", "br", "brbr", "div", "soup", "font", "sections", "empties", "bare", "word")
INDENTS = {"indent": "　　", "nbsp": "&nbsp;&nbsp;&nbsp;&nbsp;", "font": "　　", "br": "　　", "brbr": "&nbsp; &nbsp; ", "bare": ""}


def marked(scene: Scene, text: str) -> list[Tag | str]:
    """A sentence with a link or emphasis somewhere in it."""
    if len(text) < 12 or not scene.chance(0.25):
        return [text]
    begin = scene.choose.randrange(len(text) - 6)
    end = begin + scene.choose.randint(2, 6)
    if " " in text:  # words stay whole
        begin = text.rfind(" ", 0, begin + 1) + 1
        end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    name = scene.one("a", "strong", "b", "span", "font", "em", "u")
    attributes = {"a": 'href="/tag/1.html" target="_blank"', "span": 'style="color:#333"', "font": 'color="red"'}.get(name, "")
    return [text[:begin], Tag(name, attributes, [text[begin:end]]), text[end:]]


class Body:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.style = scene.style("body", *STYLES)
        self.indent = INDENTS.get(self.style, "") if scene.chance(0.9) else ""

    def nodes(self) -> Nodes:
        out: Nodes = []
        if self.scene.style("lead_figure", "no", "no", "yes") == "yes" and self.scene.article.genre in ("news", "blog", "company"):
            out += self.figure(Block("figure", [self.scene.words("caption")], alt=self.scene.words("alt")))
        if self.scene.style("opens", "no", "yes", "no", "remark") != "no" and self.scene.chance(0.5):
            out += (parts.remark if self.scene.style("opens", "no", "yes", "no", "remark") == "remark" else parts.in_body)(self.scene)
        if self.scene.style("contents", "no", "no", "yes") == "yes" and self.scene.chance(0.7):
            out += parts.contents(self.scene)
        blocks = self.scene.article.blocks
        texts = [at for at, block in enumerate(blocks) if block.kind == "paragraph"]
        cards = self.scene.style("cards", "no", "no", "yes") == "yes" and self.scene.article.genre in ("listicle", "diary", "recipe", "event", "product")
        card: Nodes = []
        for at, block in enumerate(blocks):
            if cards and block.kind == "heading":  # each heading with what belongs to it in a box of its own
                out += [tag("div", self.scene.role("card") or 'class="item"', *card)] if card else []
                card = self.block(block, False, False)
                continue
            if cards and card:
                card += self.block(block, False, False)
                continue
            out += self.block(block, first=bool(texts) and at == texts[0], last=bool(texts) and at == texts[-1] == len(blocks) - 1)
            if at + 1 < len(blocks):
                out += self.inset(at)
        if card:
            out.append(tag("div", self.scene.role("card") or 'class="item"', *card))
        if self.scene.style("ends", "no", "yes", "no") == "yes" and self.scene.chance(0.5):
            out += parts.in_body(self.scene)
        for row in self.scene.article.sign_off:
            out += self.row(line("paragraph", row), right=True)
        if self.style == "sections":
            out = [tag("section", "", *out[at : at + 3]) for at in range(0, len(out), 3)]
        return out

    def inset(self, at: int) -> Nodes:
        """What stands between two paragraphs and is not part of them."""
        scene = self.scene
        if at < 1 or not scene.chance(0.05 if scene.style("insets", "few", "many", "none") == "many" else 0.01):
            return []
        return scene.choose.choice((parts.ad, parts.read_also, parts.in_body, parts.in_body, parts.script, parts.remark, parts.app, parts.related))(scene)

    def row(self, text: Line, right: bool = False) -> Nodes:
        style, align = self.style, ' align="right"' if right else ""
        if style in ("br", "brbr", "bare"):
            return [self.indent, text, *([tag("br")] * (2 if style == "brbr" else 1))]
        if style == "div":
            return [tag("div", align.strip(), text)]
        if style == "soup":
            return [tag("section", 'style="line-height: 2em;"', tag("p", f'style="margin-left: 8px;{"text-align: right;" if right else ""}"',
                                                                    tag("span", 'style="font-size: 15px;color: rgb(63, 63, 63);"', text)))]
        if style == "word":
            return [tag("p", f'class="MsoNormal" style="TEXT-INDENT: 24pt{"; TEXT-ALIGN: right" if right else ""}"',
                        tag("span", "style='FONT-FAMILY: 宋体; mso-bidi-font-size: 10.5pt'", text, tag("span", 'lang="EN-US"', "<o:p></o:p>")))]
        if style == "font":
            return [tag("p", align.strip(), tag("font", 'size="3"', self.indent, text))]
        empty: Nodes = [tag("p", "", "&nbsp;")] if style == "empties" else []
        return [tag("p", align.strip(), self.indent, text), *empty]

    def block(self, block: Block, first: bool, last: bool) -> Nodes:
        match block.kind:
            case "paragraph":
                return self.row(self.paragraph(block.items[0], first, last))
            case "heading":
                return self.heading(block.items[0], linked=block.alt == "link")
            case "list":
                return self.list(block)
            case "quotation":
                return [tag("blockquote", "", *(tag("p", "", line("quotation", item)) for item in block.items))]
            case "table":
                rows = [tag("tr", "", *self.cells(item)) for item in block.items]
                return [tag("table", self.scene.one('border="1"', 'class="table"', ""), tag("tbody", "", *rows))]
            case "code":
                code = Line("code", ["\n".join(block.items)], verbatim=True)
                return [tag("pre", self.scene.one("", 'class="highlight"', 'class="brush:php"'), tag("code", "", code))]
            case "verse":
                return self.verse(block)
            case _:
                return self.figure(block)

    @staticmethod
    def cells(row: str) -> Nodes:
        return [tag("td", "", line("table_cell", cell)) for cell in row.split("\t")]

    def paragraph(self, text: str, first: bool, last: bool) -> Line:
        """The first may open with a dateline, the last may end with who wrote it; only the latter is no part of the text."""
        scene = self.scene
        fields: dict[str, str] = {}
        journal = scene.article.genre in ("news", "sports")
        if first and journal and scene.style("dateline", "no", "yes", "no") == "yes":
            text = (scene.fill(scene.choose.choice(scene.words.lists["dateline"]), fields) or "") + text
            fields.pop("source", None)
            return line("paragraph", *marked(scene, text), fields=fields)
        if last and journal and scene.style("signature", "no", "yes", "no") == "yes":
            signs = scene.words.lists["sign"]
            if scene.style("signature_by", "author", "editor", "author") == "editor":
                signs = [form for form in scene.words.lists["editor"] if form[0] in "（([【"] or signs
            sign = scene.fill(scene.choose.choice(signs), fields)
            if sign:
                return line("paragraph", *marked(scene, text), sign, fields=fields, body=text)
        return line("paragraph", *marked(scene, text))

    def heading(self, text: str, linked: bool = False) -> Nodes:
        said = link(text) if linked else text
        style = self.scene.style("heading", "h2", "h3", "strong", "h4", "center")
        if self.style in ("br", "brbr", "bare"):
            return [line("heading", tag("b", "", said)), tag("br")]
        if style == "strong":
            return [tag("p", "", line("heading", tag("strong", "", said)))]
        if style == "center":
            return [tag("p", 'align="center"', line("heading", tag("b", "", said)))]
        return [tag(style, "", line("heading", said))]

    def list(self, block: Block) -> Nodes:
        if self.scene.style("lists", "real", "marked", "real") == "real":
            return [tag("ol" if block.ordered else "ul", "", *(tag("li", "", line("list_item", *marked(self.scene, item))) for item in block.items))]
        rows: Nodes = []
        mark = self.scene.style("list_mark", "{}、", "{}. ", "（{}）", "●", "◆", "· ")
        for at, item in enumerate(block.items, 1):
            rows += self.row(line("paragraph", mark.format(at) + item))
        return rows

    def verse(self, block: Block) -> Nodes:
        style = self.scene.style("verse", "br", "ps", "pre")
        if style == "br":
            rows: Nodes = []
            for item in block.items:
                rows += [line("verse", item), tag("br")]
            return [tag("p", "", *rows[:-1])]
        if style == "pre":
            return [tag("pre", "", Line("verse", ["\n".join(block.items)], verbatim=True))]
        return [tag("p", "", line("verse", item)) for item in block.items]

    def figure(self, block: Block) -> Nodes:
        image = tag("img", f'src="/uploads/{self.scene.choose.randrange(10**6)}.jpg" alt="{block.alt}"')
        if not block.items:
            return [tag("p", 'align="center"', image)]
        caption = line("caption", block.items[0])
        match self.scene.style("figure", "figure", "center", "div", "table", "dl", "br", "wp", "strong"):
            case "figure":
                return [tag("figure", self.scene.role("figure"), image, tag("figcaption", "", caption))]
            case "center":
                return [tag("p", 'align="center"', image), tag("p", 'align="center"', caption)]
            case "table":
                return [tag("table", 'align="center"', tag("tr", "", tag("td", "", image)), tag("tr", "", tag("td", 'align="center"', caption)))]
            case "dl":
                return [tag("dl", 'class="gallery"', tag("dt", "", image), tag("dd", "", caption))]
            case "br":
                return [tag("p", 'style="text-align:center"', image, tag("br"), caption)]
            case "wp":
                return [tag("div", 'class="wp-caption aligncenter"', tag("a", 'href="/i.jpg"', image), tag("p", 'class="wp-caption-text"', caption))]
            case "strong":
                return [tag("p", "", image), tag("p", "", line("caption", tag("strong", "", block.items[0])))]
            case _:
                return [tag("div", self.scene.role("figure"), image, tag("div", self.scene.role("caption"), caption))]


def bodied(scene: Scene, name: str = "div") -> Tag:
    return tag(name, scene.role("body"), *Body(scene).nodes())


__all__ = ["Body", "bodied", "link"]
