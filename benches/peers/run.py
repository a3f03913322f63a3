#!/usr/bin/env python3
"""Times connote beside other programs: the same terms, the same texts, one run. benches/peers/README.md says how to read what it prints.

run.py CONNOTE [--texts TABLE] [--megabytes N] [--rounds N] [--python PYTHON] [--work FOLDER]
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

HERE = Path(__file__).parent


def cpu(command, environment=None):
    """Seconds of processor time, seconds by the clock, and what the command printed."""
    import time

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, env={**os.environ, **(environment or {})})
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall, done.stdout


def prepared(work, arguments):
    """Writes texts and terms; gives the path of the text."""
    pool = corpus.sentences(arguments.texts)
    text, rows = work / "text.txt", work / "rows.jsonl"
    with text.open("w") as plain, rows.open("w") as table:
        for number, (headline, body) in enumerate(corpus.articles(pool, arguments.megabytes)):
            # Two blank lines part articles for those who take one at a time.
            plain.write(f"{headline}\n\n{body}\n\n\n")
            table.write(json.dumps({"id": f"a{number}", "title": headline, "text": body}, ensure_ascii=False) + "\n")
    with text.open() as file:
        sample = file.read(10_000_000)
        (work / "small.txt").write_text(sample[:1_000_000])
        (work / "middle.txt").write_text(sample)
    for name, count, per_hit in [("t100", 100, 100), ("t1000", 1_000, 100), ("dense", 1_000, 10), ("t10000", 10_000, 100), ("t100000", 100_000, 100)]:
        chosen = corpus.terms(sample, count, per_hit)
        (work / f"{name}.txt").write_text("\n".join(chosen) + "\n")
        (work / f"{name}.toml").write_text(corpus.lexicon(name, chosen))
    return text


def connote(program, work, terms, text, *more):
    out = work / "out.csv"
    lexicon = ["--lexicon", work / f"{terms}.toml", "--only", terms]
    return [program, "score", text, *lexicon, "--no-reference", "--threads", "1", "--quiet", "--format", "csv", "--output", out, *more]


def hits_of(work):
    import csv

    with (work / "out.csv").open() as file:
        return sum(int(row["hits"]) + int(row["low_confidence"]) for row in csv.DictReader(file))


def lines(output):
    return output.count(b"\n")


def megabytes(path):
    return Path(path).stat().st_size / 1e6


def compare(work, arguments, terms, text, peers):
    """Runs connote and the peers in turn; prints a line for each."""
    ours = connote(arguments.connote, work, terms, text)
    times = {"connote": []}
    counts = {}
    for _ in range(arguments.rounds):
        times["connote"].append(cpu(ours)[0])
        counts["connote"] = hits_of(work)
        for name, (command, count, environment) in peers.items():
            seconds, _, output = cpu(command, environment)
            times.setdefault(name, []).append(seconds)
            counts[name] = count(output)
    own = statistics.median(times["connote"])
    size = megabytes(text)
    for name, seconds in times.items():
        median = statistics.median(seconds)
        told = f"{counts[name]:>9,}" if counts[name] is not None else " " * 9
        print(f"  {name:<28} {median:8.3f} s  {size / median:8.1f} MB/s  connote/this {own / median:6.3f}  {told} hits")


def in_python(arguments, tool, terms, text):
    def count(output):
        return int(output.split()[0])

    return [arguments.python, HERE / "in_python.py", tool, terms, text], count, None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("connote", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp())
    work.mkdir(exist_ok=True)
    text = prepared(work, arguments)
    middle, small = work / "middle.txt", work / "small.txt"

    def search(program, terms, where, environment=None):
        return [*program, "-o", "-i", "-w", "-F", "-f", work / f"{terms}.txt", where], lines, environment

    rg, ugrep, grep = ["rg", "--no-unicode", "-j1"], ["ugrep", "-J1"], ["grep"]
    has = {name: shutil.which(name) is not None for name in ("rg", "ugrep")}
    for terms in ("t100", "t1000", "dense", "t10000", "t100000"):
        print(f"{terms}, {megabytes(text):.0f} MB of text")
        peers = {"wc -w": (["wc", "-w", text], lambda _: None, None)}
        if has["rg"] and terms in ("t100", "t1000", "dense"):
            peers["rg --no-unicode -owiF"] = search(rg, terms, text)
        if has["ugrep"] and terms != "t100000":
            peers["ugrep -owiF"] = search(ugrep, terms, text)
        compare(work, arguments, terms, text, peers)
    print(f"t1000, {megabytes(middle):.0f} MB of text, packages for text analysis (start-up included)")
    tools = ("flashtext", "pyahocorasick", "scikit_learn", "spacy")
    compare(work, arguments, "t1000", middle, {tool: in_python(arguments, tool, work / "t1000.txt", middle) for tool in tools})
    print(f"t1000, {megabytes(small):.0f} MB of text, grep")
    compare(work, arguments, "t1000", small, {"LC_ALL=C grep -owiF": search(grep, "t1000", small, {"LC_ALL": "C"})})
    if not arguments.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
