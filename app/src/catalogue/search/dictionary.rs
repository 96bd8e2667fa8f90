//! Inverted index of the catalogue: all words with their postings, and the search in it.
//!
//! Built once per catalogue. A search then looks up words in sorted lists and reads no texts, so a keystroke costs only
//! microseconds even for ten thousand programmes.

use crate::catalogue::search::matching::{folded, lowered, words};
use crate::catalogue::search::stem::stems;
use crate::catalogue::search::typo::{SHORTEST, begins_with_slip, is_typo_of};

/// Rank of an entry in a search; 0 is the best. Matches in the title rank before others, and within each the order is:
/// whole word, prefix, other form, typo.
pub type Rank = u8;

/// Rank of an entry that does not match.
pub const NOT_FOUND: Rank = Rank::MAX;

/// Number of ranks of matching entries.
pub const RANKS: usize = 2 * WAYS as usize;

const WAYS: Rank = 4;

/// Kinds of match between a typed word and a word of the catalogue, the best first.
#[derive(Clone, Copy)]
enum Way {
    Whole,
    Beginning,
    Form,
    Slip,
}

/// Inverted index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// Words, sorted by their folded text.
    terms: Vec<Term>,
    /// Stems with the position of a term that has the stem; sorted.
    stems: Vec<(String, usize)>,
    entries: usize,
}

/// Word of the catalogue, with or without diacritics.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    folded: String,
    /// Occurrences: twice the number of the entry, plus one outside its title.
    postings: Vec<u32>,
}

/// Search result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Rank of each entry.
    pub ranks: Vec<Rank>,
    /// Words that do not occur in the catalogue and were replaced by similar ones; as typed.
    pub similar: Vec<String>,
}

impl Dictionary {
    /// Searches for a text. Returns the rank of each entry, which must match all words; an empty text matches every
    /// entry.
    ///
    /// Two neighbouring words also match as one ("word press"), and one word also matches as two ("projektuvadība").
    pub fn search(&self, text: &str) -> Ranked {
        let mut found = Ranked { ranks: vec![0; self.entries], similar: Vec::new() };
        let words: Vec<&str> = words(text).collect();
        let joined: Vec<Option<Vec<Rank>>> =
            words.windows(2).map(|pair| self.look_up_exactly(&pair.concat())).collect();
        for (at, word) in words.iter().enumerate() {
            let mut of_word = vec![NOT_FOUND; self.entries];
            let before = at.checked_sub(1).and_then(|before| joined.get(before)?.as_ref());
            let both: Vec<&Vec<Rank>> = before.into_iter().chain(joined.get(at).and_then(Option::as_ref)).collect();
            if self.look_up(&lowered(word), !both.is_empty(), &mut of_word) {
                found.similar.push((*word).to_owned());
            }
            for joined in both {
                of_word.iter_mut().zip(joined).for_each(|(rank, joined)| *rank = (*rank).min(*joined));
            }
            for (rank, of_word) in found.ranks.iter_mut().zip(of_word) {
                *rank = of_word.max(*rank);
            }
        }
        found
    }

    /// Ranks of the entries with a word or a form of it; `None` if there are none.
    fn look_up_exactly(&self, word: &str) -> Option<Vec<Rank>> {
        let mut ranks = vec![NOT_FOUND; self.entries];
        let word = lowered(word);
        self.mark_exact(&word, &folded(&word), &mut ranks).then_some(ranks)
    }

    /// Looks up one word. Returns whether only similar words were found; `is_joined` prevents their search.
    fn look_up(&self, word: &str, is_joined: bool, ranks: &mut [Rank]) -> bool {
        let plain = folded(word);
        if self.mark_exact(word, &plain, ranks) || is_joined || self.mark_split(word, ranks) {
            return false;
        }
        self.look_up_similar(word, &plain, ranks)
    }

    /// Marks the entries with two words that make this one. Each part has at least three letters.
    fn mark_split(&self, word: &str, ranks: &mut [Rank]) -> bool {
        const SHORTEST_PART: usize = 3;
        let mut found = false;
        for (at, _) in word.char_indices().skip(SHORTEST_PART) {
            let (first, second) = word.split_at(at);
            if second.chars().count() < SHORTEST_PART {
                break;
            }
            let parts = self.look_up_exactly(first).zip(self.look_up_exactly(second));
            for (rank, (first, second)) in ranks.iter_mut().zip(parts.iter().flat_map(|(a, b)| a.iter().zip(b))) {
                let both = (*first).max(*second);
                found |= both != NOT_FOUND;
                *rank = (*rank).min(both);
            }
        }
        found
    }

    /// Marks the entries with a word, a longer word that begins with it, or another form of it.
    fn mark_exact(&self, word: &str, plain: &str, ranks: &mut [Rank]) -> bool {
        let mut found = false;
        for term in self.beginning_with(plain) {
            let way = if term.folded.len() == plain.len() { Way::Whole } else { Way::Beginning };
            found |= term.mark(way, ranks);
        }
        for stem in stems(word) {
            for (_, term) in self.stems_beginning_with(&stem).take_while(|(known, _)| **known == stem) {
                found |= term.mark(Way::Form, ranks);
            }
        }
        found
    }

