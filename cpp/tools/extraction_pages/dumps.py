"""The same pages as lines of text, as crawlers leave them, and as Markdown."""
from __future__ import annotations

import random
import re
from collections.abc import Iterator

from extraction_pages.articles import Block
from extraction_pages.scene import Scene
from extraction_pages.tree import BODY, INLINE, UNSEEN, Line, Tag, line, lines_of, shown

RUNS = frozenset({"navigation", "breadcrumb", "share", "control", "tags", "counter"})


def placed(node: Tag | Line | str, around: tuple[str, ...] = ()) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Lines with the names of the elements they stand in; images as lines of their own, with no text."""
    if isinstance(node, Line):
        for each in lines_of(node):
            yield each, around
    elif isinstance(node, Tag):
        if node.name == "img":
            yield Line("image", []), around
        elif node.name == "tr":
            for each in lines_of(node):
                yield each, (*around, "tr")
        elif node.name not in ("head", "script", "style", "template", "noscript"):
            for child in node.children:
                yield from placed(child, (*around, node.name))


def entry(text: str, found: Line, body: str | None = None) -> dict[str, object]:
    record: dict[str, object] = {"text": text, "kind": found.kind}
    if found.fields:
        record["fields"] = found.fields
    if found.kind in BODY:
        kept = body if body is not None else found.body
        if kept is not None and kept != text:
            record["body"] = kept
    return record


def text_dump(scene: Scene, page: Tag, choose: random.Random, article: bool = True) -> tuple[str, list[dict[str, object]]]:
    rows = [(found, around) for found, around in placed(page) if found.kind not in UNSEEN and found.text]
    rows = cut(rows, choose)
    bullet = choose.choice(("• ", "- ", "* ", "· ", "", "", ""))
    run_glue = choose.choice((None, None, " ", " | ", "　", ""))
    meta_glue = choose.choice((None, None, "", " ", "  "))
    indent = choose.choice(("", "", "　　", "    "))
    out: list[tuple[str, dict[str, object]]] = []
    if choose.random() < 0.3:
        out.append(whole("title", scene.article.title + choose.choice((f"_{scene.site}", f" - {scene.site}", "", f"-{scene.words('channel')}-{scene.site}", f"_{scene.words('channel')}_{scene.site}",
                                                                        f" | {scene.site}", f"--{scene.site}", f"｜{scene.site}"))))
        scene.facts.title = scene.article.title
    elif choose.random() < 0.05:
        out.append(whole("title", scene.words("metaword.title") + choose.choice(("：", ":", " : ")) + scene.article.title))
    if choose.random() < 0.15 and article:
        out += bullets(scene, choose)
    for found, around in rows:
        text = found.text.replace("\t", choose.choice(("\t", " ", " | "))) if found.kind == "table_row" else found.text
        previous = out[-1][1] if out else {"kind": ""}
        if run_glue is not None and found.kind in RUNS and previous["kind"] == found.kind:
            merge(out, run_glue, text, found)
        elif meta_glue is not None and found.kind in ("meta", "counter") and previous["kind"] == "meta":
            merge(out, meta_glue, text, found)
        else:
            front = bullet if "li" in around and found.kind not in BODY else indent if found.kind == "paragraph" else ""
            out.append((front + text, entry(front.strip(" 　") + (" " if front.strip(" 　") else "") + text, found)))
    if choose.random() < 0.1 and scene.facts.title:
        out.append(whole("title", scene.facts.title))
    gap = choose.choice(("\n", "\n", "\n\n", None))
    text = "".join(row + (gap or choose.choice(("\n", "\n\n", "\n\n\n"))) for row, _ in out)
    return text.rstrip("\n") + "\n", [record for _, record in out]


def whole(kind: str, text: str) -> tuple[str, dict[str, object]]:
    return text, {"text": text, "kind": kind}


def merge(out: list[tuple[str, dict[str, object]]], glue: str, text: str, found: Line) -> None:
    before, record = out.pop()
    joined = before + glue + text
    fields = {**record.get("fields", {}), **found.fields}  # type: ignore[dict-item]
    out.append((joined, {"text": " ".join(joined.split()), "kind": record["kind"], **({"fields": fields} if fields else {})}))


def bullets(scene: Scene, choose: random.Random) -> list[tuple[str, dict[str, object]]]:
    mark, colon = choose.choice(("• ", "· ", "- ", "* ", "")), choose.choice((":", "：", ": "))
    rows = []
    for name, pattern in (("title", scene.article.title), ("date", "{DATE}"), ("source", "{SOURCE}"), ("author", "{AUTHOR}"), ("editor", "{EDITOR}"), ("count", "{COUNT}")):
        if choose.random() < 0.35:
            continue
        fields: dict[str, str] = {}
        value = scene.fill(pattern, fields)
        if value is None:
            continue
        text = mark + scene.words(f"metaword.{name}") + colon + value
        kind = "title" if name == "title" else "counter" if name == "count" else "meta"
        if name == "title":
            scene.facts.title = scene.article.title
        rows.append((text, {"text": text, "kind": kind, **({"fields": fields} if fields else {})}))
    return rows


def cut(rows: list[tuple[Line, tuple[str, ...]]], choose: random.Random) -> list[tuple[Line, tuple[str, ...]]]:
    """What a crawler keeps: the page, the column of the article, or little more than the text."""
    body = [at for at, (found, _) in enumerate(rows) if found.kind in BODY]
    scope = choose.random()
    if scope < 0.4 or not body:
        return rows
    first = next(at for at, (found, _) in enumerate(rows) if found.kind in BODY or found.kind in ("title", "meta"))
    if scope < 0.8:
        return rows[max(0, first - choose.randint(0, 3)) : body[-1] + 1 + choose.randint(1, 12)]
    return rows[first : body[-1] + 1 + choose.randint(0, 2)]


# ---- Markdown

def marked_down(part: Tag | str) -> str:
    if isinstance(part, str):
        return part
    text = shown(part)
    edge = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(part.name, "")
    if part.name == "a" and text.strip():
        return f"[{text}](/x/{len(text)}.html)"
    return f"{edge}{text}{edge}" if edge and text.strip() == text and text else text


def exported(scene: Scene, page: Tag, choose: random.Random) -> tuple[str, list[dict[str, object]]]:
    """The whole page through a converter of HTML to Markdown."""
    rows = cut([(found, around) for found, around in placed(page) if found.kind not in UNSEEN and (found.text or found.kind == "image")], choose)
    out, records = [], []
    bullet, code = choose.choice(("* ", "- ", "  * ")), False
    for found, around in rows:
        if found.kind == "image":
            out.append(f"![](/uploads/{len(out)}.jpg)")
            continue
        body = "".join(marked_down(part) for part in found.parts)
        body = found.text if found.verbatim else re.sub("[ \t\r\n\xa0]+", " ", body).strip(" 　")
        level = next((int(name[1]) for name in reversed(around) if len(name) == 2 and name[0] == "h" and name[1].isdigit()), 0)
        if (found.kind == "code") != code:
            out.append("```")
            code = not code
        if level:
            body = "#" * level + " " + body
        elif "li" in around:
            body = bullet + body
        elif found.kind == "quotation":
            body = "> " + body
        elif found.kind == "table_row":
            body = "| " + body.replace("\t", " | ") + " |"
        out.append(body)
        records.append(entry(found.text, found))
    text = "".join(row + (two if not row.startswith(("|", "```")) and not code else "\n") for row, two in zip(out, ["\n\n"] * len(out)))
    return text.rstrip("\n") + ("\n```\n" if code else "\n"), records


def authored(scene: Scene, choose: random.Random) -> tuple[str, list[dict[str, object]]]:
    """A post as its author wrote it, for a generator of static sites."""
    article, facts = scene.article, scene.facts
    out: list[str] = []
    records: list[dict[str, object]] = []
    front = choose.choice(("yaml", "yaml", "toml", "none", "wordpress"))
    facts.title = article.title
    if front == "none":
        out.append("# " + article.title)
        records.append({"text": article.title, "kind": "title"})
        if choose.random() < 0.5:
            fields: dict[str, str] = {}
            shown_line = scene.fill(choose.choice(("> {DATE}", "*{DATE}*", "{AUTHOR} | {DATE}", "{DATE}")), fields)
            if shown_line:
                out.append(shown_line)
                records.append({"text": shown_line.strip("> *"), "kind": "meta", "fields": fields})
    else:
        out.append(front_matter(scene, front, choose))
    fence = choose.choice(("```", "~~~", "indent"))
    more = choose.random() < 0.2
    for at, block in enumerate(article.blocks):
        block_lines(scene, block, fence, out, records, choose)
        if more and at == 0:
            out.append(choose.choice(("<!-- more -->", "<!--more-->")))
    for row in article.sign_off:
        out.append(row)
        records.append({"text": row, "kind": "paragraph"})
    if choose.random() < 0.4:
        leftovers(scene, out, records, choose)
    return "\n\n".join(out) + "\n", records


def front_matter(scene: Scene, sort: str, choose: random.Random) -> str:
    article, facts = scene.article, scene.facts
    stamp = f"{article.date:%Y-%m-%d %H:%M:%S}"
    facts.date = f"{article.date:%Y-%m-%dT%H:%M}"
    quote = choose.choice(('"', "'", '"' if ":" in article.title or "#" in article.title or article.title[:1] in tuple("[【「“*@") else ""))
    quote = '"' if '"' not in article.title and quote == "" and any(mark in article.title for mark in ":#[]{}\"'") else quote
    quote = "'" if '"' in article.title else quote
    lines = [f"title: {quote}{article.title}{quote}", f"date: {stamp}"]
    if article.authors and choose.random() < 0.6:
        lines.append(f"author: {article.authors[0]}")
        facts.authors = article.authors[:1]
    lines += [choose.choice((f"tags: [{', '.join(article.tags)}]", "tags:\n" + "\n".join(f"  - {name}" for name in article.tags))), f"categories: {article.tags[0]}"]
    if sort == "wordpress":
        lines += ["layout: post", "comments: true", f"permalink: /archives/{choose.randrange(9999)}/"]
    if sort == "toml":
        title = article.title.replace('"', "'")
        facts.title = title
        rows = [f'title = "{title}"', f"date = {article.date:%Y-%m-%dT%H:%M:%S}+08:00", f"tags = [{', '.join(chr(34) + name + chr(34) for name in article.tags)}]", "draft = false"]
        facts.authors = []
        return "+++\n" + "\n".join(rows) + "\n+++"
    return "---\n" + "\n".join(lines) + "\n---"


def inline_marks(text: str, choose: random.Random) -> str:
    if len(text) < 14 or choose.random() < 0.7:
        return text
    begin = choose.randrange(2, len(text) - 8)
    if " " in text:
        begin = text.rfind(" ", 0, begin) + 1
    end = text.find(" ", begin) if " " in text[begin:] else begin + 4
    if any(mark in text for mark in "*_`[]") or not (text[begin].isalnum() and text[end - 1].isalnum()):
        return text  # beside punctuation an asterisk may be no mark
    before, after = choose.choice((("**", "**"), ("*", "*"), ("[", "](https://example.com/a)"), ("`", "`"), ("<u>", "</u>"), ('<span style="color:red">', "</span>")))
    return text[:begin] + before + text[begin:end] + after + text[end:]


def block_lines(scene: Scene, block: Block, fence: str, out: list[str], records: list[dict[str, object]], choose: random.Random) -> None:
    def record(kind: str, text: str) -> None:
        records.append({"text": text, "kind": kind})
    match block.kind:
        case "heading":
            text = block.items[0].replace("* * *", "一")
            out.append(choose.choice(("## ", "### ", "## ")) + text)
            record("heading", text)
        case "list":
            out.append("\n".join((f"{at}. " if block.ordered else "- ") + inline_marks(item, choose) for at, item in enumerate(block.items, 1)))
            for at, item in enumerate(block.items, 1):
                record("list_item", f"{at}. {item}" if block.ordered else item)
        case "quotation":
            out.append("\n>\n".join("> " + item for item in block.items))
            for item in block.items:
                record("quotation", item)
        case "table":
            rows = [item.split("\t") for item in block.items]
            out.append("\n".join(["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0]), *("| " + " | ".join(row) + " |" for row in rows[1:])]))
            for item in block.items:
                record("table_row", item)
        case "code":
            body = "\n".join(block.items)
            out.append("\n".join("    " + row for row in block.items) if fence == "indent" else f"{fence}{choose.choice(('', 'bash', 'python'))}\n{body}\n{fence}")
            for item in block.items:
                record("code", item)
        case "verse":
            out.append("  \n".join(block.items))
            for item in block.items:
                record("verse", item)
        case "figure":
            caption = block.items[0] if block.items else ""
            caption = "" if any(mark in caption for mark in "[]()（）") else caption
            form = choose.choice(("image", "image", "html", "hexo"))
            if form == "image" or not caption:
                out.append(f"![{caption}](/img/{choose.randrange(999)}.png)")
                if caption:
                    record("caption", caption)
            elif form == "html":
                out.append(f'<figure><img src="/img/1.png"><figcaption>{caption}</figcaption></figure>')
                record("caption", caption)
            else:
                out.append("{% asset_img 1.png %}")
        case _:
            text = block.items[0]
            island = choose.random() < 0.04 and "*" not in text
            out.append(f'<div class="note">{text}</div>' if island else inline_marks(text, choose))
            record("paragraph", text)


def leftovers(scene: Scene, out: list[str], records: list[dict[str, object]], choose: random.Random) -> None:
    words = scene.words
    form = choose.choice(("license", "rule_license", "related", "tags", "share"))
    if form in ("license", "rule_license"):
        text, kind = words("copyright"), "copyright"
        if form == "rule_license":
            out.append("---")
        out.append(choose.choice(("> ", "", "")) + text)
    elif form == "related":
        text, kind = scene.other_title(), "related"
        head = words("relatedhead")
        out.append(f"**{head}**")
        records.append({"text": head, "kind": "related"})
        out.append(f"- [{text}](/p/1.html)" if "[" not in text else f"- {text}")
    elif form == "tags":
        text, kind = words("tagslead") + " ".join(scene.article.tags), "tags"
        out.append(text)
    else:
        text, kind = words("qr"), "share"
        out.append(text)
    records.append({"text": text, "kind": kind})


__all__ = ["INLINE", "authored", "exported", "line", "text_dump"]
