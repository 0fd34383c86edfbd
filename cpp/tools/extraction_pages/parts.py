"""The parts a page is put together from. Each gives a list of tags with labelled lines; each comes in several styles."""
from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from extraction_pages.scene import Scene
from extraction_pages.tree import Line, Tag, line, link, tag

Nodes = list[Tag | Line | str]


def linked(scene: Scene, texts: Iterable[str], between: str = "") -> list[Tag | str]:
    """Links in one line."""
    parts: list[Tag | str] = []
    for text in texts:
        parts += [between, link(text)] if parts and between else [link(text)]
    return parts


def listed(kind: str, texts: Iterable[str], attributes: str = "", wrap: str = "ul") -> Tag:
    return tag(wrap, attributes, *(tag("li", "", line(kind, link(text))) for text in texts))


# ---- around the article

def channels(scene: Scene) -> list[str]:
    genre = scene.article.genre
    name = "govchannel" if genre in ("gov", "law") else "corpchannel" if genre in ("company", "product") else \
        "blogchannel" if genre in ("blog", "tutorial", "verse") else "channel"
    return scene.words.some(name, 5, 14)


def head(scene: Scene) -> Tag:
    article, facts = scene.article, scene.facts
    site, suffix = scene.site, scene.style("suffix", "-", "_", " - ", " | ", "_channel_", "–", "none", "first", " :: ", "--", "｜", " >> ", "__")
    title = article.title
    if suffix == "none":
        full = title
    elif suffix == "first":
        full = f"{site} - {title}"
    elif suffix == "_channel_":
        full = f"{title}_{scene.words('channel')}_{site}"
    else:
        full = title + suffix + site
    nodes: Nodes = [tag("meta", 'charset="utf-8"' if scene.design.doctype == "html5" else 'http-equiv="Content-Type" content="text/html; charset=utf-8"'),
                    tag("title", "", full)]
    iso = f"{article.date:%Y-%m-%dT%H:%M:%S}"

    def shows_date() -> None:
        facts.date = facts.date or iso[:16]

    if scene.style("description", "yes", "no", "yes") == "yes":
        nodes += [tag("meta", f'name="keywords" content="{",".join(article.tags)}"'), tag("meta", f'name="description" content="{quoted(article.summary)}"')]
    if scene.style("robot", "no", "yes", "no") == "yes":
        nodes.append(tag("meta", f'name="author" content="{site}"'))  # the site signs every page: no author
    if scene.style("og", "no", "yes", "no", "full") != "no":
        nodes += [tag("meta", 'property="og:type" content="article"'), tag("meta", f'property="og:title" content="{quoted(title)}"'),
                  tag("meta", f'property="og:site_name" content="{site}"'), tag("meta", f'property="og:url" content="{scene.address}"')]
        if scene.style("og", "no", "yes", "no", "full") == "full":
            nodes.append(tag("meta", f'property="article:published_time" content="{iso}+08:00"'))
            shows_date()
    if scene.style("gov_meta", "no") == "yes":
        nodes += [tag("meta", f'name="SiteName" content="{site}"'), tag("meta", f'name="ColumnName" content="{scene.words("govchannel")}"'),
                  tag("meta", f'name="ArticleTitle" content="{quoted(title)}"'), tag("meta", f'name="PubDate" content="{iso[:10]} {iso[11:16]}"'),
                  tag("meta", f'name="ContentSource" content="{article.source}"')]
        shows_date()
        facts.source = article.source
    if scene.style("canonical", "no", "yes") == "yes":
        nodes.append(tag("link", f'rel="canonical" href="{scene.address}"'))
    nodes.append(tag("link", 'rel="stylesheet" type="text/css" href="/css/style.css"'))
    if scene.style("inline_css", "yes", "no") == "yes":
        nodes.append(tag("style", "", "body{margin:0;font:14px/1.6 sans-serif}.hide{display:none}"))
    nodes += other_metas(scene, iso)
    if (sort := scene.style("jsonld", "no", "no", "yes", "no", "graph", "array", "broken", "no")) != "no":
        nodes.append(linked_data(scene, sort, iso))
    if scene.style("address", "number", "dated", "number") == "dated" and scene.address in "".join(node.attributes for node in nodes if isinstance(node, Tag)):
        facts.date = facts.date or iso[:10]  # the address says it, if nothing else does
    nodes.append(tag("script", "", 'var _hmt=_hmt||[];(function(){var hm=document.createElement("script");})();'))
    return tag("head", "", *nodes)