    /// Looks up words with one typo; see [`super::typo`].
    fn look_up_similar(&self, word: &str, plain: &str, ranks: &mut [Rank]) -> bool {
        let Some(first) = plain.chars().next().filter(|_| plain.chars().count() >= SHORTEST) else { return false };
        let first = first.to_string();
        let mut found = false;
        for term in self.beginning_with(&first) {
            if is_typo_of(plain, &term.folded) || begins_with_slip(plain, &term.folded) {
                found |= term.mark(Way::Slip, ranks);
            }
        }
        for stem in stems(word).into_iter().filter(|stem| stem.len() >= SHORTEST) {
            for (_, term) in self.stems_beginning_with(&first).filter(|(known, _)| is_typo_of(&stem, known)) {
                found |= term.mark(Way::Slip, ranks);
            }
        }
        found
    }

    fn beginning_with<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a Term> {
        let first = self.terms.partition_point(|term| term.folded.as_str() < text);
        self.terms[first..].iter().take_while(move |term| term.folded.starts_with(text))
    }

    fn stems_beginning_with<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a String, &'a Term)> {
        let first = self.stems.partition_point(|(stem, _)| stem.as_str() < text);
        let from_here = self.stems[first..].iter().take_while(move |(stem, _)| stem.starts_with(text));
        from_here.map(|(stem, term)| (stem, &self.terms[*term]))
    }
}

impl Term {
    /// Updates the ranks of the entries that contain the term. Returns `true`, so that callers can collect it.
    fn mark(&self, way: Way, ranks: &mut [Rank]) -> bool {
        for posting in &self.postings {
            let rank = way as Rank + if posting & 1 == 0 { 0 } else { WAYS };
            if let Some(best) = ranks.get_mut((posting >> 1) as usize) {
                *best = rank.min(*best);
            }
        }
        true
    }
}

/// Builder of a [`Dictionary`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    /// Words in lower case with their postings.
    words: Vec<(String, Vec<u32>)>,
    /// Hash table with open addressing: 0 for a free slot, else the position in `words` plus one. The standard map
    /// would add several kilobytes of code.
    slots: Vec<u32>,
    entries: u32,
}

impl IndexBuilder {
    /// Adds the next entry: its title and its other texts.
    pub fn add<'a>(&mut self, title: &[&str], rest: impl IntoIterator<Item = &'a str>) {
        let entry = self.entries;
        self.entries += 1;
        for text in title {
            self.add_text(text, 2 * entry);
        }
        for text in rest {
            self.add_text(text, 2 * entry + 1);
        }
    }

    fn add_text(&mut self, text: &str, posting: u32) {
        let text = lowered(text);
        for word in words(&text) {
            let postings = &mut self.word(word).1;
            // The title is added first, and one posting per entry is enough.
            if postings.last().is_none_or(|last| last >> 1 != posting >> 1) {
                postings.push(posting);
            }
        }
    }

    fn word(&mut self, word: &str) -> &mut (String, Vec<u32>) {
        if self.slots.len() < 2 * (self.words.len() + 1) {
            self.grow();
        }
        let slot = self.slot(word);
        if self.slots[slot] == 0 {
            self.words.push((word.to_owned(), Vec::new()));
            self.slots[slot] = u32::try_from(self.words.len()).unwrap_or_default();
        }
        &mut self.words[self.slots[slot] as usize - 1]
    }

    /// Returns the slot that holds a word, or the free slot for it.
    fn slot(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = hash(word) as usize & last;
        while self.slots[slot] != 0 && self.words[self.slots[slot] as usize - 1].0 != word {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        const FIRST: usize = 1024;
        self.slots = vec![0; FIRST.max(4 * self.words.len().next_power_of_two())];
        for number in 0..self.words.len() {
            let slot = self.slot(&self.words[number].0);
            self.slots[slot] = u32::try_from(number + 1).unwrap_or_default();
        }
    }

    /// Builds the dictionary.
    pub fn finish(self) -> Dictionary {
        let mut words: Vec<(String, String, Vec<u32>)> =
            self.words.into_iter().map(|(word, postings)| (folded(&word), word, postings)).collect();
        words.sort_unstable();
        let stems_of = |(at, (_, word, _)): (usize, &(String, String, Vec<u32>))| {
            stems(word).into_iter().map(move |stem| (stem, at)).collect::<Vec<_>>()
        };
        let mut stems: Vec<(String, usize)> = words.iter().enumerate().flat_map(stems_of).collect();
        stems.sort_unstable();
        let terms = words.into_iter().map(|(folded, _, postings)| Term { folded, postings }).collect();
        Dictionary { terms, stems, entries: self.entries as usize }
    }
}

/// FNV-1a hash.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
