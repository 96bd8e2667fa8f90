//! `cargo xtask fuzz`: runs libFuzzer on every parser of untrusted input.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, available_parallelism};

use crate::process::{Result, cargo, root, target};
use crate::progress::step;
use crate::setup::tools::host;

/// The parsers, with their names in tests/fuzz/parsers.rs.
const PARSERS: [&str; 5] = ["personal_code", "call_pack", "receipt", "catalogue", "body"];

/// Maximum length of an input, in bytes: a call pack has 15,000.
const LONGEST: u32 = 32_768;

/// Compiler flags for the branch coverage that libFuzzer needs (LLVM SanitizerCoverage). The code is safe Rust, so no
/// sanitizer is needed: fuzzing finds panics, overflows and endless loops.
const COVERAGE_FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks \
    --cfg fuzzing";

/// Runs libFuzzer on each parser for so many seconds, as many parsers at once as there are processors, and prints the
/// number of inputs.
pub(crate) fn fuzz(seconds: u32) -> Result {
    let fuzzer = step("fuzz: build", build)?;
    let mut inputs = 0;
    for parsers in PARSERS.chunks(available_parallelism()?.get()) {
        let what = format!("fuzz: {} for {seconds} s", parsers.join(", "));
        inputs += step(&what, || fuzz_all(&fuzzer, parsers, seconds))?;
    }
    println!("parsers fuzzed {}, inputs {inputs}, crashes 0", PARSERS.len());
    Ok(())
}

/// Target folder of the fuzzer, separate because its flags differ for every crate.
fn folder() -> PathBuf {
    target().join("fuzz")
}

fn build() -> Result<PathBuf> {
    let host = host()?;
    let mut build = cargo();
    // With `--target`, cargo compiles build scripts and macros without these flags.
    build.args(["build", "--quiet", "--release", "--package", "imk-tests", "--bin", "fuzz"]);
    build
        .args(["--no-default-features", "--features", "fuzz", "--target", &host])
        .env("CARGO_TARGET_DIR", folder())
        .env("RUSTFLAGS", COVERAGE_FLAGS);
    crate::process::run(&mut build)?;
    Ok(folder().join(host).join("release/fuzz"))
}

/// Fuzzes some parsers in parallel; returns the number of inputs.
fn fuzz_all(fuzzer: &Path, parsers: &[&str], seconds: u32) -> Result<u64> {
    thread::scope(|scope| {
        let runs = parsers
            .iter()
            .map(|parser| scope.spawn(move || fuzz_one(fuzzer, parser, seconds).map_err(|why| why.to_string())));
        // Start all before waiting for the first.
        let runs: Vec<_> = runs.collect();
        runs.into_iter().try_fold(0, |inputs, one| {
            let more = one.join().map_err(|_| "a fuzzing thread panicked")?;
            Ok(inputs + more?)
        })
    })
}

/// Fuzzes one parser and keeps the corpus for the next run; returns the number of inputs.
fn fuzz_one(fuzzer: &Path, parser: &str, seconds: u32) -> Result<u64> {
    let (corpus, crashes) = (folder().join("corpus").join(parser), folder().join("crashes").join(parser));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&crashes)?;
    let mut fuzz_one = Command::new(fuzzer);
    fuzz_one.arg(&corpus).arg(root().join("tests/fuzz/seeds").join(parser)).env("IMK_PARSER", parser);
    fuzz_one.args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")]);
    fuzz_one.args(["-print_final_stats=1", "-timeout=5", "-rss_limit_mb=1024", "-verbosity=0"]);
    fuzz_one.arg(format!("-artifact_prefix={}/", crashes.display()));
    let output = fuzz_one.output()?;
    let output_text = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{parser} crashed; the input is in {}\n{output_text}", crashes.display()).into());
    }
    inputs(&output_text).ok_or_else(|| format!("libFuzzer printed no number of inputs:\n{output_text}").into())
}

/// Parses the number of inputs in libFuzzer's statistics.
fn inputs(output: &str) -> Option<u64> {
    let line = output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_inputs_is_parsed() {
        assert_eq!(inputs("Result 7\nstat::number_of_executed_units: 1234\nstat::average: 1"), Some(1234));
        assert_eq!(inputs("nothing"), None);
    }

    #[test]
    fn every_parser_has_seeds() {
        for parser in PARSERS {
            let seeds = root().join("tests/fuzz/seeds").join(parser);
            assert!(fs::read_dir(&seeds).is_ok_and(|mut files| files.next().is_some()), "{}", seeds.display());
        }
    }
}
