//! The README of a lesson folder: what is in it, how the lesson goes, what the program cannot tell. Markdown, for the teacher.

use super::html::exercise::{counts, letter};
use super::markdown::escaped;
use crate::exercise::texts::{LessonTexts, Texts};
use crate::exercise::{Exercise, Kind};

/// A file of the folder.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its name.
    pub name: &'a str,
    /// By what the texts explain it: its name without ending, or its format.
    pub about: &'a str,
}

/// The parts of a lesson in their order; with a type of task, only where there is that task.
const STEPS: [(&str, Option<Kind>); 9] = [
    ("start", None),
    ("emotion", Some(Kind::Emotion)),
    ("mark", Some(Kind::Mark)),
    ("session", Some(Kind::Mark)),
    ("voice", Some(Kind::Voice)),
    ("match", Some(Kind::Match)),
    ("rewrite", Some(Kind::Rewrite)),
    ("compare", Some(Kind::Compare)),
    ("close", None),
];

/// The README. `files` are the other files of the folder.
#[must_use]
pub fn readme(exercise: &Exercise, files: &[Listed<'_>]) -> String {
    // As on the pages: what has no texts of its own is English.
    let texts = Texts::of(&exercise.language).or_else(|_| Texts::of("en")).unwrap_or_default();
    let mut page = Readme { text: String::new(), exercise, lesson: &texts.lesson };
    page.top();
    page.heading(&texts.lesson.files_title);
    page.files(files);
    page.heading(&texts.lesson.aims_title);
    page.list(texts.level(exercise.level).map(|level| level.aims.as_slice()).unwrap_or_default());
    page.heading(&texts.lesson.before_title);
    page.list(&texts.lesson.before);
    page.plan();
    page.session();
    page.heading(&texts.lesson.questions_title);
    page.list(&exercise.sheet.questions);
    page.heading(&texts.lesson.fair_title);
    let passages = exercise.passages.iter().enumerate().map(|(index, passage)| {
        let counted = counts(&texts.lesson.counts, passage).replace("{n}", &letter(index));
        counted.replace("{id}", &escaped(&passage.article_id))
    });
    page.list(&passages.collect::<Vec<_>>());
    page.text.push('\n');
    page.list(&texts.lesson.fair);
    page.heading(&texts.lesson.anchors_title);
    page.paragraph(&texts.lesson.anchors_note);
    page.list(&texts.lesson.anchors);
    page.heading(&texts.lesson.limits_title);
    page.list(&texts.lesson.limits);
    page.text
}

struct Readme<'a> {
    text: String,
    exercise: &'a Exercise,
    lesson: &'a LessonTexts,
}

impl Readme<'_> {
    fn heading(&mut self, text: &str) {
        self.text.push_str(&format!("\n## {text}\n\n"));
    }

    fn paragraph(&mut self, text: &str) {
        self.text.push_str(&format!("{text}\n\n"));
    }

    fn list(&mut self, items: &[String]) {
        items.iter().for_each(|item| self.text.push_str(&format!("- {item}\n")));
    }

    fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    fn has(&self, kind: Kind) -> bool {
        self.exercise.tasks.iter().any(|task| task.kind() == kind)
    }

    fn top(&mut self) {
        self.text = format!("# {}\n\n", escaped(&self.exercise.title));
        let texts = match self.exercise.passages.len() {
            1 => self.lesson.one_text.clone(),
            more => self.lesson.more_texts.replace("{n}", &more.to_string()),
        };
        self.paragraph(&self.lesson.intro.replace("{texts}", &texts));
        let sources = self.exercise.passages.iter().enumerate();
        let sources: Vec<String> = sources.map(|(index, passage)| format!("{}. {}", letter(index), escaped(&passage.source_line))).collect();
        self.list(&sources);
    }

    fn files(&mut self, files: &[Listed<'_>]) {
        let [name, about] = self.lesson.files_head.clone();
        self.row([&name, &about]);
        self.row(["---", "---"]);
        for file in files {
            let known = self.lesson.files.get(file.about).or_else(|| self.lesson.files.get("other")).cloned().unwrap_or_default();
            self.row([&format!("[{0}]({0})", file.name), &known]);
        }
    }

    /// The parts of the lesson, and what is left for home. The last part takes the minutes that are left.
    fn plan(&mut self) {
        let lesson = self.lesson;
        self.heading(&lesson.plan_title.replace("{minutes}", &lesson.length.to_string()));
        let head = lesson.plan_head.clone();
        self.row([&head[0], &head[1], &head[2]]);
        self.row(["---:", "---", "---"]);
        let mut left = lesson.length;
        for (id, kind) in STEPS {
            let Some(step) = lesson.steps.get(id).filter(|_| kind.is_none_or(|kind| self.is_in_class(kind))) else { continue };
            let minutes = if id == "close" { left } else { step.minutes };
            left = left.saturating_sub(minutes);
            self.row([&minutes.to_string(), &step.what, &step.with]);
        }
        self.heading(&lesson.home_title);
        let of = |id: &str, wanted: bool| lesson.home.get(id).filter(|_| wanted).cloned();
        let rewrite = self.has(Kind::Rewrite) && !self.is_in_class(Kind::Rewrite);
        let home = [of("technique", self.has(Kind::Technique)), of("rewrite", rewrite), of("find", true)];
        self.list(&home.into_iter().flatten().collect::<Vec<_>>());
    }

    /// Two texts to compare leave no time for rewriting.
    fn is_in_class(&self, kind: Kind) -> bool {
        self.has(kind) && (kind != Kind::Rewrite || !self.has(Kind::Compare))
    }

    fn session(&mut self) {
        let lesson = self.lesson;
        if !self.has(Kind::Mark) {
            return;
        }
        self.heading(&lesson.session_title);
        self.list(&lesson.session);
        self.text.push_str(&format!("\n      {}\n\n", lesson.session_command.replace("{exercise}", "exercise.json")));
        self.list(&lesson.session_after);
    }
}
