"""How the parts stand on the page: the frames of sites."""
from __future__ import annotations

from collections.abc import Callable

from extraction_pages import parts
from extraction_pages.body import bodied
from extraction_pages.parts import Nodes
from extraction_pages.scene import Scene
from extraction_pages.tree import BODY, Tag, line, lines_of, link, tag

TAILS = ("source editor copyright share prev_next related comments", "editor share tags related", "tags prev_next comments", "share controls",
         "copyright tags share bio related comments", "sign source editor controls", "qr editor copyright", "pager prev_next related hot",
         "count share comments", "prev_next related", "editor", "sign tags app related newsletter", "source share comments hot copyright")


INSIDE = frozenset(("source", "editor", "sign", "copyright", "qr", "tags"))  # what editors paste under the text, in the same box


def tail_names(scene: Scene) -> tuple[list[str], list[str]]:
    """What this page has under the text: inside its box, and below."""
    names = (scene.design.tail or scene.style("tail", *(each.replace(" ", "+") for each in TAILS)).replace("+", " ")).split()
    names = [name for name in names if name in parts.PARTS and scene.chance(0.8)]
    if scene.style("pasted", "no", "yes", "no") == "no":
        return [], names
    return [name for name in names if name in INSIDE], [name for name in names if name not in INSIDE]


def tail(scene: Scene, names: list[str]) -> Nodes:
    nodes: Nodes = []
    for name in names:
        if scene.chance(0.05):
            nodes.append(tag("hr"))
        nodes += parts.PARTS[name](scene)
    return nodes


def pasted_head(scene: Scene) -> Nodes:
    """A title or byline once more, as the first lines of the text's box."""
    nodes: Nodes = []
    if scene.style("title_again", "no", "no", "no", "yes") == "yes" and scene.chance(0.6):
        nodes.append(tag("p", 'align="center"', line("title", tag("strong", "", scene.article.title))))
    if scene.style("byline_again", "no", "no", "yes", "no") == "yes" and scene.chance(0.4):
        nodes += parts.sign_line(scene) if scene.chance(0.6) else parts.byline(scene)
    return nodes


def heading(scene: Scene) -> Nodes:
    """Title and what stands around it."""
    order = scene.style("order", "title_meta", "meta_title", "title_meta_tools", "title_tools_meta", "title_share_meta", "title_meta")
    nodes: Nodes = []
    for name in order.split("_"):
        nodes += {"title": parts.title, "meta": parts.byline, "tools": parts.font_size, "share": parts.share}[name](scene)
    if scene.style("article_header", "no", "yes") == "yes":
        return [tag("header" if scene.design.frame in ("semantic", "docs", "amp") else "div", scene.role("titlebox"), *nodes)]
    return nodes


def content(scene: Scene, name: str = "div") -> Tag:
    """Title, body and tail in one box; some sites put the tail outside it."""
    inner: Nodes = []
    if scene.style("crumb_place", "in", "out") == "in":
        inner += parts.crumb(scene)
    inner += heading(scene)
    if scene.chance(0.15):
        inner += parts.ad(scene)
    body = bodied(scene, scene.style("body_tag", "div", "div", "section") if name == "article" else "div")
    inside, below = tail_names(scene)
    body.children[:0] = pasted_head(scene)
    body.children += tail(scene, inside)
    inner.append(body)
    if scene.style("tail_place", "in", "out") == "in":
        return tag(name, scene.role("article"), *inner, *tail(scene, below))
    return tag("div", scene.role("column"), tag(name, scene.role("article"), *inner), *tail(scene, below))


def crumb_outside(scene: Scene) -> Nodes:
    return parts.crumb(scene) if scene.style("crumb_place", "in", "out") == "out" else []


