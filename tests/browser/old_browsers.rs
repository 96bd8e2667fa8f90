//! Browsers without the required WebAssembly features show the prerendered first page and a notice.

use std::fs;
use std::path::{Path, PathBuf};

use imk_tests::{Browser, Deployment, Engine, Failure, Page, Result, Server, ServerOptions, Viewport};
use wasmparser::{Validator, WasmFeatures};

/// WebAssembly features that the pages need beyond the first version, with their names in docs/browsers.md.
const NEEDED: [(WasmFeatures, &str); 6] = [
    (WasmFeatures::MUTABLE_GLOBAL, "Mutable globals"),
    (WasmFeatures::SIGN_EXTENSION, "Sign extension"),
    (WasmFeatures::SATURATING_FLOAT_TO_INT, "Non-trapping float to int"),
    (WasmFeatures::MULTI_VALUE, "Multi-value"),
    (WasmFeatures::BULK_MEMORY, "Bulk memory"),
    (WasmFeatures::REFERENCE_TYPES, "Reference types"),
];

const NOTICE: &str = "Lapu šajā pārlūkā nevar atvērt";

/// Opens the first page and asserts that it shows the prerendered text, with the notice below.
async fn reads_the_plain_first_page(page: &Page) -> Result {
    // The cause is for developers: WebAssembly is not defined, or cannot be compiled.
    page.expect_console("WebAssembly");
    page.expect_console("wasm");
    page.open("/").await?;
    page.sees(NOTICE).await?;
    page.sees("500 eiro digitālo prasmju apguvei").await?;
    page.sees("No 2025. gada 9. līdz 20. jūnijam, abas dienas ieskaitot.").await?;
    page.sees("This page cannot be opened in this browser.").await?;
    let covered = "scrollTo(0, 0);
        const shown = [...document.querySelectorAll('h1')].find((heading) => heading.getClientRects().length);
        const { left, top } = shown.getBoundingClientRect();
        return document.elementFromPoint(left + 5, top + 5) !== shown;";
    let covered: bool = page.driver().execute(covered, vec![]).await?.convert()?;
    assert!(!covered, "the notice leaves the text to be read");
    let focused = page.focused().await?;
    assert!(focused.starts_with(NOTICE), "the focus is on “{focused}”");
    page.picture("50-bez-webassembly").await
}

#[tokio::test]
async fn browser_without_webassembly_shows_the_plain_first_page() -> Result {
    let server = Server::start()?;
    for viewport in Viewport::BOTH {
        let browser = Browser::new(Engine::chosen()?, viewport).without_wasm();
        browser.run(&server, reads_the_plain_first_page).await?;
    }
    Ok(())
}

#[tokio::test]
async fn browser_without_webassembly_gets_a_notice_on_every_page() -> Result {
    let server = Server::start()?;
    let browser = Browser::new(Engine::chosen()?, Viewport::Phone).without_wasm();
    let spec = async |page: &Page| {
        page.expect_console("WebAssembly");
        for path in ["/programmas", "/atbilstiba", "/pieteikums/p-001?grupa=p-001-1", "/konts"] {
            page.open(path).await?;
            page.sees(NOTICE).await?;
        }
        Ok(())
    };
    browser.run(&server, spec).await
}

/// The value type of references to the page's objects: the newest of all required features.
const EXTERNREF: u8 = 0x6f;
/// A value type that no browser knows, as older ones did not know that one.
const UNKNOWN: u8 = 0x66;

#[tokio::test]
async fn browser_lacking_a_wasm_feature_shows_the_plain_first_page() -> Result {
    let pages = Deployment::of_the_built_pages()?;
    let changed = make_for_newer_browsers(pages.path())?;
    assert!(changed > 0, "no table of references in the pages");
    let server = ServerOptions::default().pages(pages.path()).start()?;
    let browser = Browser::new(Engine::chosen()?, Viewport::Phone);
    browser.run(&server, reads_the_plain_first_page).await
}

/// Makes every table of references of a type that the browser does not know. Returns how many.
fn make_for_newer_browsers(pages: &Path) -> Result<usize> {
    let mut changed = 0;
    for file in modules(pages)? {
        let (bytes, tables) = with_unknown_tables(fs::read(&file)?)?;
        changed += tables;
        fs::write(&file, bytes)?;
        // The compressed neighbour would still be the old one.
        fs::remove_file(file.with_added_extension("br"))?;
    }
    Ok(changed)
}

fn with_unknown_tables(mut module: Vec<u8>) -> Result<(Vec<u8>, usize)> {
    let mut places = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(&module) {
        if let wasmparser::Payload::TableSection(tables) = payload? {
            places.extend(tables.into_iter_with_offsets().filter_map(|line| line.ok()).map(|(place, _)| place));
        }
    }
    let references: Vec<usize> = places.into_iter().filter(|place| module.get(*place) == Some(&EXTERNREF)).collect();
    for place in &references {
        module[*place] = UNKNOWN;
    }
    Ok((module, references.len()))
}

/// All modules of a folder and of those in it.
fn modules(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut modules = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.is_dir() {
            modules.extend(self::modules(&file)?);
        } else if file.extension().is_some_and(|kind| kind == "wasm") {
            modules.push(file);
        }
    }
    Ok(modules)
}

fn runs_with(modules: &[Vec<u8>], features: WasmFeatures) -> Result {
    for module in modules {
        Validator::new_with_features(features).validate_all(module)?;
    }
    Ok(())
}

/// All of them and nothing else: the oldest browsers that docs/browsers.md names follow from it.
#[test]
fn pages_need_exactly_the_documented_webassembly_features() -> Result {
    let modules = modules(&imk_tests::pages()?)?.iter().map(fs::read).collect::<std::result::Result<Vec<_>, _>>()?;
    assert!(!modules.is_empty(), "no module among the pages");
    // Parts of the first WebAssembly that the validator counts among the features.
    let first = WasmFeatures::FLOATS | WasmFeatures::GC_TYPES;
    let all = NEEDED.iter().fold(first, |all, (feature, _)| all | *feature);
    runs_with(&modules, all).map_err(|why| why.and("the pages need a feature that is not listed"))?;
    let document = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/browsers.md"))?;
    for (feature, name) in NEEDED {
        if runs_with(&modules, all - feature).is_ok() {
            return Err(Failure::new(format!("{name} is listed, but the pages run without it")));
        }
        assert!(document.contains(&format!("| {name} |")), "docs/browsers.md does not list {name}");
    }
    Ok(())
}
