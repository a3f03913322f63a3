//! Gates: limits that the user set on loaded words in the article's own voice.

use super::args::GateArgs;
use super::exit::Status;
use crate::analysis::Analysis;
use crate::measure::DocumentCounts;

impl GateArgs {
    /// Whether a document crosses one of them.
    pub(super) fn status(&self, analysis: &Analysis) -> Status {
        if self.max_rate.is_none() && self.fail_on.is_none() {
            return Status::Done;
        }
        let tally = DocumentCounts::of(analysis).editorial_tally();
        let too_high = self.max_rate.is_some_and(|limit| tally.rate().is_some_and(|rate| rate > limit));
        let too_many = self.fail_on.is_some_and(|limit| tally.hits >= limit);
        if too_high || too_many { Status::Gate } else { Status::Done }
    }
}
