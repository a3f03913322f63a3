// node gift.js FILE.json FILE.gift ...: what gift-pegjs understands of each file is what the exercise beside it says. That it is accepted is not
// enough: an `=` too few makes another right answer, and no parser complains.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";
import { contains, numbered, read, tasks, wordings } from "./model.js";

/** `->` has no escape between braces. Runs of blanks are one blank to this parser. */
const blanks = (text) => text.replace(/[ \t]{2,}/g, " ").trim();
const inBraces = (text) => blanks(text.replaceAll("->", "→"));

/** gift-pegjs 1.0.2 leaves its own signs for escaped letters on the right side of pairs. */
function right(text) {
  const signs = { "&&092;": "\\", "&&058;": ":", "&&035;": "#", "&&061;": "=", "&&123;": "{", "&&125;": "}", "&&126;": "~" };
  return text.replace(/&&\d{3};/g, (sign) => signs[sign]).replaceAll("&&010", "\n");
}

function groups(items, name) {
  const groups = {};
  for (const item of items) (groups[name(item)] ??= []).push(item);
  return groups;
}

function about(exercise, of) {
  const passages = of.Description.filter((item) => /^0\.\d/.test(item.title)).slice(1, -1);
  assert.equal(passages.length, exercise.passages.length);
  passages.forEach((item, n) => {
    const passage = exercise.passages[n];
    assert.equal(item.stem.text, blanks(`${passage.text}\n\n${passage.source_line}`));
  });
  assert.equal(of.Description.length, exercise.passages.length + 2 + exercise.tasks.length);
  contains(of.Description[0].stem.text, blanks(exercise.title), "title");
  const intros = of.Description.filter((item) => /^[1-9]\d*\.0 /.test(item.title));
  intros.forEach((item, n) => assert.equal(item.stem.text, blanks(`${exercise.tasks[n].title}\n\n${exercise.tasks[n].instructions.join("\n")}`)));
  assert.equal(of.Category.length, exercise.tasks.length + 1);
}

function mark(exercise, items) {
  let at = 0;
  for (const item of tasks(exercise, "mark")) {
    const passage = exercise.passages[item.passage];
    const expected = wordings(exercise, item);
    const rights = expected.filter((wording) => wording.right).length;
    if (rights === 0 || expected.length < 2) continue;
    const parts = items.slice(at, (at += Math.ceil(rights / 10)));
    const choices = parts.flatMap((part) => part.choices);
    assert.deepEqual(choices.map((choice) => choice.text.text), expected.map((wording, n) => inBraces(`[${n + 1}] ${wording.text}`)));
    assert.ok(choices.every((choice) => !choice.isCorrect), "one sign for whole marks would make it a choice of one");
    assert.deepEqual(choices.map((choice) => choice.weight > 0), expected.map((wording) => wording.right));
    choices.forEach((choice, n) => expected[n].right && contains(choice.feedback.text, inBraces(expected[n].why), "why"));
    for (const part of parts) {
      assert.equal(part.type, "MC");
      contains(part.stem.text, blanks(numbered(passage, expected)), "numbered text");
      const weights = part.choices.map((choice) => choice.weight);
      const plus = weights.filter((weight) => weight > 0);
      assert.ok(plus.length >= 1 && plus.length <= 10);
      assert.ok(Math.abs(plus.reduce((sum, weight) => sum + weight, 0) - 100) < 0.01, `sum of ${plus}`);
      weights.forEach((weight) => assert.equal(Math.abs(weight), plus[0]));
      item.discuss.forEach((key) => contains(part.globalFeedback.text, inBraces(passage.key[key].reason), "reason"));
    }
  }
  assert.equal(items.length, at, "as many questions as it takes");
}

function explained(exercise, item, feedback) {
  const span = exercise.passages[item.passage].key[item.key];
  contains(feedback, inBraces(span.why), "why");
  span.neutral.forEach((wording) => contains(feedback, inBraces(wording), "neutral wording"));
  span.sources.forEach((source) => contains(feedback, inBraces(source.label), "source"));
  if (item.dispute) contains(feedback, inBraces(item.dispute), "dispute");
}

function asked(item, found) {
  contains(found.stem.text, blanks(item.term), "term");
  assert.ok(found.stem.text.endsWith(blanks(`\n\n${item.context.text}`)), `${found.stem.text} does not end with its sentence`);
}