def linked_data(scene: Scene, sort: str, iso: str) -> Tag:
    """JSON-LD as plug-ins write it: one object, a graph whose parts refer to each other, a list, or with a comma too much."""
    article, facts, site = scene.article, scene.facts, scene.site
    facts.date = facts.date or iso[:16]
    if article.authors:
        facts.authors = article.authors
    kind = scene.one("NewsArticle", "Article", "BlogPosting")
    people: list[dict[str, object]] = [{"@type": "Person", "name": name} for name in article.authors]
    publisher: dict[str, object] = {"@type": "Organization", "name": site, "logo": {"@type": "ImageObject", "url": "/logo.png"}}
    data: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "headline": article.title, "datePublished": iso,
                               "dateModified": f"{article.date + timedelta(hours=5):%Y-%m-%dT%H:%M:%S}", "publisher": publisher}
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"@id": "/", "name": scene.words("home")}}]}
    if people:
        data["author"] = people if len(people) > 1 or scene.chance(0.5) else people[0]
    if sort == "graph":
        references = [{"@id": f"#/person/{at}"} for at in range(len(people))]
        for person, reference in zip(people, references):
            person |= reference
            person["image"] = {"@type": "ImageObject", "caption": person["name"]}
        publisher["@id"] = "#organization"
        del data["@context"]
        data |= {"publisher": {"@id": "#organization"}, "mainEntityOfPage": {"@id": scene.address}, **({"author": references} if people else {})}
        page = {"@type": "WebPage", "@id": scene.address, "name": f"{article.title} - {site}", "datePublished": iso, "isPartOf": {"@id": "#website"}}
        parts: list[object] = [data, page, {"@type": "WebSite", "@id": "#website", "name": site, "publisher": {"@id": "#organization"}}, publisher, crumbs, *people]
        return tag("script", 'type="application/ld+json"', json.dumps({"@context": "https://schema.org", "@graph": parts}, ensure_ascii=False))
    if sort == "array":
        return tag("script", 'type="application/ld+json"', json.dumps([crumbs, data], ensure_ascii=False, indent=1))
    text = json.dumps(data, ensure_ascii=False)
    return tag("script", 'type="application/ld+json"', text[:-1] + ",\n}" if sort == "broken" else text)


def other_metas(scene: Scene, iso: str) -> Nodes:
    """What libraries, scholars, networks and trackers are told."""
    article, facts = scene.article, scene.facts
    sort = scene.style("metas", "no", "no", "dc", "no", "citation", "twitter", "tracker", "modified")
    rows: list[tuple[str, str]] = []
    if sort == "dc":
        rows = [("DC.title", article.title), ("DC.date.issued", iso[:10]), *(("DC.creator", name) for name in article.authors)]
    elif sort == "citation":
        rows = [("citation_title", article.title), ("citation_publication_date", iso[:10].replace("-", "/")), *(("citation_author", name) for name in article.authors)]
    elif sort == "twitter":
        rows = [("twitter:card", "summary"), ("twitter:title", article.title), ("twitter:site", "@" + "site")]
        if article.authors:
            rows += [("twitter:label1", scene.one("Written by", "作者")), ("twitter:data1", article.authors[0])]
    elif sort == "tracker":
        rows = [("parsely-title", article.title), ("parsely-pub-date", iso + "Z"), *(("parsely-author", name) for name in article.authors)]
    elif sort == "modified":
        rows = [("article:modified_time", f"{article.date + timedelta(days=2):%Y-%m-%dT%H:%M:%S}+08:00"), ("article:author", "https://www.example.com/people/7")]
    if sort in ("dc", "citation", "tracker"):
        facts.date = facts.date or iso[:16 if sort == "tracker" else 10]
        facts.authors = article.authors
    elif sort == "twitter":
        facts.authors = article.authors[:1]
    return [tag("meta", f'{"property" if sort == "modified" else "name"}="{name}" content="{quoted(value)}"') for name, value in rows]


def quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def top_bar(scene: Scene) -> Nodes:
    words = scene.words.some("ui.wordlist", 2, 5)
    style = scene.style("top_bar", "none", "links", "date", "form", "none")
    if style == "none":
        return []
    if style == "links":
        return [tag("div", scene.role("topbar"), line("navigation", *linked(scene, words, " | ")))]
    if style == "date":
        today = scene.date_text(datetime(2024, 1, 1) + timedelta(days=scene.choose.randrange(500)))[0]  # of the visit, not of the article
        return [tag("div", scene.role("topbar"), line("navigation", f"{today} ", *linked(scene, words, "\xa0")))]
    return [tag("form", f'{scene.role("topbar")} action="/search"'.strip(), tag("input", 'type="text" name="q"'), line("control", tag("button", "", words[0])))]


def header(scene: Scene) -> Nodes:
    style = scene.style("header", "logo", "h1", "text", "h1p", "img")
    site = scene.site
    if style == "img":
        inner: Nodes = [tag("a", 'href="/"', tag("img", f'src="/logo.png" alt="{site}"'))]
    elif style == "h1":
        inner = [tag("h1", scene.role("logo"), line("navigation", link(site, "/")))]
    elif style == "h1p":
        inner = [tag("h1", scene.role("logo"), line("navigation", link(site, "/"))), tag("p", scene.role("slogan"), line("navigation", scene.words("quote")))]
    else:
        inner = [tag("div", scene.role("logo"), line("navigation", link(site, "/")))]
    return [tag(scene.style("header_tag", "div", "header"), scene.role("header"), *top_bar(scene), *inner)]


def nav(scene: Scene) -> Nodes:
    names = channels(scene)
    style = scene.style("nav", "ul", "pipes", "spans", "table", "navul", "divs", "mega")
    role = scene.role("nav")
    if style == "mega":
        menus = [tag("li", "", line("navigation", link(name)), parts_of_menu(scene)) for name in names]
        return [tag("div", role, tag("ul", scene.role("menu"), *menus))]
    if style in ("ul", "navul"):
        menu = listed("navigation", names, scene.role("menu"))
        return [tag("nav" if style == "navul" else "div", role, menu)]
    if style == "pipes":
        return [tag("div", role, line("navigation", *linked(scene, names, scene.style("nav_sep", " | ", " ┊ ", "｜", " · "))))]
    if style == "spans":
        return [tag("div", role, line("navigation", *(tag("span", "", link(name)) for name in names)))]
    if style == "table":
        return [tag("table", f'width="100%" {role}'.strip(), tag("tr", "", *(tag("td", 'align="center"', line("navigation", link(name))) for name in names)))]
    return [tag("div", role, *(tag("div", scene.role("item"), line("navigation", link(name))) for name in names))]


def parts_of_menu(scene: Scene) -> Tag:
    return listed("navigation", scene.words.some(scene.one("channel", "govchannel", "place", "topic"), 3, 8), 'class="sub"')


def crumb(scene: Scene) -> Nodes:
    style = scene.style("crumb", "arrows", "ol", "guillemet", "none", "slash", "arrows")
    if style == "none":
        return []
    words = scene.words
    steps = [words("home"), *words.some("channel", 1, 2)]
    end = scene.one(words("crumbend"), "", scene.article.title) if scene.style("crumb_end", "word", "any") == "any" else words("crumbend")
    role = scene.role("crumb")
    if style == "ol":
        items = [tag("li", 'class="breadcrumb-item"', line("breadcrumb", link(step))) for step in steps]
        return [tag("ol", role, *items, *([tag("li", 'class="active"', line("breadcrumb", end))] if end else []))]
    mark = {"arrows": scene.style("crumb_mark", " > ", " &gt; ", ">>", " → "), "guillemet": " » ", "slash": " / "}[style].replace("&gt;", ">")
    lead = scene.style("crumb_lead", *words.lists["crumblead"])
    return [tag("div", role, line("breadcrumb", lead, *linked(scene, steps, mark), *([mark, end] if end else [])))]


