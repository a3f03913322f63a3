//! Marks put in their places: whose they are, in which passage, on which words; and what cannot be graded.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::grid::Grid;
use super::key::{Key, Passage};
use super::marks::{Column, MarksFile, Row};
use super::refusal::Refusal;
use crate::context::Voice;
use crate::span::{Positions, Span};

/// In the column of techniques: this stretch the pupil did not read, so that it says nothing of its words.
pub const NOT_READ: &str = "not-read";

/// A mark of a pupil. Rows with one place are one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where, in bytes of the passage.
    pub span: Span,
    /// Start in code points.
    pub start: usize,
    /// End in code points.
    pub end: usize,
    /// The words it touches.
    pub words: Range<usize>,
    /// Techniques that were named.
    pub techniques: BTreeSet<String>,
    /// Voices that were named.
    pub voices: BTreeSet<Voice>,
    /// Reasons that were stated.
    pub notes: BTreeSet<String>,
}

/// What a pupil handed in of one passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Marks by place.
    pub marks: Vec<Mark>,
    /// Stretches that were not read.
    pub unread: Vec<Span>,
    /// What was said where nothing was marked.
    pub remarks: BTreeSet<String>,
}

/// A pupil with all sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pupil {
    /// The name as the marks have it; empty where they have none.
    pub annotator: String,
    /// The session as the marks have it.
    pub session_id: String,
    /// What tells it from all others.
    pub label: String,
    /// By the number of the passage.
    pub sheets: BTreeMap<usize, Sheet>,
    /// Rows that are not graded.
    pub refused: u64,
}

/// All that was handed in.
#[derive(Debug, Default)]
pub(super) struct HandedIn {
    /// By name.
    pub(super) pupils: Vec<Pupil>,
    /// By file and line.
    pub(super) refused: Vec<Refusal>,
    /// What was noticed.
    pub(super) notices: Vec<String>,
    /// Rows that repeat another.
    pub(super) repeated: u64,
    /// Rows that say that something was handed in without a mark, or not read.
    pub(super) without_mark: u64,
}

impl HandedIn {
    /// Says something once.
    fn notice(&mut self, notice: String) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// A name and a session.
type Identity = (String, String);

/// A row in its place; nothing marked where `place` is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    place: Option<(Span, usize, usize)>,
    technique: String,
    voice: Option<Voice>,
    note: String,
}

/// What one person handed in: passage by passage, file by file.
#[derive(Default)]
struct Person {
    rows: BTreeMap<usize, BTreeMap<usize, Vec<Placed>>>,
    refused: BTreeMap<usize, u64>,
}

/// Puts the rows of all files in their places.
pub(super) fn hand_in(key: &Key, grids: &[Grid], files: &[MarksFile]) -> HandedIn {
    let placer = Placer { key, grids, positions: key.passages.iter().map(|passage| Positions::new(&passage.text)).collect() };
    let mut handed = HandedIn::default();
    let mut people: BTreeMap<Identity, Person> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        handed.notices.extend(file.notices.iter().cloned());
        handed.refused.extend(file.refused.iter().cloned());
        placer.file(number, file, &mut people, &mut handed);
    }
    let mut found: Vec<(Identity, Option<usize>, Pupil)> = Vec::new();
    for (identity, person) in people {
        found.extend(person.pupils(&identity, grids, files, &mut handed).into_iter().map(|(file, pupil)| (identity.clone(), file, pupil)));
    }
    handed.pupils = labelled(found, files, &mut handed.notices);
    handed.refused.sort();
    handed
}

/// Where marks can have their places.
struct Placer<'k> {
    key: &'k Key,
    grids: &'k [Grid],
    positions: Vec<Positions<'k>>,
}

