//! What formats for question banks have in common: sections of questions, each with a stem, a form and a feedback. Texts are plain: a line feed is a
//! line break, two are a new paragraph.

mod phrases;

use self::phrases::{in_parts, marked, numbered};
use super::explain::{explained, labelled, named, to_discuss};
use super::{Left, line};
use crate::exercise::model::Stretch;
use crate::exercise::task::{
    Choice, CompareItem, EmotionItem, Gap, MarkItem, MatchItem, Origin, RewriteItem, TechniqueItem, TermUse, VoiceAnswer, VoiceItem,
};
use crate::exercise::texts::Texts;
use crate::exercise::{Exercise, KeySpan, Kind, Task, Work};

/// The shares of a full mark that question banks accept, for one to ten right answers.
pub(super) const SHARES: [&str; 10] = ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"];

/// Most letters of a question's name.
const NAME: usize = 100;

/// Questions under a heading.
pub(super) struct Section {
    /// Heading; also the category in a question bank.
    pub(super) name: String,
    /// In the order of the exercise.
    pub(super) questions: Vec<Question>,
}

/// A question, or something to read.
pub(super) struct Question {
    /// In lists of questions; one line.
    pub(super) name: String,
    /// What is read.
    pub(super) stem: String,
    /// How it is answered.
    pub(super) form: Form,
    /// Shown after the answer, whatever it was.
    pub(super) feedback: String,
    /// Type of task, techniques.
    pub(super) tags: Vec<String>,
}

/// How a question is answered.
pub(super) enum Form {
    /// Not at all.
    Read,
    /// In sentences of one's own. `template` stands in the field, `model` is for whoever marks it.
    Write { template: String, model: String },
    /// Yes or no.
    Decide(bool),
    /// One of several.
    One(Vec<Offer>),
    /// All that are right; at most ten are.
    Several(Vec<Offer>),
    /// Each left one has its right one; `extra` belongs to none.
    Pairs { pairs: Vec<(String, String)>, extra: Vec<String> },
    /// A text with gaps to choose for, at most [`GAPS`].
    Gaps(Vec<Piece>),
}

/// Groups of choices that a text with gaps may have.
pub(super) const GAPS: usize = 8;

/// Something to choose.
pub(super) struct Offer {
    pub(super) text: String,
    pub(super) right: bool,
    /// Shown to whoever chose it.
    pub(super) feedback: String,
}

/// A piece of a text with gaps.
pub(super) enum Piece {
    Text(String),
    /// The right wording and the others.
    Gap {
        right: String,
        others: Vec<String>,
    },
}

/// Makes questions of an exercise.
pub(super) struct Quiz<'a> {
    exercise: &'a Exercise,
    texts: &'a Texts,
    pub(super) sections: Vec<Section>,
    pub(super) left: Vec<Left>,
}

impl<'a> Quiz<'a> {
    /// Everything there is to ask.
    pub(super) fn new(exercise: &'a Exercise, texts: &'a Texts) -> Self {
        let mut quiz = Self { exercise, texts, sections: Vec::new(), left: Vec::new() };
        quiz.about();
        for (number, task) in (1..).zip(&exercise.tasks) {
            let mut questions = vec![read(&format!("{number}.0 {}", task.title), format!("{}\n\n{}", task.title, task.instructions.join("\n")))];
            questions[0].tags.push(task.kind().as_str().to_owned());
            quiz.ask(number, task, &mut questions);
            quiz.sections.push(Section { name: format!("{number} {}", task.title), questions });
        }
        quiz
    }

    /// Questions that ask something.
    pub(super) fn asked(&self) -> usize {
        let questions = self.sections.iter().flat_map(|section| &section.questions);
        questions.filter(|question| !matches!(question.form, Form::Read)).count()
    }

