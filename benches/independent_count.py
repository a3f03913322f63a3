"""Counts 50 phrases in a table of texts without connote, and compares the counts document by document with connote's.

    python3 benches/independent_count.py TEXTS.jsonl.gz

Prints how many documents agree. Quotation marks are beyond a ten-line script: only texts without one are taken, in which all words are the text's own.
"""
import collections, csv, gzip, json, re, subprocess, sys, tempfile, pathlib

PHRASES = """crude oil|net profit|net loss|joint venture|trade surplus|trade deficit|interest rates|interest rate|foreign exchange|money supply|
central bank|exchange rate|stock exchange|common stock|shares outstanding|board of directors|chief executive|takeover bid|tender offer|first quarter|
fourth quarter|fiscal year|per cent|pct of|raw sugar|soybean meal|coffee producers|export quotas|gross domestic product|budget deficit|
prime rate|discount rate|letter of intent|definitive agreement|oil prices|natural gas|gold mine|labour dispute|treasury secretary|finance minister|
opec|dollar|yen|billion|tonnes|barrels|wheat|copper|airline|merger""".replace("\n", "").split("|")

texts = [json.loads(line) for line in gzip.open(sys.argv[1], "rt", encoding="utf-8")]
texts = [t for t in texts if not re.search("[\"“”‘’«»]|''|``|(?<!\\w)'|'(?!\\w)", t.get("title", "") + " " + t["text"])]
pattern = {p: re.compile(r"(?<![\w.,'])" + re.escape(p).replace(r"\ ", r"\s+") + r"(?:'s)?(?![\w']|[.,]\d|\.\w)", re.I) for p in PHRASES}
expected = {(t["id"], p): n for t in texts for p in PHRASES if (n := sum(len(pattern[p].findall(part)) for part in (t.get("title", ""), t["text"])))}

folder = pathlib.Path(tempfile.mkdtemp())
with open(folder / "texts.jsonl", "w", encoding="utf-8") as out:
    out.writelines(json.dumps({"id": t["id"], "title": t.get("title", ""), "text": t["text"]}) + "\n" for t in texts)
header = """[lexicon]\nid = "phrases"\nversion = "1.0.0"\nschema = 1\ntitle = "Phrases"\nlanguage = "en"\ntheme = "general"\nsides = ["general"]
license = "CC0-1.0"\ndescription = "Fifty phrases."\nmaintainers = ["connote"]\nupdated = "2026-01-01"
[sources.none]\ntitle = "None"\npublisher = "None"\nyear = 2026\nkind = "reference"\n"""
entry = """[[entry]]\nid = "p{n}"\nterm = "{p}"\ntechnique = "{t}"\nserves = "general"\npolarity = "neg"\nstrength = 1\nomit = true\nwhy = "Counted."
evidence = [{{ source = "none", kind = "reference", stance = "contested" }}]\nmirror_none = "Counted."\naccept = ["A [[{p}]] here."]\nreject = ["None."]\n"""
# Overlapping phrases of one technique compete; here each counts for itself.
technique = lambda p: "loaded_noun" if p in ("exchange rate", "oil prices") else "loaded_modifier"
(folder / "phrases.toml").write_text(header + "".join(entry.format(n=n, p=p, t=technique(p)) for n, p in enumerate(PHRASES)), encoding="utf-8")
run = ["connote", "compare", folder / "texts.jsonl", "--group-by", "id", "--against", "bbc-2004", "--lexicon", folder / "phrases.toml", "--only", "phrases",
       "--shuffles", "1", "--keep-copies", "--quiet", "--format", "csv"]
found = collections.Counter()
csv.field_size_limit(1 << 30)
process = subprocess.Popen(run, stdout=subprocess.PIPE, text=True)
for row in csv.DictReader(process.stdout):
    if row["level"] == "entry" and row["group"] and int(row["hits_focus"]):
        found[row["group"], PHRASES[int(row["item"][1:])]] = int(row["hits_focus"])
differ = sorted(key for key in set(found) | set(expected) if found[key] != expected.get(key, 0))
print(f"{len(texts)} texts, {sum(expected.values())} hits of {len({p for _, p in expected})} phrases; {len(differ)} of {len(expected)} counts differ")
for key in differ[:20]:
    print(key, "expected", expected.get(key, 0), "found", found[key])
