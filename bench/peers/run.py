#!/usr/bin/env python3
"""Ratios against the peers: everything in one process, interleaved, best of several rounds, CPU time.

    python bench/peers/run.py [--rounds 7] [--only NAME] [--pages FOLDER]

Each row says how many times faster hansift is than the peer on the same input (2.0 = half the time). MB/s is of the input bytes and only
means something beside its ratio. Peers that are not installed, or not built (native/), are left out. Accuracy is measured elsewhere: see
docs/accuracy.md.
"""
from __future__ import annotations

import argparse
import codecs
import importlib.metadata
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import native
import prose as phrases

import hansift
from hansift.encoding import Decoder, encode
from hansift.segmentation import split_offsets

ROOT = Path(__file__).resolve().parent.parent.parent


def prose(characters: int, seed: int = 0) -> str:
    """Own Chinese text in lines of a few sentences; another seed is another text."""
    return phrases.characters("zh", characters, seed)


Job = tuple[str, Callable[[Any], Any], dict[str, Callable[[Any], Any]], Any, int]


def peer(module: str, make: Callable[[], Callable[[Any], Any]]) -> dict[str, Callable[[Any], Any]]:
    """{name and version: call} of a peer, or nothing if it is not installed."""
    try:
        call = make()
    except ImportError:
        return {}
    try:
        return {f"{module} {importlib.metadata.version(module)}": call}
    except importlib.metadata.PackageNotFoundError:
        return {module: call}


def detectors() -> dict[str, Callable[[Any], Any]]:
    def chardet() -> Callable[[bytes], Any]:
        import chardet as tool
        return tool.detect

    def normalizer() -> Callable[[bytes], Any]:
        import charset_normalizer as tool
        return lambda data: tool.from_bytes(data).best()

    def cchardet() -> Callable[[bytes], Any]:
        import cchardet as tool
        return tool.detect
    def chardetng() -> Callable[[bytes], Any]:
        import chardetng_py as tool
        return lambda data: tool.detect(data, allow_utf8=True)
    slow = peer("chardet", chardet) | peer("charset-normalizer", normalizer)
    return native.detectors() | peer("chardetng-py", chardetng) | peer("faust-cchardet", cchardet) | slow


#: encoding, language of the text, Python's codec
ENCODINGS = (("gb18030", "zh", "gb18030"), ("big5", "zh-Hant", "big5"), ("shift_jis", "ja", "cp932"), ("euc-kr", "ko", "cp949"),
             ("euc-jp", "ja", "euc_jp"), ("utf-8", "zh", "utf-8"), ("utf-8", "en", "utf-8"))


def sample(language: str, size: int, codec: str) -> bytes:
    if language != "zh-Hant":
        return phrases.text(language, size, codec)
    # Traditional text by our own conversion; the few characters that Big5 lacks are left out.
    text = hansift.convert(phrases.text("zh", 2 * size, "utf-8").decode(), "s2t").encode(codec, "ignore")[:size]
    return text.decode(codec, "ignore").encode(codec)


