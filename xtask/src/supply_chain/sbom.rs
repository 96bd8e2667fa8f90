//! `cargo xtask sbom`: what the server and the pages are made of, as bills of materials for other programs (CycloneDX 1.6).
//!
//! The same sources, compiler and machine's kind give the same bytes: there is no time, no serial number and no path in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::process::{Result, target};
use crate::progress::step;
use crate::setup::tools::{WASM, host};
use crate::supply_chain::bundled_components::{Bundled, bundled};
use crate::supply_chain::locked::locked;
use crate::supply_chain::tree::{Crate, Entry, Tree, tree};

/// Something that is given to those who run or use it.
struct Product {
    /// The name of the file, too.
    name: &'static str,
    package: &'static str,
    /// What it is built for; this machine where empty.
    target: &'static str,
    /// Beside the package's own choice.
    features: &'static str,
}

const PRODUCTS: [Product; 2] = [
    Product { name: "imk", package: "server", target: "", features: "" },
    Product { name: "imk-app", package: "app", target: WASM, features: "split" },
];

/// `sbom`.
pub(crate) fn sbom() -> Result {
    println!("{}", write()?);
    Ok(())
}

/// Writes `sbom/NAME.cdx.json` of each product into the target folder; returns what was counted, in one line.
pub(crate) fn write() -> Result<String> {
    let folder = target().join("sbom");
    fs::create_dir_all(&folder)?;
    let (mut all, mut each) = (BTreeSet::new(), Vec::new());
    for product in &PRODUCTS {
        let bill = step(&format!("sbom: {}", product.name), || bill(product))?;
        let file = folder.join(format!("{}.cdx.json", product.name));
        fs::write(&file, text(&bill)?)?;
        let refs = components(&bill);
        println!("{} components in {}", refs.len(), file.display());
        each.push(format!("{} {}", product.name, refs.len()));
        all.extend(refs);
    }
    Ok(format!("components {}: {}", all.len(), each.join(", ")))
}

/// What the components of a bill are referred to by.
fn components(bill: &Value) -> Vec<String> {
    let components = bill["components"].as_array().into_iter().flatten();
    components.map(|one| one["bom-ref"].to_string()).collect()
}

/// The bill as it is written; it is refused if something in it is a path of this machine.
fn text(bill: &Value) -> Result<String> {
    let text = serde_json::to_string_pretty(bill)? + "\n";
    match ["\"/", "(/", "file:"].iter().find(|path| text.contains(*path)) {
        None => Ok(text),
        Some(path) => Err(format!("a bill of materials would hold a path of this machine, after `{path}`").into()),
    }
}

/// What a product is made of. Crates that only run while it is built, macros and what those need, are not in the product
/// and marked as excluded; crates that are there for build scripts or tests alone are not listed.
fn bill(product: &Product) -> Result<Value> {
    let built_for = if product.target.is_empty() { host()? } else { product.target.to_owned() };
    let of = |edges: &str| {
        let features = ["--features", product.features];
        tree(&[&["--package", product.package, "--target", &built_for, "--edges", edges][..], &features].concat())
    };
    let (all, shipped) = (of("normal")?, of("normal,no-proc-macro")?);
    let bundled = bundled(&shipped, product.package)?;
    let main = all.iter().find(|(one, entry)| entry.ours && one.name == product.package);
    let (main, entry) = main.ok_or_else(|| format!("cargo tree does not tell of {}", product.package))?;
    let about = json!({
        "type": "application", "bom-ref": reference(main, entry), "name": product.name, "version": main.version,
        "licenses": licences(&entry.licence), "properties": [{ "name": "imk:target", "value": built_for }],
    });
    let crates = crates(&all, &shipped, main)?;
    Ok(json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "lifecycles": [{ "phase": "build" }], "component": about },
        "components": crates.into_iter().chain(bundled.iter().map(without_crate)).collect::<Vec<_>>(),
        "dependencies": dependencies(&all, &bundled),
    }))
}

/// Every crate but the product's own.
fn crates(all: &Tree, shipped: &Tree, main: &Crate) -> Result<Vec<Value>> {
    let locked = locked()?.into_iter().filter_map(|one| Some(((one.name, one.version), one.checksum?)));
    let checksums: BTreeMap<_, _> = locked.collect();
    let others = all.iter().filter(|(one, _)| *one != main);
    let described = others.map(|(one, entry)| {
        let scope = if shipped.contains_key(one) { "required" } else { "excluded" };
        described(one, entry, scope, checksums.get(&(one.name.clone(), one.version.clone())))
    });
    Ok(described.collect())
}

