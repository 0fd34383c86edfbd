#!/usr/bin/env python3
"""Trains the model of lines: which lines of a page are its body.

    cd cpp/tools && python -m extraction_pages --texts FILES --count 6000 --index-share 0.2 --seed 101 --out pages.jsonl
    cmake --build BUILD --target extraction_features
    python make_extraction_model.py --pages pages.jsonl --program BUILD/cpp/tools/extraction_features --out ../data/extraction/lines.model.tsv
    python make_extraction_model.py --pages pages.jsonl --program ... --hold-out 5      figures on designs that were not trained on

Needs catboost and numpy (PyPI). The same pages, program and seed give the same table. The trees are symmetric: all nodes of one depth ask the
same question, so a tree is a row of questions and a leaf for each row of answers.
"""
from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier

BODY = frozenset(("heading", "paragraph", "list_item", "quotation", "table_row", "code", "verse"))
AROUND = ("width", "stops", "ends_sentence", "link_share", "heading", "kind", "prose", "cue", "field_line", "verdict", "reason", "alike_prose", "region", "wide")
SCALE = 64  # of a leaf's value
# What the word of the rules is worth beyond what the trees make of it, since made pages are tidier than real ones: for a line of body, for one
# that has nothing but body and neither dates nor marks of the frame around it, for a page with an article. Chosen on designs and texts held out.
TRUST, INNER_TRUST, PAGE_TRUST = 140, 220, 200
FACTS = ("cue", "legal", "promotion", "breadcrumb", "mark", "region")  # lines of which one is said do not return to the body
SETTLED = (1, 2, 3, 4, 6, 15)  # nor those dropped for a byline, field, title (twice), name or button of a post, line of the site (order of features.cpp)
TITLE, LINK_LINE = 3, 800  # number of that reason; thousandths of a line that is a link
REACH = 2
Record = dict[str, Any]
Array = np.ndarray[Any, Any]


@dataclass
class Sheet:
    record: Record
    rows: Array          # lines x features
    labels: list[int]    # 1 body, 0 not, -1 unknown
    sizes: list[int]     # characters


def bare(text: str) -> str:
    return re.sub(r"^[·•●◆■*-](?=.)", "", re.sub(r"[\s|\u3000\u00a0]+", "", text))


def roughened(source: str, choose: random.Random) -> str:
    """A page whose classes say nothing, as on many real ones."""
    how = choose.random()
    if how < 0.2:
        return re.sub(r"""(<[a-zA-Z][^<>]*?)\s(?:class|id)=("[^"]*"|'[^']*')""", r"\1", source)
    if how < 0.35:
        known: dict[str, str] = {}
        return re.sub(r'class="([^"]*)"', lambda found: f'class="{known.setdefault(found[1], "x" + "".join(choose.choices("bcdfgkmpqz", k=5)))}"', source)
    return source


def cropped(record: Record, choose: random.Random) -> Record:
    """Some pages of text or Markdown are but a few lines; so are some documents of HTML."""
    if record["format"] == "html" or choose.random() > 0.4:
        return record
    lines = [line for line in record["source"].split("\n") if line.strip()]
    marked = {bare(row["text"]) for row in record["lines"] if row["kind"] in BODY}
    body = [at for at, line in enumerate(lines) if bare(line) in marked]
    if not body or not record["article"]:
        return record
    first = max(0, choose.choice(body) - choose.randint(0, 2))
    lines = lines[first : first + choose.randint(1, 6)]
    if choose.random() < 0.5 or record["format"] == "markdown":
        return {**record, "source": "\n".join(lines)}
    box = choose.choice(("p", "div"))
    return {**record, "format": "html", "source": "<html><body>" + "".join(f"<{box}>{escape(line)}</{box}>" for line in lines) + "</body></html>"}


def stripped(record: Record, choose: random.Random) -> Record:
    """Of some pages only the text is left, as of documents that no site stands around."""
    body = [str(row.get("body", row["text"])) for row in record["lines"] if row["kind"] in BODY]
    if not record["article"] or not body or choose.random() > 0.25:
        return record
    rows = [{"text": text, "kind": "paragraph"} for text in body]
    form = choose.choice(("text", "text", "markdown", "html", "html"))
    if form == "html":
        box = choose.choice(("p", "p", "div", "br"))
        inner = "<br>".join(map(escape, body)) if box == "br" else "".join(f"<{box}>{escape(text)}</{box}>" for text in body)
        return {**record, "format": form, "lines": rows, "source": f"<html><body><div>{inner}</div></body></html>"}
    return {**record, "format": form, "lines": rows, "source": (choose.choice(("\n", "\n\n")) if form == "text" else "\n\n").join(body) + "\n"}


