//! Post-processing of the WebAssembly modules and scripts; `xtask/src/wasm/README.md` describes each step.

pub(crate) mod browser_calls;
pub(crate) mod compact;
pub(crate) mod compress;
pub(crate) mod inline_snippets;
pub(crate) mod minify_js;
pub(crate) mod minify_names;
pub(crate) mod panics;
pub(crate) mod sections;
pub(crate) mod size_by_crate;
pub(crate) mod split;
pub(crate) mod split_loader;
pub(crate) mod strip;
pub(crate) mod trusted_types;
pub(crate) mod unused_exports;
