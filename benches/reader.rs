//! What reading costs, without looking at what was read: files, rows of JSON Lines and CSV.
//!
//!     cargo bench --bench reader             50 MB of generated text
//!     cargo bench --bench reader -- MB
//!
//! All ways get the same texts and must give them back; they are timed in turn in the same run. The last column is the time as a multiple of
//! that of plain text.

use std::time::{Duration, Instant};

use connote::reader::{Format, Rows, TableFormat, TableOptions, read};

/// Rounds; the median is printed.
const ROUNDS: usize = 7;

const PARAGRAPHS: [&str; 3] = [
    "The council met on Monday to hear what the Kyiv regime had to say about the harbour. Nobody asked the dockers' union, though 'tis their quay.",
    "“We will not wait,” said Jo Doe, who has run the pilots’ office since the ’90s. “The boats are ready, and so are we.”",
    "The minister's letter, which runs to 12 pages, \"names no date\" for the works, and calls the café a disgrace.",
];

/// Texts and their sum of bytes, by which they are known again.
fn texts(megabytes: usize) -> Vec<String> {
    let article = PARAGRAPHS.repeat(10).join("\n\n");
    (0..megabytes * 1_000_000 / article.len() + 1).map(|number| format!("{article}\n\nNo. {number}.\n")).collect()
}

fn json_lines(texts: &[String]) -> Vec<u8> {
    let line =
        |(number, text): (usize, &String)| serde_json::json!({ "id": number, "outlet": "Gazette", "text": text, "tags": ["a", "b"] }).to_string();
    texts.iter().enumerate().map(|one| line(one) + "\n").collect::<String>().into_bytes()
}

fn comma_separated(texts: &[String]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "outlet", "text", "tags"]).expect("memory");
    texts.iter().zip(0..).for_each(|(text, number)| writer.write_record([&number.to_string(), "Gazette", text, "a b"]).expect("memory"));
    writer.into_inner().expect("memory")
}

fn plain(texts: &[String]) -> usize {
    texts.iter().map(|text| read("text", text.as_bytes(), Format::Text).expect("a text").text.content.len()).sum()
}

fn rows(table: &[u8], format: TableFormat) -> usize {
    Rows::new("table", table, format, &TableOptions::default()).map(|row| row.expect("a row").text.content.len()).sum()
}

fn timed(work: &dyn Fn() -> usize, expected: usize) -> Duration {
    let start = Instant::now();
    assert_eq!(work(), expected, "every byte of every text");
    start.elapsed()
}

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn main() {
    let megabytes = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(50);
    let texts = texts(megabytes);
    let expected: usize = texts.iter().map(String::len).sum();
    let (jsonl, csv) = (json_lines(&texts), comma_separated(&texts));
    let ways: [(&str, &dyn Fn() -> usize); 3] =
        [("plain text", &|| plain(&texts)), ("JSON Lines", &|| rows(&jsonl, TableFormat::Jsonl)), ("CSV", &|| rows(&csv, TableFormat::Csv))];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        for ((_, work), times) in ways.iter().zip(&mut times) {
            times.push(timed(work, expected));
        }
    }
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_unstable();
            times[ROUNDS / 2].as_secs_f64()
        })
        .collect();
    for ((name, _), median) in ways.iter().zip(&medians) {
        #[expect(clippy::cast_precision_loss, reason = "shown with no decimal")]
        let speed = expected as f64 / 1e6 / median;
        println!("{name:<12} {speed:>8.0} MB/s   {:.2}", median / medians[0]);
    }
}