def columns(scene: Scene, main: Tag) -> Nodes:
    beside = tag("div", scene.role("side"), *parts.side(scene))
    pair = [beside, main] if scene.style("side", "right", "left", "right") == "left" else [main, beside]
    return [*parts.header(scene), *parts.nav(scene), *maybe_ad(scene), *crumb_outside(scene), tag("div", scene.role("page"), *pair), *parts.footer(scene)]


def maybe_ad(scene: Scene) -> Nodes:
    return parts.ad(scene) if scene.chance(0.25) else []


def semantic(scene: Scene, main: Tag) -> Nodes:
    return [*parts.header(scene), *parts.nav(scene), tag("main", scene.role("page"), *crumb_outside(scene), main),
            tag("aside", scene.role("side"), *parts.side(scene)), *parts.footer(scene)]


def single(scene: Scene, main: Tag) -> Nodes:
    top = [*parts.header(scene), *(parts.nav(scene) if scene.style("has_nav", "yes", "no") == "yes" else [])]
    return [*top, tag("div", scene.role("page"), *crumb_outside(scene), main), *parts.footer(scene)]


def naked(scene: Scene, main: Tag) -> Nodes:
    """Only the article, as on pages copied from elsewhere; on some without any box."""
    if scene.style("boxed", "yes", "no") == "no":
        return main.children
    return [tag("div", scene.role("page"), main)]


def tables(scene: Scene, main: Tag) -> Nodes:
    """2003: tables in tables."""
    width = scene.style("width", "760", "778", "98%", "1000")
    outer = f'width="{width}" border="0" align="center" cellpadding="0" cellspacing="0"'
    left = tag("td", 'width="180" valign="top" bgcolor="#F0F0F0"', *parts.side(scene))
    middle = tag("td", 'valign="top"', *crumb_outside(scene), main)
    cells = [left, middle] if scene.style("side", "left", "right") == "left" else [middle, left]
    return [tag("table", outer, tag("tr", "", tag("td", "", *parts.header(scene)))), tag("table", outer, tag("tr", "", tag("td", "", *parts.nav(scene)))),
            tag("table", outer, tag("tr", "", *cells)), tag("center", "", *parts.footer(scene))]


def forum(scene: Scene, main: Tag) -> Nodes:
    """All posts are the article; names, floors, signatures and buttons are not."""
    words = scene.words
    said = "paragraph" if any(found.kind in BODY for found in lines_of(main)) else "comments"  # a list of topics is no thread

    if said == "paragraph":
        scene.facts.authors = scene.article.authors = scene.article.authors[:1] or [words("nick")]  # who opened the thread

    def poster(nick: str) -> Tag:
        lines = [nick, words.expand("UID {1000-999999}"), words.expand("{2-900} / {2-9000}")][: scene.choose.randint(1, 3)]
        fields = {"author": nick} if [nick] == scene.article.authors and said == "paragraph" else None
        return tag("td", scene.role("poster"), *(tag("p", "", line("author_bio", text, fields=fields if text == nick else None)) for text in lines))

    posts: Nodes = [tag("table", scene.role("post"), tag("tr", "", poster((scene.article.authors or [words("nick")])[0]), tag("td", scene.role("message"), main)))]
    for text in parts.remarks(scene, 1, 6):
        when = scene.other_date()
        posts.append(tag("table", scene.role("post"), tag("tr", "", poster(words("nick")), tag(
            "td", scene.role("message"), tag("div", scene.role("posted"), line("comments", when)), tag("div", scene.role("body"), line(said, text)),
            tag("div", scene.role("sig"), line("comments", link(words("share"))))))))
    return [*parts.header(scene), *parts.nav(scene), *crumb_outside(scene), tag("div", scene.role("page"), *posts, *parts.comments(scene)), *parts.footer(scene)]


