//! Nanoseconds per verdict: typed facts in, every finding out. Hashing, JSON, signing and reading are printed apart.
//!
//! `cargo bench -p rules --all-features`; the bar for `verdict` is 250 ns for each element.

use std::hint::black_box;

use chrono::{DateTime, Days, TimeDelta, Utc};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ed25519_dalek::SigningKey;
use rules::application::{ApplicationDraft, check};
use rules::call::{Call, JUNE_2025};
use rules::canonical;
use rules::contact::Contact;
use rules::eligibility::assess;
use rules::facts::{Answer, Facts};
use rules::hash::{Hex, sha256};
use rules::language::{Language, Localised};
use rules::money::Cents;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::programme::{Programme, StudyGroup};
use rules::receipt::{HolderPart, Subject, UnsignedReceipt, verify};
use rules::signed::PublicKey;

/// How many people a batch of verdicts has.
const BATCH: usize = 1024;

#[expect(clippy::panic, reason = "without its call there is nothing to measure")]
fn june() -> Call {
    Call::parse(JUNE_2025.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The first second of the window.
fn opening(call: &Call) -> DateTime<Utc> {
    call.window.opens().to_utc()
}

/// Any one of the three answers, by number.
const fn answer(number: usize) -> Answer {
    match number % 3 {
        0 => Answer::Unknown,
        1 => Answer::No,
        _ => Answer::Yes,
    }
}

/// People of 14 to 70 years with every mix of answers, at instants before, inside and after the window.
fn batch(call: &Call) -> Vec<(Facts, DateTime<Utc>)> {
    let person = |number: usize| {
        let born = call.window.first_day() - Days::new(5_000 + 20 * number as u64);
        let facts = Facts {
            birth_date: (!number.is_multiple_of(16)).then_some(born),
            earlier_grant_without_choice: answer(number),
            still_learning: answer(number / 3),
            interrupted_learning: answer(number / 9),
            ..Facts::default()
        };
        (facts, opening(call) + TimeDelta::hours(number as i64 / 3 - 20))
    };
    (0..BATCH).map(person).collect()
}

fn adult(call: &Call) -> Facts {
    Facts {
        birth_date: Some(call.window.first_day() - Days::new(12_345)),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    }
}

fn verdict(criterion: &mut Criterion) {
    let call = june();
    let people = batch(&call);
    let mut group = criterion.benchmark_group("verdict");
    group.throughput(Throughput::Elements(BATCH as u64));
    group.bench_function("batch of 1024 mixed people", |bencher| {
        bencher.iter(|| {
            for (facts, now) in black_box(&people) {
                black_box(assess(black_box(&call), facts, *now));
            }
        });
    });
    group.throughput(Throughput::Elements(1));
    let facts = adult(&call);
    let now = opening(&call);
    group.bench_function("one eligible adult", |bencher| {
        bencher.iter(|| assess(black_box(&call), black_box(&facts), black_box(now)));
    });
    group.finish();
}

fn forms(criterion: &mut Criterion) {
    let call = june();
    let facts = adult(&call);
    let decision = assess(&call, &facts, opening(&call));
    let canonical_facts = canonical::to_string(&facts).unwrap_or_default();
    let mut group = criterion.benchmark_group("apart");
    group.bench_function("canonical JSON of facts", |bencher| {
        bencher.iter(|| canonical::to_string(black_box(&facts)));
    });
    group.bench_function("canonical JSON of a decision", |bencher| {
        bencher.iter(|| canonical::to_string(black_box(&decision)));
    });
    group.bench_function("salted hash of canonical facts", |bencher| {
        bencher.iter(|| sha256(&[black_box(&[7; 16]), black_box(canonical_facts.as_bytes())]));
    });
    group.bench_function("hash of the call pack", |bencher| bencher.iter(|| black_box(&call).pack_hash()));
    group.bench_function("reading of the call pack", |bencher| {
        bencher.iter(|| Call::parse(black_box(JUNE_2025.as_bytes())));
    });
    group.finish();
}

fn receipts(criterion: &mut Criterion) {
    let call = june();
    let facts = adult(&call);
    let decision = assess(&call, &facts, opening(&call));
    let key = SigningKey::from_bytes(&[1; 32]);
    let keys = [PublicKey::of(&key)];
    let subject = Subject { application: "a-1", programme: "data-analysis", group: "g-1" };
    let holder = HolderPart { facts, declared: facts, salt: Hex([7; 16]) };
    let confirm = |subject| UnsignedReceipt::new(subject, &call, &decision, holder)?.sign(decision.at, &key);
    let Ok(file) = confirm(subject) else { return };
    let mut group = criterion.benchmark_group("apart");
    group.bench_function("sign a confirmation", |bencher| {
        bencher.iter(|| confirm(black_box(subject)));
    });
    group.bench_function("verify a confirmation and its decision", |bencher| {
        bencher.iter(|| verify(black_box(&file), &keys, &call));
    });
    group.finish();
}

fn text(text: &str) -> Localised {
    Localised { lv: text.into(), en: text.into() }
}

fn programme(call: &Call) -> Programme {
    let first_day = call.window.last_day() + Days::new(60);
    Programme {
        id: "data-analysis".into(),
        provider: "provider-1".into(),
        title: text("Data analysis"),
        summary: text("About data."),
        short_summary: None,
        topic: None,
        outcomes: vec![text("You can analyse data")],
        prior_knowledge: text("None"),
        kind: ProgrammeType::StudyCourse,
        hours: 100,
        level: call.levels,
        mode: StudyMode::Remote,
        place: None,
        venue: None,
        language: Language::Lv,
        price: Cents::new(48_000),
        groups: vec![StudyGroup {
            id: "g-1".into(),
            starts_on: first_day,
            ends_on: first_day + Days::new(90),
            payment_on: None,
            seats: 12,
            timetable: vec![],
        }],
    }
}

fn applications(criterion: &mut Criterion) {
    let call = june();
    let programme = programme(&call);
    let draft = ApplicationDraft {
        call: call.id.clone(),
        programme: programme.id.clone(),
        group: "g-1".into(),
        language: Language::Lv,
        facts: adult(&call),
        contact: Contact { email: "anna.ozola@epasts.lv".into(), phone: "+371 2612 3456".into() },
        declaration: true,
    };
    let body = serde_json::to_vec(&draft).unwrap_or_default();
    let now = opening(&call);
    let mut group = criterion.benchmark_group("apart");
    group.bench_function("check an application", |bencher| {
        bencher.iter(|| check(black_box(&draft), &call, Some(&programme), now));
    });
    group.bench_function("read the body of an application", |bencher| {
        bencher.iter(|| ApplicationDraft::parse(black_box(&body)));
    });
    group.finish();
}

criterion_group!(benches, verdict, forms, receipts, applications);
criterion_main!(benches);
