//! Voice: whose words a hit is made of.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::flags::{Flag, flags};
use super::quotation::{Quotation, QuotationKind, Quotations};
use super::reporting::{self, Reporting};
use super::speaker::Speakers;
use crate::span::Span;
use crate::tokenize::Layout;

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The article's own.
    Editorial,
    /// Inside quotation marks or a block quotation.
    Quoted,
    /// A short quoted phrase the article distances itself from.
    Scare,
    /// A quotation whose end or beginning is missing.
    Uncertain,
}

impl Voice {
    /// All voices, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Editorial, Self::Quoted, Self::Scare, Self::Uncertain];

    /// `editorial`, `quoted`, `scare` or `uncertain`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Quoted => "quoted",
            Self::Scare => "scare",
            Self::Uncertain => "uncertain",
        }
    }
}

/// Voice, speaker and flags of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Whose words.
    pub voice: Voice,
    /// Nearest named source, else empty.
    pub speaker: String,
    /// Labels.
    pub flags: Vec<Flag>,
}

/// Tells voice, speaker and flags of spans of one field.
#[derive(Debug)]
pub struct Voices<'a> {
    layout: &'a Layout<'a>,
    /// The quotations of the field.
    pub quotations: Quotations,
    /// What several hits ask for, worked out when the first one does.
    known: RefCell<Known>,
}

/// Answers that several hits of one place share.
#[derive(Debug, Default)]
struct Known {
    /// The clauses of indirect speech of the sentence asked about last.
    clauses: Option<(Span, Vec<(usize, Span)>)>,
    /// Speakers by the index of the verb.
    by_verb: HashMap<usize, String>,
    /// Speakers by the start of the quotation.
    by_quotation: HashMap<usize, String>,
}

impl<'a> Voices<'a> {
    /// Reads the quotations of a field.
    #[must_use]
    pub fn new(layout: &'a Layout<'a>) -> Self {
        Self { layout, quotations: Quotations::new(layout), known: RefCell::default() }
    }

    /// The voice at a byte position.
    #[must_use]
    pub fn voice(&self, position: usize) -> Voice {
        match self.quotations.at(position).map(|quotation| quotation.kind) {
            None => Voice::Editorial,
            Some(QuotationKind::Quoted | QuotationKind::Block) => Voice::Quoted,
            Some(QuotationKind::Scare) => Voice::Scare,
            Some(QuotationKind::Unclosed | QuotationKind::Unopened) => Voice::Uncertain,
        }
    }

    /// Voice, speaker and flags of a span.
    #[must_use]
    pub fn attribution(&self, span: Span) -> Attribution {
        let voice = self.voice(span.start);
        let report = if voice == Voice::Editorial { self.verb_around(span) } else { None };
        let flags = flags(self.layout, span, report.is_some());
        let speaker = match (voice, report) {
            (Voice::Editorial, Some(verb)) => self.speaker_of_verb(verb),
            (Voice::Quoted | Voice::Uncertain, _) => {
                self.quotations.at(span.start).map(|around| self.speaker_of_quotation(around)).unwrap_or_default()
            }
            (Voice::Editorial | Voice::Scare, _) => String::new(),
        };
        Attribution { voice, speaker, flags }
    }

    /// Voice of a span and, as its only flag, whether it stands in indirect speech.
    #[must_use]
    pub fn counted(&self, span: Span) -> Attribution {
        let voice = self.voice(span.start);
        let reported = voice == Voice::Editorial && self.verb_around(span).is_some();
        Attribution { voice, speaker: String::new(), flags: if reported { vec![Flag::Reported] } else { Vec::new() } }
    }

