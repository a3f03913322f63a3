// What an exercise says, read from its JSON, for comparing with what another program understood. Nothing here knows how the files are written.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const read = (path) => JSON.parse(readFileSync(path, "utf8"));

export const tasks = (exercise, type) => exercise.tasks.filter((task) => task.type === type).flatMap((task) => task.items);

/** Offsets are code points, which a JavaScript string does not count in. */
export const letters = (text) => Array.from(text);

/** The wordings to choose from in a passage, in text order. */
export function wordings(exercise, item) {
  const passage = exercise.passages[item.passage];
  const of = (keys, right) => keys.map((key) => ({ ...passage.key[key], right }));
  const all = [...of(item.mark, true), ...of(item.quoted, false), ...item.decoys.map((decoy) => ({ ...decoy, right: false }))];
  return all.sort((a, b) => a.start - b.start);
}

/** The passage with `[n]` behind the n-th of them. */
export function numbered(passage, wordings) {
  const text = letters(passage.text);
  return text.map((letter, at) => marks(wordings, at) + letter).join("") + marks(wordings, text.length);
}

const marks = (wordings, at) => wordings.map((wording, n) => (wording.end === at ? `[${n + 1}]` : "")).join("");

/** As a browser reads escaped text. */
export function decoded(html) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, dec, hex, name) => {
    if (dec || hex) return String.fromCodePoint(dec ? Number(dec) : parseInt(hex, 16));
    assert.ok(name in named, `an entity nobody wrote: ${all}`);
    return named[name];
  });
}

/** The text of a fragment of HTML; paragraphs by blank lines. */
export const textOf = (html) => decoded(html.replace(/<\/p><p>/g, "\n\n").replace(/<br>/g, "\n").replace(/<[^>]*>/g, ""));

export function contains(text, part, what) {
  assert.ok(part.length > 0 && text.includes(part), `${what}: ${JSON.stringify(part)} is not in ${JSON.stringify(text)}`);
}
