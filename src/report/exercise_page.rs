//! An exercise as a teacher looks it through before it is handed out: passages, tasks, key. Not for pupils.

use std::fmt::Write;

use textwrap::Options;

use crate::exercise::model::{Passage, Stretch};
use crate::exercise::task::{Choice, CompareItem, MarkItem, TermUse, VoiceAnswer};
use crate::exercise::texts::Texts;
use crate::exercise::{Answer, Exercise, KeySpan, Task, Work};
use crate::report::html::exercise::letter;

/// The whole exercise in lines of at most `width` columns.
#[must_use]
pub fn page(exercise: &Exercise, width: usize) -> String {
    // The texts of an exercise of this version are there; of another language only the labels would be missing.
    let texts = Texts::of(&exercise.language).ok();
    let label = |key: &str| texts.as_ref().map_or(key, |texts| texts.label(key)).to_owned();
    let mut page = Page { text: String::new(), width: width.max(20), exercise, texts: texts.as_ref() };
    let seed = label("seed");
    page.heading(&format!("{} ({}, {seed} {})", exercise.title, exercise.level.as_str(), exercise.seed));
    for text in [&exercise.sheet.loaded, &exercise.sheet.charge, &exercise.sheet.quotations, &exercise.sheet.no_verdict] {
        page.paragraph("", text);
    }
    for (index, passage) in exercise.passages.iter().enumerate() {
        page.passage(&format!("{} {}", label("text"), letter(index)), passage);
    }
    for (number, task) in (1..).zip(&exercise.tasks) {
        page.heading(&format!("{number}. {}", task.title));
        task.instructions.iter().for_each(|step| page.paragraph("- ", step));
        page.task(task);
    }
    page.heading(&label("key"));
    page.paragraph("", &exercise.sheet.arguable);
    for (index, passage) in exercise.passages.iter().enumerate() {
        page.paragraph("", &format!("{} {}", label("text"), letter(index)));
        passage.key.iter().zip(1..).for_each(|(span, number)| page.key(number, span));
    }
    page.paragraph("", &exercise.sheet.disagree);
    exercise.sheet.questions.iter().for_each(|question| page.paragraph("- ", question));
    page.text
}

struct Page<'a> {
    text: String,
    width: usize,
    exercise: &'a Exercise,
    texts: Option<&'a Texts>,
}