def script(scene: Scene) -> Nodes:
    kind = scene.one("share", "ad", "count", "hidden", "template", "state")
    if kind == "state":  # the text once more, as data
        state = json.dumps({"article": {"title": scene.article.title, "content": scene.article.summary}}, ensure_ascii=False)
        return [tag("script", "", f"window.__INITIAL_STATE__={state};")]
    if kind == "hidden":
        return [tag("div", scene.one('style="display:none"', 'hidden', 'style="display: none;" class="hide"'), line("hidden", scene.one(scene.article.summary, scene.words("ad"))))]
    if kind == "template":
        return [tag("template", "", tag("p", "", line("hidden", scene.words("commentui"))))]
    code = {"share": 'window._bd_share_config={"common":{"bdText":"","bdMini":"2"},"share":{}};', "ad": 'BAIDU_CLB_fillSlot("u123456");',
            "count": 'var cnzz="https:";document.write(unescape("%3Cspan id=%27cnzz_stat%27%3E%3C/span%3E"));'}[kind]
    return [tag("script", 'type="text/javascript"', code)]


def noscript(scene: Scene) -> Nodes:
    return [tag("noscript", "", line("hidden", scene.words("noscript")))] if scene.style("noscript", "no", "no", "yes") == "yes" and scene.chance(0.6) else []


def ad(scene: Scene) -> Nodes:
    text = scene.words("adlong" if scene.chance(0.25) else "ad")
    style = scene.style("ad", "div", "ins", "link", "img")
    if style == "ins":
        return [tag("ins", 'class="adsbygoogle" data-ad-slot="1234"', ""), tag("div", scene.role("ad"), line("advertisement", text))]
    if style == "img":
        return [tag("div", scene.role("ad"), tag("a", 'href="#"', tag("img", 'src="/ad/1.gif"')), line("advertisement", text))]
    return [tag("div" if style == "div" else "p", scene.role("ad"), line("advertisement", link(text) if style == "link" else text))]


def cookie(scene: Scene) -> Nodes:
    return [tag("div", scene.role("cookie") or 'id="cookie"', tag("p", "", line("control", scene.words("cookie"))), tag("button", "", line("control", "OK")))]


def footer(scene: Scene) -> Nodes:
    words = scene.words
    links, lines_ = words.some("footlinks", 3, 8), words.some("foot", 1, 5)
    style = scene.style("footer", "div", "p", "br", "table", "semantic")
    foot_links = tag("div", scene.role("footlinks"), line("navigation", *linked(scene, links, scene.style("foot_sep", " | ", " - ", "\xa0\xa0"))))
    rows = [line("copyright", text) for text in lines_]
    about: Nodes = [tag("p", "", line("copyright", words("about")))] if scene.style("about", "no", "no", "yes") == "yes" else []
    if style == "br":
        inner: Nodes = [tag("br")]
        for row in rows:
            inner += [row, tag("br")]
        return [tag("div", scene.role("footer"), foot_links, *about, tag("p", "", *inner))]
    if style == "table":
        return [tag("table", f'width="100%" {scene.role("footer")}'.strip(), tag("tr", "", tag("td", 'align="center"', foot_links)),
                    *(tag("tr", "", tag("td", 'align="center"', row)) for row in rows))]
    name = "footer" if style == "semantic" else "div"
    return [tag(name, scene.role("footer"), foot_links, *about, *(tag("p" if style == "p" else "div", "", row) for row in rows))]


# ---- beside and under the article

