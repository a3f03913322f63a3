//! One article beside reference articles: everything that is said about its place among them.

use super::{CompareFlag, Rank, Reference, Summary, exact_conditional, flags, rank, rate_ratio};
use crate::measure::{Interval, Tally};
use crate::profile::Profile;

/// Where an article stands beside a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Name of the reference.
    pub reference: String,
    /// The article's hits and words.
    pub focus: Tally,
    /// What the reference looks like as a whole.
    pub summary: Summary,
    /// Documents with a lower, equal, higher rate. `None` where the article has no words.
    pub rank: Option<Rank>,
    /// Rate ratio; `None` where a count is zero.
    pub ratio: Option<f64>,
    /// Exact conditional 95 % interval of the ratio: counting uncertainty only.
    pub ratio_interval: Option<Interval>,
    /// What makes the comparison weak.
    pub flags: Vec<CompareFlag>,
    /// How many reference documents were left out because they are the article itself.
    pub left_out: usize,
}

/// A reference made ready for any number of articles.
#[derive(Debug)]
pub struct Places {
    profile: Profile,
    reference: Reference,
}

impl Places {
    /// Makes a reference ready.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        let reference = Reference::new(profile.documents.iter().map(|document| document.counts.editorial_tally()));
        Self { profile, reference }
    }

    /// The reference.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The place of an article. The article itself (same `fingerprint`) is taken out of the reference.
    #[must_use]
    pub fn place(&self, focus: Tally, fingerprint: &str) -> Place {
        // The reference made ready once serves every article that is not in it.
        let left_out = self.profile.count_of(fingerprint);
        if left_out == 0 {
            return place(&self.profile.name, focus, &self.reference, 0);
        }
        let others = Reference::new(self.profile.tallies_without(fingerprint));
        place(&self.profile.name, focus, &others, left_out)
    }
}

fn place(name: &str, focus: Tally, reference: &Reference, left_out: usize) -> Place {
    let summary = *reference.summary();
    Place {
        reference: name.to_owned(),
        focus,
        summary,
        rank: rank(focus, reference),
        ratio: rate_ratio(focus, summary.pooled),
        ratio_interval: exact_conditional(focus, summary.pooled),
        flags: flags(focus, reference),
        left_out,
    }
}
