//! What the engine costs: words and sentences of a text, terms found in them, voices; each beside a slower way to the same answer, which is
//! checked first.
//!
//! `cargo bench --bench engine`; the text is built from a seed. Absolute times vary from machine to machine and hour to hour: read the ratios.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use connote::analysis::{Analyzer, Options};
use connote::document::{Document, Field, FieldName};
use connote::lexicon::inflect::Inflection;
use connote::lexicon::pattern::Form;
use connote::lexicon::{Case, builtin};
use connote::matcher::{Automaton, CompiledForm, Engine, Keyed, Owner};
use connote::tokenize::Layout;
use oorandom::Rand64;
use unicode_segmentation::UnicodeSegmentation;

const ROUNDS: usize = 7;
const BYTES: usize = 4_000_000;

fn main() {
    let mut random = Rand64::new(42);
    let vocabulary = vocabulary(&mut random);
    let articles = articles(&vocabulary, &mut random);
    let bytes = articles.iter().map(String::len).sum::<usize>();
    println!("{} articles, {:.1} MB; medians of {ROUNDS} rounds, MB/s", articles.len(), megabytes(bytes));
    let fields: Vec<Field> = articles.iter().map(|text| Field::plain(text.as_str())).collect();
    words(&articles, &fields, bytes);
    for count in [100, 1_000, 10_000, 100_000] {
        terms(&vocabulary, count, &fields, bytes, &mut random);
    }
    whole(&articles, bytes);
}

/// Frequent words first; the rest do not exist.
fn vocabulary(random: &mut Rand64) -> Vec<String> {
    let common = include_str!("../src/matcher/common.txt").lines().map(str::to_owned);
    let syllable = |random: &mut Rand64| {
        let pick = |from: &str, random: &mut Rand64| from.as_bytes()[random.rand_range(0..from.len() as u64) as usize] as char;
        [pick("bcdfglmnprst", random), pick("aeiou", random)]
    };
    let made_up: Vec<String> = (0..30_000).map(|_| (0..random.rand_range(2..6)).flat_map(|_| syllable(random)).collect()).collect();
    common.chain(made_up).collect()
}

/// A word, the frequent ones more often: one in rank, as in any language.
fn word<'v>(vocabulary: &'v [String], random: &mut Rand64) -> &'v str {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the list")]
    let place = ((vocabulary.len() as f64).powf(random.rand_float()) - 1.0) as usize;
    &vocabulary[place]
}

fn articles(vocabulary: &[String], random: &mut Rand64) -> Vec<String> {
    let mut articles = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES {
        let mut text = String::new();
        for _ in 0..random.rand_range(8..40) {
            for _ in 0..random.rand_range(1..4) {
                let quoted = random.rand_range(0..6) == 0;
                let words: Vec<&str> = (0..random.rand_range(6..30)).map(|_| word(vocabulary, random)).collect();
                let sentence = words.join(" ");
                let (first, rest) = sentence.split_at(1);
                let sentence = first.to_uppercase() + rest;
                text += &if quoted { format!("“{sentence},” she said. ") } else { format!("{sentence}. ") };
            }
            text += "\n\n";
        }
        bytes += text.len();
        articles.push(text);
    }
    articles
}

#[expect(clippy::cast_precision_loss, reason = "a number to read")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The median time of a task.
fn timed<T>(mut task: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(task());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn line(what: &str, bytes: usize, time: Duration) {
    println!("  {what:<46} {:8.1}", megabytes(bytes) / time.as_secs_f64());
}

fn layout(field: &Field) -> Layout<'_> {
    Layout::new(FieldName::Text, field, true)
}

fn words(articles: &[String], fields: &[Field], bytes: usize) {
    for (text, field) in articles.iter().zip(fields) {
        assert_eq!(layout(field).words.len(), text.unicode_words().count());
    }
    println!("words");
    line("words, sentences, paragraphs, folding", bytes, timed(|| fields.iter().map(|field| layout(field).words.len()).sum::<usize>()));
    line("unicode_words alone", bytes, timed(|| articles.iter().map(|text| text.unicode_words().count()).sum::<usize>()));
}

fn form(text: String) -> CompiledForm {
    CompiledForm::new(Form { text, inflection: Inflection::Base }, Case::Insensitive, Owner::Entry { lexicon: 0, entry: 0 })
}

fn terms(vocabulary: &[String], count: usize, fields: &[Field], bytes: usize, random: &mut Rand64) {
    let rare = &vocabulary[400..];
    let forms: Vec<CompiledForm> = (0..count)
        .map(|number| match number % 4 {
            0 | 1 => form(rare[random.rand_range(0..rare.len() as u64) as usize].clone()),
            2 => form(format!("{} {}", word(vocabulary, random), word(vocabulary, random))),
            // Never there.
            _ => form(format!("{} qx{number}", word(vocabulary, random))),
        })
        .collect();
    let layouts: Vec<Layout<'_>> = fields.iter().map(layout).collect();
    let keyed = Keyed::new(forms.clone()).unwrap_or_else(|error| panic!("{error}"));
    let automaton = Automaton::new(forms, true).unwrap_or_else(|error| panic!("{error}"));
    let mut hits = 0;
    for layout in &layouts {
        let found = keyed.find(layout);
        hits += found.len();
        assert_eq!(found, automaton.find(layout));
    }
    let all: usize = layouts.iter().map(|layout| layout.words.len()).sum();
    println!("{count} terms, one hit in {} words", all / hits.max(1));
    line("by word", bytes, timed(|| layouts.iter().map(|layout| keyed.find(layout).len()).sum::<usize>()));
    line("by automaton", bytes, timed(|| layouts.iter().map(|layout| automaton.find(layout).len()).sum::<usize>()));
}

fn whole(articles: &[String], bytes: usize) {
    let options = Options { counts_only: true, ..Options::default() };
    let analyzer = Analyzer::new(builtin::lexicons(), &options).unwrap_or_else(|error| panic!("{error}"));
    let document = |text: &String| Document { text: Field::plain(text.as_str()), ..Document::default() };
    println!("everything, all built-in lexicons, voices, counts");
    line("analysis", bytes, timed(|| articles.iter().map(|text| analyzer.analyze(document(text)).hits.len()).sum::<usize>()));
}