def coding_jobs() -> Iterator[Job]:
    """Detection at three sizes; decoding, encoding and streams of a megabyte."""
    for size, shown in ((200, "200 B"), (4096, "4 KB"), (1 << 20, "1 MB")):
        for name, language, codec in (("GBK", "zh", "gbk"), ("UTF-8", "zh", "utf-8"), ("ASCII", "en", "ascii")):
            data = phrases.text(language, size, codec)
            peers = detectors()
            if size > 4096:  # these take seconds for a megabyte
                peers = {which: call for which, call in peers.items() if not which.startswith(("chardet 7", "charset-normalizer"))}
            yield f"detect, {shown} of {name}", hansift.detect, peers, data, len(data)
    data = phrases.text("zh", 1 << 20, "utf-8")
    yield "detect and decode in one call, 1 MB of UTF-8", lambda raw: hansift.decode(raw).text, {"CPython's codec": bytes.decode}, data, len(data)
    for encoding, language, codec in ENCODINGS:
        data = sample(language, 1 << 20, codec)
        shown = f"1 MB of {encoding}{' (ASCII only)' if language == 'en' else ''}"

        def ours(raw: bytes, label: str = encoding) -> str:
            return hansift.decode(raw, encoding=label).text

        def cpython(raw: bytes, codec: str = codec) -> str:
            return raw.decode(codec, "replace")
        yield f"decode, {shown}", ours, {"CPython's codec": cpython} | native.decoders(encoding), data, len(data)

        def traced(raw: bytes, label: str = encoding) -> int:
            return len(hansift.decode(raw, encoding=label).trace)

        def stream(raw: bytes, label: str = encoding) -> str:
            decoder = Decoder(label)
            return "".join(decoder.feed(raw[at:at + 65536]) for at in range(0, len(raw), 65536)) + decoder.finish()

        def cpython_stream(raw: bytes, codec: str = codec) -> str:
            decoder = codecs.getincrementaldecoder(codec)("replace")
            return "".join(decoder.decode(raw[at:at + 65536]) for at in range(0, len(raw), 65536)) + decoder.decode(b"", True)
        yield f"decode in 64 KB pieces, {shown}", stream, {"CPython's codec": cpython_stream}, data, len(data)
        if language == "zh" and encoding == "gb18030":
            yield f"decode and make all edits of the trace, {shown}", traced, {"hansift, text only": ours}, data, len(data)
        text = data.decode(codec)

        def back(text: str, label: str = encoding) -> bytes:
            return encode(text, label).data

        def cpython_back(text: str, codec: str = codec) -> bytes:
            return text.encode(codec, "replace")
        yield f"encode, {shown}", back, {"CPython's codec": cpython_back}, text, len(data)


def extractors() -> dict[str, Callable[[Any], Any]]:
    def trafilatura() -> Callable[[str], Any]:
        import trafilatura as tool
        return tool.extract

    def resiliparse() -> Callable[[str], Any]:
        from resiliparse.extract.html2text import extract_plain_text
        return lambda page: extract_plain_text(page, main_content=True)
    return peer("trafilatura", trafilatura) | peer("resiliparse", resiliparse)


def cleaners() -> dict[str, Callable[[Any], Any]]:
    def ftfy() -> Callable[[str], Any]:
        import ftfy as tool
        return tool.fix_text
    return peer("ftfy", ftfy)


def converters(config: str, zhconv: str) -> dict[str, Callable[[Any], Any]]:
    def opencc() -> Callable[[str], Any]:
        import opencc as tool
        return tool.OpenCC(config).convert

    def zhconv_rs() -> Callable[[str], Any]:
        import zhconv_rs as tool
        return lambda text: tool.zhconv(text, zhconv)
    return peer("opencc", opencc) | peer("zhconv-rs", zhconv_rs)


def splitters(language: str = "zh") -> dict[str, Callable[[Any], Any]]:
    def pysbd() -> Callable[[str], Any]:
        import pysbd as tool
        return tool.Segmenter(language=language, clean=False).segment

    def blingfire() -> Callable[[str], Any]:
        import blingfire as tool
        return lambda text: tool.text_to_sentences(text).split("\n")

    def sentencex() -> Callable[[str], Any]:
        import sentencex as tool
        return lambda text: list(tool.segment(language, text))

    def ltp() -> Callable[[str], Any]:
        from ltp_extension.algorithms import StnSplit
        return StnSplit().split
    return peer("ltp-extension", ltp) | peer("blingfire", blingfire) | peer("sentencex", sentencex) | peer("pysbd", pysbd)


def sketchers() -> dict[str, Callable[[Any], Any]]:
    def shingles(text: str) -> list[str]:
        return [text[i:i + 5] for i in range(len(text) - 4)]

    def rensa() -> Callable[[str], Any]:
        import rensa as tool

        def sketch(text: str) -> Any:
            made = tool.RMinHash(num_perm=128, seed=1)
            made.update(shingles(text))
            return made.digest()
        return sketch

    def datasketch() -> Callable[[str], Any]:
        import datasketch as tool

        def sketch(text: str) -> Any:
            made = tool.MinHash(num_perm=128)
            made.update_batch([piece.encode() for piece in shingles(text)])
            return made.digest()
        return sketch
    return peer("rensa", rensa) | peer("datasketch", datasketch)


