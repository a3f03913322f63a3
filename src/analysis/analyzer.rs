//! The pipeline itself, in the order of the definitions: boundaries (the engine), sense, overlap, voice.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use super::ignore::{Asked, problems};
use super::overlap::{self, Contender};
use super::{Analysis, EntryIndex, FieldQuotations, Hit, Ignored, Mention, NearMiss, Reason, ReportingVerb};
use crate::context::kwic::{CONTEXT_WORDS, context};
use crate::context::sense::{DocumentFacts, Sense, Verdict};
use crate::context::{Flag, Reporting, Voice, Voices};
use crate::document::{Document, FieldName, Ignores, Warning};
use crate::lexicon::pattern::{PatternProblem, entry_forms};
use crate::lexicon::{Entry, Loaded, Selection, Technique};
use crate::matcher::{Engine, EngineProblem, Keyed, Match, Owner};
use crate::span::Span;
use crate::tokenize::key::Words;
use crate::tokenize::{Layout, Word, layouts};

/// How an analyzer is set up.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which entries are looked for.
    pub selection: Selection,
    /// Whether hits are only counted: they get no term, no lines of context, no speaker, and of the flags those that counts ask for (reported, low confidence).
    pub counts_only: bool,
    /// Whether matches that are no hits are kept.
    pub near_misses: bool,
    /// Whether what gives way where names or hits overlap is kept too: from that the counts of any part of the selection can be worked out.
    pub overruled: bool,
    /// Whether reporting verbs and their speakers are listed.
    pub reporting_verbs: bool,
    /// Whether hits are left out where a comment in the text asks for it.
    pub honour_ignores: bool,
}

/// Why an analyzer cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found}; expected {expected}; {advice}")]
pub struct AnalyzeError {
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub advice: String,
}

/// Analyzes documents with a set of lexicons. Made once, used from many threads.
pub struct Analyzer {
    lexicons: Vec<Loaded>,
    selection: Selection,
    engine: Keyed,
    /// Per lexicon and entry; made ready when the entry is first met: a text meets few of them.
    senses: Vec<Vec<OnceLock<Sense>>>,
    near_misses: bool,
    overruled: bool,
    honour_ignores: bool,
    counts_only: bool,
    /// Whether a lexicon is for English texts.
    reads_english: bool,
    /// Forms of attribution verbs and what they do, by their first word, whether their entries are on or off; `None` where nobody asked for the list.
    attribution: Option<AttributionForms>,
}

/// Forms with their techniques, by their first word.
type AttributionForms = HashMap<String, Vec<(String, Technique)>>;

/// A match of an entry on its way to being a hit.
struct Candidate<'a> {
    field: usize,
    found: Match,
    entry: EntryIndex,
    technique: &'a str,
    open: Option<String>,
}

impl Contender for Candidate<'_> {
    fn place(&self) -> (usize, Span) {
        (self.field, self.found.span)
    }

    fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        // Folded, so that neither layout nor accents make a form longer.
        (self.open.is_some(), std::cmp::Reverse(self.found.folded.len()))
    }

    fn group(&self) -> (usize, &str) {
        (self.entry.lexicon, self.technique)
    }
}

impl Analyzer {
    /// Makes ready the selected entries of `lexicons`.
    ///
    /// # Errors
    /// A pattern that does not expand (validated lexicons have none), or more forms than the engine can hold.
    pub fn new(lexicons: Vec<Loaded>, options: &Options) -> Result<Self, AnalyzeError> {
        let engine = Keyed::of_lexicons(&lexicons, &options.selection).map_err(|problem| match problem {
            EngineProblem::Pattern(PatternProblem { found, expected, advice }) => AnalyzeError { found, expected, advice },
            EngineProblem::Limit(found) => {
                AnalyzeError { found, expected: "terms that fit one automaton".to_owned(), advice: "use fewer or smaller lexicons".to_owned() }
            }
        })?;
        let reads_english = lexicons.iter().any(|loaded| loaded.lexicon().header.language.split('-').next() == Some("en"));
        let senses = lexicons.iter().map(|loaded| loaded.lexicon().entries.iter().map(|_| OnceLock::new()).collect()).collect();
        let attribution = options.reporting_verbs.then(|| attribution_forms(&lexicons));
        Ok(Self {
            lexicons,
            selection: options.selection.clone(),
            engine,
            senses,
            near_misses: options.near_misses,
            overruled: options.overruled,
            honour_ignores: options.honour_ignores,
            counts_only: options.counts_only,
            reads_english,
            attribution,
        })
    }

