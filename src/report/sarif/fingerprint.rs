//! By what a hit is known again in a later version of the text: its entry, its words and its sentence, and which of several alike it is. Lines
//! above it, other sentences, layout and capitals make no difference.

use std::collections::HashMap;

use crate::analysis::{Analysis, Analyzer, Hit};
use crate::lexicon::digest;
use crate::tokenize::{Layout, layouts};

/// The name under which it stands in a log; its number goes up when it is made otherwise.
pub(super) const NAME: &str = "connoteHit/v1";

/// The fingerprints of hits, which are in text order.
pub(super) fn fingerprints<'h>(analysis: &Analysis, analyzer: &Analyzer, hits: impl Iterator<Item = &'h Hit>) -> Vec<String> {
    let layouts = layouts(&analysis.document);
    let mut alike: HashMap<String, usize> = HashMap::new();
    let fingerprint = |hit: &Hit| {
        let layout = layouts.iter().find(|layout| layout.name == hit.field)?;
        let words = words(layout, layout.words_touching(hit.span));
        let sentence = words_of_sentence(layout, hit);
        let lexicon = analyzer.lexicon_id(hit.entry);
        let content = format!("{lexicon}\n{}\n{words}\n{sentence}", analyzer.entry(hit.entry).id);
        let earlier = alike.entry(content.clone()).or_default();
        *earlier += 1;
        Some(digest(format!("{content}\n{earlier}").as_bytes()))
    };
    hits.map(fingerprint).map(Option::unwrap_or_default).collect()
}

fn words_of_sentence(layout: &Layout<'_>, hit: &Hit) -> String {
    words(layout, layout.words_in(layout.sentence_span(hit.span.start)))
}

fn words(layout: &Layout<'_>, range: std::ops::Range<usize>) -> String {
    let words: Vec<&str> = layout.words[range].iter().map(|word| layout.word_text(word)).collect();
    words.join(" ")
}
