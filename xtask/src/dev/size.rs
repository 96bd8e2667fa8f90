//! `cargo xtask size`: bytes that a browser loads.

use std::fs;

use crate::files::{below, files};
use crate::pages;
use crate::process::{Result, cargo, read};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;
use crate::wasm::size_by_crate::bytes_by_crate;
use crate::wasm::split::named_main;

/// Prefix of the line with the bytes that the browser fetched.
const FETCHED: &str = "fetched ";

/// Number of crates to print: ten crates have about 90 % of the code.
const CRATES: usize = 10;

/// Builds the pages; prints the bytes of each file, raw and compressed, the code size of each crate in the main module,
/// the requests of a browser that opens the home page, and their sum in kB (1000 bytes).
pub(crate) fn size() -> Result {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let (mut raw_sum, mut brotli_sum) = (0, 0);
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for (name, raw, brotli) in built()? {
        println!("{raw:>10} {brotli:>10}  {name}");
        raw_sum += raw;
        brotli_sum += brotli;
    }
    println!("{raw_sum:>10} {brotli_sum:>10}  total");
    print_crates()?;
    let report = step("size: requests of a browser", fetched)?;
    print!("{report}");
    let bytes =
        report.lines().rev().find_map(|line| line.strip_prefix(FETCHED)).ok_or("the browser fetched nothing")?;
    println!("first route {} kB", kilobytes(bytes.parse()?));
    Ok(())
}

/// Prints the crates with the most code in the main module, before compression.
fn print_crates() -> Result {
    let crates = bytes_by_crate(&fs::read(named_main())?)?;
    let (named, others) = crates.split_at(CRATES.min(crates.len()));
    println!("\n{:>10}  crate, in app_bg.wasm", "code");
    for (name, bytes) in named {
        println!("{bytes:>10}  {name}");
    }
    println!("{:>10}  {} others\n", others.iter().map(|(_, bytes)| bytes).sum::<usize>(), others.len());
    Ok(())
}

/// The files of the build with their bytes, raw and compressed.
fn built() -> Result<Vec<(String, u64, u64)>> {
    let dist = pages::dist();
    let mut built = Vec::new();
    for file in files(&dist)? {
        let compressed = format!("{}.br", file.display());
        if let Ok(compressed) = fs::metadata(compressed) {
            built.push((below(&file, &dist)?, fs::metadata(&file)?.len(), compressed.len()));
        }
    }
    built.sort();
    Ok(built)
}

fn fetched() -> Result<String> {
    let imk = pages::debug_server()?;
    let mut browser = cargo();
    browser.args(["run", "--quiet", "--package", "imk-tests", "--bin", "fetched"]);
    read(browser.env("IMK_BIN", imk).env("IMK_PAGES", pages::dist()))
}

/// Bytes as kB with one decimal, rounded up, so that rounding does not hide a violated limit.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_rounded_up() {
        assert_eq!(kilobytes(110_000), "110.0");
        assert_eq!(kilobytes(110_001), "110.1");
    }
}