    /// The lexicons, in the order that indices refer to.
    #[must_use]
    pub fn lexicons(&self) -> &[Loaded] {
        &self.lexicons
    }

    /// Whether an entry of a lexicon is looked for.
    #[must_use]
    pub fn is_selected(&self, lexicon: &str, entry: &Entry) -> bool {
        self.selection.includes(lexicon, entry)
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.lexicons[index.lexicon].lexicon().entries[index.entry]
    }

    /// The id of an entry's lexicon.
    #[must_use]
    pub fn lexicon_id(&self, index: EntryIndex) -> &str {
        &self.lexicons[index.lexicon].lexicon().header.id
    }

    fn sense(&self, index: EntryIndex) -> &Sense {
        self.senses[index.lexicon][index.entry].get_or_init(|| Sense::new(self.lexicons[index.lexicon].lexicon(), self.entry(index)))
    }

    /// Finds everything in a document.
    #[must_use]
    pub fn analyze(&self, document: Document) -> Analysis {
        self.analyze_and(document, |_, _| ()).0
    }

    /// Finds everything in a document, and lets `look` see its words and quotations (one item a field) while they are at hand.
    pub fn analyze_and<T>(&self, mut document: Document, look: impl FnOnce(&[Layout<'_>], &[Voices<'_>]) -> T) -> (Analysis, T) {
        if self.honour_ignores {
            document.set_comments_aside();
        } else {
            document.ignores = Ignores::default();
        }
        let layouts = layouts(&document);
        let voices: Vec<Voices<'_>> = layouts.iter().map(Voices::new).collect();
        let matches: Vec<Vec<Match>> = layouts.iter().map(|layout| self.engine.find(layout)).collect();
        let mut near_misses = Vec::new();
        let candidates = self.sensed(&document, &layouts, &matches, &mut near_misses);
        let (winners, losers) = overlap::resolve(&candidates);
        let entry_of = |index: usize| candidates[index].entry;
        for (loser, winner) in losers.into_iter().filter(|&(loser, winner)| entry_of(loser) != entry_of(winner)) {
            self.note_miss(&layouts, &candidates[loser], Reason::Overlap { winner: entry_of(winner) }, &mut near_misses);
        }
        let hits = self.hits(&layouts, &voices, winners.iter().map(|&index| &candidates[index]));
        let asked = Asked::new(&document.ignores, &self.lexicons);
        let (mut hits, ignored) = asked.split(hits);
        set_within(&mut hits);
        near_misses.sort_by_key(|miss| (miss.field, miss.span, miss.entry));
        let overruled = if self.overruled { losers_of(&candidates, &winners) } else { Vec::new() };
        let overruled = overruled.into_iter().map(|candidate| self.hit(&layouts, &voices, candidate));
        let overruled = overruled.filter(|hit| !is_ignored_with(&asked, &ignored, hit)).collect();
        let neutral_names = self.neutral_names(&layouts, &voices, &matches);
        let loaded_names = self.loaded_names(&hits);
        let mentions = longest_mentions(neutral_names.iter().copied().chain(loaded_names).collect());
        let neutral_names = if self.overruled { neutral_names } else { Vec::new() };
        let words = layouts.iter().map(|layout| layout.words.len()).sum();
        let words_quoted = voices.iter().map(Voices::words_quoted).sum();
        let sentences = layouts.iter().map(|layout| layout.sentences.len()).sum();
        let quotations = layouts
            .iter()
            .zip(&voices)
            .map(|(layout, voices)| FieldQuotations { field: layout.name, quotations: voices.quotations.found.clone() })
            .collect();
        let scare_quotes = voices.iter().map(Voices::scare_quotes).sum();
        let mut warnings = document.warnings.clone();
        warnings.extend(self.noticed(&layouts, &voices, words));
        let reporting_verbs = self.reporting_verbs(&layouts, &voices);
        let ignore_problems = problems(&document.ignores, &self.lexicons);
        let seen = look(&layouts, &voices);
        drop(voices);
        drop(layouts);
        let analysis = Analysis {
            document,
            words,
            words_quoted,
            sentences,
            hits,
            ignored,
            ignore_problems,
            overruled,
            near_misses,
            mentions,
            neutral_names,
            quotations,
            scare_quotes,
            reporting_verbs,
            warnings,
        };
        (analysis, seen)
    }

