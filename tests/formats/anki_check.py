"""anki_check.py FILE.json FILE.txt ...: Anki's own importer takes each file, and the notes are what the exercise beside it says."""

import html
import json
import os
import re
import sys
import tempfile

from anki.collection import Collection, ImportCsvRequest


def plain(field):
    """A field as it is read: Anki keeps line breaks as <br>, and letters that HTML takes for its own as entities."""
    return html.unescape(re.sub(r"<br\s*/?>", "\n", field))


def expected(exercise):
    """For each card the texts that must stand on its front, its back and among its tags."""
    for task in exercise["tasks"]:
        for item in task["items"]:
            kind = task["type"]
            if kind not in ("voice", "match", "technique", "rewrite"):
                continue
            keys = item["keys"] if kind == "rewrite" else [item["key"]]
            spans = [exercise["passages"][item["passage"]]["key"][key] for key in keys]
            front = [item["sentence"]["text"]] if kind == "rewrite" else [item["term"], item["context"]["text"]]
            back = [text for span in spans for text in [span["why"], *span["neutral"], *(source["label"] for source in span["sources"])]]
            if kind == "rewrite":
                back.append(item["model_answer"])
            if kind == "match":
                back += [item["answer"], *item["accepted"]]
            if kind == "technique":
                back += [choice["text"] for choice in item["choices"] if choice["id"] == item["answer"]]
            if kind == "voice":
                back.append("the article's own words" if item["answer"] == "own" else "quoted from somebody")
            if item["dispute"]:
                back.append(item["dispute"])
            yield front, back, {"connote", kind, exercise["level"], *(span["technique"] for span in spans)}


def check(exercise, path):
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        assert not metadata.is_html, "html:false is read"
        log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
        cards = list(expected(exercise))
        assert len(log.new) == len(cards), f"{len(log.new)} notes, {len(cards)} cards in the exercise"
        assert not (log.updated or log.duplicate or log.conflicting or log.empty_first_field), log
        notes = [collection.get_note(note.id.nid) for note in log.new]
        for note, (front, back, tags) in zip(notes, cards):
            fields = [plain(field) for field in note.fields]
            for text in front:
                assert text in fields[0], f"front: {text!r} not in {fields[0]!r}"
            for text in back:
                assert text in fields[1], f"back: {text!r} not in {fields[1]!r}"
            assert set(note.tags) == tags, (note.tags, tags)
            assert note.note_type()["name"] == "Basic"
            for card in note.cards():
                deck = collection.decks.name(card.did)
                title = " ".join(exercise["title"].replace("::", ":").split()).strip(":")
                assert deck == f"connote::{title}", deck
            for field in fields:
                assert field[0] not in "=+-@\t\r#", field
        collection.close()
        return len(notes)


def main(files):
    count = 0
    for exercise, cards in zip(files[::2], files[1::2]):
        with open(exercise, encoding="utf-8") as file:
            exercise = json.load(file)
        try:
            count += check(exercise, os.path.abspath(cards))
        except AssertionError as problem:
            sys.exit(f"{cards}: {problem}")
    print(f"anki: {len(files) // 2} files, {count} notes as the exercises say")


main(sys.argv[1:])
