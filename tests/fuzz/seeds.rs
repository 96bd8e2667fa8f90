//! Runs every parser on the inputs that once broke one, and on the seeds of the fuzzer.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod parsers;

use std::fs;
use std::path::Path;

#[test]
fn every_reader_comes_back_from_every_seed() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, parser) in parsers::PARSERS {
        let files: Vec<_> = fs::read_dir(seeds.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty(), "{name} has no seed");
        for file in files {
            parser(&fs::read(&file).unwrap());
        }
    }
}

#[test]
fn shortened_and_changed_seeds_break_no_reader_either() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, parser) in parsers::PARSERS {
        for file in fs::read_dir(seeds.join(name)).unwrap() {
            let seed = fs::read(file.unwrap().path()).unwrap();
            let step = seed.len() / 64 + 1;
            for at in (0..seed.len()).step_by(step) {
                parser(&seed[..at]);
                let mut changed = seed.clone();
                changed[at] ^= 0x15;
                parser(&changed);
            }
        }
    }
}
