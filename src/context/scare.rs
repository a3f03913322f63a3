//! Scare quotes: a word or three that the article puts at arm's length.

use std::ops::Range;

use super::verbs;
use crate::document::Zone;
use crate::lexicon::is_determiner;
use crate::span::Span;
use crate::tokenize::Layout;

/// Longest scare quotation, in words.
const WORDS: usize = 3;

/// Words before a quotation that announce a title.
const TITLE_CUES: [&str; 31] = [
    "album", "article", "book", "campaign", "column", "documentary", "episode", "essay", "exhibition", "film", "game", "hit", "memoir", "movie",
    "musical", "novel", "opera", "painting", "play", "podcast", "poem", "series", "show", "single", "song", "entitled", "programme", "band", "drama",
    "track", "sitcom",
];

/// Words before a quotation that announce a name, however it is written.
const NAME_CUES: [&str; 6] = ["known", "named", "nicknamed", "nickname", "codenamed", "titled"];

/// How many words before a quotation are looked at for one of these.
const NAME_REACH: usize = 3;

/// How many words before a quotation are looked at for a title cue.
const TITLE_REACH: usize = 4;

/// Tells scare quotes from other quotations of one field, taken in order.
pub(super) struct Scares<'a> {
    layout: &'a Layout<'a>,
    /// The sentence asked about last, and its words that name a source: short quotations come several to a sentence.
    sources: Option<(Span, Vec<usize>)>,
}

impl<'a> Scares<'a> {
    pub(super) fn new(layout: &'a Layout<'a>) -> Self {
        Self { layout, sources: None }
    }

    /// One to three words, no title or name of a work, not in a headline, no sentence or paragraph of its own, no speaker or reporting
    /// verb in the sentence.
    pub(super) fn is_scare(&mut self, quotation: Span) -> bool {
        let layout = self.layout;
        let words = layout.words_in(quotation);
        if words.is_empty() || words.len() > WORDS || layout.zone(quotation.start) == Zone::Headline {
            return false;
        }
        let sentence = layout.sentence_span(layout.words[words.start].span().start);
        !is_utterance(layout, quotation, sentence) && !is_title(layout, &words, &layout.words_in(sentence)) && !self.has_source(sentence, &words)
    }

    /// Whether the sentence says, outside the quotation, that somebody said something.
    fn has_source(&mut self, sentence: Span, quoted: &Range<usize>) -> bool {
        if self.sources.as_ref().is_none_or(|(last, _)| *last != sentence) {
            self.sources = Some((sentence, verbs::sources(self.layout, self.layout.words_in(sentence))));
        }
        self.sources.iter().flat_map(|(_, sources)| sources).any(|source| !quoted.contains(source))
    }
}

/// Whether a character is one of the usual quotation marks: nearly all quotations begin and end with one, and Unicode's tables of letters are large.
fn is_mark(character: char) -> bool {
    matches!(character, '"' | '\'' | '\u{2018}'..='\u{201F}')
}

/// "“Never.” She left.": a sentence of its own, or all there is in its sentence.
fn is_utterance(layout: &Layout<'_>, quotation: Span, sentence: Span) -> bool {
    let content = layout.content();
    let inside = quotation.of(content).trim_matches(|c: char| is_mark(c) || !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…'));
    let before = content.get(sentence.start..quotation.start).unwrap_or_default().trim();
    let after = content.get(quotation.end..sentence.end).unwrap_or_default().trim();
    let begins = before.is_empty() || before.ends_with(':');
    begins && (inside.ends_with(['.', '!', '?', '…']) || after.chars().all(|c| !c.is_alphanumeric()) && inside.starts_with(char::is_uppercase))
}

/// Capitalised like a title or a nickname. "the “People's Council”" is none: titles and nicknames stand without an article.
fn is_title(layout: &Layout<'_>, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let text = |index: usize| layout.word_text(&layout.words[index]);
    let capital = |index: usize| layout.words[index].span().of(layout.content()).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let before = sentence.start.min(words.start)..words.start;
    if before.clone().rev().take(NAME_REACH).any(|index| NAME_CUES.contains(&text(index))) {
        return true;
    }
    if !words.clone().all(|index| capital(index) || text(index).len() <= 3) || !words.clone().any(capital) {
        return false;
    }
    let cued = before.clone().rev().take(TITLE_REACH).any(|index| TITLE_CUES.contains(&text(index)));
    let determined = before.last().is_some_and(|index| is_determiner(text(index)) || text(index).ends_with("'s"));
    cued || !determined
}
