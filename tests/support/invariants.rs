//! What must hold for any document whatever its bytes; used by the property tests and by the fuzz targets.

use std::cmp::Reverse;

use connote::analysis::{Analysis, Analyzer};
use connote::context::{QuotationKind, Voice};
use connote::document::{Document, FieldName};
use connote::lexicon::pattern::entry_forms;
use connote::measure::DocumentCounts;
use connote::span::{Position, Positions, Span};

/// Analyzes a document and checks everything that must hold for what comes out.
pub(crate) fn analyzed(analyzer: &Analyzer, document: Document) -> Analysis {
    regions_fit(&document);
    let analysis = analyzer.analyze(document);
    hits_hold(&analysis, analyzer);
    near_misses_and_mentions_hold(&analysis);
    quotations_hold(&analysis);
    counts_hold(&analysis);
    analysis
}

fn regions_fit(document: &Document) {
    for field in document.title.iter().chain([&document.text]) {
        for region in &field.regions {
            assert!(field.content.get(region.span.start..region.span.end).is_some(), "{region:?} does not fit {:?}", field.content);
        }
        assert!(field.regions.is_sorted_by_key(|region| region.span.start), "{:?}", field.regions);
    }
}

/// The piece under a span, which must lie in its field, between characters, and hold something.
fn cut(analysis: &Analysis, field: FieldName, span: Span) -> &str {
    let content = analysis.content(field);
    let piece = content.get(span.start..span.end);
    let piece = piece.unwrap_or_else(|| panic!("{span:?} does not fit {content:?}"));
    assert!(!piece.is_empty(), "an empty span in {content:?}");
    piece
}

fn hits_hold(analysis: &Analysis, analyzer: &Analyzer) {
    let order = |field, span: Span| (field, span.start, Reverse(span.end));
    assert!(analysis.hits.is_sorted_by_key(|hit| order(hit.field, hit.span)), "{:?}", analysis.hits);
    let title = Positions::new(analysis.content(FieldName::Title));
    let text = Positions::new(analysis.content(FieldName::Text));
    for (index, hit) in analysis.hits.iter().enumerate() {
        let piece = cut(analysis, hit.field, hit.span);
        let lexicon = analyzer.lexicons()[hit.entry.lexicon].lexicon();
        let forms = entry_forms(lexicon, analyzer.entry(hit.entry)).expect("valid");
        assert!(forms.iter().any(|form| form.text == hit.term), "{piece:?}: no form of the entry is {:?}", hit.term);
        assert!(piece.starts_with(char::is_alphanumeric) || !hit.term.starts_with(char::is_alphanumeric), "{piece:?} is found for {:?}", hit.term);
        assert!((1..=analysis.sentences).contains(&hit.sentence), "{hit:?}");
        if let Some(within) = hit.within {
            let other = analysis.hits.get(within).unwrap_or_else(|| panic!("{hit:?} lies within a hit that is not there"));
            assert!(within != index && other.field == hit.field && other.span.overlaps(hit.span), "{hit:?}\n{other:?}");
        }
        let rivals = analysis.hits[..index].iter().filter(|other| {
            let same_group = other.entry.lexicon == hit.entry.lexicon && other.technique == hit.technique;
            same_group && other.field == hit.field && other.span.overlaps(hit.span)
        });
        assert_eq!(rivals.count(), 0, "two hits of one lexicon and technique share text: {hit:?}");
        assert_eq!(hit.voice, voice_by_quotations(analysis, hit.field, hit.span.start), "{hit:?}");
        positions_agree(analysis.content(hit.field), if hit.field == FieldName::Title { &title } else { &text }, hit.span);
    }
}

/// The voice that the listed quotations give a place.
fn voice_by_quotations(analysis: &Analysis, field: FieldName, position: usize) -> Voice {
    let fields = analysis.quotations.iter().filter(|quotations| quotations.field == field);
    let around = fields.flat_map(|quotations| &quotations.quotations).find(|quotation| quotation.span.contains(position));
    match around.map(|quotation| quotation.kind) {
        None => Voice::Editorial,
        Some(QuotationKind::Quoted | QuotationKind::Block) => Voice::Quoted,
        Some(QuotationKind::Scare) => Voice::Scare,
        Some(QuotationKind::Unclosed | QuotationKind::Unopened) => Voice::Uncertain,
    }
}

/// Code points, lines and columns as a slow count gives them.
fn positions_agree(content: &str, positions: &Positions<'_>, span: Span) {
    let before = &content[..span.start];
    let count = before.chars().count();
    assert_eq!(positions.code_point(span.start), count);
    assert_eq!(positions.byte(count), Some(span.start));
    assert_eq!(positions.code_point(span.end) - count, content[span.start..span.end].chars().count());
    let unix = before.replace("\r\n", "\n").replace('\r', "\n");
    let column = unix.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    assert_eq!(positions.position(span.start), Position { line: unix.matches('\n').count() + 1, column }, "{before:?}");
}

fn near_misses_and_mentions_hold(analysis: &Analysis) {
    for miss in &analysis.near_misses {
        cut(analysis, miss.field, miss.span);
    }
    for mention in &analysis.mentions {
        cut(analysis, mention.field, mention.span);
        assert_eq!(voice_by_quotations(analysis, mention.field, mention.span.start), Voice::Editorial, "{mention:?}");
    }
    assert!(analysis.near_misses.is_sorted_by_key(|miss| (miss.field, miss.span.start)), "{:?}", analysis.near_misses);
    assert!(analysis.mentions.is_sorted_by_key(|mention| (mention.field, mention.span.start)), "{:?}", analysis.mentions);
}

fn quotations_hold(analysis: &Analysis) {
    for field in &analysis.quotations {
        for quotation in &field.quotations {
            cut(analysis, field.field, quotation.span);
        }
        let apart = field.quotations.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(apart, "quotations share text: {:?}", field.quotations);
    }
    let scare = analysis.quotations.iter().flat_map(|field| &field.quotations).filter(|quotation| quotation.kind == QuotationKind::Scare).count();
    assert_eq!(analysis.scare_quotes, scare);
}

fn counts_hold(analysis: &Analysis) {
    assert!(analysis.words_quoted <= analysis.words, "{} of {} words are quoted", analysis.words_quoted, analysis.words);
    let counts = DocumentCounts::of(analysis);
    assert!(counts.loaded.total() <= counts.words, "more hits than words: {counts:?}");
    assert!(counts.loaded.editorial <= counts.words_editorial(), "more editorial hits than words outside quotations: {counts:?}");
    assert!(counts.reported <= counts.loaded.editorial && counts.headline <= counts.loaded.total(), "{counts:?}");
    let listed = |voice| analysis.hits.iter().filter(|hit| hit.counts_as_loaded() && hit.voice == voice).count() as u64;
    let loaded = counts.loaded;
    for (voice, counted) in Voice::ALL.into_iter().zip([loaded.editorial, loaded.quoted, loaded.scare, loaded.uncertain]) {
        assert!(counted <= listed(voice), "{voice:?}: {counted} counted, {} listed", listed(voice));
    }
}
