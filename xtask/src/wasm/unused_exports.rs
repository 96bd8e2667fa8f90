//! Removes exports that no script uses. Linker and wasm-split keep every export and the code it needs, so the bindings
//! of a dependency would stay in the main module.

use wasm_encoder::ExportSection;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::Payload;

use crate::process::Result;
use crate::wasm::sections::with_sections;

/// Custom section with the descriptions that wasm-bindgen's macros write.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";

/// Part of the export names of `wasm-streams`: Rust streams for scripts. Leptos's server functions depend on them, and
/// the pages use none.
const STREAMS: &str = "intounderlying";

/// Parts of the module paths of these bindings in the descriptions.
const STREAM_MODULES: [&[u8]; 2] = [b"wasm_streams::", b"::into_underlying_"];

/// Removes the bindings of streams; wasm-split then drops the code that only they need.
pub(crate) fn without_stream_bindings(module: &[u8]) -> Result<Vec<u8>> {
    with_sections(module, |payload, copy| {
        match payload {
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section.clone() {
                    let export = export?;
                    if !export.name.contains(STREAMS) {
                        RoundtripReencoder.parse_export(&mut exports, export)?;
                    }
                }
                copy.section(&exports);
            }
            Payload::CustomSection(section) if section.name() == DESCRIPTIONS => {
                let data = without_stream_descriptions(section.data())
                    .ok_or("the descriptions of wasm-bindgen are truncated")?;
                copy.section(&wasm_encoder::CustomSection { name: DESCRIPTIONS.into(), data: data.into() });
            }
            _ => return Ok(false),
        }
        Ok(true)
    })
}

/// Filters the section: pairs of version and description, each with its length in four little-endian bytes before it.
fn without_stream_descriptions(mut section: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let rest = skip_one(skip_one(section)?)?;
        let pair = &section[..section.len() - rest.len()];
        if !STREAM_MODULES.iter().all(|part| pair.windows(part.len()).any(|window| window == *part)) {
            kept.extend_from_slice(pair);
        }
        section = rest;
    }
    Some(kept)
}

fn skip_one(section: &[u8]) -> Option<&[u8]> {
    let (length, rest) = section.split_first_chunk()?;
    rest.get(u32::from_le_bytes(*length) as usize..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> Vec<u8> {
        let length = |text: &str| u32::try_from(text.len()).unwrap().to_le_bytes();
        [&length("{}")[..], b"{}", &length(text), text.as_bytes()].concat()
    }

    #[test]
    fn only_descriptions_of_streams_are_removed() {
        let (app, sink) = (pair("app::start"), pair("wasm_streams::writable::into_underlying_sink"));
        let reader = pair("wasm_streams::readable::sys");
        let section = [&app[..], &sink, &reader].concat();
        assert_eq!(without_stream_descriptions(&section), Some([app, reader].concat()));
        assert_eq!(without_stream_descriptions(&section[..section.len() - 1]), None);
    }
}
