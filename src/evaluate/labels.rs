//! Labels of whole texts: which of them say that a text is loaded.

use std::collections::BTreeMap;

use super::gold::Gold;

/// Labels that do not say that a text is loaded, where nobody names those that do. Upper and lower case are the same.
pub const NOT_LOADED_LABELS: [&str; 6] = ["Non-biased", "No agreement", "neutral", "none", "0", "false"];

/// The labels of texts that count as loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positive {
    /// As named; all but [`NOT_LOADED_LABELS`] where empty.
    pub named: Vec<String>,
}

impl Positive {
    /// Whether a label says that a text is loaded.
    #[must_use]
    pub fn includes(&self, label: &str) -> bool {
        let is = |known: &str| known.eq_ignore_ascii_case(label.trim());
        if self.named.is_empty() { !NOT_LOADED_LABELS.into_iter().any(is) } else { self.named.iter().any(|name| is(name)) }
    }
}

/// A label and its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelCount {
    /// The label.
    pub label: String,
    /// How many texts have it.
    pub texts: u64,
    /// Whether it counts as loaded.
    pub loaded: bool,
}

/// The labels of texts, sorted by name.
pub(super) fn counted(gold: &[Gold], positive: &Positive) -> Vec<LabelCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for label in gold.iter().filter_map(|text| text.label.as_deref()) {
        *counts.entry(label).or_default() += 1;
    }
    counts.into_iter().map(|(label, texts)| LabelCount { label: label.to_owned(), texts, loaded: positive.includes(label) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_labels_are_loaded() {
        let all = Positive::default();
        for (label, loaded) in
            [("Biased", true), ("1", true), ("true", true), ("non-biased", false), ("No agreement", false), ("NONE", false), ("0", false)]
        {
            assert_eq!(all.includes(label), loaded, "{label}");
        }
        let named = Positive { named: vec!["hate".to_owned()] };
        assert!(named.includes("Hate") && !named.includes("offensive"));
    }
}