impl Placer<'_> {
    fn file(&self, number: usize, file: &MarksFile, people: &mut BTreeMap<Identity, Person>, handed: &mut HandedIn) {
        // What is wrong with a whole article is said once for each pupil, with the number of its rows.
        let mut whole: BTreeMap<(Identity, String, String), Refusal> = BTreeMap::new();
        let mut unchecked = 0_u64;
        for row in &file.rows {
            let identity = (row.cell(Column::Annotator).to_owned(), row.cell(Column::SessionId).to_owned());
            let refusal = |reason: String| Refusal {
                file: file.file.clone(),
                line: Some(row.line),
                rows: 1,
                annotator: identity.0.clone(),
                session_id: identity.1.clone(),
                article_id: row.cell(Column::ArticleId).to_owned(),
                reason,
            };
            if identity.0.is_empty() && identity.1.is_empty() {
                handed
                    .refused
                    .push(refusal("a mark without annotator and session_id; expected at least one of them, to tell whose it is; add it".to_owned()));
                continue;
            }
            let person = people.entry(identity.clone()).or_default();
            let placed = self.passage(row).and_then(|passage| Ok((passage, self.place(passage, row).map_err(Problem::Row)?)));
            match placed {
                Ok((passage, placed)) => {
                    unchecked += u64::from(row.cell(Column::ArticleSha256).is_empty());
                    if placed.voice.is_none() && !row.cell(Column::Voice).is_empty() {
                        handed.notices.push(unknown_voice(&file.file, row));
                    }
                    person.rows.entry(passage).or_default().entry(number).or_default().push(placed);
                }
                Err(problem) => {
                    *person.refused.entry(number).or_default() += 1;
                    match problem {
                        Problem::Row(reason) => handed.refused.push(refusal(reason)),
                        Problem::Article(reason) => {
                            let same = (identity.clone(), row.cell(Column::ArticleId).to_owned(), reason.clone());
                            whole.entry(same).and_modify(|first| first.rows += 1).or_insert_with(|| refusal(reason));
                        }
                    }
                }
            }
        }
        handed.refused.extend(whole.into_values());
        if unchecked > 0 {
            let rows = if unchecked == 1 { "row" } else { "rows" };
            handed
                .notices
                .push(format!("{}: {unchecked} {rows} without article_sha256: whether the article is the one of the key was not checked", file.file));
        }
    }

    /// The passage of a row, unchanged since.
    fn passage(&self, row: &Row) -> Result<usize, Problem> {
        let (id, hash) = (row.cell(Column::ArticleId), row.cell(Column::ArticleSha256));
        let passages = &self.key.passages;
        let has_hash = |passage: &Passage| passage.sha256.eq_ignore_ascii_case(hash);
        let by_id = passages.iter().position(|passage| passage.article_id == id);
        let found = by_id.or_else(|| passages.iter().position(has_hash)).ok_or_else(|| {
            let known: Vec<String> = passages.iter().map(|passage| format!("{:?}", passage.article_id)).collect();
            Problem::Article(format!(
                "marks of article {id:?}, which is not in the key; expected {}; grade them with the key of that article",
                known.join(", ")
            ))
        })?;
        if hash.is_empty() || has_hash(&passages[found]) {
            return Ok(found);
        }
        let (theirs, ours) = (beginning(hash), beginning(&passages[found].sha256));
        Err(Problem::Article(format!(
            "article {id:?} was changed: the marks are of a text with sha256 {theirs}, the key has {ours}; expected one text, or the places are wrong; \
             grade them with the exercise that the pupils had"
        )))
    }

    /// A row in its place in a passage.
    fn place(&self, passage: usize, row: &Row) -> Result<Placed, String> {
        let technique = row.cell(Column::Technique).to_lowercase();
        let name = row.cell(Column::Voice).to_lowercase();
        let voice = Voice::ALL.into_iter().find(|voice| voice.as_str() == name);
        let placed = |place| Placed { place, technique, voice, note: row.cell(Column::Note).to_owned() };
        if row.cell(Column::Start).is_empty() && row.cell(Column::End).is_empty() {
            return Ok(placed(None));
        }
        let (start, end) = (number(row, Column::Start)?, number(row, Column::End)?);
        if start >= end {
            let found = if start == end { "is empty" } else { "ends before it starts" };
            return Err(format!("span {start} to {end} {found}; expected start before end; correct them"));
        }
        let (text, positions) = (&self.key.passages[passage].text, &self.positions[passage]);
        let Some((from, to)) = positions.byte(start).zip(positions.byte(end)) else {
            let length = positions.code_point(text.len());
            return Err(format!(
                "span {start} to {end} lies outside the text of {length} code points; expected a place in the shown text; correct it"
            ));
        };
        let span = Span::new(from, to);
        let (said, there) = (one_line(row.cell(Column::Text)), one_line(span.of(text)));
        if !said.is_empty() && said != there {
            return Err(format!(
                "span {start} to {end} is {there:?} in the article; expected {said:?}, as the column text says; correct one of them"
            ));
        }
        if self.grids[passage].touched(span).is_empty() {
            return Err(format!(
                "span {start} to {end} is {there:?}, which holds no word that counts; expected one (no dateline, link or punctuation alone); correct it"
            ));
        }
        Ok(placed(Some((span, start, end))))
    }
}

