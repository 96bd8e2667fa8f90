//! Takes bindings out of a module that no script of ours uses. What scripts may call is kept whatever it costs, so a
//! dependency's bindings stay in the first page's module, and all that they need with them.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, Module, RawSection, SectionId};
use wasmparser::Payload;

use crate::process::Result;

/// Where wasm-bindgen's macros leave word of what they made.
const NOTES: &str = "__wasm_bindgen_unstable";

/// Streams written in Rust and read by scripts, as the functions' names have them. They come with Leptos's server functions.
const STREAMS: &str = "intounderlying";

/// The module of such a stream, as the notes have it.
const STREAM_MODULES: [&[u8]; 2] = [b"wasm_streams::", b"::into_underlying_"];

/// The module without the bindings of streams; what only they need is then in no part of it.
pub(crate) fn without_streams(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(module) {
        let payload = payload?;
        match &payload {
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section.clone() {
                    let export = export?;
                    if !export.name.contains(STREAMS) {
                        RoundtripReencoder.parse_export(&mut exports, export)?;
                    }
                }
                kept.section(&exports);
            }
            Payload::CustomSection(section) if section.name() == NOTES => {
                let data = without_notes_on_streams(section.data()).ok_or("the notes of wasm-bindgen are cut short")?;
                kept.section(&wasm_encoder::CustomSection { name: NOTES.into(), data: data.into() });
            }
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    kept.section(&RawSection { id, data: &module[range] });
                }
            }
        }
    }
    debug_assert_eq!(SectionId::Custom as u8, 0);
    Ok(kept.finish())
}

/// Notes are pairs of a version and what was made, each with its length before it in four bytes.
fn without_notes_on_streams(mut notes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !notes.is_empty() {
        let rest = after_one(after_one(notes)?)?;
        let note = &notes[..notes.len() - rest.len()];
        if !STREAM_MODULES.iter().all(|part| note.windows(part.len()).any(|window| window == *part)) {
            kept.extend_from_slice(note);
        }
        notes = rest;
    }
    Some(kept)
}

fn after_one(notes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = notes.split_first_chunk()?;
    rest.get(u32::from_le_bytes(*length) as usize..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Vec<u8> {
        let length = |text: &str| u32::try_from(text.len()).unwrap().to_le_bytes();
        [&length("{}")[..], b"{}", &length(text), text.as_bytes()].concat()
    }

    #[test]
    fn notes_on_streams_go_and_all_others_stay() {
        let (ours, sink) = (note("app::start"), note("wasm_streams::writable::into_underlying_sink"));
        let reader = note("wasm_streams::readable::sys");
        let notes = [&ours[..], &sink, &reader].concat();
        assert_eq!(without_notes_on_streams(&notes), Some([ours, reader].concat()));
        assert_eq!(without_notes_on_streams(&notes[..notes.len() - 1]), None);
    }
}
