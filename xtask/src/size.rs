//! `cargo xtask size`: what a browser has to load.

use std::fs;
use std::path::Path;

use crate::pages;
use crate::progress::step;
use crate::shell::Done;
use crate::tools::PageTools;

/// What `/` loads before its first button reacts: page, entry script, glue, wasm, styles.
const FIRST_ROUTE: [&str; 5] = ["index.html", "imk-app.js", "app.js", "app_bg.wasm", "imk.css"];

/// Brotli as a server would have it prepared beforehand: best quality, a window of 4 MiB.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// One file of `dist/` and its sizes in bytes.
struct Asset {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Builds the pages and prints each file's bytes, the sums, and last the first route's kB (of 1000 bytes).
pub(crate) fn size() -> Done {
    pages::build(&PageTools::ensure()?)?;
    let mut assets = Vec::new();
    step("size: compress every file", || measure(&pages::dist(), "", &mut assets))?;
    assets.sort_by(|one, other| one.name.cmp(&other.name));
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for asset in &assets {
        println!("{:>10} {:>10}  {}", asset.raw, asset.brotli, asset.name);
    }
    let raw: usize = assets.iter().map(|asset| asset.raw).sum();
    let brotli: usize = assets.iter().map(|asset| asset.brotli).sum();
    println!("{raw:>10} {brotli:>10}  all");
    println!("first route {} kB", kilobytes(first_route(&assets)?));
    Ok(())
}

/// Adds the files of a folder and of those in it, named by their path below `dist/`.
fn measure(folder: &Path, prefix: &str, assets: &mut Vec<Asset>) -> Done {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            measure(&entry.path(), &format!("{name}/"), assets)?;
        } else {
            let bytes = fs::read(entry.path())?;
            assets.push(Asset { name, raw: bytes.len(), brotli: compressed(&bytes)? });
        }
    }
    Ok(())
}

/// The number of bytes after compression.
fn compressed(bytes: &[u8]) -> Done<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut output = Vec::new();
    Ok(brotli::BrotliCompress(&mut &bytes[..], &mut output, &parameters)?)
}

/// The compressed bytes of the first route; an error if a part of it was not built, since the sum would flatter.
fn first_route(assets: &[Asset]) -> Done<usize> {
    let mut sum = 0;
    for part in FIRST_ROUTE {
        let asset = assets.iter().find(|asset| asset.name == part);
        sum += asset.ok_or_else(|| format!("dist/ has no {part}"))?.brotli;
    }
    Ok(sum)
}

/// Bytes as kB with one decimal, rounded up: a bar is not passed by rounding.
fn kilobytes(bytes: usize) -> String {
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

    #[test]
    fn compression_shortens_what_repeats() -> Done {
        assert!(compressed(&[b'a'; 10_000])? < 100);
        Ok(())
    }

    #[test]
    fn missing_part_of_the_first_route_is_named() {
        let said = first_route(&[]).map_err(|cause| cause.to_string());
        assert_eq!(said, Err("dist/ has no index.html".to_owned()));
    }
}
