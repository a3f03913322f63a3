//! What the quotation pass costs beside everything else that `score` does with a text.
//!
//!     cargo bench --bench quotation                 generated text
//!     cargo bench --bench quotation -- FOLDER MB    real texts, repeated to this size (one thread)
//!
//! Both parts are timed in turn in the same run, so that the ratio holds when the machine's speed drifts. The counts are checked: on
//! generated text the quotations are known.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use connote::analysis::{Analyzer, Options};
use connote::context::Voices;
use connote::document::Document;
use connote::lexicon::builtin;
use connote::measure::DocumentCounts;
use connote::reader::{Format, read};
use connote::tokenize::layouts;

/// Rounds; the median is printed.
const ROUNDS: usize = 7;

/// Six quotations, two of them partial, and twelve marks.
const PARAGRAPHS: [&str; 5] = [
    "The council met on Monday to hear what the Kyiv regime had to say about the harbour. Nobody asked the dockers' union, though 'tis their quay.",
    "“We will not wait,” said Jo Doe, who has run the pilots’ office since the ’90s. “The boats are ready, and so are we.”",
    "She called the plan a “shameful stunt” and left before the vote, which the chair described as “historic”.",
    "The minister's letter, which runs to 12 pages and weighs a 6'2\" man's patience, names no date for the works.",
    "\"It's a sham,\" Doe wrote later, \"and the players' bus was late as well.\"",
];
const QUOTATIONS: usize = 6;

fn generated(megabytes: usize) -> Vec<String> {
    let article = PARAGRAPHS.repeat(6).join("\n\n");
    vec![article.clone(); megabytes * 1_000_000 / article.len() + 1]
}

fn folder(path: &Path, megabytes: usize) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let size: usize = texts.iter().map(String::len).sum();
    let times = (megabytes * 1_000_000 / size.max(1)).max(1);
    std::iter::repeat_n(texts, times).flatten().collect()
}

fn document(text: &str) -> Document {
    read("text", text.as_bytes(), Format::Text).expect("a text")
}

/// Everything that `score` does with a text, but for writing the row.
fn score(texts: &[String], analyzer: &Analyzer) -> (Duration, u64) {
    let start = Instant::now();
    let words = texts.iter().map(|text| DocumentCounts::of(&black_box(analyzer.analyze(document(text)))).words).sum();
    (start.elapsed(), words)
}

/// The quotation pass alone: marks, pairs, what each quotation is.
fn quotations(texts: &[String]) -> (Duration, usize) {
    let mut spent = Duration::ZERO;
    let mut found = 0;
    for text in texts {
        let document = document(text);
        for layout in layouts(&document) {
            let start = Instant::now();
            found += black_box(Voices::new(&layout)).quotations.found.len();
            spent += start.elapsed();
        }
    }
    (spent, found)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let megabytes = arguments.get(1).and_then(|size| size.parse().ok()).unwrap_or(10);
    let texts = arguments.first().map_or_else(|| generated(megabytes), |path| folder(Path::new(path), megabytes));
    let analyzer = Analyzer::new(builtin::lexicons(), &Options::default()).expect("built in");
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut shares = Vec::new();
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let (whole, words) = score(&texts, &analyzer);
        let (pass, found) = quotations(&texts);
        assert!(words > 0);
        assert!(!arguments.is_empty() || found == texts.len() * QUOTATIONS * 6, "{found} quotations");
        let rest = whole.saturating_sub(pass);
        shares.push(100.0 * pass.as_secs_f64() / rest.as_secs_f64());
        rates.push(bytes as f64 / 1e6 / pass.as_secs_f64());
    }
    shares.sort_by(f64::total_cmp);
    rates.sort_by(f64::total_cmp);
    let middle = ROUNDS / 2;
    println!("{} texts, {:.0} MB, {ROUNDS} rounds", texts.len(), bytes as f64 / 1e6);
    println!("quotation pass: {:.1} % on top of the rest of score ({:.1} to {:.1})", shares[middle], shares[0], shares[ROUNDS - 1]);
    println!("quotation pass alone: {:.0} MB/s", rates[middle]);
}
