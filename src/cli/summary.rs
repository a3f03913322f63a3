//! What a run did, in a line.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::progress::duration;
use crate::error::Kind;
use crate::report::figures::{counted, thousands};

/// A run that takes so long is told how long it took.
const LONG: Duration = Duration::from_secs(10);

/// From so many documents on a line says how many there were, also where nothing was skipped.
const MANY: u64 = 1_000;

/// What could not be read, by kind.
#[derive(Debug, Default)]
pub(super) struct Skipped(BTreeMap<Kind, u64>);

impl Skipped {
    /// Adds one.
    pub(super) fn add(&mut self, kind: Kind) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// Adds those of another.
    pub(super) fn extend(&mut self, others: &Self) {
        for (kind, count) in &others.0 {
            *self.0.entry(*kind).or_default() += count;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// What was left out, where several things were: one has just been named.
    pub(super) fn line(&self) -> Option<String> {
        (self.total() > 1).then(|| format!("left out: {}", self.said()))
    }

    /// The most frequent first.
    fn said(&self) -> String {
        let mut kinds: Vec<(&Kind, &u64)> = self.0.iter().collect();
        kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), **kind));
        kinds.into_iter().map(|((one, many), count)| counted(*count, one, many)).collect::<Vec<_>>().join(", ")
    }
}

/// The figures of a run.
#[derive(Debug)]
pub(super) struct Summary {
    pub(super) documents: u64,
    pub(super) words: u64,
    pub(super) hits: u64,
    pub(super) skipped: Skipped,
    begun: Instant,
}

impl Summary {
    /// Begins to take the time.
    pub(super) fn new() -> Self {
        Self { documents: 0, words: 0, hits: 0, skipped: Skipped::default(), begun: Instant::now() }
    }

    /// The line, where there is something to say that the result does not show at a glance: something was skipped, there were many documents, or
    /// the result went to a file.
    pub(super) fn line(&self, to_file: bool) -> Option<String> {
        // One thing that could not be read, and nothing else, has just been named.
        let skipped = self.skipped.total() > u64::from(self.documents == 0);
        let worth_it = self.documents > 0 && to_file || self.documents >= MANY || skipped;
        worth_it.then(|| self.said(self.begun.elapsed()))
    }

    fn said(&self, elapsed: Duration) -> String {
        let mut line = format!(
            "{}, {}, {}",
            counted(self.documents, "document", "documents"),
            counted(self.words, "word", "words"),
            counted(self.hits, "hit", "hits")
        );
        if elapsed >= LONG {
            let per_second = |count: u64| u128::from(count) * 1000 / elapsed.as_millis().max(1);
            let speed = u64::try_from(per_second(self.documents)).unwrap_or(u64::MAX);
            line += &format!(", in {} ({} documents a second)", duration(elapsed.as_secs_f64()), thousands(speed));
        }
        if !self.skipped.is_empty() {
            line += &format!("; left out: {}", self.skipped.said());
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_what_was_done_and_what_was_not() {
        let mut summary = Summary::new();
        summary.documents = 3;
        (summary.words, summary.hits) = (1_234, 1);
        assert_eq!(summary.line(false), None);
        assert_eq!(summary.line(true).as_deref(), Some("3 documents, 1,234 words, 1 hit"));
        for kind in [("empty file", "empty files"), ("row without text", "rows without text"), ("row without text", "rows without text")] {
            summary.skipped.add(kind);
        }
        assert_eq!(summary.line(false).as_deref(), Some("3 documents, 1,234 words, 1 hit; left out: 2 rows without text, 1 empty file"));
        let mut nothing = Summary::new();
        nothing.skipped.add(("empty file", "empty files"));
        assert_eq!(nothing.line(true), None);
        nothing.skipped.add(("empty file", "empty files"));
        assert!(nothing.line(false).is_some());
        let slow = summary.said(Duration::from_secs(150));
        assert!(slow.contains("1 hit, in 3 min (0 documents a second); left out"), "{slow}");
    }
}