def each(call: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda texts: [call(text) for text in texts]


def jobs(pages: Path) -> Iterator[Job]:
    long = prose(400_000)
    short = [prose(340, seed) for seed in range(200)]
    article = "<html><head><title>集市</title></head><body><nav><a href='/'>首页</a><a href='/n'>新闻</a></nav><article><h1>集市</h1>" + "".join(
        f"<p>{line}</p>" for line in prose(30_000).split("\n")) + "</article><footer>版权所有</footer></body></html>"
    yield from coding_jobs()
    yield "extract, one HTML page", hansift.extract, extractors(), article, len(article.encode())
    yield "clean, clean Chinese text", hansift.clean, cleaners(), prose(20_000), len(prose(20_000).encode())
    for config, zhconv in (("s2t", "zh-hant"), ("s2tw", "zh-tw"), ("s2twp", "zh-tw"), ("s2hk", "zh-hk"), ("t2s", "zh-hans")):
        text, *pieces = [hansift.convert(text, "s2t") if config == "t2s" else text for text in (long, *short)]
        ours, chosen, peers = hansift.Converter(config, context=False), hansift.Converter(config), converters(config, zhconv)
        yield f"convert {config}, long text", ours, peers, text, len(text.encode())
        yield f"convert {config} in context, long text", chosen, peers, text, len(text.encode())
        all_each = {name: each(call) for name, call in peers.items()}
        yield f"convert {config}, strings of 1 KB", each(ours), all_each, pieces, len("".join(pieces).encode())
    for language, characters in (("zh", 20_000), ("en", 50_000)):
        document, peers = phrases.characters(language, characters), splitters(language)
        paragraphs = [line for line in document.split("\n") if line]
        size = len(document.encode())
        yield f"split, whole document, {language}", hansift.split, peers, document, size
        yield f"split, offsets as an array, whole document, {language}", split_offsets, peers, document, size
        peers_each = {name: each(call) for name, call in peers.items()}
        yield f"split, single paragraphs, {language}", each(hansift.split), peers_each, paragraphs, size
        yield f"split, offsets as an array, single paragraphs, {language}", each(split_offsets), peers_each, paragraphs, size
    yield "fingerprint, 2,000 characters", hansift.fingerprint, sketchers(), prose(2000), len(prose(2000).encode())
    raw = [path.read_bytes() for path in sorted(pages.glob("*")) if path.is_file() and path.suffix != ".py"]
    if raw:
        on, off = hansift.Pipeline(profile="web"), hansift.Pipeline(profile="web", trace=False)

        def run(pipeline: Any) -> Callable[[list[bytes]], Any]:
            return lambda documents: [pipeline(document) for document in documents]
        yield "pipeline on examples/pages, trace off", run(off), {"hansift, trace on": run(on)}, raw, sum(map(len, raw))


def seconds(call: Callable[[Any], Any], argument: Any, repeat: int) -> float:
    begin = time.process_time()
    for _ in range(repeat):
        call(argument)
    return (time.process_time() - begin) / repeat


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    parser.add_argument("--pages", type=Path, default=ROOT / "examples" / "pages")
    options = parser.parse_args()
    print(f"hansift {hansift.__version__}; times faster than the peer, CPU time, interleaved, best of {options.rounds}\n")
    for name, ours, peers, argument, size in jobs(options.pages):
        if options.only not in name:
            continue
        calls = {"hansift": ours, **peers}
        # Long enough to be timed: each round takes 20 ms or more.
        repeats = {which: max(1, int(0.02 / max(seconds(call, argument, 1), 1e-7))) for which, call in calls.items()}
        best = dict.fromkeys(calls, float("inf"))
        for _ in range(options.rounds):
            for which, call in calls.items():
                best[which] = min(best[which], seconds(call, argument, repeats[which]))
        print(f"{name}  ({size / best['hansift'] / 1e6:.0f} MB/s)")
        for which in peers:
            print(f"    {best[which] / best['hansift']:8.1f}x  {which}")


if __name__ == "__main__":
    main()