    /// The reporting verbs of both fields with what the lexicons say of them.
    fn reporting_verbs(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>]) -> Vec<ReportingVerb> {
        let Some(attribution) = &self.attribution else { return Vec::new() };
        let mut found = Vec::new();
        for (layout, voices) in layouts.iter().zip(voices) {
            found.extend(voices.reporting().into_iter().map(|Reporting { span, folded, verb, speaker }| {
                let text = &layout.folded.text[folded.start..];
                // "points to" is not "points out": the whole form must stand there.
                let forms = attribution.get(folded.of(&layout.folded.text)).into_iter().flatten();
                let technique = forms.into_iter().find(|(form, _)| text.starts_with(form)).map(|(_, technique)| technique.clone());
                ReportingVerb { field: layout.name, span, verb, speaker, technique }
            }));
        }
        found
    }

    /// The matches of entries that their sense conditions let pass.
    fn sensed<'a>(
        &'a self,
        document: &Document,
        layouts: &[Layout<'_>],
        matches: &[Vec<Match>],
        near_misses: &mut Vec<NearMiss>,
    ) -> Vec<Candidate<'a>> {
        let mut candidates = Vec::with_capacity(matches.iter().map(Vec::len).sum());
        let mut waiting = Vec::new();
        let facts = DocumentFacts { layouts, entries: None };
        for (field, found) in matches.iter().enumerate().flat_map(|(field, found)| found.iter().map(move |found| (field, found))) {
            let Some(Owner::Entry { lexicon, entry }) = self.engine.form(found.form).map(|form| form.owner) else { continue };
            let index = EntryIndex { lexicon, entry };
            let technique = self.entry(index).technique.id();
            let candidate = Candidate { field, found: *found, entry: index, technique, open: None };
            if let Some(reason) = outside_dates(self.entry(index), document.meta.date.as_deref()) {
                self.note_miss(layouts, &candidate, reason, near_misses);
            } else if self.sense(index).needs_document_entries() {
                waiting.push(candidate);
            } else {
                candidates.extend(self.judge(layouts, candidate, &facts, near_misses));
            }
        }
        if !waiting.is_empty() {
            let entries: HashSet<&'a str> = candidates.iter().filter(|c| c.open.is_none()).map(|c| self.entry(c.entry).id.as_str()).collect();
            let facts = DocumentFacts { layouts, entries: Some(&entries) };
            for candidate in waiting {
                candidates.extend(self.judge(layouts, candidate, &facts, near_misses));
            }
            candidates.sort_by_key(|candidate| (candidate.field, candidate.found));
        }
        candidates
    }

    fn judge<'c>(
        &self,
        layouts: &[Layout<'_>],
        mut candidate: Candidate<'c>,
        facts: &DocumentFacts<'_>,
        near_misses: &mut Vec<NearMiss>,
    ) -> Option<Candidate<'c>> {
        match self.sense(candidate.entry).verdict(&layouts[candidate.field], &candidate.found, facts) {
            Verdict::Holds => Some(candidate),
            Verdict::Open(condition) => {
                candidate.open = Some(condition);
                Some(candidate)
            }
            Verdict::Rejected(condition) => {
                self.note_miss(layouts, &candidate, Reason::Condition(condition), near_misses);
                None
            }
        }
    }

    fn note_miss(&self, layouts: &[Layout<'_>], candidate: &Candidate<'_>, reason: Reason, near_misses: &mut Vec<NearMiss>) {
        if !self.near_misses {
            return;
        }
        let layout = &layouts[candidate.field];
        let (left, right) = context(layout, candidate.found.span, CONTEXT_WORDS);
        let term = self.engine.form(candidate.found.form).map_or_else(String::new, |form| form.text.to_owned());
        near_misses.push(NearMiss { field: layout.name, span: candidate.found.span, entry: candidate.entry, term, reason, left, right });
    }

    fn hits<'a>(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>], winners: impl Iterator<Item = &'a Candidate<'a>>) -> Vec<Hit> {
        let mut winners: Vec<&Candidate<'_>> = winners.collect();
        winners.sort_by_key(|winner| (winner.field, winner.found.span.start, std::cmp::Reverse(winner.found.span.end), winner.entry));
        winners.iter().map(|winner| self.hit(layouts, voices, winner)).collect()
    }

    fn hit(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>], winner: &Candidate<'_>) -> Hit {
        let layout = &layouts[winner.field];
        let span = winner.found.span;
        let form = self.engine.form(winner.found.form);
        let voices = &voices[winner.field];
        let attribution = if self.counts_only { voices.counted(span) } else { voices.attribution(span) };
        let mut flags = attribution.flags;
        if winner.open.is_some() {
            flags.push(Flag::LowConfidence);
        }
        if layout.folded.homoglyph.is_some() && has_look_alikes(span.of(layout.content())) {
            flags.push(Flag::Homoglyph);
        }
        let (left, right) = if self.counts_only { Default::default() } else { context(layout, span, CONTEXT_WORDS) };
        let before: usize = layouts[..winner.field].iter().map(|layout| layout.sentences.len()).sum();
        Hit {
            field: layout.name,
            span,
            entry: winner.entry,
            term: form.filter(|_| !self.counts_only).map_or_else(String::new, |form| form.text.to_owned()),
            inflection: form.map(|form| form.inflection).unwrap_or_default(),
            technique: self.entry(winner.entry).technique.clone(),
            weight: winner.found.folded.len(),
            voice: attribution.voice,
            speaker: attribution.speaker,
            zone: layout.zone(span.start),
            sentence: before + layout.sentence(span.start) + 1,
            flags,
            within: None,
            left,
            right,
        }
    }

    /// The neutral names used for things with rival names, editorial voice only.
    fn neutral_names(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>], matches: &[Vec<Match>]) -> Vec<Mention> {
        let mut found = Vec::new();
        for ((layout, voices), matches) in layouts.iter().zip(voices).zip(matches) {
            for matched in matches {
                if let Some(Owner::Referent { lexicon, referent }) = self.engine.form(matched.form).map(|form| form.owner)
                    && voices.voice(matched.span.start) == Voice::Editorial
                {
                    found.push(Mention { field: layout.name, span: matched.span, lexicon, referent, loaded: false });
                }
            }
        }
        found
    }

    /// The hits that are loaded names of things with rival names, editorial voice only.
    fn loaded_names(&self, hits: &[Hit]) -> Vec<Mention> {
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.counts() && hit.voice == Voice::Editorial) {
            let lexicon = hit.entry.lexicon;
            for referent in self.lexicons[lexicon].lexicon().loaded_name_of(&self.entry(hit.entry).id) {
                found.push(Mention { field: hit.field, span: hit.span, lexicon, referent, loaded: true });
            }
        }
        found
    }

    fn noticed(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>], words: usize) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (layout, voices) in layouts.iter().zip(voices) {
            if let Some(at) = voices.quotations.first_incomplete() {
                warnings.push(Warning::QuoteUnclosed { field: layout.name, at });
            }
            if let Some(word) = layout.folded.homoglyph {
                warnings.push(Warning::Homoglyph { field: layout.name, word: word.of(layout.content()).to_owned() });
            }
        }
        if words == 0 {
            warnings.push(Warning::NoWords);
        }
        if self.reads_english
            && let Some(layout) = layouts.last()
            && let Some(detected) = other_language(layout)
        {
            warnings.push(Warning::OtherLanguage { detected });
        }
        warnings
    }
}

