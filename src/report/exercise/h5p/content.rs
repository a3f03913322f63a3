//! What each content type is given: one content for a task where its type holds many questions, one for each item where it holds one.
//!
//! Neither Blanks nor Drag the Words has an escape sign. Numeric entities would do where a package is only played; a server that cleans HTML writes
//! them as letters again, and then they divide a gap. So a star is `∗` wherever it stands, and signs of Drag the Words are letters that look like them.
//! What is typed cannot be written so: a wording with such a sign is no answer of Blanks.

use serde_json::{Value, json};

use super::super::explain::{explained, labelled, to_discuss};
use super::super::{Left, html, line};
use super::star::starred;
use super::{BLANKS, DRAG_TEXT, Library, MARK_THE_WORDS, MULTI_CHOICE, TRUE_FALSE, labels};
use crate::exercise::model::Stretch;
use crate::exercise::task::{MarkItem, MatchItem, RewriteItem, TechniqueItem, VoiceAnswer, VoiceItem};
use crate::exercise::texts::Texts;
use crate::exercise::{Exercise, KeySpan, Kind, Task, Work};

/// Most letters of a remark on True/False.
const REMARK: usize = 2_048;

/// A content of a type.
pub(super) struct Content {
    pub(super) library: Library,
    /// What it is called in lists.
    pub(super) title: String,
    /// `content.json`.
    pub(super) params: Value,
}

/// All contents of an exercise, and what no content type holds.
pub(super) struct Contents {
    pub(super) contents: Vec<Content>,
    pub(super) left: Vec<Left>,
}

/// Makes the contents.
pub(super) fn contents(exercise: &Exercise, texts: &Texts, head_only: bool) -> Contents {
    let mut maker = Maker { exercise, texts, head_only, left: Vec::new() };
    let contents = exercise.tasks.iter().flat_map(|task| maker.task(task)).collect();
    Contents { contents, left: maker.left }
}

struct Maker<'a> {
    exercise: &'a Exercise,
    texts: &'a Texts,
    head_only: bool,
    left: Vec<Left>,
}

