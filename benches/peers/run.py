#!/usr/bin/env python3
"""Times connote beside other programs: the same terms, the same texts, one run. benches/peers/README.md says how to read what it prints.

run.py CONNOTE [--texts TABLE] [--megabytes N] [--rounds N] [--python PYTHON] [--work FOLDER]
"""

import argparse
import csv
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

HERE = Path(__file__).parent


def cpu(command, environment=None):
    """Seconds of processor time, seconds by the clock, and what the command printed."""
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
    text, rows, cells, folder = work / "text.txt", work / "rows.jsonl", work / "rows.csv", work / "files"
    folder.mkdir(exist_ok=True)
    with text.open("w") as plain, rows.open("w") as table, cells.open("w", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["id", "title", "text"])
        for number, (headline, body) in enumerate(corpus.articles(pool, arguments.megabytes)):
            writer.writerow([f"a{number}", headline, body])
            (folder / f"a{number:06}.txt").write_text(f"{headline}\n\n{body}\n")
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


def connote(program, work, terms, text, threads=1):
    """The command; without terms all built-in lexicons and the built-in reference."""
    lexicon = ["--lexicon", work / f"{terms}.toml", "--only", terms, "--no-reference"] if terms else []
    how = ["--threads", str(threads), "--max-file-bytes", "1000000000", "--quiet", "--format", "csv", "--output", work / "out.csv"]
    return [program, "score", text, *lexicon, *how]


def hits_of(work):
    with (work / "out.csv").open() as file:
        return sum(int(row["hits"]) for row in csv.DictReader(file))


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


def inputs(work, arguments):
    """One text, files, rows; one thread and two; peak memory."""
    rounds = range(arguments.rounds)
    base = None
    for name in ("text.txt", "files", "rows.jsonl", "rows.csv"):
        runs = [cpu(connote(arguments.connote, work, "t1000", work / name)) for _ in rounds]
        peak = peak_memory(connote(arguments.connote, work, "t1000", work / name))
        seconds = statistics.median(run[0] for run in runs)
        base = base or seconds
        print(f"  {name:<12} {seconds:8.3f} s of processor time, {seconds / base:5.2f} of one text; {peak:6.0f} MB at most")
    wall = {threads: statistics.median(cpu(connote(arguments.connote, work, "t1000", work / "rows.jsonl", threads))[1] for _ in rounds) for threads in (1, 2)}
    print(f"  rows.jsonl by the clock: {wall[1]:.3f} s on one thread, {wall[2]:.3f} s on two: {wall[2] / wall[1]:.2f}")
    runs = [cpu(connote(arguments.connote, work, None, work / "rows.jsonl")) for _ in rounds]
    seconds = statistics.median(run[0] for run in runs)
    peak = peak_memory(connote(arguments.connote, work, None, work / "rows.jsonl"))
    print(f"  rows.jsonl, all built-in lexicons beside the built-in reference: {seconds:.3f} s, {megabytes(work / 'rows.jsonl') / seconds:.1f} MB/s; {peak:.0f} MB at most")


def peak_memory(command):
    """The most memory a command has at once, in MB, by GNU time: what Python starts itself is said to have had Python's memory."""
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(done.stderr.split()[-1]) / 1000


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
    print("kinds of input, t1000")
    inputs(work, arguments)
    print(f"t1000, {megabytes(middle):.0f} MB of text, packages for text analysis (start-up included)")
    tools = ("flashtext", "pyahocorasick", "scikit_learn", "spacy")
    compare(work, arguments, "t1000", middle, {tool: in_python(arguments, tool, work / "t1000.txt", middle) for tool in tools})
    print(f"t1000, {megabytes(small):.0f} MB of text, grep")
    compare(work, arguments, "t1000", small, {"LC_ALL=C grep -owiF": search(grep, "t1000", small, {"LC_ALL": "C"})})
    if not arguments.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