/// Whether something that gave way is to be left out itself, or gave way to what is left out: nothing takes the place of that.
fn is_ignored_with(asked: &Asked<'_>, ignored: &[Ignored], hit: &Hit) -> bool {
    let beside = |other: &Ignored| other.hit.field == hit.field && other.hit.span.overlaps(hit.span);
    ignored.iter().any(beside) || asked.line_against(hit).is_some()
}

/// Names for each hit the one that covers or crosses it.
fn set_within(hits: &mut [Hit]) {
    let apart = |pair: &[Hit]| pair[0].field != pair[1].field || !pair[0].span.overlaps(pair[1].span);
    if hits.windows(2).all(apart) {
        return;
    }
    for field in [FieldName::Title, FieldName::Text] {
        let members: Vec<usize> = (0..hits.len()).filter(|&index| hits[index].field == field).collect();
        let spans: Vec<Span> = members.iter().map(|&index| hits[index].span).collect();
        for (&index, outer) in members.iter().zip(overlap::within(&spans)) {
            hits[index].within = outer.map(|outer| members[outer]);
        }
    }
}

/// All forms of entries that colour the reporting of speech, by their first word.
fn attribution_forms(lexicons: &[Loaded]) -> AttributionForms {
    let mut forms = AttributionForms::new();
    for lexicon in lexicons.iter().map(|loaded| loaded.lexicon()) {
        for entry in lexicon.entries.iter().filter(|entry| entry.technique.is_attribution()) {
            for form in entry_forms(lexicon, entry).unwrap_or_default() {
                let form = form.text.to_lowercase();
                let first = form.split_whitespace().next().unwrap_or_default().to_owned();
                forms.entry(first).or_default().push((form, entry.technique.clone()));
            }
        }
    }
    forms
}