    /// The sheet and the texts.
    fn about(&mut self) {
        let sheet = &self.exercise.sheet;
        let about = [&self.exercise.title, &sheet.loaded, &sheet.charge, &sheet.quotations, &sheet.no_verdict, &sheet.arguable];
        let about = about.map(String::as_str).join("\n\n");
        let mut questions = vec![read(&format!("0.0 {}", self.exercise.title), about)];
        for (number, passage) in (1..).zip(&self.exercise.passages) {
            let name = format!("0.{number} {} {number}: {}", self.texts.label("text"), passage.title.as_deref().unwrap_or(&passage.text));
            questions.push(read(&name, format!("{}\n\n{}", passage.text, passage.source_line)));
        }
        let talk = format!("{}\n\n{}\n{}", self.texts.platform("talk"), sheet.questions.join("\n"), sheet.disagree);
        questions.push(read(&format!("0.{} {}", self.exercise.passages.len() + 1, self.texts.platform("talk")), talk));
        self.sections.push(Section { name: format!("0 {}", self.texts.platform("about")), questions });
    }

    fn ask(&mut self, number: usize, task: &'a Task, questions: &mut Vec<Question>) {
        let name = |item: usize, text: &str| line(&format!("{number}.{} {text}", item + 1), NAME);
        match &task.work {
            Work::Emotion(items) => {
                questions.extend(items.iter().enumerate().map(|(at, item)| self.emotion(name(at, &item.prompt), item)));
            }
            Work::Mark(items) => {
                for (at, item) in items.iter().enumerate() {
                    let found = self.mark(&name(at, ""), item);
                    questions.extend(found);
                }
            }
            Work::Voice(items) => questions.extend(items.iter().enumerate().map(|(at, item)| self.voice(name(at, &item.term), item))),
            Work::Match(items) => self.matching(task, items, name, questions),
            Work::Technique(items) => {
                questions.extend(items.iter().enumerate().map(|(at, item)| self.technique(name(at, &item.term), item)));
            }
            Work::Rewrite(items) => questions.extend(items.iter().enumerate().map(|(at, item)| self.rewrite(name(at, &item.sentence.text), item))),
            Work::Compare(items) => {
                questions.extend(items.iter().enumerate().map(|(at, item)| self.compare(name(at, &item.prompt), item)));
            }
        }
    }

    fn emotion(&self, name: String, item: &EmotionItem) -> Question {
        let scale = self.texts.platform("scale").replace("{low}", &item.low).replace("{high}", &item.high);
        let form = Form::Write { template: String::new(), model: String::new() };
        Question { name, stem: format!("{}\n\n{scale}", item.prompt), form, feedback: String::new(), tags: tags(Kind::Emotion, &[]) }
    }

    /// The passage with numbered wordings, as many questions as it takes for ten right answers each.
    fn mark(&mut self, name: &str, item: &'a MarkItem) -> Vec<Question> {
        let Some(passage) = self.exercise.passages.get(item.passage) else { return Vec::new() };
        let offers = marked(passage, item, self.texts);
        let right = offers.iter().filter(|(_, offer)| offer.right).count();
        if right == 0 || offers.len() < 2 {
            let what = format!("text {}", item.passage + 1);
            self.left.push(Left { kind: Kind::Mark, what, why: "a choice takes one wording to be marked and one other".to_owned() });
            return Vec::new();
        }
        let stem = format!("{}\n\n{}", self.texts.platform("mark_question"), numbered(passage, &offers));
        let discuss = to_discuss(item.discuss.iter().filter_map(|&key| passage.key.get(key)), self.texts);
        let feedback = [Some(self.exercise.sheet.arguable.clone()), discuss].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
        let parts = in_parts(offers.into_iter().map(|(_, offer)| offer).collect(), right);
        let many = parts.len();
        let text = format!("{} {}", self.texts.label("text"), item.passage + 1);
        let title = passage.title.as_deref().unwrap_or(&passage.text);
        let questions = (1..).zip(parts).map(|(part, offers)| {
            let part = self.texts.platform("part").replace("{n}", &part.to_string()).replace("{m}", &many.to_string());
            let part = if many > 1 { format!(" ({part})") } else { String::new() };
            let name = line(&format!("{name} {text}{part}: {title}"), NAME);
            Question { name, stem: stem.clone(), form: Form::Several(offers), feedback: feedback.clone(), tags: tags(Kind::Mark, &[]) }
        });
        questions.collect()
    }