impl Page<'_> {
    fn label<'k>(&'k self, key: &'k str) -> &'k str {
        self.texts.map_or(key, |texts| texts.label(key))
    }

    fn heading(&mut self, text: &str) {
        let space = if self.text.is_empty() { "" } else { "\n" };
        let _ = write!(self.text, "{space}{}\n{}\n", textwrap::fill(text, self.width), "─".repeat(self.width));
    }

    fn paragraph(&mut self, lead: &str, text: &str) {
        let indent = " ".repeat(lead.chars().count());
        let _ = writeln!(self.text, "{}", textwrap::fill(text, Options::new(self.width).initial_indent(lead).subsequent_indent(&indent)));
    }

    /// The text with the number of each key span behind it.
    fn passage(&mut self, name: &str, passage: &Passage) {
        let words = self.label("words").to_owned();
        self.heading(&format!("{name} · {} {words}", passage.words));
        let ends: Vec<(usize, usize)> = passage.key.iter().map(|span| span.end).zip(1..).collect();
        let mut numbered = String::new();
        for (at, letter) in passage.text.chars().enumerate() {
            ends.iter().filter(|(end, _)| *end == at).for_each(|(_, number)| numbered.push_str(&format!("[{number}]")));
            numbered.push(letter);
        }
        let length = passage.text.chars().count();
        ends.iter().filter(|(end, _)| *end == length).for_each(|(_, number)| numbered.push_str(&format!("[{number}]")));
        for paragraph in numbered.split("\n\n") {
            self.paragraph("  ", paragraph);
            self.text.push('\n');
        }
        self.paragraph("", &passage.source_line);
    }

    fn task(&mut self, task: &Task) {
        match &task.work {
            Work::Emotion(items) => {
                items.iter().for_each(|item| self.paragraph("  ", &format!("{} (1 {} … 5 {})", item.prompt, item.low, item.high)))
            }
            Work::Mark(items) => items.iter().for_each(|item| self.mark(item)),
            Work::Voice(items) => {
                for (number, item) in (1..).zip(items) {
                    let answer = if item.answer == VoiceAnswer::Own { "own" } else { "quoted" };
                    let answer = self.label(answer).to_owned();
                    self.item(number, &item.term, &item.context, &answer);
                }
            }
            Work::Match(items) => {
                for (number, item) in (1..).zip(items) {
                    self.item(number, &item.term, &item.context, &item.answer);
                    self.choices(&item.choices);
                }
            }
            Work::Technique(items) => {
                for (number, item) in (1..).zip(items) {
                    let answer = item.choices.iter().find(|choice| choice.id.as_deref() == Some(item.answer.as_str()));
                    let answer = answer.map_or(item.answer.clone(), |choice| choice.text.clone());
                    self.item(number, &item.term, &item.context, &answer);
                    self.choices(&item.choices);
                }
            }
            Work::Rewrite(items) => {
                for (number, item) in (1..).zip(items) {
                    self.paragraph(&format!("{number}. "), &item.sentence.text);
                    self.paragraph("   → ", &item.model_answer);
                }
            }
            Work::Compare(items) => items.iter().for_each(|item| self.compare(item)),
        }
    }

    fn mark(&mut self, item: &MarkItem) {
        let Some(passage) = self.exercise.passages.get(item.passage) else { return };
        let named =
            |keys: &[usize]| keys.iter().filter_map(|&key| passage.key.get(key)).map(|span| span.text.as_str()).collect::<Vec<_>>().join("; ");
        for (label, keys) in [("mark", &item.mark), ("quoted", &item.quoted), ("discuss", &item.discuss)] {
            let line = format!("{}: {}", self.label(label), named(keys));
            self.paragraph("  ", &line);
        }
    }

    fn item(&mut self, number: usize, term: &str, context: &Stretch, answer: &str) {
        self.paragraph(&format!("{number}. "), &format!("“{term}” → {answer}"));
        self.paragraph("     ", &context.text);
    }

    fn choices(&mut self, choices: &[Choice]) {
        let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
        self.paragraph("     ", &format!("[ {} ]", texts.join(" | ")));
    }

    fn compare(&mut self, item: &CompareItem) {
        self.paragraph("- ", &item.prompt);
        for (label, uses) in [("text_a", &item.a), ("text_b", &item.b)] {
            let (own, quoted) = (self.label("own_short"), self.label("quoted_short"));
            let named = |term: &TermUse| format!("{} ({} {own}, {} {quoted})", term.text, term.own, term.quoted);
            let uses: Vec<String> = uses.iter().map(named).collect();
            if !uses.is_empty() {
                let line = format!("{}: {}", self.label(label), uses.join("; "));
                self.paragraph("    ", &line);
            }
        }
    }

    fn key(&mut self, number: usize, span: &KeySpan) {
        let answer = match span.answer {
            Answer::Mark => "mark",
            Answer::Quoted => "quoted",
            Answer::Discuss => "discuss",
        };
        let technique = self.texts.map_or_else(|| span.technique.id().to_owned(), |texts| texts.technique(&span.technique).name);
        self.paragraph(&format!("[{number}] "), &format!("{} · {} · {technique}", span.text, self.label(answer)));
        let neutral =
            if span.neutral.is_empty() { self.label(if span.omit { "leave_out" } else { "none" }).to_owned() } else { span.neutral.join("; ") };
        let line = format!("{}: {neutral}", self.label("neutral"));
        self.paragraph("    ", &line);
        self.paragraph("    ", &span.why);
        if let Some(reason) = &span.reason {
            self.paragraph("    ", reason);
        }
        let sources = span.sources.iter().map(|source| self.texts.map_or_else(|| source.label.clone(), |texts| texts.says(source)));
        let sources: Vec<String> = sources.collect();
        if !sources.is_empty() {
            let line = format!("{}: {}", self.label("sources"), sources.join("; "));
            self.paragraph("    ", &line);
        }
    }
}
