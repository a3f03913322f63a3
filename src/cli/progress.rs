//! How far a run is: one line on standard error while it is a terminal, and nothing anywhere else.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::input::Source;
use super::source::Meter;
use crate::report::figures::{counted, thousands};

/// What is over before this is not talked about.
const PATIENCE: Duration = Duration::from_millis(700);

/// The line is drawn anew after so long.
const PAUSE: u64 = 100;

/// The line that stands on the terminal now, so that messages do not run into it.
static LINE: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Takes the line away, says something, and puts it back.
pub(super) fn aside(say: impl FnOnce()) {
    let line = LINE.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match line {
        Some(line) => line.suspend(say),
        None => say(),
    }
}

/// How far a reading of texts is. Threads tell it of each document.
pub(super) struct Progress {
    line: Option<ProgressBar>,
    begun: Instant,
    /// Milliseconds after the beginning when the line was drawn last.
    drawn: AtomicU64,
    documents: AtomicU64,
    /// Bytes of their texts.
    bytes: AtomicU64,
    meter: Meter,
    total: Total,
}

impl Progress {
    pub(super) fn new(sources: &[Source], follow: bool, meter: &Meter, shown: bool) -> Self {
        let line = shown.then(|| {
            let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            line.with_style(ProgressStyle::with_template("{wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        let total = if shown { Total::of(sources.to_vec(), follow) } else { Total::default() };
        Self {
            line,
            begun: Instant::now(),
            drawn: AtomicU64::new(0),
            documents: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            meter: meter.clone(),
            total,
        }
    }

    /// A document with a text of so many bytes is done.
    pub(super) fn done(&self, bytes: u64) {
        self.documents.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let Some(line) = &self.line else { return };
        let elapsed = self.begun.elapsed();
        let now = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let drawn = self.drawn.load(Ordering::Relaxed);
        let due = elapsed > PATIENCE && now >= drawn + PAUSE;
        // One of the threads draws.
        if due && self.drawn.compare_exchange(drawn, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            if drawn == 0 {
                *LINE.lock().unwrap_or_else(PoisonError::into_inner) = Some(line.clone());
            }
            line.set_message(self.so_far(elapsed).line());
            line.tick();
        }
    }

    fn so_far(&self, elapsed: Duration) -> SoFar {
        SoFar {
            documents: self.documents.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            read: self.meter.read(),
            total: self.total.bytes(),
            seconds: elapsed.as_secs_f64(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            *LINE.lock().unwrap_or_else(PoisonError::into_inner) = None;
            line.finish_and_clear();
        }
    }
}

/// The bytes of all files, added up beside the work. Unknown until all are seen, and where one comes from a pipe.
#[derive(Default)]
struct Total {
    /// 0 while unknown.
    bytes: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Total {
    fn of(sources: Vec<Source>, follow: bool) -> Self {
        let total = Self::default();
        let (bytes, ended) = (Arc::clone(&total.bytes), Arc::clone(&total.ended));
        std::thread::spawn(move || {
            let mut sum = 0;
            for input in sources.iter().flat_map(|source| source.unsorted(follow)) {
                match input.bytes_in_file() {
                    Some(length) if !ended.load(Ordering::Relaxed) => sum += length,
                    _ => return,
                }
            }
            bytes.store(sum, Ordering::Relaxed);
        });
        total
    }

    fn bytes(&self) -> Option<u64> {
        Some(self.bytes.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0)
    }
}

impl Drop for Total {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// Figures of a run that goes on.
struct SoFar {
    documents: u64,
    /// Bytes of their texts.
    bytes: u64,
    /// Bytes read of the files, as they stand there.
    read: u64,
    /// Bytes of all files.
    total: Option<u64>,
    seconds: f64,
}

impl SoFar {
    fn line(&self) -> String {
        let speed = float(self.bytes) / 1e6 / self.seconds.max(1e-3);
        let mut parts = vec![counted(self.documents, "document", "documents"), format!("{speed:.1} MB/s")];
        if let Some(total) = self.total.filter(|total| self.read > 0 && *total >= self.read) {
            let done = float(self.read) / float(total);
            parts.push(format!("{:.0} %", (done * 100.0).floor()));
            parts.push(format!("{} left", duration(self.seconds * (1.0 - done) / done)));
        } else {
            parts.push(format!("{} read", megabytes(self.read)));
        }
        parts.join("   ")
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn float(count: u64) -> f64 {
    count as f64
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", thousands(bytes / 1_000_000))
}

/// A time as people say it.
pub(super) fn duration(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no run takes that long, and none less than nothing")]
    let seconds = seconds.round().clamp(0.0, 1e9) as u64;
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_and_how_long() {
        let so_far = SoFar { documents: 12_345, bytes: 50_000_000, read: 60_000_000, total: Some(240_000_000), seconds: 10.0 };
        assert_eq!(so_far.line(), "12,345 documents   5.0 MB/s   25 %   30 s left");
        assert_eq!(SoFar { total: None, ..so_far }.line(), "12,345 documents   5.0 MB/s   60 MB read");
        // A file that grew: nobody knows how long it takes.
        assert_eq!(SoFar { total: Some(50_000_000), documents: 1, ..so_far }.line(), "1 document   5.0 MB/s   60 MB read");
    }

    #[test]
    fn times_are_said_in_the_unit_that_fits() {
        for (seconds, said) in [(0.2, "0 s"), (119.0, "119 s"), (121.0, "3 min"), (7199.0, "120 min"), (7260.0, "2 h 1 min")] {
            assert_eq!(duration(seconds), said);
        }
    }
}