def wiki(scene: Scene, main: Tag) -> Nodes:
    words = scene.words
    contents = [block.items[0] for block in scene.article.blocks if block.kind == "heading"]
    toc = [tag("div", scene.role("toc"), tag("ul", "", *(tag("li", "", line("navigation", link(f"{at} {text}"))) for at, text in enumerate(contents, 1))))] if contents else []
    main.children[1:1] = toc
    tools = tag("div", scene.role("side"), *(parts.listed("navigation", words.some("channel", 3, 6)) for _ in range(2)))
    return [tag("div", scene.role("page"), main, tag("div", scene.role("cats"), line("tags", words("tagslead"), *parts.linked(scene, scene.article.tags, " | ")))),
            tools, *parts.footer(scene)]


def docs(scene: Scene, main: Tag) -> Nodes:
    words = scene.words
    tree = tag("nav", scene.role("tree"), parts.listed("navigation", [words(name) for name in ("title.tutorial",) * 6]))
    toc = tag("div", scene.role("toc"), tag("ul", "", *(tag("li", "", line("navigation", link(block.items[0]))) for block in scene.article.blocks if block.kind == "heading")))
    return [*parts.header(scene), tag("div", scene.role("page"), tree, tag("main", "", *crumb_outside(scene), main), toc), *parts.footer(scene)]


def novel(scene: Scene, main: Tag) -> Nodes:
    """Ways to other chapters above and below."""
    words = scene.words
    ways = [words("prev"), words("home"), words("next"), words("control")]

    def bar() -> Tag:
        return tag("div", scene.role("prevnext"), line("navigation", *parts.linked(scene, ways, scene.style("ways", " | ", " ← → ", " "))))
    return [*parts.header(scene), *parts.nav(scene), *crumb_outside(scene), tag("div", scene.role("page"), bar(), main, bar(), *maybe_ad(scene)), *parts.footer(scene)]


def gov(scene: Scene, main: Tag) -> Nodes:
    """The table of facts that notices stand under."""
    words, fields = scene.words, dict[str, str]()
    rows = []
    for name, value in ((words("metaword.title"), scene.article.title), (words("metaword.date"), "{DATE}"), (words("metaword.source"), "{SOURCE}"),
                        (words("metaword.tag"), "、".join(scene.article.tags))):
        fields = {}
        shown = scene.fill(value, fields) or ""
        kind = "title" if value == scene.article.title else "meta" if fields else "tags"
        rows.append(tag("tr", "", tag("th", "", line("meta", name + "：")), tag("td", "", line(kind, shown, fields=fields))))
    main.children.insert(0, tag("table", scene.role("index"), *rows))
    return [*parts.header(scene), *parts.nav(scene), *crumb_outside(scene), tag("div", scene.role("page"), main), *parts.footer(scene)]


def shop(scene: Scene, main: Tag) -> Nodes:
    words = scene.words
    price = tag("div", scene.role("price"), line("advertisement", words.expand("¥{20-2000}.00")), tag("div", "", line("control", words("ui.buy"))))
    main.children.insert(1, price)
    return columns(scene, main)


def paper(scene: Scene, main: Tag) -> Nodes:
    """The edition of a printed paper: pages and titles beside the article."""
    words = scene.words
    pages = tag("div", scene.role("side"), *(tag("div", "", line("navigation", link(words.expand("第{1-9}0{1-9}版：") + words("channel")))) for _ in range(5)),
                parts.listed("related", [scene.other_title() for _ in range(4)]))
    return [*parts.header(scene), tag("table", "", tag("tr", "", tag("td", "", pages), tag("td", scene.role("page"), main))), *parts.footer(scene)]


FRAMES: dict[str, Callable[[Scene, Tag], Nodes]] = {
    "columns": columns, "semantic": semantic, "single": single, "naked": naked, "tables": tables, "forum": forum, "wiki": wiki, "docs": docs,
    "novel": novel, "gov": gov, "shop": shop, "paper": paper}


