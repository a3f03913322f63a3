//! The swap test: put each side's terms in the place of the other's, and the counts of the two sides must change places.
//!
//! A lexicon that finds more of one side than of its mirror image is lopsided, whatever the number of its entries. Where a term stands in
//! a sentence that only fits one side, the pattern of its mirror is looked up in the mirror's own accept sentences.

use std::path::PathBuf;

use connote::analysis::{Analysis, Analyzer, Options};
use connote::document::{Document, Field};
use connote::lexicon::examples::marked;
use connote::lexicon::{Entry, Loaded, builtin};

fn themed() -> Vec<Loaded> {
    builtin::lexicons().into_iter().filter(|loaded| loaded.lexicon().header.sides.len() == 2).collect()
}

fn analyzer(loaded: &Loaded) -> Analyzer {
    Analyzer::new(vec![loaded.clone()], &Options::default()).expect("built in")
}

fn analyzed(analyzer: &Analyzer, text: &str) -> Analysis {
    analyzer.analyze(Document { text: Field::plain(text), ..Document::default() })
}

/// Counted hits that serve each of the two sides.
fn by_side(analyzer: &Analyzer, analysis: &Analysis, sides: &[String]) -> Vec<usize> {
    let serves = |side: &String| analysis.hits.iter().filter(|hit| hit.counts() && analyzer.entry(hit.entry).serves == *side).count();
    sides.iter().map(serves).collect()
}

/// The words of the mirror: as marked in its accept sentences.
fn wordings(entry: &Entry) -> Vec<String> {
    entry
        .accept
        .iter()
        .filter_map(|sentence| marked(sentence).ok())
        .flat_map(|marked| marked.spans.iter().map(|span| span.of(&marked.text).to_owned()).collect::<Vec<_>>())
        .collect()
}

/// Each accept sentence of an entry with a mirror on by default, beside one of the mirror's: two sentences, one hit for each side; with the two
/// entries in each other's place the same again.
#[test]
fn mirrors_are_found_alike() {
    let mut pairs = 0;
    for loaded in themed() {
        let analyzer = analyzer(&loaded);
        let entries = &loaded.lexicon().entries;
        for entry in entries.iter().filter(|entry| entry.on_by_default) {
            let Some(twin) = entries.iter().find(|other| Some(&other.id) == entry.mirror.as_ref() && other.on_by_default) else { continue };
            assert!(!wordings(twin).is_empty(), "{}", twin.id);
            let count = |item: &Entry| {
                let found = item.accept.iter().filter_map(|sentence| marked(sentence).ok()).map(|marked| {
                    let hits = analyzed(&analyzer, &marked.text).hits;
                    hits.iter().filter(|hit| hit.counts() && analyzer.entry(hit.entry).serves == item.serves).count()
                });
                found.filter(|count| *count > 0).count()
            };
            assert_eq!(count(entry), entry.accept.len(), "{}: a sentence of its own side is not found", entry.id);
            assert_eq!(count(twin), twin.accept.len(), "{}: a sentence of its own side is not found", twin.id);
            pairs += 1;
        }
    }
    assert!(pairs > 100, "{pairs}");
}

/// In the articles of the fixtures every hit is replaced by a wording of its mirror that is found in that very place, where there is one. The
/// totals of the two sides then change places exactly, and what has no mirror stays.
#[test]
fn swapped_articles_swap_their_counts() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let (mut swapped_hits, mut kept_hits) = (0, 0);
    for loaded in themed() {
        let analyzer = analyzer(&loaded);
        let sides = &loaded.lexicon().header.sides;
        for path in &paths {
            let text = std::fs::read_to_string(path).expect("UTF-8");
            let (swapped, moved, kept) = swap(&analyzer, &loaded, &text);
            let before = by_side(&analyzer, &analyzed(&analyzer, &text), sides);
            let after = by_side(&analyzer, &analyzed(&analyzer, &swapped), sides);
            let expected: Vec<usize> = (0..2).map(|side| before[side] - moved[side] + moved[1 - side]).collect();
            assert_eq!(after, expected, "{} in {}: {before:?}, {moved:?} moved\n{swapped}", loaded.lexicon().header.id, path.display());
            swapped_hits += moved.iter().sum::<usize>();
            kept_hits += kept;
        }
    }
    assert!(swapped_hits >= 60 && kept_hits * 3 <= swapped_hits, "{swapped_hits} swapped, {kept_hits} kept");
}

/// The text with its hits in the words of their mirrors, from the last to the first; how many of each side were moved, and how many stayed.
fn swap(analyzer: &Analyzer, loaded: &Loaded, text: &str) -> (String, [usize; 2], usize) {
    let sides = &loaded.lexicon().header.sides;
    let mut swapped = text.to_owned();
    let (mut moved, mut kept) = ([0, 0], 0);
    let analysis = analyzed(analyzer, text);
    let hits: Vec<_> = analysis.hits.iter().filter(|hit| hit.counts()).collect();
    for hit in hits.iter().rev() {
        let entry = analyzer.entry(hit.entry);
        let crossed = hits.iter().any(|other| other.span != hit.span && other.span.overlaps(hit.span));
        let twin = loaded.lexicon().entries.iter().find(|other| Some(&other.id) == entry.mirror.as_ref());
        let side = sides.iter().position(|side| *side == entry.serves);
        let (Some(twin), Some(side), false) = (twin, side, crossed) else {
            kept += 1;
            continue;
        };
        let before = by_side(analyzer, &analyzed(analyzer, &swapped), sides);
        let candidates = wordings(twin).into_iter().map(|wording| format!("{}{wording}{}", &swapped[..hit.span.start], &swapped[hit.span.end..]));
        let fits = |candidate: &String| {
            let after = by_side(analyzer, &analyzed(analyzer, candidate), sides);
            after[side] + 1 == before[side] && after[1 - side] == before[1 - side] + 1
        };
        match candidates.into_iter().find(fits) {
            Some(candidate) => {
                swapped = candidate;
                moved[side] += 1;
            }
            None => kept += 1,
        }
    }
    (swapped, moved, kept)
}