/// What is wrong: with one row, or with an article as it was handed in.
enum Problem {
    Row(String),
    Article(String),
}

fn number(row: &Row, column: Column) -> Result<usize, String> {
    let cell = row.cell(column);
    let advice = "expected a whole number, or start and end both empty where nothing was marked; correct it";
    cell.parse().map_err(|_| format!("{} is {cell:?}; {advice}", column.as_str()))
}

/// Text with its white space in one piece, since tables and browsers change line ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn beginning(hash: &str) -> String {
    const SHOWN: usize = 12;
    if hash.chars().count() > SHOWN { hash.chars().take(SHOWN).chain(['…']).collect() } else { hash.to_owned() }
}

fn unknown_voice(file: &str, row: &Row) -> String {
    let known = Voice::ALL.map(Voice::as_str).join(", ");
    format!("{file}:{}: unknown voice {:?}; expected {known}; the mark counts, its voice does not", row.line, row.cell(Column::Voice))
}

impl Person {
    /// The pupils that go by one name and session: one, or one for each file where files hold different marks of one article. With each the
    /// number of the file that tells it apart.
    fn pupils(mut self, identity: &Identity, grids: &[Grid], files: &[MarksFile], handed: &mut HandedIn) -> Vec<(Option<usize>, Pupil)> {
        self.rows.values_mut().flat_map(BTreeMap::values_mut).for_each(|rows| rows.sort());
        let differs = |by_file: &BTreeMap<usize, Vec<Placed>>| by_file.values().skip(1).any(|rows| Some(rows) != by_file.values().next());
        let (annotator, session_id) = identity.clone();
        let base = Pupil { annotator, session_id, ..Pupil::default() };
        if !self.rows.values().any(differs) {
            let refused = self.refused.values().sum();
            let sheets = self.rows.into_iter().map(|(passage, by_file)| {
                let twice: usize = by_file.values().skip(1).map(Vec::len).sum();
                if by_file.len() > 1 {
                    let names: Vec<&str> = by_file.keys().map(|file| files[*file].file.as_str()).collect();
                    handed.notice(format!("{}: the same marks stand in {}: counted once", name_of(identity), names.join(" and ")));
                    handed.repeated += twice as u64;
                }
                let rows = by_file.into_values().next().unwrap_or_default();
                (passage, sheet(rows, &grids[passage], identity, handed))
            });
            return vec![(None, Pupil { sheets: sheets.collect(), refused, ..base })];
        }
        let numbers: BTreeSet<usize> = self.rows.values().flat_map(BTreeMap::keys).chain(self.refused.keys()).copied().collect();
        let names: Vec<&str> = numbers.iter().map(|file| files[*file].file.as_str()).collect();
        handed.notices.push(format!(
            "{}: different marks of one article in {}: taken for two pupils of one name and kept apart; give each a session_id of its own",
            name_of(identity),
            names.join(" and ")
        ));
        let mut pupils = Vec::new();
        for number in numbers {
            let mut sheets = BTreeMap::new();
            for (passage, by_file) in &mut self.rows {
                if let Some(rows) = by_file.remove(&number) {
                    sheets.insert(*passage, sheet(rows, &grids[*passage], identity, handed));
                }
            }
            let refused = self.refused.get(&number).copied().unwrap_or_default();
            pupils.push((Some(number), Pupil { sheets, refused, ..base.clone() }));
        }
        pupils
    }
}

