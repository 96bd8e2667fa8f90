//! Copies a module section by section.

use wasm_encoder::{Module, RawSection};
use wasmparser::Payload;

use crate::process::Result;

/// Copies a module. `replace` may add another section for a payload and then returns `true`; other sections stay.
pub(crate) fn with_sections<'a>(
    module: &'a [u8],
    mut replace: impl FnMut(&Payload<'a>, &mut Module) -> Result<bool>,
) -> Result<Vec<u8>> {
    let mut copy = Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(module) {
        let payload = payload?;
        if !replace(&payload, &mut copy)?
            && let Some((id, range)) = payload.as_section()
        {
            copy.section(&RawSection { id, data: &module[range] });
        }
    }
    Ok(copy.finish())
}
