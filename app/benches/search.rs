//! Benchmark of a keystroke in the catalogue, in nanoseconds: from the typed text to the results and the counts of all
//! filters.
//!
//! `cargo bench -p app --bench search`. In a browser the rendering of at most two dozen cards is added. The
//! construction of the index, once per visit, is measured separately.

use std::hint::black_box;

use api::CatalogueResponse;
use app::call_pack;
use app::catalogue::filters::{Choice, Filters};
use app::catalogue::index::Index;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rules::call::Call;
use rules::programme::kind::StudyMode;

/// Catalogue of the demonstration, the same as on the server.
const DEMONSTRATION: &str = include_str!("../../server/demo/catalogue.json");

/// Search texts, typed letter by letter.
const TYPED: [&str; 6] =
    ["datu analize", "programmēšanas", "mākslīgā intelekta", "pyhton", "kiberdrošiba attālināti", "zvejniecība"];

fn call() -> &'static Call {
    call_pack::current()
}

/// Returns a catalogue with the given number of programmes: copies of the demonstration's, each with a distinct word,
/// as real programmes would have.
#[expect(clippy::panic, reason = "without its catalogue there is nothing to measure")]
fn catalogue(programmes: usize) -> CatalogueResponse {
    let mut value: serde_json::Value = serde_json::from_str(DEMONSTRATION).unwrap_or_else(|error| panic!("{error}"));
    value["seats"] = serde_json::Value::Array(Vec::new());
    let mut catalogue: CatalogueResponse = serde_json::from_value(value).unwrap_or_else(|error| panic!("{error}"));
    let demonstration = std::mem::take(&mut catalogue.programmes);
    let copies = (0..programmes).zip(demonstration.iter().cycle()).map(|(number, programme)| {
        let mut copy = programme.clone();
        copy.id = format!("p-{number}");
        copy.summary.lv += &format!(" Kods{}.", number % 1_000);
        copy
    });
    catalogue.programmes = copies.collect();
    catalogue
}

/// Returns all prefixes of all texts, as the search receives them.
fn keystrokes() -> Vec<Filters> {
    let beginnings = TYPED.iter().flat_map(|text| {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| Filters { text: text[..end].to_owned(), ..Filters::default() })
    });
    beginnings.collect()
}

fn search(criterion: &mut Criterion) {
    for programmes in [100, 10_000] {
        let index = Index::of(catalogue(programmes), call());
        let mut group = criterion.benchmark_group(format!("{programmes} programmes"));
        let keystrokes = keystrokes();
        group.throughput(Throughput::Elements(keystrokes.len() as u64));
        group.bench_function("all keystrokes", |bencher| {
            bencher
                .iter(|| keystrokes.iter().map(|filters| index.find(black_box(filters)).entries.len()).sum::<usize>());
        });
        group.throughput(Throughput::Elements(1));
        let single = [
            ("one letter", Filters { text: "d".to_owned(), ..Filters::default() }),
            ("a word with a slip", Filters { text: "pyhton".to_owned(), ..Filters::default() }),
            (
                "two boxes, no text",
                Filters { chosen: vec![Choice::Fits, Choice::Mode(StudyMode::Remote)], ..Filters::default() },
            ),
        ];
        for (name, filters) in single {
            group.bench_function(name, |bencher| bencher.iter(|| index.find(black_box(&filters))));
        }
        group.sample_size(10);
        group.bench_function("reading the catalogue", |bencher| {
            bencher.iter_batched(
                || catalogue(programmes),
                |catalogue| Index::of(catalogue, call()),
                BatchSize::PerIteration,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, search);
criterion_main!(benches);
