//! Limits for rules that today's tree breaks: a number of accepted breaches for each top folder, which only decreases.

use std::collections::BTreeMap;

use crate::tree::Breach;

/// Accepted breaches by top folder. A folder that is not listed has none.
pub(crate) type Limits<'a> = &'a [(&'a str, usize)];

/// The top folder of a path; files outside any folder belong to the documents.
pub(crate) fn top(path: &str) -> &str {
    path.split_once('/').map_or("docs", |(top, _)| top)
}

/// The limit of a folder.
fn limit(limits: Limits<'_>, folder: &str) -> usize {
    limits.iter().find(|(name, _)| *name == folder).map_or(0, |(_, limit)| *limit)
}

/// The breaches in folders that have more of them than their limit.
pub(crate) fn above(limits: Limits<'_>, breaches: Vec<Breach>) -> Vec<Breach> {
    let mut by_folder: BTreeMap<String, Vec<Breach>> = BTreeMap::new();
    for breach in breaches {
        by_folder.entry(top(&breach.path).to_owned()).or_default().push(breach);
    }
    let over = by_folder.into_iter().filter(|(folder, found)| found.len() > limit(limits, folder));
    over.flat_map(|(_, found)| found).collect()
}

#[test]
fn folders_within_their_limit_are_left_out() {
    let breaches = vec![Breach::new("a/b", 1, ""), Breach::new("c/d", 2, ""), Breach::new("e.md", 3, "")];
    assert_eq!(above(&[("a", 1)], breaches.clone()), breaches[1..]);
    assert_eq!(above(&[("c", 1), ("docs", 1)], breaches.clone()), breaches[..1]);
}
