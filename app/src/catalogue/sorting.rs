//! Sorts search results.

use std::cmp::Reverse;

use rules::call::Call;
use rules::language::Language;
use rules::programme::{StudyGroup, funding};
use ui::collation::collation_key;

use crate::catalogue::index::{Entry, Index};
use crate::catalogue::programme_card::best_group;
use crate::catalogue::sort::Sort;

/// Sorts positions of entries. Equal ones keep their order, and programmes without a group in time are last where the
/// group decides.
pub fn sort(found: &mut [usize], index: &Index, by: Sort, call: &Call, language: Language) {
    let entry = |at: &usize| index.get(*at);
    match by {
        Sort::Match => {}
        Sort::Start => found.sort_by_cached_key(|at| {
            let start = entry(at).and_then(|entry| best(entry, call, |group, _| group.starts_on));
            (start.is_none(), start)
        }),
        Sort::Price => found.sort_by_cached_key(|at| {
            entry(at).map(|entry| (funding(call, entry.programme.price).co_payment, entry.programme.price))
        }),
        Sort::Seats => found.sort_by_cached_key(|at| {
            let free = entry(at).and_then(|entry| best(entry, call, |_, free| free));
            (free.is_none(), Reverse(free))
        }),
        Sort::Name => {
            found.sort_by_cached_key(|at| entry(at).map(|entry| collation_key(entry.programme.title.get(language))))
        }
    }
}

/// Returns a value of the group that a card shows, which takes the group and its free seats.
fn best<T>(entry: &Entry, call: &Call, value: impl Fn(&StudyGroup, u32) -> T) -> Option<T> {
    let best = best_group(&entry.programme, &entry.seats, call)?;
    Some(value(best.group, best.seats.map_or(0, |seats| seats.free)))
}

#[cfg(test)]
mod tests {
    use api::CatalogueResponse;

    use super::*;
    use crate::call_pack;

    fn index() -> Index {
        let text = serde_json::json!({ "lv": "Teksts", "en": "Text" });
        let programme = |id: &str, title: &str, price: u32, start: &str, end: &str| {
            serde_json::json!({
                "id": id, "provider": "u", "title": { "lv": title, "en": title }, "summary": text, "outcomes": [text],
                "prior_knowledge": text, "kind": "study_course", "hours": 96, "level": { "from": 5, "to": 5 },
                "mode": "remote", "language": "lv", "price_cents": price,
                "groups": [{ "id": format!("{id}-1"), "starts_on": start, "ends_on": end, "seats": 8 }],
            })
        };
        let seats = |group: &str, free: u32| serde_json::json!({ "group": group, "free": free, "waiting": 0 });
        let value = serde_json::json!({
            "providers": [],
            "programmes": [
                programme("a", "Čats", 70_000, "2025-10-01", "2025-12-12"),
                programme("b", "Datu analīze", 40_000, "2025-09-01", "2025-12-12"),
                programme("c", "Ābolu dati", 30_000, "2025-08-18", "2026-06-12"),
                programme("d", "Citas lietas", 60_000, "2025-09-15", "2025-12-12"),
            ],
            "seats": [seats("a-1", 3), seats("b-1", 0), seats("c-1", 9), seats("d-1", 12)],
        });
        let catalogue: CatalogueResponse = serde_json::from_value(value).unwrap();
        Index::of(catalogue, call_pack::current())
    }

    fn sorted(by: Sort) -> String {
        let index = index();
        let mut found = vec![0, 1, 2, 3];
        sort(&mut found, &index, by, call_pack::current(), Language::Lv);
        found.into_iter().map(|at| index.get(at).unwrap().programme.id.clone()).collect()
    }

    #[test]
    fn results_are_sorted_by_the_values_on_the_card() {
        assert_eq!(sorted(Sort::Match), "abcd");
        assert_eq!(sorted(Sort::Start), "bdac", "the one without a group in time is last");
        assert_eq!(sorted(Sort::Price), "cbda");
        assert_eq!(sorted(Sort::Seats), "dabc");
        assert_eq!(sorted(Sort::Name), "cdab");
    }

    #[test]
    fn every_order_is_found_by_its_name() {
        for sort in Sort::ALL {
            assert_eq!(Sort::of(sort.name()), sort);
        }
        assert_eq!(Sort::of("unknown"), Sort::Match);
    }
}