/// A crate. The checksum is that of its archive at crates.io. Ours has neither a checksum nor an address there, where
/// somebody else's crate may have its name.
fn described(one: &Crate, entry: &Entry, scope: &str, checksum: Option<&String>) -> Value {
    let mut described = json!({
        "type": "library", "bom-ref": reference(one, entry), "name": one.name, "version": one.version,
        "scope": scope, "licenses": licences(&entry.licence),
    });
    if !entry.ours {
        described["purl"] = reference(one, entry).into();
    }
    if let Some(checksum) = checksum {
        described["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    described
}

fn without_crate(one: &Bundled) -> Value {
    json!({
        "type": "library", "bom-ref": one.reference(), "name": one.name, "version": one.version, "scope": "required",
        "licenses": licences(one.licence), "purl": one.reference(), "cpe": one.cpe(),
    })
}

/// Who needs whom, in the order of names.
fn dependencies(all: &Tree, bundled: &[Bundled]) -> Vec<Value> {
    let reference_of = |one: &Crate| all.get(one).map(|entry| reference(one, entry));
    let of_crates = all.iter().map(|(one, entry)| {
        let crates = entry.needs.iter().filter_map(reference_of);
        let brought = bundled.iter().filter(|bundled| bundled.by == one.name).map(Bundled::reference);
        json!({ "ref": reference(one, entry), "dependsOn": crates.chain(brought).collect::<Vec<_>>() })
    });
    of_crates.collect()
}

/// The package URL of a crate of others; ours are known by name within the bill.
fn reference(one: &Crate, entry: &Entry) -> String {
    let version = one.version.replace('+', "%2B");
    if entry.ours { format!("{}@{version}", one.name) } else { format!("pkg:cargo/{}@{version}", one.name) }
}

/// An expression of SPDX; older manifests have `/` where it says `OR`.
fn licences(licence: &str) -> Value {
    let expression = licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ");
    json!([{ "expression": expression }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_of_what_ships_are_the_same_each_time_and_hold_no_path_of_the_machine() {
        for product in &PRODUCTS {
            let once = text(&bill(product).unwrap()).unwrap();
            assert_eq!(once, text(&bill(product).unwrap()).unwrap());
            let machine = [crate::process::root().display().to_string(), std::env::var("HOME").unwrap_or_default()];
            assert!(machine.iter().all(|path| path.len() < 2 || !once.contains(path)), "{}", product.name);
        }
    }

    #[test]
    fn every_library_in_a_bill_has_a_licence_and_those_of_others_an_address_and_a_hash() {
        for product in &PRODUCTS {
            let bill = bill(product).unwrap();
            let components = bill["components"].as_array().unwrap();
            assert!(
                components.iter().all(|one| one["licenses"][0]["expression"].as_str().is_some_and(|it| !it.is_empty()))
            );
            let cargo = |one: &&Value| one["purl"].as_str().is_some_and(|purl| purl.starts_with("pkg:cargo/"));
            assert!(components.iter().filter(cargo).count() > 100);
            assert!(
                components.iter().filter(cargo).all(|one| one["hashes"][0]["content"].as_str().unwrap().len() == 64)
            );
            let ours: Vec<&Value> = components.iter().filter(|one| one["purl"].is_null()).collect();
            let is_shared = |one: &&Value| ["api", "rules", "ui"].iter().any(|name| one["name"] == *name);
            assert!(ours.iter().all(is_shared), "{ours:?}");
        }
    }

    #[test]
    fn macros_are_told_apart_from_what_ships_and_tests_are_left_out() {
        let bill = bill(&PRODUCTS[0]).unwrap();
        let scope = |name: &str| {
            let found = bill["components"].as_array().unwrap().iter().find(|one| one["name"] == name);
            found.and_then(|one| one["scope"].as_str())
        };
        assert_eq!(scope("serde"), Some("required"));
        assert_eq!(scope("serde_derive"), Some("excluded"));
        assert_eq!(scope("sqlite"), Some("required"));
        assert_eq!(scope("rcgen"), None);
    }

    #[test]
    fn path_in_a_bill_is_refused() {
        assert!(text(&json!({ "name": "/some/where" })).is_err());
        assert!(text(&json!({ "name": "a (/some/where)" })).is_err());
        assert!(text(&json!({ "purl": "pkg:cargo/a@1", "expression": "MIT OR Apache-2.0" })).is_ok());
    }

    #[test]
    fn version_with_a_plus_and_licences_with_a_slash_are_written_as_their_forms_want_it() {
        let one = Crate { name: "toml".to_owned(), version: "1.2.1+spec-1.1.0".to_owned() };
        assert_eq!(reference(&one, &Entry::default()), "pkg:cargo/toml@1.2.1%2Bspec-1.1.0");
        assert_eq!(licences("Apache-2.0 / MIT"), json!([{ "expression": "Apache-2.0 OR MIT" }]));
    }
}