def framed(scene: Scene, main: Tag) -> Tag:
    """The whole page around `main`."""
    nodes = FRAMES[scene.design.frame](scene, main)
    if scene.style("cookie", "no", "no", "no", "yes") == "yes" and scene.chance(0.7):
        nodes = [*parts.cookie(scene), *nodes] if scene.chance(0.5) else [*nodes, *parts.cookie(scene)]
    nodes += parts.noscript(scene)
    for _ in range(scene.choose.randint(0, 2)):
        nodes += parts.script(scene)
    language = scene.article.language
    attribute = f'lang="{language}"' if scene.style("lang", "yes", "no") == "yes" else ""
    return tag("html", attribute, parts.head(scene), tag("body", scene.role("html"), *nodes))


def article_page(scene: Scene) -> Tag:
    name = "article" if scene.design.frame in ("semantic", "docs") else "div"
    return framed(scene, content(scene, name))


# ---- pages without an article

def index_page(scene: Scene, sort: str) -> Tag:
    words, choose = scene.words, scene.choose
    if sort == "list":
        rows: Nodes = [tag("div", scene.role("title"), line("navigation", words("channel"))), *parts.teaser_list(scene, "related", words("hothead"), "body", 8, 25), *parts.pager(scene)]
    elif sort == "teasers":
        rows = []
        for _ in range(choose.randint(5, 12)):
            rows.append(tag("div", scene.role("item"), tag("h2", "", line("related", link(scene.other_title()))),
                            tag("p", "", line("related", words(f"{scene.one('news', 'blog', 'company')}.lead") + "...")),
                            tag("div", scene.role("meta"), line("meta", scene.other_date() + " ", words("channel")))))
        rows += parts.pager(scene)
    elif sort == "front":
        rows = [node for _ in range(choose.randint(3, 6)) for node in parts.teaser_list(scene, "related", words("channel"), scene.one("related", "hot", "body"), 4, 8)]
    elif sort == "search":
        rows = [tag("p", "", line("control", words("errorpage") if scene.chance(0.3) else words.expand("{10-900} / {topic}")))]
        for _ in range(choose.randint(3, 8)):
            rows += [tag("h3", "", line("related", link(scene.other_title()))), tag("p", "", line("related", words("news.s")[:50] + " ...")),
                     tag("cite", "", line("related", "www.example.com/" + words.expand("{100-999}.html")))]
    elif sort == "directory":
        rows = [tag("div", scene.role("item"), tag("h4", "", line("navigation", words("channel"))), tag("p", "", line("navigation", *parts.linked(scene, words.some("site", 3, 7), "  ")))) for _ in range(5)]
    elif sort == "board":
        rows = [tag("table", scene.role("body"), *(tag("tr", "", tag("td", "", line("related", link(scene.other_title()))), tag("td", "", line("related", words("nick"))),
                                                       tag("td", "", line("related", words.expand("{0-90}/{90-9000}"))), tag("td", "", line("related", scene.other_date())))
                                                   for _ in range(choose.randint(6, 20)))), *parts.pager(scene)]
    elif sort == "gallery":
        rows = [tag("ul", scene.role("body"), *(tag("li", "", tag("a", 'href="#"', tag("img", 'src="/t.jpg" alt=""')), tag("p", "", line("related", link(scene.one(words("title.product"), words("caption"))))),
                                                *([tag("span", "", line("advertisement", words.expand("¥{20-2000}")))] if choose.random() < 0.5 else [])) for _ in range(choose.randint(6, 16))))]
    elif sort == "login":
        rows = [tag("div", scene.role("body"), tag("p", "", line("control", words("loginwall"))), tag("input", 'type="text"'), tag("p", "", line("control", link(words("control")))))]
    else:
        rows = [tag("div", scene.role("body"), tag("h1", "", line("control", words("errorpage"))), tag("p", "", line("control", link(words("home")))))]
    return framed(scene, tag("div", scene.role("article"), *rows))


INDEX_SORTS = ("list", "list", "teasers", "front", "search", "directory", "board", "gallery", "login", "error")
