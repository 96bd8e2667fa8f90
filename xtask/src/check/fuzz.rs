//! `cargo xtask fuzz`: whatever libFuzzer makes up, fed to every reader of outside input.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, available_parallelism};

use crate::process::{Result, cargo, root, target};
use crate::progress::step;
use crate::setup::tools::host;

/// The readers, as tests/fuzz/parsers.rs names them.
const PARSERS: [&str; 5] = ["personal_code", "call_pack", "receipt", "catalogue", "body"];

/// The longest input, in bytes: a call pack has 15,000.
const LONGEST: u32 = 32_768;

/// What has the compiler count which branches an input takes (LLVM, SanitizerCoverage), as libFuzzer wants it. The code is
/// safe Rust, so no sanitizer is needed; panics, overflows and endless loops are what is looked for.
const COUNTING: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
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
        inputs += step(&what, || feed_all(&fuzzer, parsers, seconds))?;
    }
    println!("readers fuzzed {}, inputs {inputs}, crashes 0", PARSERS.len());
    Ok(())
}

/// Where the fuzzer is built, apart from everything else since all of it is compiled in another way.
fn folder() -> PathBuf {
    target().join("fuzz")
}

fn build() -> Result<PathBuf> {
    let host = host()?;
    let mut build = cargo();
    // With a target named, build scripts and macros are compiled as ever.
    build.args(["build", "--quiet", "--release", "--package", "imk-tests", "--bin", "fuzz", "--features", "fuzz"]);
    build.args(["--target", &host]).env("CARGO_TARGET_DIR", folder()).env("RUSTFLAGS", COUNTING);
    crate::process::run(&mut build)?;
    Ok(folder().join(host).join("release/fuzz"))
}

/// Feeds some readers side by side. Tells how many inputs they were given together.
fn feed_all(fuzzer: &Path, parsers: &[&str], seconds: u32) -> Result<u64> {
    thread::scope(|scope| {
        let fed = parsers
            .iter()
            .map(|parser| scope.spawn(move || feed(fuzzer, parser, seconds).map_err(|why| why.to_string())));
        // All are begun before the first is awaited.
        let fed: Vec<_> = fed.collect();
        fed.into_iter().try_fold(0, |inputs, one| {
            let more = one.join().map_err(|_| "feeding a reader broke off")?;
            Ok(inputs + more?)
        })
    })
}

/// Feeds one reader; what it learns on the way is kept for the next time. Tells how many inputs it was given.
fn feed(fuzzer: &Path, parser: &str, seconds: u32) -> Result<u64> {
    let (learned, crashes) = (folder().join("learned").join(parser), folder().join("crashes").join(parser));
    fs::create_dir_all(&learned)?;
    fs::create_dir_all(&crashes)?;
    let mut feed = Command::new(fuzzer);
    feed.arg(&learned).arg(root().join("tests/fuzz/seeds").join(parser)).env("IMK_PARSER", parser);
    feed.args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")]);
    feed.args(["-print_final_stats=1", "-timeout=5", "-rss_limit_mb=1024", "-verbosity=0"]);
    feed.arg(format!("-artifact_prefix={}/", crashes.display()));
    let output = feed.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{parser} broke; the input is in {}\n{said}", crashes.display()).into());
    }
    inputs(&said).ok_or_else(|| format!("libFuzzer does not say what it did:\n{said}").into())
}

/// How many inputs libFuzzer says it tried.
fn inputs(said: &str) -> Option<u64> {
    let line = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_inputs_is_read_from_what_the_fuzzer_says() {
        assert_eq!(inputs("Result 7\nstat::number_of_executed_units: 1234\nstat::average: 1"), Some(1234));
        assert_eq!(inputs("nothing"), None);
    }

    #[test]
    fn every_reader_has_seeds() {
        for parser in PARSERS {
            let seeds = root().join("tests/fuzz/seeds").join(parser);
            assert!(fs::read_dir(&seeds).is_ok_and(|mut files| files.next().is_some()), "{}", seeds.display());
        }
    }
}