    fn voice(&self, name: String, item: &VoiceItem) -> Question {
        let statement = self.texts.label("voice_statement").replace("{term}", &item.term);
        let mut lines = Vec::new();
        if item.answer == VoiceAnswer::Quoted {
            let speaker = item.speaker.as_deref().map(|speaker| labelled(self.texts, "speaker", speaker));
            lines.extend([Some(labelled(self.texts, "voice", self.texts.label("quoted"))), speaker].into_iter().flatten());
        }
        let span = self.span(item.passage, item.key);
        lines.extend(span.map(|span| explained(span, item.dispute.as_deref(), self.texts)).unwrap_or_default());
        let form = Form::Decide(item.answer == VoiceAnswer::Own);
        Question { name, stem: with_context(&statement, &item.context), form, feedback: lines.join("\n"), tags: tags(Kind::Voice, &span) }
    }

    /// One question for all pairs where there are enough for one, else one for each.
    fn matching(&self, task: &Task, items: &'a [MatchItem], name: impl Fn(usize, &str) -> String, questions: &mut Vec<Question>) {
        let answers: Vec<&str> = items.iter().map(|item| item.answer.as_str()).collect();
        let extra: Vec<String> = task.choices.iter().map(|choice| choice.text.clone()).filter(|text| !answers.contains(&text.as_str())).collect();
        if items.len() >= 2 && items.len() + extra.len() >= 3 {
            let pairs = items.iter().map(|item| (format!("“{}”\n{}", item.term, item.context.text), item.answer.clone())).collect();
            let explained = items.iter().filter_map(|item| {
                let span = self.span(item.passage, item.key)?;
                Some(named(span, item.dispute.as_deref(), self.texts))
            });
            let feedback = explained.collect::<Vec<_>>().join("\n\n");
            let spans: Vec<&KeySpan> = items.iter().filter_map(|item| self.span(item.passage, item.key)).collect();
            let stem = task.instructions.join("\n");
            questions.push(Question {
                name: name(0, &task.title),
                stem,
                form: Form::Pairs { pairs, extra },
                feedback,
                tags: tags(Kind::Match, &spans),
            });
            return;
        }
        questions.extend(items.iter().enumerate().map(|(at, item)| {
            let question = self.texts.label("match_question").replace("{term}", &item.term);
            let span = self.span(item.passage, item.key);
            let feedback = span.map(|span| explained(span, item.dispute.as_deref(), self.texts).join("\n")).unwrap_or_default();
            let form = Form::One(offers(&item.choices, |choice| choice.text == item.answer));
            Question { name: name(at, &item.term), stem: with_context(&question, &item.context), form, feedback, tags: tags(Kind::Match, &span) }
        }));
    }

    fn technique(&self, name: String, item: &TechniqueItem) -> Question {
        let question = self.texts.label("technique_question").replace("{term}", &item.term);
        let span = self.span(item.passage, item.key);
        let feedback = span.map(|span| explained(span, item.dispute.as_deref(), self.texts).join("\n")).unwrap_or_default();
        let form = Form::One(offers(&item.choices, |choice| choice.id.as_deref() == Some(item.answer.as_str())));
        Question { name, stem: with_context(&question, &item.context), form, feedback, tags: tags(Kind::Technique, &span) }
    }

    fn rewrite(&self, name: String, item: &RewriteItem) -> Question {
        let stem = with_context(self.texts.label("rewrite_question"), &item.sentence);
        let spans: Vec<&KeySpan> = item.keys.iter().filter_map(|&key| self.span(item.passage, key)).collect();
        let model = labelled(self.texts, "model_answer", &item.model_answer);
        let mut paragraphs = vec![model];
        paragraphs.extend(item.dispute.iter().map(|dispute| labelled(self.texts, "reason", dispute)));
        paragraphs.extend(spans.iter().map(|span| named(span, None, self.texts)));
        let model = paragraphs.join("\n\n");
        let form = Form::Write { template: item.sentence.text.clone(), model };
        Question { name, stem, form, feedback: String::new(), tags: tags(Kind::Rewrite, &spans) }
    }

