//! Ctrl-C: the first one asks a run to end in good order, the second one ends it at once.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::exit::INTERRUPTED;
use super::message;

/// Whether somebody asked to stop.
static ASKED: AtomicBool = AtomicBool::new(false);

/// How many readings of a corpus are going on: only these can end in good order.
static READING: AtomicUsize = AtomicUsize::new(0);

/// While it lives, Ctrl-C asks instead of killing.
pub(super) struct Listening(());

impl Listening {
    /// Begins to listen. Where somebody set Ctrl-C to be ignored (a job in the background of a script) it stays ignored.
    pub(super) fn new() -> Self {
        static HANDLER: Once = Once::new();
        READING.fetch_add(1, Ordering::SeqCst);
        HANDLER.call_once(|| {
            let _ = ctrlc::try_set_handler(|| {
                if READING.load(Ordering::SeqCst) == 0 || ASKED.swap(true, Ordering::SeqCst) {
                    std::process::exit(INTERRUPTED.into());
                }
                message::note(&"stopping after the documents in flight; Ctrl-C again stops at once");
            });
        });
        Self(())
    }

    /// Whether somebody asked to stop.
    pub(super) fn asked(&self) -> bool {
        ASKED.load(Ordering::Relaxed)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        READING.fetch_sub(1, Ordering::SeqCst);
    }
}