def teaser_list(scene: Scene, kind: str, heading: str, role: str, least: int = 4, most: int = 9) -> Nodes:
    titles = list(dict.fromkeys(scene.other_title() for _ in range(scene.choose.randint(least, most))))
    style = scene.style(f"list/{role}", "h3ul", "divul", "dl", "dates", "cards", "links", "numbers")
    attributes = scene.role(role)
    if style == "dl":
        return [tag("dl", attributes, tag("dt", "", line(kind, heading)), *(tag("dd", "", line(kind, link(title))) for title in titles))]
    if style == "dates":
        rows = [tag("li", "", line(kind, tag("span", "", scene.other_date()), " ", link(title))) for title in titles]
        return [tag("div", attributes, tag("h3", "", line(kind, heading)), tag("ul", "", *rows))]
    if style == "cards":
        cards = [tag("div", scene.role("item"), tag("a", 'href="#"', tag("img", 'src="/t.jpg" alt=""')), tag("h4", "", line(kind, link(title))),
                     *([tag("p", "", line(kind, scene.words("news.lead")[:60] + "..."))] if scene.chance(0.5) else [])) for title in titles[:5]]
        return [tag("div", attributes, tag("h3", "", line(kind, heading)), *cards)]
    if style == "links":
        return [tag("div", attributes, tag("p", "", line(kind, tag("b", "", heading))), *(tag("p", "", line(kind, "·", link(title))) for title in titles))]
    if style == "numbers":
        return [tag("div", attributes, tag("div", scene.role("head"), line(kind, heading)),
                    tag("ol", "", *(tag("li", "", line(kind, tag("em", "", str(at)), link(title))) for at, title in enumerate(titles, 1))))]
    return [tag("div", attributes, tag("h3" if style == "h3ul" else "div", scene.role("head"), line(kind, heading)), listed(kind, titles))]


def related(scene: Scene) -> Nodes:
    return teaser_list(scene, "related", scene.words("relatedhead"), "related", 3, 8)


def hot(scene: Scene) -> Nodes:
    return teaser_list(scene, "related", scene.words("hothead"), "hot")


def side(scene: Scene) -> Nodes:
    nodes: Nodes = []
    for part in scene.choose.sample((hot, hot, ad, tag_cloud, profile, newsletter, links_block), scene.choose.randint(1, 4)):
        nodes += part(scene)
    return nodes


def tag_cloud(scene: Scene) -> Nodes:
    return [tag("div", scene.role("cloud"), line("tags", *linked(scene, scene.words.some("channel", 5, 9), " ")))]


def links_block(scene: Scene) -> Nodes:
    return [tag("div", scene.role("links"), line("navigation", *linked(scene, scene.words.some("site", 3, 6), " ")))]


def profile(scene: Scene) -> Nodes:
    return [tag("div", scene.role("profile"), line("author_bio", scene.words("nick")), tag("p", "", line("author_bio", scene.words("bio"))))]


def share(scene: Scene) -> Nodes:
    words = scene.words
    buttons = words.some("share", 3, 6)
    style = scene.style("share", "div", "ul", "line", "buttons")
    lead = words("sharelead")
    if style == "ul":
        return [tag("div", scene.role("share"), tag("span", "", line("share", lead)), listed("share", buttons))]
    if style == "buttons":
        return [tag("div", scene.role("share"), line("share", *(part for button in buttons for part in (tag("button", "", button), " "))))]
    return [tag("div", scene.role("share"), line("share", *([lead] if style == "line" else []), *linked(scene, buttons, " ")))]


def qr(scene: Scene) -> Nodes:
    return [tag("div", scene.role("qr"), tag("img", 'src="/qr.png" alt="QR"'), tag("p", "", line("share", scene.words("qr"))))]


def app(scene: Scene) -> Nodes:
    return [tag("div", scene.role("app"), line("advertisement", link(scene.words("app"))))]


def newsletter(scene: Scene) -> Nodes:
    return [tag("div", scene.role("newsletter"), line("control", scene.words("newsletter")))]