def interrupted(record: Record, choose: random.Random) -> Record:
    """In some pages of text lines of the frame have come between those of the body."""
    if record["format"] != "text" or not record["article"] or choose.random() > 0.15:
        return record
    lines = [line for line in record["source"].split("\n") if line.strip()]
    marked = {bare(row["text"]) for row in record["lines"] if row["kind"] in BODY}
    body = [at for at, line in enumerate(lines) if bare(line) in marked]
    behind = list(range(body[-1] + 1, len(lines))) if body else []
    if len(body) < 4 or not behind:
        return record
    first = choose.choice(behind)
    moved = lines[first : first + choose.randint(1, 4)]
    del lines[first : first + len(moved)]
    at = choose.choice(body[1:])
    return {**record, "source": "\n".join(lines[:at] + moved + lines[at:])}


def labels_of(texts: list[str], record: Record) -> list[int]:
    """Lines of the sheet, matched with those of the page by their text, in order; a line that was cut or joined is what holds it or what it holds."""
    gold = [(bare(row["text"]), int(record["article"] and row["kind"] in BODY)) for row in record["lines"]]
    gold = [row for row in gold if row[0]]
    found = [-1] * len(texts)
    for at, other, size in difflib.SequenceMatcher(None, texts, [text for text, _ in gold], autojunk=False).get_matching_blocks():
        for k in range(size):
            found[at + k] = gold[other + k][1]
    by_text: dict[str, set[int]] = defaultdict(set)
    for text, label in gold:
        by_text[text].add(label)
    for at, text in enumerate(texts):
        if found[at] >= 0 or not text:
            continue
        labels = by_text.get(text) or {label for other, label in gold if len(text) >= 4 and (text in other or (len(other) >= 4 and other in text))}
        if len(labels) == 1:
            found[at] = labels.pop()
    return found