/// The candidates that gave way to another one, in text order.
fn losers_of<'c>(candidates: &'c [Candidate<'c>], winners: &[usize]) -> Vec<&'c Candidate<'c>> {
    candidates.iter().enumerate().filter(|(index, _)| winners.binary_search(index).is_err()).map(|(_, candidate)| candidate).collect()
}

/// Of mentions that overlap, the longest; a name can be a mention of one thing only.
#[must_use]
pub fn longest_mentions(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|mention| {
        (mention.field, mention.span.start, std::cmp::Reverse(mention.span.end), !mention.loaded, mention.lexicon, mention.referent)
    });
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        match kept.last_mut() {
            Some(last) if last.field == mention.field && last.span.overlaps(mention.span) => {
                if mention.span.len() > last.span.len() {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

fn has_look_alikes(text: &str) -> bool {
    use unicode_script::{Script, UnicodeScript};
    text.chars().any(|c| c.is_alphabetic() && !matches!(c.script(), Script::Latin | Script::Common | Script::Inherited))
}

/// Why an entry is not valid on the document's date. Without a date, and for one that is not ISO 8601, every entry is.
fn outside_dates(entry: &Entry, date: Option<&str>) -> Option<Reason> {
    let day = date?.get(..10).filter(|day| day.parse::<toml::value::Datetime>().is_ok())?;
    let early = entry.since.as_deref().filter(|since| day < *since).map(|since| format!("valid since {since}, the text is of {day}"));
    let late = entry.until.as_deref().filter(|until| day > *until).map(|until| format!("valid until {until}, the text is of {day}"));
    early.or(late).map(Reason::Date)
}

/// Words that make up a fifth of any English text and hardly occur in others.
static ENGLISH: LazyLock<Words<()>> = LazyLock::new(|| {
    ["the", "of", "and", "to", "was", "that", "with", "for", "his", "had", "said", "from"].map(|word| (word, ())).into_iter().collect()
});

/// The language of a text, where it is reliably not English. Short texts are not judged, and those full of English function words
/// need no detector.
fn other_language(layout: &Layout<'_>) -> Option<String> {
    const WORDS: usize = 40;
    if layout.words.len() < WORDS {
        return None;
    }
    let sample = layout.words.len().min(WORDS * 10);
    let is_english = |(word, key): &(&Word, &u64)| ENGLISH.get_by(**key, || layout.word_text(word)).is_some();
    // As soon as there are enough, the rest need not be looked at.
    let enough = sample.div_ceil(12);
    if layout.words[..sample].iter().zip(layout.words.keys()).filter(is_english).take(enough).count() == enough {
        return None;
    }
    let start: String = layout.content().chars().take(4_000).collect();
    let info = whatlang::detect(&start)?;
    (info.is_reliable() && info.lang() != whatlang::Lang::Eng).then(|| info.lang().code().to_owned())
}