def controls(scene: Scene) -> Nodes:
    texts = scene.words.some("control", 1, 4)
    style = scene.style("controls", "line", "brackets", "ps")
    if style == "ps":
        return [tag("div", scene.role("tools"), *(tag("p", "", line("control", link(text))) for text in texts))]
    if style == "brackets":
        return [tag("div", scene.role("tools"), line("control", *(part for text in texts for part in ("【", link(text), "】"))))]
    return [tag("div", scene.role("tools"), line("control", *linked(scene, texts, " ")))]


def font_size(scene: Scene) -> Nodes:
    return [tag("div", scene.role("tools"), line("control", scene.words("fontsize")))]


def count(scene: Scene) -> Nodes:
    text = scene.fill(scene.choose.choice(scene.words.lists["ui.count"]), {})
    return [tag("div", scene.role("count"), line("counter", text or ""))]


def tags(scene: Scene) -> Nodes:
    style = scene.style("tags", "line", "ul", "hash")
    names = scene.article.tags
    if style == "ul":
        return [tag("div", scene.role("tags"), listed("tags", names))]
    if style == "hash":
        return [tag("p", scene.role("tags"), line("tags", *linked(scene, [f"#{name}" for name in names], " ")))]
    return [tag("div", scene.role("tags"), line("tags", scene.words("tagslead"), *linked(scene, names, scene.style("tags_sep", " ", ",", "，", " / "))))]


def prev_next(scene: Scene) -> Nodes:
    words = scene.words
    previous = scene.other_title() if scene.chance(0.85) else words("none")
    following = scene.other_title() if scene.chance(0.85) else words("none")
    style = scene.style("prev_next", "two", "ul", "line", "br", "naked")
    first, second = [words("prev"), link(previous)], [words("next"), link(following)]
    role = scene.role("prevnext")
    if style == "line":
        return [tag("div", role, line("navigation", *first, " ", *second))]
    if style == "br":
        return [tag("div", role, line("navigation", *first), tag("br"), line("navigation", *second))]
    if style == "ul":
        return [tag("ul", role, tag("li", "", line("navigation", *first)), tag("li", "", line("navigation", *second)))]
    if style == "naked":
        return [tag("div", role, tag("div", "", line("navigation", words("prev"))), tag("div", "", line("navigation", link(previous))),
                    tag("div", "", line("navigation", words("next"))), tag("div", "", line("navigation", link(following))))]
    return [tag("p", role, line("navigation", *first)), tag("p", role, line("navigation", *second))]


def remarks(scene: Scene, least: int, most: int) -> list[str]:
    """What readers say: a word, or as much as the article does."""
    texts = scene.words.some("comment", least, most)
    glue = " " if scene.article.language in ("ko", "en") else ""
    return [glue.join(scene.words.some(scene.one("forum.s", "blog.s", "qa.s"), 1, 4)) if scene.chance(0.3) else text for text in texts]


def comments(scene: Scene) -> Nodes:
    words = scene.words
    rows: Nodes = []
    style = scene.style("comments", "divs", "list", "table", "dl")
    for text in remarks(scene, 0 if scene.chance(0.3) else 2, 6):
        who, when = words("nick"), scene.other_date()
        if style == "list":
            rows.append(tag("li", scene.role("comment"), tag("p", "", line("comments", tag("b", "", who), " ", when)), tag("p", "", line("comments", text))))
        elif style == "table":
            rows.append(tag("tr", "", tag("td", "", line("comments", who)), tag("td", "", line("comments", text))))
        elif style == "dl":
            rows += [tag("dt", "", line("comments", f"{who} {when}")), tag("dd", "", line("comments", text))]
        else:
            rows.append(tag("div", scene.role("comment"), tag("div", "", line("comments", who)), tag("div", "", line("comments", when)),
                            tag("div", "", line("comments", text)), *([tag("div", "", line("comments", link(words("share"))))] if scene.chance(0.3) else [])))
    wrap = {"list": "ol", "table": "table", "dl": "dl"}.get(style, "div")
    return [tag("div", scene.role("comments"), tag("h3", "", line("comments", words("commenthead"))), *([tag(wrap, "", *rows)] if rows else []),
                tag("p", "", line("comments", words("commentui"))))]