def read(pages: list[Path], program: Path, rough: bool, most: int) -> tuple[list[str], list[Sheet]]:
    choose = random.Random(5)
    records = [json.loads(line) for path in pages for line in path.read_text("utf-8").splitlines()][:most]
    if rough:
        records = [cropped(interrupted(stripped(record, choose), choose), choose) for record in records]
    sources = [(roughened(record["source"], choose) if rough and record["format"] == "html" else record["source"]).encode() for record in records]
    given = b"".join(f"{record['format']} {len(source)}\n".encode() + source for record, source in zip(records, sources, strict=True))
    output = subprocess.run([program], input=given, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    head, *lines = output.rstrip("\n").split("\n")
    names = head.split("\t")[:-1]
    pieces: list[list[list[str]]] = []
    for line in lines:
        if line == "page":
            pieces.append([])
        else:
            pieces[-1].append(line.split("\t"))
    sheets = []
    for record, cells in zip(records, pieces, strict=True):
        texts = [bare(row[-1]) for row in cells]
        rows = np.array([row[:-1] for row in cells], dtype=np.int16).reshape(len(cells), len(names))
        sheets.append(Sheet(record, rows, labels_of(texts, record), [len(text) for text in texts]))
    return names, sheets


def questions_of(names: list[str]) -> list[tuple[int, int]]:
    """Columns that may be asked for: (feature, line relative to the one in question)."""
    own = [(at, 0) for at in range(len(names))]
    return own + [(at, offset) for at, name in enumerate(names) if name in AROUND for offset in (-2, -1, 1, 2)]


def widened(rows: Array, questions: list[tuple[int, int]]) -> Array:
    padded = np.pad(rows, ((REACH, REACH), (0, 0)))
    return np.stack([padded[REACH + offset : REACH + offset + len(rows), at] for at, offset in questions], axis=1)


class Trees:
    """Symmetric trees with whole numbers alone."""

    def __init__(self, questions: list[tuple[int, int]]) -> None:
        self.questions, self.bias = questions, 0
        self.trees: list[tuple[list[tuple[int, int]], list[int]]] = []  # ([(column, threshold)], leaves)

    def fit(self, x: Array, y: Array, weights: Array, trees: int, depth: int, rate: float) -> None:
        model = CatBoostClassifier(iterations=trees, depth=depth, learning_rate=rate, l2_leaf_reg=8, border_count=48, random_seed=7, rsm=0.5, thread_count=2,
                                   bootstrap_type="Bernoulli", subsample=0.6, verbose=False, allow_writing_files=False, boost_from_average=False)
        model.fit(x, y, sample_weight=weights)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "trees.json"
            model.save_model(str(path), format="json")
            saved = json.loads(path.read_text())
        scale, bias = saved["scale_and_bias"]
        self.bias = round(SCALE * bias[0])
        for tree in saved["oblivious_trees"]:
            asked = [(split["float_feature_index"], int(np.floor(split["border"]))) for split in tree["splits"]]
            self.trees.append((asked, [round(SCALE * scale * value) for value in tree["leaf_values"]]))

    def score(self, x: Array) -> Array:
        total = np.full(len(x), self.bias, dtype=np.int64)
        for asked, leaves in self.trees:
            index = np.zeros(len(x), dtype=np.int64)
            for bit, (column, threshold) in enumerate(asked):
                index |= (x[:, column] > threshold).astype(np.int64) << bit
            total += np.array(leaves)[index]
        return total

    def lines(self, names: list[str]) -> list[str]:
        def question(column: int, threshold: int) -> str:
            at, offset = self.questions[column]
            return f"{names[at]}{f'@{offset:+d}' if offset else ''}>{threshold}"
        return ["\t".join(("tree", " ".join(question(*each) for each in asked), " ".join(map(str, leaves)))) for asked, leaves in self.trees]


def f1_of(sheet: Sheet, chosen: list[int]) -> float:
    shared = found = wanted = 0
    for label, mine, size in zip(sheet.labels, chosen, sheet.sizes, strict=True):
        if label < 0:
            continue
        shared += size * (label & mine)
        found += size * mine
        wanted += size * label
    return 1.0 if found + wanted == 0 else 2 * shared / (found + wanted)


PAGE_FEATURES = ("body_lines", "body_width", "body_prose", "body_score", "best_score", "draft_lines", "draft_width", "draft_score", "page_lines", "page_links", "page_prose", "page_cues", "format",
                 "page_excuses", "page_dates", "page_truncated", "page_fields", "page_headings", "titled", "draft_prose", "draft_widest")


def page_row(sheet: Sheet, names: list[str], scores: Array, chosen: Array) -> list[int]:
    column = {name: sheet.rows[:, at].astype(np.int64) for at, name in enumerate(names)}
    body, draft = chosen, column["verdict"] == 2
    whole = draft & (column["prose"] > 0) & (column["truncated"] == 0)
    evidence = np.clip(scores + 8 * SCALE, 0, 16 * SCALE) // 2  # above 0

    def mean(which: Array) -> int:
        return int(evidence[which].sum() // max(1, which.sum()))
    return [min(4000, int(value)) for value in (
        body.sum(), column["width"][body].sum(), column["prose"][body].sum(), mean(body), evidence.max(), draft.sum(), column["width"][draft].sum(), mean(draft),
        *(column[name][0] for name in ("page_lines", "page_links", "page_prose", "page_cues", "format")),
        column["excuse"].sum(), column["field_date"].sum(), column["truncated"].sum(), column["field_line"].sum(),
        ((column["heading"] > 0) & (column["link_share"] < 500)).sum(), (column["reason"] == TITLE).sum(), whole.sum(), column["width"][whole].max(initial=0))]


class Model:
    def __init__(self, names: list[str], options: argparse.Namespace) -> None:
        self.names, self.options = names, options
        self.lines = Trees(questions_of(names))
        self.pages = Trees([(at, 0) for at in range(len(PAGE_FEATURES))])

    def fit(self, sheets: list[Sheet]) -> None:
        sheets = [sheet for sheet in sheets if len(sheet.labels)]
        x = np.concatenate([widened(sheet.rows, self.lines.questions) for sheet in sheets])
        y = np.concatenate([np.array(sheet.labels) for sheet in sheets])
        # A page counts about the same whatever its length is, a line more the more it holds.
        weights = np.concatenate([np.sqrt(np.array(sheet.sizes) + 8.0) / np.sqrt(sum(sheet.sizes) + 300.0) for sheet in sheets])
        known = y >= 0
        self.lines.fit(x[known].astype(np.float32), y[known], weights[known] / weights[known].mean(), self.options.trees, self.options.depth, self.options.rate)
        rows, article = [], []
        for sheet in sheets:
            scores = self.lines.score(widened(sheet.rows, self.lines.questions))
            rows.append(page_row(sheet, self.names, scores, scores > 0))
            article.append(int(any(label == 1 for label in sheet.labels)))
        self.pages.fit(np.array(rows, dtype=np.float32), np.array(article), np.ones(len(rows)), 60, 3, 0.15)

    def choose(self, sheet: Sheet) -> list[int]:
        """As LineModel::body_of."""
        draft = sheet.rows[:, self.names.index("verdict")] == 2
        if not draft.any() or sheet.rows[:, self.names.index("wide")].sum() * 2 < len(draft):
            return draft.astype(int).tolist()
        scores = self.lines.score(widened(sheet.rows, self.lines.questions))
        row = page_row(sheet, self.names, scores, scores > 0)
        of = dict(zip(PAGE_FEATURES, row, strict=True))
        framed = of["page_cues"] > 0 or of["page_links"] > 0 or of["page_dates"] > 0 or of["draft_width"] < 120
        lists = of["draft_prose"] < 3 or of["page_truncated"] >= 2 or of["page_links"] >= 250 or of["page_dates"] >= 4
        headed = of["titled"] > 0 and of["draft_lines"] >= 3 and not of["page_excuses"] and of["page_truncated"] < 2 and of["page_dates"] < 3 and of["format"] == 1
        if self.pages.score(np.array([row]))[0] <= -PAGE_TRUST and framed and lists and not headed:
            return [0] * len(draft)
        at = self.names.index
        barred = (sheet.rows[:, [at(name) for name in FACTS]] > 0).any(axis=1) | np.isin(sheet.rows[:, at("reason")], SETTLED) | (sheet.rows[:, at("link_share")] > LINK_LINE)
        inner = (sheet.rows[:, at("near_body")] == 1000) & (sheet.rows[:, at("near_dates")] == 0) & (sheet.rows[:, at("near_cues")] == 0)
        body = np.where(draft, scores + np.where(inner, INNER_TRUST, TRUST) > 0, (scores > 0) & ~barred)
        body |= draft & (sheet.rows[:, at("wide")] == 0) & (sheet.rows[:, at("width")] >= 20) & (sheet.rows[:, at("letters")] >= 600)
        return (body if body.any() else draft).astype(int).tolist()

    def write(self, out: Path) -> None:
        rows = ["# Made by cpp/tools/make_extraction_model.py; README.md says how. CC BY-SA 4.0.", f"scale\t{SCALE}", f"trust\t{TRUST}", f"inner_trust\t{INNER_TRUST}", f"page_trust\t{PAGE_TRUST}", f"lines\t{self.lines.bias}", *self.lines.lines(self.names), f"page\t{self.pages.bias}", *self.pages.lines(list(PAGE_FEATURES))]
        out.write_text("\n".join(rows) + "\n", "utf-8")


def report(what: str, sheets: list[Sheet], model: Model) -> None:
    articles = [sheet for sheet in sheets if sheet.record["article"]]
    verdict = model.names.index("verdict")
    rules = [[int(value == 2) for value in sheet.rows[:, verdict]] for sheet in articles]
    chosen = [model.choose(sheet) for sheet in articles]
    others = [sheet for sheet in sheets if not sheet.record["article"]]

    def mean(values: list[float]) -> float:
        return sum(values) / max(1, len(values))
    before, after = ([f1_of(*each) for each in zip(articles, lines, strict=True)] for lines in (rules, chosen))
    print(f"{what}: {len(articles)} + {len(others)} pages; F1 of characters: rules {mean(before):.4f}, model {mean(after):.4f}")
    for form in ("html", "text", "markdown"):
        some = [at for at, sheet in enumerate(articles) if sheet.record["format"] == form]
        print(f"   {form}: {len(some)} pages; rules {mean([before[at] for at in some]):.4f}, model {mean([after[at] for at in some]):.4f}")
    kept = [mean([float(any(lines)) for lines in some]) for some in (rules, chosen)]
    none = [mean([float(not any(lines)) for lines in some]) for some in ([(sheet.rows[:, verdict] == 2).tolist() for sheet in others], map(model.choose, others))]
    print(f"   article found: rules {kept[0]:.4f}, model {kept[1]:.4f}; none found where there is none: rules {none[0]:.4f}, model {none[1]:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="+", type=Path, required=True)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--most", type=int, default=100000)
    parser.add_argument("--trees", type=int, default=145)
    parser.add_argument("--depth", type=int, default=5)
    parser.add_argument("--rate", type=float, default=0.16)
    parser.add_argument("--hold-out", type=int, default=0, help="train on all but each of so many parts of the designs and report")
    parser.add_argument("--parts", type=int, default=100, help="at most so many of the held-out parts")
    options = parser.parse_args()
    names, sheets = read(options.pages, options.program, True, options.most)
    unknown = sum(label < 0 for sheet in sheets for label in sheet.labels)
    print(f"{len(sheets)} pages, {sum(len(sheet.labels) for sheet in sheets)} lines, {unknown} without a label")
    designs = sorted({sheet.record["design"] for sheet in sheets})
    for part in range(min(options.hold_out, options.parts)):
        held = set(designs[part :: options.hold_out])
        model = Model(names, options)
        model.fit([sheet for sheet in sheets if sheet.record["design"] not in held])
        report(f"held out {part}", [sheet for sheet in sheets if sheet.record["design"] in held], model)
    if options.out or options.test:
        model = Model(names, options)
        model.fit(sheets)
        report("trained on", sheets, model)
        if options.test:
            report("test", read(options.test, options.program, False, 100000)[1], model)
        if options.out:
            model.write(options.out)


if __name__ == "__main__":
    main()
