//! An exercise as the templates want it.

use super::key::{KeyRow, neutral, rows};
use super::text::{Paragraph, Piece, marked, paragraphs};
use super::words::{Word, words};
use crate::exercise::model::{Passage, Stretch};
use crate::exercise::task::{Choice, CompareAbout, TermUse};
use crate::exercise::texts::Texts;
use crate::exercise::{Answer, Exercise, KeySpan, Kind, Task};
use crate::report::html::group::{GROUPS, Group, group};
use crate::report::html::shown::visible;

/// An exercise with its texts.
pub(super) struct View<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) texts: Texts,
    pub(super) title: String,
    pub(super) passages: Vec<PassageView>,
    /// Asked before the texts are marked, in the order of a lesson: feelings, marking.
    pub(super) first: Vec<TaskView<'a>>,
    /// Tasks that name the words, so that they come after the marking.
    pub(super) second: Vec<TaskView<'a>>,
}

/// A passage.
pub(super) struct PassageView {
    /// From 0.
    pub(super) index: usize,
    /// A, B, C.
    pub(super) letter: String,
    pub(super) source_line: String,
    pub(super) plain: Vec<Paragraph<(usize, String)>>,
    pub(super) marked: Vec<Paragraph<Piece>>,
    pub(super) words: Vec<Paragraph<Word>>,
    pub(super) key: Vec<KeyRow>,
    /// Class and name of the groups in its key.
    pub(super) legend: Vec<(&'static str, String)>,
    pub(super) counts: String,
}

/// A task and its number on the sheet.
pub(super) struct TaskView<'a> {
    pub(super) number: usize,
    pub(super) task: &'a Task,
}

impl<'a> View<'a> {
    pub(super) fn new(exercise: &'a Exercise) -> Self {
        // An exercise made by hand may be in a language without texts: its own are there, and what stands around them is English.
        let texts = Texts::of(&exercise.language).or_else(|_| Texts::of("en")).unwrap_or_default();
        let passages = exercise.passages.iter().enumerate().map(|(index, passage)| passage_view(index, passage, &texts)).collect();
        let tasks = exercise.tasks.iter().zip(1..).map(|(task, number)| TaskView { number, task });
        let (first, second) = tasks.partition(|view| matches!(view.task.kind(), Kind::Emotion | Kind::Mark));
        Self { exercise, texts, title: visible(&exercise.title), passages, first, second }
    }

    /// Whether the texts are to be marked.
    pub(super) fn asks_marks(&self) -> bool {
        self.first.iter().any(|view| view.task.kind() == Kind::Mark)
    }

