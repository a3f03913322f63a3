// node h5p.js FILE.json FILE.h5p ...: an H5P server takes each package, keeps its parameters as they are, and they say what the exercise beside it says.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as H5P from "@lumieducation/h5p-server";
import { contains, decoded, read, tasks, textOf } from "./model.js";
import { fieldsOf, install } from "./libraries.js";
import { unzip, zip } from "./zip.js";

const folder = mkdtempSync(join(tmpdir(), "connote-h5p-"));
const folders = ["libraries", "temporary", "content"].map((name) => join(folder, name));
folders.forEach((name) => mkdirSync(name));
install(folders[0]);
const storage = new H5P.fsImplementations.InMemoryStorage();
const config = new H5P.H5PConfig(storage, { contentHubEnabled: false, sendUsageStatistics: false });
const user = { id: "1", name: "Jo Doe", email: "jo@a.example", type: "local" };
const editor = H5P.fs(config, ...folders);

/** What the server has after it took a package: parameters and metadata. */
async function taken(package_) {
  const { parameters, metadata } = await editor.uploadPackage(package_, user);
  const main = metadata.preloadedDependencies.find((library) => library.machineName === metadata.mainLibrary);
  const name = `${main.machineName} ${main.majorVersion}.${main.minorVersion}`;
  const given = structuredClone(parameters);
  const saved = await editor.saveOrUpdateContentReturnMetaData(undefined, parameters, metadata, name, user);
  const content = await editor.getContent(saved.id, user);
  return { given, kept: content.params.params, metadata };
}

const remark = (params) => params.overallFeedback.map((range) => decoded(range.feedback)).join(" ");

/** Signs of the format have no escape that every server keeps: letters that look like them stand for them. */
const unstarred = (text) => text.replaceAll("*", "∗");
const dragged = (text) => unstarred(text).replaceAll(":", "∶").replaceAll("\\", "∖");
const typed = (text) => !/[*/:]/.test(text);

/** The passage word by word: what a pupil reads must be what the article says. */
function markTheWords(exercise, item, params) {
  const passage = exercise.passages[item.passage];
  const words = (text) => text.split(/\s+/).filter((word) => word.length > 0);
  const shown = words(textOf(params.textField.replace(/<\/p>/g, "\n\n"))).map((word) => word.replaceAll("*", ""));
  assert.deepEqual(shown, words(unstarred(passage.text)));
  contains(textOf(params.taskDescription), passage.source_line, "source line");
  item.discuss.forEach((key) => contains(remark(params), passage.key[key].reason, "reason"));
}

/** Gaps as both content types find them: by a star and the next one. */
function gaps(text) {
  return text.split(/(\*.*?\*)/).filter((part) => part.startsWith("*") && part.length > 1).map((part) => part.slice(1, -1));
}

function dragText(exercise, params) {
  const items = tasks(exercise, "match");
  const found = gaps(params.textField.replace(/\n/g, "<br/>"));
  assert.equal(found.length, items.length);
  items.forEach((item, n) => {
    const [, answer, right, wrong] = found[n].match(/^([^\\:*]+)\\\+([^\\*:]+)\\-([^\\*:]+)$/);
    assert.equal(decoded(answer), dragged(item.answer));
    const span = exercise.passages[item.passage].key[item.key];
    for (const said of [right, wrong]) contains(decoded(said), dragged(span.why.replaceAll(": ", " – ")), "why");
    contains(decoded(params.textField), unstarred(item.context.text), "sentence");
  });
  const { choices } = exercise.tasks.find((task) => task.type === "match");
  const answers = items.map((item) => item.answer);
  const extra = choices.map((choice) => choice.text).filter((text) => !answers.includes(text));
  assert.deepEqual(gaps(params.distractors).map(decoded), extra.map(dragged));
}

/** Sentences with a wording that can be typed. */
const rewritten = (exercise) => tasks(exercise, "rewrite").filter((item) => item.gaps.some((gap) => typed(gap.text)));

function blanks(exercise, params) {
  const items = rewritten(exercise);
  assert.equal(params.questions.length, items.length);
  items.forEach((item, n) => {
    const [before, after] = params.questions[n].split("</p><p>");
    contains(textOf(before), unstarred(item.sentence.text), "sentence");
    const found = gaps(after);
    const asked = item.gaps.filter((gap) => typed(gap.text));
    assert.equal(found.length, asked.length);
    let filled = after;
    asked.forEach((gap, g) => {
      const [answers, tip] = [found[g].slice(0, found[g].indexOf(":")), found[g].slice(found[g].indexOf(":") + 1)];
      const span = exercise.passages[item.passage].key[gap.key];
      const right = answers.split("/").map((answer) => decoded(answer.trim()));
      assert.equal(right[0], gap.text);
      const lower = (texts) => [...new Set(texts.map((text) => text.toLowerCase()))].sort();
      assert.deepEqual(lower(right), lower([gap.text, ...span.neutral.filter(typed)]));
      contains(decoded(tip), unstarred(span.text), "tip");
      filled = filled.replace(`*${found[g]}*`, () => answers.split("/")[0]);
    });
    assert.equal(textOf(filled), unstarred(item.model_answer), "filled in it is the model answer");
  });
}