    /// The same sentence with its neutral wordings to choose, for platforms that have this; none where nothing is put in or too much.
    pub(super) fn gaps(&self, item: &RewriteItem) -> Option<Vec<Piece>> {
        if item.gaps.is_empty() || item.gaps.len() > GAPS {
            return None;
        }
        let letters: Vec<char> = item.model_answer.chars().collect();
        let piece = |start: usize, end: usize| letters.get(start..end).map(|letters| Piece::Text(letters.iter().collect()));
        let mut pieces = Vec::new();
        let mut at = 0;
        for gap in &item.gaps {
            pieces.push(piece(at, gap.start)?);
            pieces.push(Piece::Gap { right: gap.text.clone(), others: self.others(item.passage, gap) });
            at = gap.end;
        }
        pieces.push(piece(at, letters.len())?);
        Some(pieces)
    }

    /// What else there is to choose: the loaded wording itself, and the distractors of the matching task, which were made for these words.
    fn others(&self, passage: usize, gap: &Gap) -> Vec<String> {
        let mut others: Vec<String> = self.span(passage, gap.key).map(|span| span.text.clone()).into_iter().collect();
        let matched = self.exercise.tasks.iter().find_map(|task| if let Work::Match(items) = &task.work { Some(items) } else { None });
        let item = matched.into_iter().flatten().find(|item| (item.passage, item.key) == (passage, gap.key));
        for choice in item.into_iter().flat_map(|item| &item.choices).filter(|choice| choice.from != Origin::Answer) {
            if choice.text != gap.text && !others.contains(&choice.text) {
                others.push(choice.text.clone());
            }
        }
        others
    }

    fn compare(&self, name: String, item: &CompareItem) -> Question {
        let model = [("text_a", &item.a), ("text_b", &item.b)].map(|(label, uses)| labelled(self.texts, label, &self.uses(uses))).join("\n");
        let model = if item.a.is_empty() && item.b.is_empty() { String::new() } else { model };
        let form = Form::Write { template: String::new(), model };
        Question { name, stem: item.prompt.clone(), form, feedback: String::new(), tags: tags(Kind::Compare, &[]) }
    }

    fn uses(&self, uses: &[TermUse]) -> String {
        let label = |key| self.texts.label(key);
        let named = |term: &TermUse| {
            let own = (term.own > 0).then(|| format!("{} {}: {}", term.own, label("times"), label("own")));
            let quoted = (term.quoted > 0).then(|| format!("{} {}: {}", term.quoted, label("times"), label("quoted")));
            format!("“{}” ({})", term.text, [own, quoted].into_iter().flatten().collect::<Vec<_>>().join("; "))
        };
        if uses.is_empty() { label("none").to_owned() } else { uses.iter().map(named).collect::<Vec<_>>().join("; ") }
    }

    fn span(&self, passage: usize, key: usize) -> Option<&'a KeySpan> {
        self.exercise.passages.get(passage)?.key.get(key)
    }
}

fn read(name: &str, stem: String) -> Question {
    Question { name: line(name, NAME), stem, form: Form::Read, feedback: String::new(), tags: Vec::new() }
}

fn with_context(question: &str, context: &Stretch) -> String {
    format!("{question}\n\n{}", context.text)
}

fn tags<'k>(kind: Kind, spans: impl IntoIterator<Item = &'k &'k KeySpan>) -> Vec<String> {
    let mut tags = vec![kind.as_str().to_owned()];
    for span in spans {
        let technique = span.technique.id().to_owned();
        if !tags.contains(&technique) {
            tags.push(technique);
        }
    }
    tags
}

fn offers(choices: &[Choice], right: impl Fn(&Choice) -> bool) -> Vec<Offer> {
    let offer = |choice: &Choice| Offer { text: choice.text.clone(), right: right(choice), feedback: choice.meaning.clone().unwrap_or_default() };
    choices.iter().map(offer).collect()
}
