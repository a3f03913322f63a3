// Stand-ins for the content types: their names, versions and fields, as their own descriptions have them, and nothing that plays. A field that is not
// listed here is one the content type does not have.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const text = (name, ...tags) => ({ name, type: "text", label: name, optional: true, ...(tags.length ? { widget: "html", tags } : {}) });
const texts = (...names) => names.map((name) => text(name));
const flags = (...names) => names.map((name) => ({ name, type: "boolean", label: name, optional: true }));
const number = (name) => ({ name, type: "number", label: name, optional: true });
const group = (name, ...fields) => ({ name, type: "group", label: name, optional: true, fields: fields.flat() });
const list = (name, field) => ({ name, type: "list", label: name, entity: "item", min: 1, field });
const choice = (name, ...options) => ({ name, type: "select", label: name, options: options.map((value) => ({ value, label: value })) });

const LINES = ["strong", "em", "sub", "sup"];
const TASK = ["strong", "em", "u", "a", "ul", "ol", "h2", "h3", "hr"];
const overall = group("overallFeedback", list("overallFeedback", group("overallFeedback", number("from"), number("to"), text("feedback"))));
const spoken = texts("a11yCheck", "a11yShowSolution", "a11yRetry");
const buttons = flags("enableRetry", "enableSolutionsButton", "enableCheckButton");
const dialogs = flags("confirmCheckDialog", "confirmRetryDialog");
const confirm = (name) => group(name, text("header"), text("body", "strong", "em", "del", "u"), text("cancelLabel"), text("confirmLabel"));
const confirms = [confirm("confirmCheck"), confirm("confirmRetry")];

const markTheWords = [
  text("taskDescription", ...TASK, "pre", "code"),
  text("textField", "p", "br", "strong", "em", "code"),
  overall,
  ...texts("checkAnswerButton", "tryAgainButton", "showSolutionButton"),
  group("behaviour", buttons, flags("showScorePoints")),
  ...texts("correctAnswer", "incorrectAnswer", "missedAnswer", "displaySolutionDescription", "scoreBarLabel"),
  ...texts("a11yFullTextLabel", "a11yClickableTextLabel", "a11ySolutionModeHeader", "a11yCheckingHeader"),
  ...spoken,
];

const dragText = [
  text("taskDescription", ...TASK, "pre", "code"),
  ...texts("textField", "distractors"),
  overall,
  ...texts("checkAnswer", "tryAgain", "showSolution", "dropZoneIndex", "empty", "contains", "ariaDraggableIndex", "tipLabel", "correctText"),
  ...texts("incorrectText", "resetDropTitle", "resetDropDescription", "grabbed", "cancelledDragging", "correctAnswer", "feedbackHeader"),
  group("behaviour", buttons, flags("instantFeedback")),
  text("scoreBarLabel"),
  ...spoken,
];

const blanks = [
  text("text", ...TASK),
  list("questions", { ...text("question", "strong", "em", "del", "u") }),
  overall,
  ...texts("showSolutions", "tryAgain", "checkAnswer", "notFilledOut", "answerIsCorrect", "answerIsWrong", "answeredCorrectly"),
  ...texts("answeredIncorrectly", "solutionLabel", "inputLabel", "inputHasTipLabel", "tipLabel"),
  group("behaviour", buttons, dialogs, flags("autoCheck", "caseSensitive", "showSolutionsRequiresInput", "separateLines", "acceptSpellingErrors")),
  ...confirms,
  text("scoreBarLabel"),
  ...spoken,
];

const remarks = group("tipsAndFeedback", text("tip", "p", "br", "strong", "em", "a"), text("chosenFeedback", ...LINES, "a"), text("notChosenFeedback", ...LINES, "a"));
const multiChoice = [
  text("question", ...LINES, "h2", "h3"),
  list("answers", group("answer", text("text", ...LINES), flags("correct"), remarks)),
  overall,
  group(
    "UI",
    texts("checkAnswerButton", "showSolutionButton", "tryAgainButton", "tipsLabel", "scoreBarLabel", "tipAvailable", "feedbackAvailable"),
    texts("wrongAnswer", "correctAnswer", "shouldCheck", "shouldNotCheck", "noInput"),
    spoken,
  ),
  group(
    "behaviour",
    buttons,
    dialogs,
    choice("type", "auto", "multi", "single"),
    flags("singlePoint", "randomAnswers", "showSolutionsRequiresInput", "autoCheck", "showScorePoints"),
    number("passPercentage"),
  ),
  ...confirms,
];

const trueFalse = [
  text("question", ...LINES, "h2", "h3"),
  choice("correct", "true", "false"),
  group(
    "l10n",
    texts("trueText", "falseText", "score", "checkAnswer", "showSolutionButton", "tryAgain", "wrongAnswerMessage", "correctAnswerMessage"),
    text("scoreBarLabel"),
    spoken,
  ),
  group("behaviour", buttons, dialogs, flags("autoCheck"), texts("feedbackOnCorrect", "feedbackOnWrong")),
  ...confirms,
];

const questionSet = [
  group("introPage", flags("showIntroPage"), text("title", ...LINES), text("introduction", ...LINES, "p"), text("startButtonText")),
  choice("progressType", "textual", "dots"),
  number("passPercentage"),
  list("questions", {
    name: "question",
    type: "library",
    label: "question",
    options: ["H5P.MultiChoice 1.16", "H5P.Blanks 1.14", "H5P.MarkTheWords 1.11", "H5P.DragText 1.10", "H5P.TrueFalse 1.8"],
  }),
  group(
    "texts",
    texts("prevButton", "nextButton", "finishButton", "submitButton"),
    text("textualProgress", "strong", "em"),
    texts("jumpToQuestion", "questionLabel", "readSpeakerProgress", "unansweredText", "answeredText", "currentQuestionText", "navigationLabel"),
  ),
  ...flags("disableBackwardsNavigation", "randomQuestions"),
  group(
    "endGame",
    flags("showResultPage", "showSolutionButton", "showRetryButton"),
    text("noResultMessage"),
    text("message", "strong", "em"),
    text("scoreBarLabel"),
    overall,
    texts("solutionButtonText", "retryButtonText", "finishButtonText", "submitButtonText"),
    flags("showAnimations", "skippable"),
    text("skipButtonText"),
  ),
  group("override", flags("checkButton")),
];

const LIBRARIES = [
  ["H5P.MarkTheWords", 11, markTheWords],
  ["H5P.DragText", 10, dragText],
  ["H5P.Blanks", 14, blanks],
  ["H5P.MultiChoice", 16, multiChoice],
  ["H5P.TrueFalse", 8, trueFalse],
  ["H5P.QuestionSet", 20, questionSet],
  ["H5P.QuestionSet", 21, questionSet],
];

/** Puts the libraries into a folder, as an H5P site has them. */
export function install(folder) {
  for (const [machineName, minorVersion, semantics] of LIBRARIES) {
    const library = { title: machineName, machineName, majorVersion: 1, minorVersion, patchVersion: 0, runnable: 1, author: "connote tests", license: "MIT" };
    const own = join(folder, `${machineName}-1.${minorVersion}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "library.json"), JSON.stringify(library));
    writeFileSync(join(own, "semantics.json"), JSON.stringify(semantics));
  }
}

/** Every text of a content that its own description takes for HTML or not: name and value. */
export const fieldsOf = (name) => LIBRARIES.find(([machineName]) => machineName === name)[2].map((field) => field.name);