def bio(scene: Scene) -> Nodes:
    return [tag(scene.style("bio", "div", "p"), scene.role("bio"), line("author_bio", scene.words("bio")))]


def copyright_line(scene: Scene) -> Nodes:
    style = scene.style("notice", "p", "div", "small", "box")
    texts = scene.words.some("copyright", 1, 2)
    if style == "box":
        return [tag("div", scene.role("copyright"), *(tag("p", "", line("copyright", text)) for text in texts))]
    if style == "small":
        return [tag("p", scene.role("copyright"), line("copyright", tag("small", "", text))) for text in texts]
    return [tag(style, scene.role("copyright"), line("copyright", text)) for text in texts]


def read_also(scene: Scene) -> Nodes:
    text = scene.words("readalso")
    return [tag("p", "", line("related", link(text) if scene.chance(0.6) else text))]


def in_body(scene: Scene) -> Nodes:
    name = "novelad" if scene.article.genre == "fiction" and scene.chance(0.8) else "inbody"
    return [tag("p", "", line("control", scene.words(name)))]


def contents(scene: Scene) -> Nodes:
    """The headings of the article as links, before it."""
    names = [block.items[0] for block in scene.article.blocks if block.kind == "heading"]
    if len(names) < 2:
        return []
    return [tag("div", scene.role("toc"), tag("p", "", line("navigation", scene.words("tochead"))), listed("navigation", names, wrap=scene.one("ul", "ol")))]


def remark(scene: Scene) -> Nodes:
    return [f"<!-- {scene.one('正文开始', 'content', 'begin', 'AD 336x280', '/header')} -->"]


def pager(scene: Scene) -> Nodes:
    pages = [str(number) for number in range(1, scene.choose.randint(3, 6))]
    return [tag("div", scene.role("pager"), line("navigation", *linked(scene, [*pages, scene.words("next")], " ")))]


# ---- the article's own lines around the body