impl Maker<'_> {
    fn task(&mut self, task: &Task) -> Vec<Content> {
        match &task.work {
            Work::Emotion(_) => {
                self.left.push(Left::whole(Kind::Emotion, "every question of these content types has a right answer"));
                Vec::new()
            }
            Work::Compare(_) => {
                self.left.push(Left::whole(Kind::Compare, "none of these content types takes an answer in sentences"));
                Vec::new()
            }
            Work::Mark(items) => items.iter().filter_map(|item| self.mark(task, item)).collect(),
            Work::Voice(items) => items.iter().map(|item| self.voice(item)).collect(),
            Work::Match(items) => vec![self.matching(task, items)],
            Work::Technique(items) => items.iter().map(|item| self.technique(item)).collect(),
            Work::Rewrite(items) => self.rewrite(task, items).into_iter().collect(),
        }
    }

    fn mark(&self, task: &Task, item: &MarkItem) -> Option<Content> {
        let passage = self.exercise.passages.get(item.passage)?;
        let how = self.texts.platform(if self.head_only { "mark_heads" } else { "mark_words" });
        let description = format!("{}<p>{}</p><p>{}</p>", self.steps(task), html(how), html(&passage.source_line));
        let discuss = to_discuss(item.discuss.iter().filter_map(|&key| passage.key.get(key)), self.texts);
        let feedback = [Some(self.exercise.sheet.arguable.clone()), discuss].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut params = json!({
            "taskDescription": description,
            "textField": starred(passage, &item.mark, self.head_only),
            "overallFeedback": self.overall(&feedback),
            "behaviour": { "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "showScorePoints": true },
        });
        self.label(&mut params, &labels::MARK_THE_WORDS);
        Some(self.content(MARK_THE_WORDS, &format!("{}: {}", task.title, passage.title.as_deref().unwrap_or(self.texts.label("text"))), params))
    }

    fn matching(&self, task: &Task, items: &[MatchItem]) -> Content {
        let row = |(number, item): (usize, &MatchItem)| {
            let span = self.span(item.passage, item.key);
            let remark = span.map(|span| explained(span, item.dispute.as_deref(), self.texts).join(" ")).unwrap_or_default();
            let (answer, remark) = (dragged(&item.answer), dragged(&remark.replace(": ", " – ")));
            let asked = unstarred(&format!("{number}. “{}” ({})", item.term, item.context.text).replace('\n', " "));
            format!("{asked}\n→ *{answer}\\+{remark}\\-{remark}*")
        };
        let rows: Vec<String> = (1..).zip(items).map(row).collect();
        let answers: Vec<&str> = items.iter().map(|item| item.answer.as_str()).collect();
        let extra = task.choices.iter().filter(|choice| !answers.contains(&choice.text.as_str()));
        let extra: Vec<String> = extra.map(|choice| format!("*{}*", dragged(&choice.text))).collect();
        let mut params = json!({
            "taskDescription": self.steps(task),
            "textField": rows.join("\n"),
            "distractors": extra.join(" "),
            "overallFeedback": self.overall(&self.exercise.sheet.arguable),
            "behaviour": { "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "instantFeedback": false },
        });
        self.label(&mut params, &labels::DRAG_TEXT);
        self.content(DRAG_TEXT, &task.title, params)
    }

    fn rewrite(&mut self, task: &Task, items: &[RewriteItem]) -> Option<Content> {
        let mut questions = Vec::new();
        for (number, item) in (1..).zip(items) {
            if !item.gaps.iter().any(|gap| can_be_typed(&gap.text)) {
                let why = "there is no wording to type: the words are left out, or it contains a sign of the format".to_owned();
                self.left.push(Left { kind: Kind::Rewrite, what: format!("item {number}"), why });
                continue;
            }
            let before = format!("{} {}", self.texts.platform("before"), item.sentence.text);
            questions.push(format!("<p><em>{}</em></p><p>{}</p>", unstarred(&before), self.blanks(item)));
        }
        if questions.is_empty() {
            return None;
        }
        let mut params = json!({
            "text": self.steps(task),
            "questions": questions,
            "overallFeedback": self.overall(&self.exercise.sheet.arguable),
            "behaviour": {
                "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "autoCheck": false, "caseSensitive": false,
                "showSolutionsRequiresInput": false, "separateLines": false, "confirmCheckDialog": false, "confirmRetryDialog": false,
                "acceptSpellingErrors": true,
            },
            "confirmCheck": self.confirm("sure_check"),
            "confirmRetry": self.confirm("sure_retry"),
        });
        self.label(&mut params, &labels::BLANKS);
        Some(self.content(BLANKS, &task.title, params))
    }

    /// The model answer with gaps; every neutral wording of the key is right.
    fn blanks(&self, item: &RewriteItem) -> String {
        let letters: Vec<char> = item.model_answer.chars().collect();
        let cut = |start: usize, end: usize| letters.get(start..end).unwrap_or_default().iter().collect::<String>();
        let mut text = String::new();
        let mut at = 0;
        for gap in item.gaps.iter().filter(|gap| can_be_typed(&gap.text)) {
            let span = self.span(item.passage, gap.key);
            let others = span.into_iter().flat_map(|span| &span.neutral).filter(|other| other.to_lowercase() != gap.text.to_lowercase());
            let answers = std::iter::once(&gap.text).chain(others.filter(|other| can_be_typed(other)));
            let answers: Vec<String> = answers.map(|answer| html(answer)).collect();
            let tip = span.map(|span| self.texts.platform("instead_of").replace("{term}", &span.text)).unwrap_or_default();
            text.push_str(&unstarred(&cut(at, gap.start)));
            text.push_str(&format!("*{}:{}*", answers.join("/"), unstarred(&tip)));
            at = gap.end;
        }
        text + &unstarred(&cut(at, letters.len()))
    }

    fn technique(&self, item: &TechniqueItem) -> Content {
        let question = self.texts.label("technique_question").replace("{term}", &item.term);
        let span = self.span(item.passage, item.key);
        let why = span.map(|span| explained(span, item.dispute.as_deref(), self.texts).join(" ")).unwrap_or_default();
        let answers = item.choices.iter().map(|choice| {
            let right = choice.id.as_deref() == Some(item.answer.as_str());
            let meaning = choice.meaning.as_deref().unwrap_or_default();
            let remark = if right { format!("{meaning} {why}") } else { meaning.to_owned() };
            json!({
                "text": html(&choice.text),
                "correct": right,
                "tipsAndFeedback": { "tip": "", "chosenFeedback": html(&remark), "notChosenFeedback": "" },
            })
        });
        let mut params = json!({
            "question": asked(&question, &item.context),
            "answers": answers.collect::<Vec<_>>(),
            "overallFeedback": self.overall(""),
            "behaviour": {
                "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "type": "single", "singlePoint": true,
                "randomAnswers": false, "showSolutionsRequiresInput": false, "confirmCheckDialog": false, "confirmRetryDialog": false,
                "autoCheck": false, "passPercentage": 100, "showScorePoints": true,
            },
            "UI": {},
            "confirmCheck": self.confirm("sure_check"),
            "confirmRetry": self.confirm("sure_retry"),
        });
        self.label(&mut params["UI"], &labels::MULTI_CHOICE);
        self.content(MULTI_CHOICE, &item.term, params)
    }

    fn voice(&self, item: &VoiceItem) -> Content {
        let statement = self.texts.label("voice_statement").replace("{term}", &item.term);
        let own = item.answer == VoiceAnswer::Own;
        let mut remark = vec![labelled(self.texts, "voice", self.texts.label(if own { "own" } else { "quoted" })) + "."];
        if let Some(speaker) = item.speaker.as_deref().filter(|_| !own) {
            remark.push(labelled(self.texts, "speaker", speaker) + ".");
        }
        let span = self.span(item.passage, item.key);
        remark.extend(span.map(|span| explained(span, item.dispute.as_deref(), self.texts)).unwrap_or_default());
        // Sources come last, and are the first to go where a remark is too long.
        while remark.len() > 1 && html(&remark.join(" ")).chars().count() > REMARK {
            remark.pop();
        }
        let remark = line(&html(&remark.join(" ")), REMARK);
        let mut params = json!({
            "question": asked(&statement, &item.context),
            "correct": if own { "true" } else { "false" },
            "behaviour": {
                "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "confirmCheckDialog": false,
                "confirmRetryDialog": false, "autoCheck": false, "feedbackOnCorrect": remark, "feedbackOnWrong": remark,
            },
            "l10n": {
                "trueText": self.texts.label("true"),
                "falseText": self.texts.label("false"),
                "score": self.texts.platform("quiz_score"),
            },
            "confirmCheck": self.confirm("sure_check"),
            "confirmRetry": self.confirm("sure_retry"),
        });
        self.label(&mut params["l10n"], &labels::TRUE_FALSE);
        self.content(TRUE_FALSE, &item.term, params)
    }

    fn content(&self, library: Library, title: &str, params: Value) -> Content {
        Content { library, title: line(title, 255), params }
    }

    fn steps(&self, task: &Task) -> String {
        let steps: String = task.instructions.iter().map(|step| format!("<li>{}</li>", html(step))).collect();
        format!("<p><strong>{}</strong></p><ul>{steps}</ul>", html(&task.title))
    }

    /// One remark whatever the score: the key is arguable at 0 and at 100 per cent.
    fn overall(&self, remark: &str) -> Value {
        let remark = [self.texts.platform("point_score"), &html(remark)].join(". ");
        json!([{ "from": 0, "to": 100, "feedback": remark.trim_end_matches(". ") }])
    }

    fn confirm(&self, question: &str) -> Value {
        json!({
            "header": self.texts.platform("sure_title"),
            "body": self.texts.platform(question),
            "cancelLabel": self.texts.platform("cancel"),
            "confirmLabel": self.texts.platform("confirm"),
        })
    }

    fn label(&self, params: &mut Value, labels: &[(&str, &str)]) {
        for (name, key) in labels {
            params[*name] = self.texts.platform(key).into();
        }
    }

    fn span(&self, passage: usize, key: usize) -> Option<&KeySpan> {
        self.exercise.passages.get(passage)?.key.get(key)
    }
}

fn asked(question: &str, context: &Stretch) -> String {
    format!("<p><strong>{}</strong></p><p>{}</p>", html(question), html(&context.text))
}

/// A star of the article must not begin a gap.
fn unstarred(text: &str) -> String {
    html(text).replace('*', "∗")
}

/// What is dragged: `:` would begin its tip, `\` its remark.
fn dragged(text: &str) -> String {
    unstarred(&text.replace('\n', " ")).replace(':', "∶").replace('\\', "∖")
}

/// Whether pupils can be asked to type a wording: its signs must not divide the gap.
fn can_be_typed(wording: &str) -> bool {
    !wording.contains(['*', '/', ':', '\n'])
}