    /// The tasks whose answers are not those of the texts.
    pub(super) fn with_key(&self) -> impl Iterator<Item = &TaskView<'a>> {
        self.first.iter().chain(&self.second).filter(|view| view.task.kind() != Kind::Mark)
    }

    /// What a page says, with one place filled in.
    pub(super) fn say(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.texts.page(key).replace(&format!("{{{name}}}"), &value.to_string())
    }

    /// What the self-check page says, with one place filled in.
    pub(super) fn ask(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.texts.check(key).replace(&format!("{{{name}}}"), &value.to_string())
    }

    /// What it was made with: of the lexicons those in the key. All are in the JSON; on a sheet their themes would only raise questions.
    pub(super) fn made(&self) -> String {
        let run = &self.exercise.run;
        let keys = self.exercise.passages.iter().flat_map(|passage| &passage.key);
        let used = run.lexicons.iter().filter(|lexicon| keys.clone().any(|span| span.lexicon == lexicon.id));
        let lists: Vec<String> = used.map(|lexicon| format!("{} {}", lexicon.id, lexicon.version)).collect();
        let made = self.say("made", "version", &run.version).replace("{lists}", &lists.join(", "));
        made.replace("{seed}", &self.exercise.seed.to_string())
    }

    /// A sentence cut around the words asked about.
    pub(super) fn around(&self, passage: &usize, key: &usize, context: &Stretch) -> [String; 3] {
        let Some(span) = self.span(*passage, *key) else { return [context.text.clone(), String::new(), String::new()] };
        let from = span.start.saturating_sub(context.start);
        let cut = |from: usize, to: usize| context.text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
        let to = span.end.saturating_sub(context.start);
        [cut(0, from), cut(from, to), cut(to, usize::MAX)]
    }

    /// A span of the key.
    pub(super) fn span(&self, passage: usize, key: usize) -> Option<&'a KeySpan> {
        self.exercise.passages.get(passage)?.key.get(key)
    }

    /// The same, as templates pass it.
    pub(super) fn span_of(&self, passage: &usize, key: &usize) -> Option<&'a KeySpan> {
        self.span(*passage, *key)
    }

    /// What a wording presupposes: a hint to its neutral one.
    pub(super) fn why(&self, passage: &usize, key: &usize) -> String {
        self.span(*passage, *key).map(|span| span.why.clone()).unwrap_or_default()
    }

    /// What a wording does to what it names: a hint to its technique.
    pub(super) fn charge(&self, passage: &usize, key: &usize) -> String {
        let charge = self.span(*passage, *key).map(|span| self.texts.charge(span.charge).to_owned()).unwrap_or_default();
        self.ask("hint_charge", "words", charge)
    }

    /// The neutral wordings of a span.
    pub(super) fn neutral(&self, span: &KeySpan) -> String {
        neutral(span, &self.texts)
    }

    /// The letter of a choice.
    pub(super) fn letter(&self, index: &usize) -> String {
        letter(*index).to_lowercase()
    }

    /// The letter of the choice that holds.
    pub(super) fn letter_of(&self, choices: &[Choice], answer: &str) -> String {
        let place = choices.iter().position(|choice| choice.id.as_deref().unwrap_or(&choice.text) == answer);
        place.map(|index| self.letter(&index)).unwrap_or_default()
    }

    /// What a technique is called.
    pub(super) fn technique(&self, choices: &[Choice], id: &str) -> String {
        choices.iter().find(|choice| choice.id.as_deref() == Some(id)).map_or_else(|| id.to_owned(), |choice| choice.text.clone())
    }

    /// A loaded wording and in whose voice it stands.
    pub(super) fn uses(&self, term: &TermUse) -> String {
        let count = |count: usize, key: &str| (count > 0).then(|| format!("{count} {}", self.texts.label(key)));
        let voices: Vec<String> = [count(term.own, "own_short"), count(term.quoted, "quoted_short")].into_iter().flatten().collect();
        format!("{} ({})", term.text, voices.join(", "))
    }

    /// Whether a question on two texts names none of the words.
    pub(super) fn is_open(&self, about: &CompareAbout) -> bool {
        matches!(about, CompareAbout::Headlines | CompareAbout::LeftOut)
    }
}

fn passage_view(index: usize, passage: &Passage, texts: &Texts) -> PassageView {
    let used = |one: &&&Group| passage.key.iter().any(|span| group(&span.technique) == **one);
    let named = |one: &&Group| (one.class, texts.page(&one.class.replacen("g-", "group_", 1)).to_owned());
    PassageView {
        index,
        letter: letter(index),
        source_line: visible(&passage.source_line),
        plain: paragraphs(passage),
        marked: marked(passage),
        words: words(passage),
        key: rows(passage, texts),
        legend: GROUPS.iter().filter(used).map(named).collect(),
        counts: counts(texts.page("counts"), passage),
    }
}

/// What of a text is shown, and how much the key has: `{words}`, `{of}`, `{mark}`, `{quoted}`, `{discuss}`.
pub(in crate::report) fn counts(template: &str, passage: &Passage) -> String {
    let of = |answer: Answer| passage.key.iter().filter(|span| span.answer == answer).count();
    let figures = [
        ("words", passage.words),
        ("of", passage.article.words),
        ("mark", of(Answer::Mark)),
        ("quoted", of(Answer::Quoted)),
        ("discuss", of(Answer::Discuss)),
    ];
    figures.iter().fold(template.to_owned(), |text, (name, figure)| text.replace(&format!("{{{name}}}"), &figure.to_string()))
}

/// A, B, ... Z, then numbers.
pub(in crate::report) fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'A' + index));
    letter.map_or_else(|| (index + 1).to_string(), String::from)
}