    fn speakers(&self) -> Speakers<'_> {
        Speakers::new(self.layout, &self.quotations)
    }

    /// The verb of the clause of indirect speech around a span.
    fn verb_around(&self, span: Span) -> Option<usize> {
        let sentence = self.layout.sentence_span(span.start);
        let mut known = self.known.borrow_mut();
        if known.clauses.as_ref().is_none_or(|(last, _)| *last != sentence) {
            known.clauses = Some((sentence, reporting::clauses(self.layout, &self.speakers(), sentence)));
        }
        known.clauses.as_ref().and_then(|(_, clauses)| reporting::verb_around(self.layout, clauses, span))
    }

    fn speaker_of_verb(&self, verb: usize) -> String {
        self.known.borrow_mut().by_verb.entry(verb).or_insert_with(|| self.speakers().name(verb)).clone()
    }

    fn speaker_of_quotation(&self, quotation: &Quotation) -> String {
        self.known.borrow_mut().by_quotation.entry(quotation.span.start).or_insert_with(|| self.speakers().of_quotation(quotation)).clone()
    }

    /// The reporting verbs of the field outside quotations, with their speakers, in text order.
    #[must_use]
    pub fn reporting(&self) -> Vec<Reporting> {
        reporting::all(self.layout, &self.speakers())
    }

    /// How many words stand inside quotations, scare quotes and block quotes.
    #[must_use]
    pub fn words_quoted(&self) -> usize {
        self.quotations.found.iter().map(|quotation| self.layout.words_in(quotation.span).len()).sum()
    }

    /// How many scare quotes there are.
    #[must_use]
    pub fn scare_quotes(&self) -> usize {
        self.quotations.found.iter().filter(|quotation| quotation.kind == QuotationKind::Scare).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, FieldName};
    use crate::lexicon::examples::marked;

    /// Voice, speaker and flags of what stands in `[[ ]]`.
    fn told(text: &str) -> (Voice, String, Vec<Flag>) {
        let marked = marked(text).expect("balanced");
        let field = Field::plain(marked.text.as_str());
        let layout = Layout::new(FieldName::Text, &field, true);
        let Attribution { voice, speaker, flags } = Voices::new(&layout).attribution(marked.spans[0]);
        (voice, speaker, flags)
    }

    #[test]
    fn speakers_of_quotations() {
        let cases = [
            ("“The [[mob]] left,” said Jo Doe, a docker.", "Jo Doe"),
            ("Jo Doe, who runs the office in Norton, said: “The [[mob]] left.”", "Jo Doe"),
            ("The mayor of Norton, Jo Doe, said the “[[mob]]” had left.", "Jo Doe"),
            ("“The [[mob]] left,” Defence Minister Jo Doe told Kim Roe.", "Jo Doe"),
            ("“The [[mob]] left,” the Ministry of Defence said.", "Ministry of Defence"),
            ("“The [[mob]] left,” the Seafarers’ League said.", "Seafarers’ League"),
            ("“The [[mob]] left,” Ursula von Doe wrote.", "Ursula von Doe"),
            ("Jo Doe spoke first and said little. “The [[mob]] left,” she added.", "Jo Doe"),
            ("“The [[mob]] left,” officials said.", ""),
            ("“The [[mob]] left,” the minister told the Norton Echo.", ""),
            ("“The [[mob]] left,” read a sign.", ""),
            ("Doe called Roe a “[[puppet]]”, and Roe called Doe a “thug”.", "Doe"),
            ("Doe called Roe a “puppet”, and Roe called Doe a “[[thug]]”.", "Roe"),
            ("What Norton calls a “[[special operation]]” goes on, as Kim Roe said.", "Norton"),
            ("A plan described by Kim Roe as “[[reckless]]” passed.", "Kim Roe"),
            ("The plan was “[[reckless]]”, according to Kim Roe.", "Kim Roe"),
            ("Kim Roe left early, adding that the “[[mob]]” was late.", ""),
            ("“It rained,” Jo Doe said. “The [[mob]] left.”", "Jo Doe"),
            ("“The [[mob]] left.” Jo Doe said so twice.", "Jo Doe"),
            ("Doe said “the [[mob]] left. It rained.", "Doe"),
        ];
        for (text, speaker) in cases {
            assert_eq!(told(text).1, speaker, "{text}");
        }
    }

    #[test]
    fn indirect_speech_is_reported_and_has_a_speaker() {
        let cases = [
            ("Jo Doe said that the [[mob]] left.", Some("Jo Doe")),
            ("Jo Doe said the [[mob]] left.", Some("Jo Doe")),
            ("The [[mob]] left at noon, Jo Doe said.", Some("Jo Doe")),
            ("The [[mob]] left, according to Jo Doe.", Some("Jo Doe")),
            ("Jo Doe told the Norton Echo the [[mob]] had left.", Some("Jo Doe")),
            ("Jo Doe told Kim Roe on Monday that the [[mob]] left.", Some("Jo Doe")),
            ("Officials said that the [[mob]] left.", Some("")),
            ("Jo Doe spoke. She said that the [[mob]] left.", Some("Jo Doe")),
            ("Seats were given according to size, and the [[mob]] stood.", None),
            ("As Jo Doe said her goodbyes, the [[mob]] left.", None),
            ("Jo Doe, the [[thug]]’s brother, said, “It rained.”", None),
            ("“It rained,” Jo Doe said as the [[mob]] left.", None),
        ];
        for (text, speaker) in cases {
            let (voice, found, flags) = told(text);
            assert_eq!(voice, Voice::Editorial, "{text}");
            assert_eq!(flags.contains(&Flag::Reported), speaker.is_some(), "{text}");
            assert_eq!(found, speaker.unwrap_or_default(), "{text}");
        }
    }

    #[test]
    fn words_around_a_hit_give_flags() {
        let cases = [
            ("He is not a [[hero]].", Some(Flag::Negated)),
            ("There was no [[invasion]].", Some(Flag::Negated)),
            ("It will never be a [[massacre]].", Some(Flag::Negated)),
            ("He is neither a [[martyr]] nor a saint.", Some(Flag::Negated)),
            ("It was no “[[liberation]]”.", Some(Flag::Negated)),
            ("It was not only a [[sham]].", None),
            ("Not far from the [[massacre]] stands an inn.", None),
            ("The guards did not stop the [[mob]].", None),
            ("They haven’t forgiven the [[shameful]] delay.", None),
            ("It was not without [[heroes]].", None),
            ("The word “[[regime]]” is old.", Some(Flag::Mention)),
            ("The noun [[hero]] comes from Greek.", Some(Flag::Mention)),
            ("The terms “mob” and “[[thugs]]” are old.", Some(Flag::Mention)),
            ("The long-term [[chaos]] went on.", None),
            ("You have my word that the [[crackdown]] ends.", None),
            ("What Norton calls the [[invasion]] is old.", Some(Flag::Attributed)),
            ("Doe called it a [[farce]].", Some(Flag::Attributed)),
            ("Doe called the strike “[[blackmail]]”.", Some(Flag::Attributed)),
            ("A plan described by critics as a [[power grab]] passed.", Some(Flag::Attributed)),
            ("The [[invasion]], as Norton calls it, is old.", Some(Flag::Attributed)),
            ("Doe called for a [[crackdown]].", None),
            ("Doe called a meeting about the [[land grab]].", None),
            ("What Norton calls progress brought the [[occupiers]] back.", None),
            ("The so-called [[liberators]] left.", None),
        ];
        for (text, flag) in cases {
            assert_eq!(told(text).2, flag.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn scare_quotes_have_no_source_and_are_no_titles() {
        let cases = [
            ("The “[[liberation]]” of the town took an hour.", Voice::Scare),
            ("The so-called “[[liberation]]” took an hour.", Voice::Scare),
            ("The “People’s [[Liberation]]” met.", Voice::Scare),
            ("The “[[liberation]] of the old town” took an hour.", Voice::Quoted),
            ("Doe said the “[[liberation]]” was over.", Voice::Quoted),
            ("Doe accused him of “[[blackmail]]”.", Voice::Quoted),
            ("The film “[[Traitor]]” ran.", Voice::Quoted),
            ("A line known as the “[[regime]] line” divides them.", Voice::Quoted),
            ("Jo “The [[Butcher]]” Doe left.", Voice::Quoted),
            ("“[[Traitor]]!” The shout came from the back.", Voice::Quoted),
        ];
        for (text, voice) in cases {
            assert_eq!(told(text).0, voice, "{text}");
        }
    }
}
