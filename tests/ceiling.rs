//! Plain news must have few hits: the built-in lexicons against the reference texts of the fixtures, and the neutral article of each triple.

use std::path::PathBuf;

use connote::analysis::{Analyzer, Options};
use connote::authoring::{Frequencies, Verdict, common};
use connote::context::Voice;
use connote::lexicon::builtin;
use connote::reader::{Format, read};

fn texts(folder: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), std::fs::read(path).expect("readable"))).collect()
}

fn analyzer() -> Analyzer {
    Analyzer::new(builtin::lexicons(), &Options::default()).expect("built in")
}

#[test]
fn reference_texts_stay_below_the_ceilings() {
    let analyzer = analyzer();
    let mut frequencies = Frequencies { reference: "fixtures/reference".to_owned(), ..Frequencies::default() };
    for (name, bytes) in texts("reference", ".txt") {
        let analysis = analyzer.analyze(read(&name, &bytes, Format::Text).expect("a text"));
        frequencies.words += analysis.words_editorial() as u64;
        for hit in analysis.hits.iter().filter(|hit| hit.counts() && hit.voice == Voice::Editorial) {
            let key = (analyzer.lexicon_id(hit.entry).to_owned(), analyzer.entry(hit.entry).id.clone());
            *frequencies.hits.entry(key).or_default() += 1;
        }
    }
    assert!(frequencies.words > 3_000, "{}", frequencies.words);
    for loaded in analyzer.lexicons() {
        let over = common(loaded, &frequencies).into_iter().find(|finding| finding.verdict == Verdict::Fail);
        assert!(over.is_none(), "{over:?}");
    }
    let all: u64 = frequencies.hits.values().sum();
    assert!(all * 1_000 <= 3 * frequencies.words, "{all} hits in {} words", frequencies.words);
}

#[test]
fn the_neutral_articles_have_no_loaded_term_of_their_own() {
    let analyzer = analyzer();
    for (name, bytes) in texts("articles", ".neutral.txt") {
        let analysis = analyzer.analyze(read(&name, &bytes, Format::Text).expect("a text"));
        let own: Vec<&str> =
            analysis.hits.iter().filter(|hit| hit.counts_as_loaded() && hit.voice == Voice::Editorial).map(|hit| hit.term.as_str()).collect();
        assert!(own.is_empty(), "{name}: {own:?}");
    }
}
