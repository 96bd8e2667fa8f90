//! Incremental rendering of search results: cards are updated in small batches after a pause in typing.
//!
//! Rendering a card costs more than searching ten thousand programmes. A keystroke therefore updates only the search
//! field and the count at once. The cards follow after a pause, in batches of a few, so that the next keystroke waits
//! for at most one batch. Old cards stay until their batch, so that the page does not jump.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::catalogue::index::{Entry, Found, Index};

/// Number of cards rendered in a batch.
const AT_ONCE: usize = 3;

/// Number of old cards removed in a batch. Removal is cheaper than rendering.
const AWAY_AT_ONCE: usize = 6;

/// Delay of the first batch after the last keystroke.
const PAUSE: Duration = Duration::from_millis(200);

/// Delay of the first batch after a filter change, and between batches: a browser paints every 17 ms.
const TURN: Duration = Duration::from_millis(20);

/// Returns the rendered entries, up to `limit`, and whether they still lag behind the search result.
pub fn use_shown(
    text: RwSignal<String>,
    index: Signal<Arc<Index>>,
    found: Memo<Found>,
    limit: RwSignal<usize>,
) -> (RwSignal<Vec<Arc<Entry>>>, RwSignal<bool>) {
    let wanted = move || {
        let (index, limit) = (index.get(), limit.get());
        found
            .with(|found| found.entries.iter().take(limit).filter_map(|at| index.get(*at).cloned()).collect::<Vec<_>>())
    };
    let turns = Turns {
        shown: RwSignal::new(untrack(wanted)),
        is_behind: RwSignal::new(false),
        pending: StoredValue::new(None),
    };
    Effect::new(move |before: Option<(Arc<Index>, usize, String)>| {
        let (wanted, now) = (wanted(), (index.get(), limit.get(), text.get()));
        turns.stop();
        match before {
            // First render; the catalogue was reloaded; or more cards are requested and take the focus.
            None => turns.all(wanted),
            Some((index, limit, _)) if !Arc::ptr_eq(&index, &now.0) || limit != now.1 => turns.all(wanted),
            Some((_, _, text)) => turns.next(wanted, if text == now.2 { TURN } else { PAUSE }),
        }
        now
    });
    on_cleanup(move || turns.stop());
    (turns.shown, turns.is_behind)
}

/// Rendered entries and the timer of the next batch.
#[derive(Clone, Copy)]
struct Turns {
    shown: RwSignal<Vec<Arc<Entry>>>,
    is_behind: RwSignal<bool>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Turns {
    /// Renders all wanted entries at once.
    fn all(self, wanted: Vec<Arc<Entry>>) {
        self.shown.set(wanted);
        self.tell(false);
    }

    /// Renders the wanted entries in batches; the first batch follows after a delay.
    fn next(self, wanted: Vec<Arc<Entry>>, after: Duration) {
        let is_behind = self.shown.with_untracked(|shown| *shown != wanted);
        self.tell(is_behind);
        if !is_behind {
            return;
        }
        let draw = move || {
            self.shown.update(|shown| *shown = turn(shown, &wanted));
            self.next(wanted, TURN);
        };
        // Without a timer the old cards stay; nothing else breaks.
        self.pending.set_value(set_timeout_with_handle(draw, after).ok());
    }

    fn tell(self, is_behind: bool) {
        if self.is_behind.get_untracked() != is_behind {
            self.is_behind.set(is_behind);
        }
    }

    fn stop(self) {
        if let Some(handle) = self.pending.try_get_value().flatten() {
            handle.clear();
        }
    }
}

/// Returns the entries after one more batch: wanted ones are added from the top, unwanted ones removed.
fn turn<T: Clone + PartialEq>(shown: &[T], wanted: &[T]) -> Vec<T> {
    let right = shown.iter().zip(wanted).take_while(|(shown, wanted)| shown == wanted).count();
    let (now, later) = wanted.split_at(wanted.len().min(right + AT_ONCE));
    let old = shown.iter().filter(|card| !now.contains(card));
    let (stay, go): (Vec<&T>, Vec<&T>) = old.partition(|card| later.contains(card));
    let going = go.len().saturating_sub(AWAY_AT_ONCE);
    now.iter().chain(stay).chain(go.into_iter().take(going)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns all intermediate lists from one result to another.
    fn turns(shown: &str, wanted: &str) -> Vec<String> {
        let (mut shown, wanted): (Vec<char>, Vec<char>) = (shown.chars().collect(), wanted.chars().collect());
        let mut turns = Vec::new();
        while shown != wanted {
            assert!(turns.len() < 20, "never done: {turns:?}");
            shown = turn(&shown, &wanted);
            turns.push(shown.iter().collect());
        }
        turns
    }

    #[test]
    fn cards_change_from_the_top_and_old_ones_stay_until_then() {
        assert_eq!(turns("abcdefgh", "uvwxyz"), ["uvwab", "uvwxyz"]);
        assert_eq!(turns("", "uvwxy"), ["uvw", "uvwxy"]);
    }

    #[test]
    fn cards_that_are_wanted_later_are_kept_and_none_is_there_twice() {
        assert_eq!(turns("abcdefgh", "bhacg"), ["bhacg"]);
        assert_eq!(turns("abcdefgh", "hxgyfz"), ["hxgf", "hxgyfz"]);
        for (shown, wanted) in [("abcdefghijkl", "lkjihgfedcba"), ("abcdef", "xaycze"), ("abcdef", "")] {
            for list in turns(shown, wanted) {
                let mut cards: Vec<char> = list.chars().collect();
                cards.sort_unstable();
                cards.dedup();
                assert_eq!(cards.len(), list.len(), "{list}");
            }
        }
    }

    #[test]
    fn no_turn_draws_or_takes_away_more_than_its_share() {
        let mut shown: Vec<char> = ('a'..='x').collect();
        for list in turns("abcdefghijklmnopqrstuvwx", "ABCDEFGHIJKLMNOPQRSTUVWX") {
            let list: Vec<char> = list.chars().collect();
            let drawn = list.iter().filter(|card| !shown.contains(card)).count();
            let away = shown.iter().filter(|card| !list.contains(card)).count();
            assert!(drawn <= AT_ONCE && away <= AWAY_AT_ONCE, "{shown:?} to {list:?}");
            shown = list;
        }
    }
}