function one(exercise, items, found, isRight) {
  assert.equal(found.length, items.length);
  items.forEach((item, n) => {
    assert.equal(found[n].type, "MC");
    asked(item, found[n]);
    assert.deepEqual(found[n].choices.map((choice) => choice.text.text), item.choices.map((choice) => inBraces(choice.text)));
    assert.deepEqual(found[n].choices.map((choice) => choice.isCorrect), item.choices.map((choice) => isRight(item, choice)));
    explained(exercise, item, found[n].globalFeedback.text);
  });
}

function match(exercise, found) {
  const items = tasks(exercise, "match");
  if (found.length !== 1 || found[0].type !== "Matching") return one(exercise, items, found, (item, choice) => choice.text === item.answer);
  const { matchPairs, globalFeedback } = found[0];
  const { choices } = exercise.tasks.find((task) => task.type === "match");
  const answers = items.map((item) => item.answer);
  const extra = choices.map((choice) => choice.text).filter((text) => !answers.includes(text));
  assert.deepEqual(matchPairs.map((pair) => right(pair.subanswer)), [...answers, ...extra].map(inBraces));
  matchPairs.forEach((pair, n) => {
    if (n >= items.length) return assert.equal(pair.subquestion.text, "");
    assert.equal(pair.subquestion.text, inBraces(`“${items[n].term}”\n${items[n].context.text}`));
  });
  items.forEach((item) => explained(exercise, item, globalFeedback.text));
}

function check(exercise, text) {
  const items = parse(text);
  const of = groups(items, (item) => item.type);
  for (const item of items) if (item.type !== "Category") assert.equal(item.stem.format, "plain");
  about(exercise, of);
  const kinds = exercise.tasks.map((task) => task.type);
  const asking = items.filter((item) => item.type !== "Category" && item.type !== "Description");
  const by = groups(asking, (item) => kinds[Number(item.title.split(".")[0]) - 1]);
  for (const kind of kinds) for (const item of by[kind] ?? []) assert.deepEqual(item.tags?.slice(0, 2), ["connote", kind]);
  mark(exercise, by.mark ?? []);
  match(exercise, by.match ?? []);
  one(exercise, tasks(exercise, "technique"), by.technique ?? [], (item, choice) => choice.id === item.answer);
  const voice = by.voice ?? [];
  assert.equal(voice.length, tasks(exercise, "voice").length);
  tasks(exercise, "voice").forEach((item, n) => {
    assert.deepEqual([voice[n].type, voice[n].isTrue], ["TF", item.answer === "own"]);
    asked(item, voice[n]);
    explained(exercise, item, voice[n].globalFeedback.text);
  });
  const essays = (kind, stem, feedback) => {
    const found = by[kind] ?? [];
    assert.equal(found.length, tasks(exercise, kind).length, kind);
    tasks(exercise, kind).forEach((item, n) => {
      assert.equal(found[n].type, "Essay");
      for (const part of stem(item)) contains(found[n].stem.text, blanks(part), kind);
      for (const part of feedback(item)) contains(found[n].globalFeedback.text, inBraces(part), kind);
    });
  };
  essays("emotion", (item) => [item.prompt, item.low, item.high], () => []);
  essays("rewrite", (item) => [item.sentence.text], (item) => [item.model_answer, ...(item.dispute ? [item.dispute] : [])]);
  essays("compare", (item) => [item.prompt], (item) => [...item.a, ...item.b].map((term) => term.text));
  return items.length;
}

const files = process.argv.slice(2);
let count = 0;
for (let at = 0; at < files.length; at += 2) {
  const [json, gift] = files.slice(at, at + 2);
  try {
    count += check(read(json), readFileSync(gift, "utf8"));
  } catch (error) {
    console.error(`${gift}: ${error.message}`);
    process.exitCode = 1;
  }
}
// What must not be accepted, or not as the same: were the comparison blind, it would not notice these.
for (const [what, change] of [
  ["an answer more", (text) => text.replace(/\n\t~/, "\n\t=")],
  ["an escape less", (text) => text.replace(/\\:/, "=")],
  ["a weight", (text) => text.replace(/~%\d/, "~%-9")],
  ["an item less", (text) => text.replace(/\n\n\/\/ \[tag:connote\] \[tag:voice\][^]*?(?=\n\n)/, "")],
]) {
  const text = readFileSync(files[1], "utf8");
  assert.notEqual(change(text), text, what);
  assert.throws(() => check(read(files[0]), change(text)), undefined, `${what} went unnoticed`);
}
console.log(`gift: ${files.length / 2} files, ${count} items as the exercises say`);