/// The rows of one pupil and passage as marks: rows with one place are one.
fn sheet(rows: Vec<Placed>, grid: &Grid, identity: &Identity, handed: &mut HandedIn) -> Sheet {
    let mut marks: BTreeMap<Span, Mark> = BTreeMap::new();
    let mut unread = BTreeSet::new();
    let mut remarks = BTreeSet::new();
    let mut repeated = 0;
    for Placed { place, technique, voice, note } in rows {
        let Some((span, start, end)) = place else {
            handed.without_mark += 1;
            remarks.extend(Some(note).filter(|note| !note.is_empty()));
            continue;
        };
        if technique == NOT_READ {
            let is_new = unread.insert(span);
            handed.without_mark += u64::from(is_new);
            repeated += u64::from(!is_new);
            continue;
        }
        let new =
            || Mark { span, start, end, words: grid.touched(span), techniques: BTreeSet::new(), voices: BTreeSet::new(), notes: BTreeSet::new() };
        repeated += u64::from(marks.contains_key(&span));
        let mark = marks.entry(span).or_insert_with(new);
        mark.techniques.extend(Some(technique).filter(|technique| !technique.is_empty()));
        mark.voices.extend(voice);
        mark.notes.extend(Some(note).filter(|note| !note.is_empty()));
    }
    if repeated > 0 {
        let rows = if repeated == 1 { "row repeats" } else { "rows repeat" };
        handed.notice(format!("{}: {repeated} {rows} a place: each place counted once", name_of(identity)));
        handed.repeated += repeated;
    }
    Sheet { marks: marks.into_values().collect(), unread: unread.into_iter().collect(), remarks }
}

/// A name for messages and tables.
fn name_of((annotator, session): &Identity) -> String {
    if annotator.is_empty() { format!("session {session}") } else { annotator.clone() }
}

/// Pupils with labels that differ, by name, and a word on those who share one.
fn labelled(found: Vec<(Identity, Option<usize>, Pupil)>, files: &[MarksFile], notices: &mut Vec<String>) -> Vec<Pupil> {
    let mut sessions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((annotator, session), _, _) in found.iter().filter(|((annotator, _), _, _)| !annotator.is_empty()) {
        sessions.entry(annotator.clone()).or_default().insert(session.clone());
    }
    for (name, sessions) in sessions.iter().filter(|(_, sessions)| sessions.len() > 1) {
        let named: Vec<String> = sessions.iter().map(|session| if session.is_empty() { "none".to_owned() } else { session.clone() }).collect();
        notices.push(format!("{name}: one name in {} sessions ({}): taken for different pupils and kept apart", named.len(), named.join(", ")));
    }
    let mut pupils: Vec<Pupil> = Vec::with_capacity(found.len());
    for (identity, file, pupil) in found {
        let shared = sessions.get(&identity.0).is_some_and(|sessions| sessions.len() > 1);
        let session = Some(identity.1.clone()).filter(|session| shared && !session.is_empty());
        let apart: Vec<String> = session.into_iter().chain(file.map(|file| files[file].file.clone())).collect();
        let label = if apart.is_empty() { name_of(&identity) } else { format!("{} ({})", name_of(&identity), apart.join(", ")) };
        pupils.push(Pupil { label, ..pupil });
    }
    pupils.sort_by(|one, other| (&one.annotator, &one.session_id, &one.label).cmp(&(&other.annotator, &other.session_id, &other.label)));
    pupils
}
