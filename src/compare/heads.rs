//! Candidates that say the same: the pieces of one long phrase, the words of one footer. A reader wants to see one of them.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::discovery::{Candidate, Uses};
use crate::profile::words_of;

/// For each candidate the place of the one under which it may be shown. `None` for those that stand for themselves.
///
/// A candidate goes under another that stands in the same documents as often in each, and under a longer one that holds it, has at least nine tenths of its
/// uses and of its documents, and no less evidence, also step by step. Of those that go together the one with the largest bound leads; of several the longest, then the first.
#[must_use]
pub fn heads(listed: &[&Candidate<'_>], uses: &[Uses]) -> Vec<Option<usize>> {
    let leads = |one: usize, other: usize| better(listed, one, other) == Ordering::Greater;
    let mut head: Vec<usize> = same_uses(uses);
    let mut leaders: HashMap<usize, usize> = HashMap::new();
    for (place, group) in head.iter().enumerate() {
        let leader = leaders.entry(*group).or_insert(place);
        *leader = if leads(place, *leader) { place } else { *leader };
    }
    head.iter_mut().for_each(|group| *group = leaders[group]);
    for (part, whole) in wholes(listed).into_iter().enumerate().filter_map(|(part, whole)| Some((part, whole?))) {
        if head[part] == part {
            head[part] = whole;
        }
    }
    // Each step leads to a better one, so the way ends.
    let root = |mut place: usize| {
        while head[place] != place {
            place = head[place];
        }
        place
    };
    (0..head.len()).map(|place| Some(root(place)).filter(|root| *root != place)).collect()
}

/// The larger bound, then the more words, then the earlier place.
fn better(listed: &[&Candidate<'_>], one: usize, other: usize) -> Ordering {
    let by_size = listed[one].lrc.abs().total_cmp(&listed[other].lrc.abs());
    by_size.then_with(|| words_of(listed[one].term).cmp(&words_of(listed[other].term))).then_with(|| other.cmp(&one))
}

/// For each candidate the first with the same uses in the same documents.
fn same_uses(uses: &[Uses]) -> Vec<usize> {
    let mut first: HashMap<&Uses, usize> = HashMap::new();
    uses.iter().enumerate().map(|(place, uses)| if uses.is_empty() { place } else { *first.entry(uses).or_insert(place) }).collect()
}

/// For each candidate the longest other one that holds it and has nearly as many uses and documents, and no less evidence.
fn wholes(listed: &[&Candidate<'_>]) -> Vec<Option<usize>> {
    let places: HashMap<&str, usize> = listed.iter().enumerate().map(|(place, candidate)| (candidate.term, place)).collect();
    let mut wholes: Vec<Option<usize>> = vec![None; listed.len()];
    for (place, candidate) in listed.iter().enumerate() {
        for part in inner_terms(candidate.term).into_iter().filter_map(|part| places.get(part).copied()) {
            let longer = wholes[part].is_none_or(|other| words_of(listed[other].term) < words_of(candidate.term));
            if longer && nearly_all(listed[part], candidate) {
                wholes[part] = Some(place);
            }
        }
    }
    wholes
}

/// Whether nearly all of a part is in the whole, and the whole has no less evidence.
fn nearly_all(part: &Candidate<'_>, whole: &Candidate<'_>) -> bool {
    let most = |part: u64, whole: u64| 10 * u128::from(whole) >= 9 * u128::from(part);
    let counts = most(part.focus.hits, whole.focus.hits) && most(part.focus.documents, whole.focus.documents);
    counts && whole.lrc.abs() >= part.lrc.abs() && whole.lrc * part.lrc >= 0.0
}

/// The shorter terms that a term holds: from any of its words to any.
fn inner_terms(term: &str) -> Vec<&str> {
    let gaps: Vec<usize> = term.match_indices([' ', '-']).map(|(at, _)| at).collect();
    let starts: Vec<usize> = std::iter::once(0).chain(gaps.iter().map(|at| at + 1)).collect();
    let ends: Vec<usize> = gaps.iter().copied().chain(std::iter::once(term.len())).collect();
    let ranges = (0..starts.len()).flat_map(|first| (first..starts.len()).map(move |last| (first, last)));
    ranges.map(|(first, last)| &term[starts[first]..ends[last]]).filter(|inner| inner.len() < term.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::TermSums;

    fn candidate(term: &'static str, hits: u64, lrc: f64) -> Candidate<'static> {
        Candidate { term, focus: TermSums { hits, documents: hits }, reference: Some(TermSums::default()), lrc, q_bh: None }
    }

    fn heads_of(all: &[(Candidate<'static>, Uses)]) -> Vec<Option<usize>> {
        let listed: Vec<&Candidate<'_>> = all.iter().map(|(candidate, _)| candidate).collect();
        heads(&listed, &all.iter().map(|(_, uses)| uses.clone()).collect::<Vec<_>>())
    }

    /// Uses in documents of its own, so that nothing goes together by them.
    fn apart(number: u32) -> Uses {
        vec![(number, 1)]
    }

    #[test]
    fn a_part_that_hardly_stands_elsewhere_goes_under_the_longest() {
        let all = [
            (candidate("of the kyiv", 9, 3.0), apart(0)),
            (candidate("the kyiv", 9, 2.9), apart(1)),
            // Three uses elsewhere, and more evidence.
            (candidate("kyiv", 12, 3.5), apart(2)),
            (candidate("of the", 9, 3.1), apart(3)),
            (candidate("so-called vote", 18, 2.0), apart(4)),
            (candidate("called vote", 20, 2.0), apart(5)),
            // 18 of 21 would be too few, but 20 of 21 stand in the one before.
            (candidate("vote", 21, 2.0), apart(6)),
            (candidate("the vote", 30, 2.0), apart(7)),
            (candidate("vote on the budget", 18, 2.0), apart(8)),
            (candidate("budget", 30, 2.0), apart(9)),
        ];
        assert_eq!(heads_of(&all), [None, Some(0), None, None, None, Some(4), Some(4), None, None, None]);
    }

    #[test]
    fn what_always_stands_together_goes_under_the_one_with_most_evidence_then_the_longest() {
        let footer = vec![(3, 1), (7, 2)];
        let all = [
            (candidate("all rights", 3, 2.0), footer.clone()),
            (candidate("rights reserved worldwide", 3, 2.0), footer.clone()),
            (candidate("network", 3, 1.5), footer),
            (candidate("elsewhere", 3, 1.5), vec![(3, 2), (7, 1)]),
            (candidate("unknown", 3, 1.5), Uses::new()),
            (candidate("unknown too", 3, 1.0), Uses::new()),
        ];
        assert_eq!(heads_of(&all), [Some(1), None, Some(1), None, None, None]);
    }

    #[test]
    fn more_and_less_never_go_together() {
        let all = [(candidate("the port", 9, 2.0), apart(0)), (candidate("port", 9, -1.0), apart(1))];
        assert_eq!(heads_of(&all), [None, None]);
    }
}
