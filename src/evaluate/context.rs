//! Agreement of voice, speaker and flags of hits with annotated ones.

use super::gold::GoldSpan;
use super::tally::{float, ratio};
use crate::analysis::Hit;
use crate::context::{Flag, Voice};

/// How well the context of hits agrees with what was annotated. Only hits that have exactly the place of a gold span are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContextAgreement {
    /// Voices.
    pub voices: VoiceTable,
    /// Speakers told right, and annotated.
    pub speakers: (u64, u64),
    /// Per flag that words give.
    pub flags: Vec<FlagAgreement>,
    /// Gold spans with a voice, speaker or flags at whose place there is no hit.
    pub without_hit: u64,
    /// The hits whose voice was told wrong.
    pub wrong: Vec<WrongVoice>,
}

/// Voices as annotated (rows) and as told (columns).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VoiceTable {
    /// In the order of [`Voice::ALL`].
    pub counts: [[u64; 4]; 4],
}

impl VoiceTable {
    /// Share of the voices told right; `None` where none was annotated.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        let all = self.counts.iter().flatten().sum();
        let right = (0..4).map(|index| self.counts[index][index]).sum();
        ratio(float(right), float(all))
    }

    fn add(&mut self, gold: Voice, found: Voice) {
        let index = |voice| Voice::ALL.iter().position(|other| *other == voice).unwrap_or_default();
        self.counts[index(gold)][index(found)] += 1;
    }
}

/// How often a flag was annotated, told, and both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagAgreement {
    /// Which.
    pub flag: Flag,
    /// Annotated.
    pub gold: u64,
    /// Told.
    pub found: u64,
    /// Both.
    pub both: u64,
}

/// A hit whose voice was told wrong, with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongVoice {
    /// Id of the text.
    pub document: String,
    /// As annotated.
    pub gold: Voice,
    /// As told.
    pub found: Voice,
    /// The form that matched.
    pub term: String,
    /// Left context.
    pub left: String,
    /// Right context.
    pub right: String,
}

impl ContextAgreement {
    /// Share of the speakers told right; `None` where none was annotated.
    #[must_use]
    pub fn speaker_accuracy(&self) -> Option<f64> {
        ratio(float(self.speakers.0), float(self.speakers.1))
    }

    /// Compares a gold span with the hit at its place.
    pub(super) fn add(&mut self, span: &GoldSpan, hit: Option<&Hit>, document: &str) {
        let Some(hit) = hit else {
            self.without_hit += u64::from(span.voice.is_some() || span.speaker.is_some() || span.flags.is_some());
            return;
        };
        if let Some(voice) = span.voice {
            self.voices.add(voice, hit.voice);
            if voice != hit.voice {
                let (left, right) = (hit.left.clone(), hit.right.clone());
                self.wrong.push(WrongVoice { document: document.to_owned(), gold: voice, found: hit.voice, term: hit.term.clone(), left, right });
            }
        }
        if let Some(speaker) = &span.speaker {
            self.speakers.1 += 1;
            self.speakers.0 += u64::from(*speaker == hit.speaker);
        }
        if let Some(flags) = &span.flags {
            self.add_flags(flags, &hit.flags);
        }
    }

    fn add_flags(&mut self, gold: &[Flag], found: &[Flag]) {
        if self.flags.is_empty() {
            self.flags = Flag::OF_WORDS.map(|flag| FlagAgreement { flag, gold: 0, found: 0, both: 0 }).to_vec();
        }
        for row in &mut self.flags {
            let (annotated, told) = (gold.contains(&row.flag), found.contains(&row.flag));
            row.gold += u64::from(annotated);
            row.found += u64::from(told);
            row.both += u64::from(annotated && told);
        }
    }
}