function asked(item, html) {
  const text = textOf(html);
  contains(text, `“${item.term}”`, "term");
  assert.ok(text.endsWith(`\n\n${item.context.text}`), text);
}

function multiChoice(exercise, item, params) {
  asked(item, params.question);
  assert.deepEqual(params.answers.map((answer) => decoded(answer.text)), item.choices.map((choice) => choice.text));
  assert.deepEqual(params.answers.map((answer) => answer.correct), item.choices.map((choice) => choice.id === item.answer));
  const right = params.answers.find((answer) => answer.correct);
  contains(decoded(right.tipsAndFeedback.chosenFeedback), exercise.passages[item.passage].key[item.key].why, "why");
}

function trueFalse(exercise, item, params) {
  asked(item, params.question);
  assert.equal(params.correct, item.answer === "own" ? "true" : "false");
  contains(decoded(params.behaviour.feedbackOnWrong), exercise.passages[item.passage].key[item.key].why, "why");
  assert.ok(params.behaviour.feedbackOnCorrect.length <= 2048);
}

/** The contents in the order of a lesson, each compared with its items. */
function compare(exercise, contents) {
  const of = (name) => contents.filter(([library]) => library.startsWith(name)).map(([, params]) => params);
  const each = (name, items, check) => {
    const found = of(name);
    assert.equal(found.length, items.length, name);
    items.forEach((item, n) => check(exercise, item, found[n]));
  };
  each("H5P.MarkTheWords ", tasks(exercise, "mark"), markTheWords);
  each("H5P.TrueFalse ", tasks(exercise, "voice"), trueFalse);
  each("H5P.MultiChoice ", tasks(exercise, "technique"), multiChoice);
  const whole = (name, kind, check) => {
    const expected = kind.length > 0 ? 1 : 0;
    assert.equal(of(name).length, expected, name);
    of(name).forEach((params) => check(exercise, params));
  };
  whole("H5P.DragText ", tasks(exercise, "match"), dragText);
  whole("H5P.Blanks ", rewritten(exercise), blanks);
  for (const [library, params] of contents) {
    const known = fieldsOf(library.split(" ")[0]);
    assert.deepEqual(Object.keys(params).filter((name) => !known.includes(name)), [], `fields of ${library}`);
  }
}

async function check(exercise, path) {
  const { given, kept, metadata } = await taken(readFileSync(path));
  assert.deepEqual(kept, given, "the server keeps the parameters as they are");
  const main = metadata.preloadedDependencies.find((library) => library.machineName === metadata.mainLibrary);
  assert.equal(metadata.license, "U");
  if (metadata.mainLibrary !== "H5P.QuestionSet") {
    compare(exercise, [[`${main.machineName} 1.${main.minorVersion}`, kept]]);
    return 1;
  }
  const uuids = kept.questions.map((question) => question.subContentId);
  for (const uuid of uuids) assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(uuids).size, uuids.length);
  compare(exercise, kept.questions.map((question) => [question.library, question.params]));
  contains(textOf(kept.introPage.introduction), exercise.sheet.no_verdict, "no verdict");
  return uuids.length;
}

/** A package changed in a way no site may take. */
function changed(path, change) {
  const files = unzip(readFileSync(path));
  const described = JSON.parse(files["h5p.json"]);
  change(described);
  return zip({ ...files, "h5p.json": JSON.stringify(described) });
}

const files = process.argv.slice(2);
let count = 0;
for (let at = 0; at < files.length; at += 2) {
  try {
    count += await check(read(files[at]), files[at + 1]);
  } catch (error) {
    console.error(`${files[at + 1]}: ${error.message} ${JSON.stringify(error.errors ?? "")}`);
    process.exitCode = 1;
  }
}
await taken(changed(files[1], () => {}));
for (const [what, change] of [
  ["no title", (described) => delete described.title],
  ["a licence that H5P has not", (described) => (described.license = "MIT")],
  ["a version the site has not", (described) => described.preloadedDependencies.forEach((library) => library.minorVersion++)],
]) {
  await assert.rejects(taken(changed(files[1], change)), undefined, `${what} was taken`);
}
rmSync(folder, { recursive: true });
console.log(`h5p: ${files.length / 2} packages, ${count} contents as the exercises say`);
