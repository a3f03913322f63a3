"""Large inputs: memory, many files, huge texts. Builds its own input from fixtures/, runs the program, checks the answers, prints figures.

    cargo build --release
    python3 benches/scale/scale.py memory   # 100 MB and 1 GB of JSON Lines: peak memory of both
    python3 benches/scale/scale.py files    # 500,000 files of 1 kB, in a tree and in one folder
    python3 benches/scale/scale.py huge     # texts, cells and lines of hundreds of megabytes; packed bombs

`memory 10` or `files 10` do a tenth. Needs 5 GB beside it (TMPDIR says where) and Linux, where the peak memory of a child is in kilobytes.
"""
import gzip, json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("CONNOTE", ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "release" / "connote"))
TEXTS = [path.read_text(encoding="utf-8") for folder in ("articles", "reference") for path in sorted((ROOT / "fixtures" / folder).glob("*.txt"))]


def run(name, *arguments, expect=0):
    """Runs the program; prints its time and peak memory; gives what it printed, what it said, and the peak in MB."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        child = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        seconds, peak = time.perf_counter() - begun, used.ru_maxrss / 1024
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        printed, said = out.read().decode(), err.read().decode()
    print(f"{name:<44} {seconds:8.1f} s   {used.ru_utime + used.ru_stime:8.1f} CPU s   {peak:8.0f} MB peak   exit {child.returncode}", flush=True)
    assert child.returncode == expect, said
    return printed, said, peak


def lines(path):
    with open(path, "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def memory(folder, share):
    small, large, rows = folder / "small.jsonl", folder / "large.jsonl", folder / "rows.csv"
    documents = written = 0
    with open(small, "w", encoding="utf-8") as out:
        while written < 100_000_000 // share:
            line = json.dumps({"id": f"doc{documents}", "outlet": f"outlet{documents % 7}", "text": TEXTS[documents % len(TEXTS)]}) + "\n"
            written += out.write(line)
            documents += 1
    with open(large, "wb") as out:
        for _ in range(10):
            with open(small, "rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
    for command in (["score"], ["hits"], ["score", "--group-by", "outlet"]):
        peaks = []
        for name, path, times in ((f"{written / 1e6:.0f} MB", small, 1), (f"{written / 1e5:.0f} MB", large, 10)):
            _, _, peak = run(f"{' '.join(command)}, {name} of JSON Lines", *command, path, "--format", "csv", "--output", rows)
            peaks.append(peak)
            if command == ["score"]:
                assert lines(rows) == documents * times + 1, "a row for each document"
        print(f"{'':<44} ratio {peaks[1] / peaks[0]:.2f} (at most 1.3), at most 200 MB")
        assert peaks[1] <= 1.3 * peaks[0] and peaks[1] < 200, peaks


def files(folder, share):
    text = TEXTS[0].encode()[:1000].rsplit(b" ", 1)[0] + b".\n"
    for name, folders in (("a tree of 500 folders", 500), ("one folder", 1)):
        tree, rows = folder / "tree", folder / "rows.csv"
        each = 500_000 // share // folders
        for number in range(folders):
            (tree / f"f{number:03}").mkdir(parents=True)
            for file in range(each):
                (tree / f"f{number:03}" / f"{file:06}.txt").write_bytes(text)
        run(f"{each * folders} files of 1 kB in {name}", "score", tree, "--format", "csv", "--output", rows, "--no-reference")
        with open(rows, encoding="utf-8") as table:
            paths = [line.split(",", 1)[0] for line in table][1:]
        assert len(paths) == each * folders and paths == sorted(paths), "a row for each file, sorted by path"
        shutil.rmtree(tree)


def huge(folder, _):
    sentence = "The Kyiv regime rejected the plan on Monday, and the ministers of the council said so. "
    megabyte = sentence * (1_000_000 // len(sentence))

    def write(path, head, size, tail):
        """Piece by piece: what this script holds would count as memory of the program it starts."""
        with open(path, "w", encoding="utf-8") as out:
            out.write(head)
            for _ in range(size // 1_000_000):
                out.write(megabyte)
            out.write(tail)

    good = '{"id": "good", "text": "The Kyiv regime fell."}\n'
    line, cell, row = folder / "line.txt", folder / "cell.csv", folder / "row.jsonl"
    cells = ('id,text\na,The Kyiv regime fell.\nhuge,"', '"\nb,The Kyiv regime fell.\n')
    objects = (good + '{"id": "huge", "text": "', '"}\n' + good)
    write(line, "", 1_000_000_000, "")
    write(cell, cells[0], 200_000_000, cells[1])
    write(row, objects[0], 200_000_000, objects[1])
    for name, path, done in (("a text of 1 GB in one line", line, 0), ("a cell of 200 MB", cell, 2), ("a line of JSON of 200 MB", row, 2)):
        printed, said, peak = run(f"{name}, refused", "score", path, "--format", "csv", "--no-reference", expect=2)
        assert len(printed.splitlines()[1:]) == done and ("--max-file-bytes" in said or "--max-row-bytes" in said) and peak < 400, said
    for name, path in (("a cell of 16 MB", "cell"), ("a line of JSON of 16 MB", "row"), ("a text of 16 MB", "text")):
        file = folder / {"cell": "fits.csv", "row": "fits.jsonl", "text": "fits.txt"}[path]
        write(file, *{"cell": (cells[0], 16_000_000, cells[1]), "row": (objects[0], 16_000_000, objects[1]), "text": ("", 16_000_000, "")}[path])
        printed, _, _ = run(f"{name}, done", "score", file, "--format", "csv", "--no-reference")
        editorial = max(int(row.split(",")[9]) for row in printed.splitlines()[1:])
        assert editorial == 16 * (len(megabyte) // len(sentence)), "a hit a sentence"
    if "all" in sys.argv:
        for name, path, option in (("a cell of 200 MB", cell, "--max-row-bytes"), ("a line of JSON of 200 MB", row, "--max-row-bytes")):
            printed, _, _ = run(f"{name}, limit raised", "score", path, "--format", "csv", "--no-reference", option, 300_000_000)
            assert str(200 * (len(megabyte) // len(sentence))) in printed, "a hit a sentence"
    # 4 GB of one letter in a few MB, as an article and as a row without an end.
    for name, head in (("bomb.txt.gz", b""), ("bomb.jsonl.gz", b'{"text": "')):
        with gzip.open(folder / name, "wb", compresslevel=1) as out:
            out.write(head)
            for _ in range(4096):
                out.write(b"a" * (1 << 20))
        _, said, peak = run(f"{name}: 4 GB in {(folder / name).stat().st_size // 1_000_000} MB", "score", folder / name, expect=2)
        assert "more than" in said and peak < 400, said


if __name__ == "__main__":
    what = {"memory": memory, "files": files, "huge": huge}.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if what is None:
        sys.exit(__doc__)
    share = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1
    with tempfile.TemporaryDirectory() as folder:
        what(pathlib.Path(folder), share)