def title(scene: Scene) -> Nodes:
    text = scene.article.title
    scene.facts.title = text
    style = scene.style("title", "h1", "h2", "div", "td", "h1a", "font", "h3", "head", "broken", "kicker")
    if style == "head":  # only the head of the page has it
        return []
    if style == "broken" and len(text) >= 16 and (" " in text[4:] or scene.article.language not in ("ko", "en")):
        at = text.find(" ", len(text) // 3) if " " in text[len(text) // 3 : -3] else len(text) // 2
        return [tag("h1", scene.role("title"), line("title", text[:at]), tag("br"), line("title", text[at:].strip()))]
    if style == "kicker":
        above, below = scene.words("news.h"), scene.words("news.h")
        return [tag("h3", 'class="pretitle"', line("title", above)), tag("h1", scene.role("title"), line("title", text)),
                *([tag("h4", 'class="subtitle"', line("title", "——" + below))] if scene.chance(0.6) else [])]
    inner: Tag | str = text
    if style == "h1a":
        inner = link(text, scene.address)
    elif style == "font":
        inner = tag("font", 'size="5" color="#000080"', tag("b", "", text))
    name = {"h1a": "h1", "font": "center", "td": "div", "broken": "h1"}.get(style, style)
    return [tag(name, scene.role("title"), line("title", inner))]


def byline_segments(scene: Scene) -> list[tuple[str, str, dict[str, str]]]:
    """(text, kind, fields) of one wording of the language."""
    for _ in range(20):
        segments = []
        pattern = scene.settings.get("byline") or scene.choose.choice(scene.words.lists["byline"])
        for piece in pattern.split("‖"):
            fields: dict[str, str] = {}
            text = scene.fill(piece, fields)
            if text:
                kind = "meta" if fields or "{UPDATED}" in piece else "counter" if "{COUNT}" in piece or "{COMMENTS}" in piece else "control"
                segments.append((text, kind, fields))
        if any(kind == "meta" for _, kind, _ in segments):
            return segments
    return [(scene.fill("{DATE}", fields := {}) or "", "meta", fields)]


def microdata(scene: Scene, kind: str, fields: dict[str, str]) -> str:
    """Attributes that say what a piece of the byline is."""
    style = scene.style("microdata", "no", "no", "itemprop", "property", "no")
    if style == "no" or kind not in ("date", "author"):
        return ""
    if kind == "author":
        return f'{style}="author"'
    return f'{style}="datePublished" {"datetime" if style == "itemprop" else "content"}="{fields["date"]}"'


def byline(scene: Scene) -> Nodes:
    segments = byline_segments(scene)
    style = scene.style("byline", "div", "spans", "ul", "p", "table", "time", "lines", "glued", "pipes", "td", "labelled", "icons")
    role = scene.role("meta")
    together = {key: value for _, _, fields in segments for key, value in fields.items()}
    if style in ("ul", "lines"):
        item, wrap = ("li", "ul") if style == "ul" else ("div", "div")
        return [tag(wrap, role, *(tag(item, "", line(kind, text, fields=fields)) for text, kind, fields in segments))]
    if style == "table":
        return [tag("table", role, tag("tr", "", *(tag("td", "", line(kind, text, fields=fields)) for text, kind, fields in segments)))]
    if style in ("labelled", "icons"):
        parts = []
        for text, _, fields in segments:
            label, colon, value = text.partition("：")
            if style == "icons":
                parts += [tag("i", 'class="fa fa-user"'), tag("span", "", text), " "]
            else:
                parts += [tag("em", "", label + colon), tag("a", 'href="#"', value), "\n"] if colon else [tag("em", "", text), "\n"]
        return [tag("div", role, line("meta", *parts, fields=together))]
    between = {"div": "\xa0\xa0\xa0\xa0", "p": "　", "glued": "", "pipes": " | ", "td": " "}.get(style, " ")
    if style in ("spans", "time"):
        parts: list[Tag | str] = []
        for text, _, fields in segments:
            kind = next(iter(fields), "view")
            name = "time" if style == "time" and kind == "date" else "span"
            attributes = microdata(scene, kind, fields) or scene.role(kind) or (f'datetime="{fields["date"]}"' if name == "time" else "")
            parts += [tag(name, attributes, text), "\n"]
    else:
        parts = [between.join(text for text, _, _ in segments)]
    return [tag("p" if style == "p" else "div", role, line("meta", *parts, fields=together))]


def wrapped(name: str, role: str, content: Line) -> Nodes:
    return [tag("div", "", tag("span", role, content))] if name == "span" else [tag(name, role, content)]


def source_line(scene: Scene) -> Nodes:
    fields: dict[str, str] = {}
    text = scene.fill(scene.choose.choice(scene.words.lists["source"]), fields)
    return wrapped(scene.style("source_tag", "p", "div", "span"), scene.role("source"), line("meta", text or "", fields=fields))


def editor_line(scene: Scene) -> Nodes:
    fields: dict[str, str] = {}
    text = scene.fill(scene.choose.choice(scene.words.lists["editor2" if scene.chance(0.15) else "editor"]), fields)
    return wrapped(scene.style("editor_tag", "p", "div", "span", "div"), scene.role("editor"), line("meta", text, fields=fields)) if text else []


def sign_line(scene: Scene) -> Nodes:
    fields: dict[str, str] = {}
    text = scene.fill(scene.choose.choice(scene.words.lists["signline"]), fields)
    return [tag("p", scene.style("sign", "", 'align="right"', 'style="text-align:right"'), line("meta", text, fields=fields))] if text else []


PARTS = {"related": related, "hot": hot, "share": share, "qr": qr, "app": app, "newsletter": newsletter, "controls": controls, "font_size": font_size,
         "tags": tags, "prev_next": prev_next, "comments": comments, "bio": bio, "copyright": copyright_line, "source": source_line, "editor": editor_line,
         "sign": sign_line, "ad": ad, "count": count, "pager": pager, "script": script, "read_also": read_also, "in_body": in_body, "remark": remark}
