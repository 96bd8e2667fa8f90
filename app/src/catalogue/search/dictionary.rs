//! The catalogue's dictionary: every word that occurs, with where it occurs, and what a search finds by it.
//!
//! Built once for a catalogue. A search then looks words up in sorted lists instead of reading texts, so that a keystroke
//! costs the same few microseconds whether a word stands in ten programmes or is sought in ten thousand.

use crate::catalogue::search::matching::{folded, lowered, words};
use crate::catalogue::search::stem::stems;
use crate::catalogue::search::typo::{SHORTEST, begins_with_slip, is_slip_of};

/// How well an entry fits a search: 0 best. The title comes before the rest, and within each the word itself, its
/// beginning, another form of it, a word with a slip.
pub type Rank = u8;

/// An entry that a search does not find.
pub const NOT_FOUND: Rank = Rank::MAX;

/// One more than the worst rank of what is found.
pub const RANKS: usize = 2 * WAYS as usize;

const WAYS: Rank = 4;

/// How a typed word and a word of the catalogue may be the same, the best first.
#[derive(Clone, Copy)]
enum Way {
    Whole,
    Beginning,
    Form,
    Slip,
}

/// The dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// By their folded text.
    terms: Vec<Term>,
    /// Each stem with the number of a term that has it; sorted.
    stems: Vec<(String, usize)>,
    entries: usize,
}

/// A word as it is written somewhere, marks or not.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    folded: String,
    /// Where it occurs: twice the number of the entry, one more where that is outside its title.
    postings: Vec<u32>,
}

/// What a search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// For each entry, how well it fits.
    pub ranks: Vec<Rank>,
    /// The words that are nowhere in the catalogue, so that similar ones were taken for them; as typed.
    pub similar: Vec<String>,
}

impl Dictionary {
    /// What finds a text: for each entry, how well it fits the words, all of which it has to have. No words fit everything.
    pub fn search(&self, text: &str) -> Ranked {
        let mut found = Ranked { ranks: vec![0; self.entries], similar: Vec::new() };
        for word in words(text) {
            let mut of_word = vec![NOT_FOUND; self.entries];
            if self.look_up(&lowered(word), &mut of_word) {
                found.similar.push(word.to_owned());
            }
            for (rank, of_word) in found.ranks.iter_mut().zip(of_word) {
                *rank = of_word.max(*rank);
            }
        }
        found
    }

    /// Finds one word; says whether only similar ones were found.
    fn look_up(&self, word: &str, ranks: &mut [Rank]) -> bool {
        let plain = folded(word);
        let mut found = false;
        for term in self.beginning_with(&plain) {
            let way = if term.folded.len() == plain.len() { Way::Whole } else { Way::Beginning };
            found |= term.mark(way, ranks);
        }
        for stem in stems(word) {
            for (_, term) in self.stems_beginning_with(&stem).take_while(|(known, _)| **known == stem) {
                found |= term.mark(Way::Form, ranks);
            }
        }
        !found && self.look_up_similar(word, &plain, ranks)
    }

    /// Words with one slip; see [`super::typo`].
    fn look_up_similar(&self, word: &str, plain: &str, ranks: &mut [Rank]) -> bool {
        let Some(first) = plain.chars().next().filter(|_| plain.chars().count() >= SHORTEST) else { return false };
        let first = first.to_string();
        let mut found = false;
        for term in self.beginning_with(&first) {
            if is_slip_of(plain, &term.folded) || begins_with_slip(plain, &term.folded) {
                found |= term.mark(Way::Slip, ranks);
            }
        }
        for stem in stems(word).into_iter().filter(|stem| stem.len() >= SHORTEST) {
            for (_, term) in self.stems_beginning_with(&first).filter(|(known, _)| is_slip_of(&stem, known)) {
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
    /// Notes where the term occurs.
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

/// A dictionary in the making.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    /// Each word in small letters, with its postings.
    words: Vec<(String, Vec<u32>)>,
    /// Hash table of numbers of words, one more than the number, 0 where free. A standard map is several kilobytes.
    slots: Vec<u32>,
    entries: u32,
}

impl IndexBuilder {
    /// Adds the next entry: its title, and its other texts.
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
            // The title comes first, and one posting for each entry is enough.
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

    /// The slot that holds a word, or the free one where it belongs.
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

    /// The dictionary of what was added.
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

/// FNV-1a.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
