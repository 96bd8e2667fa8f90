//! `cargo xtask sbom`: software bills of materials of server and pages (CycloneDX 1.6).
//!
//! The output is reproducible for the same sources, compiler and target: it contains no time, serial number or path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::process::{Result, target};
use crate::progress::step;
use crate::setup::tools::{WASM, host};
use crate::supply_chain::bundled_components::{BundledComponent, bundled_components};
use crate::supply_chain::locked::locked;
use crate::supply_chain::tree::{Crate, Details, Tree, tree};

/// A product that is shipped.
struct Product {
    /// Name of the product and of the file.
    name: &'static str,
    package: &'static str,
    /// Target triple; empty for this machine.
    target: &'static str,
    /// Features in addition to the default ones.
    features: &'static str,
}

const PRODUCTS: [Product; 2] = [
    Product { name: "imk", package: "server", target: "", features: "" },
    Product { name: "imk-app", package: "app", target: WASM, features: "split" },
];

/// Writes the bills and prints the counts.
pub(crate) fn sbom() -> Result {
    println!("{}", write()?);
    Ok(())
}

/// Writes `sbom/NAME.cdx.json` of each product into the target folder; returns the counts in one line.
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

/// References of a bill's components.
fn components(bill: &Value) -> Vec<String> {
    let components = bill["components"].as_array().into_iter().flatten();
    components.map(|one| one["bom-ref"].to_string()).collect()
}

/// The bill as JSON.
///
/// # Errors
/// If it contains a path of this machine.
fn text(bill: &Value) -> Result<String> {
    let text = serde_json::to_string_pretty(bill)? + "\n";
    match ["\"/", "(/", "file:"].iter().find(|path| text.contains(*path)) {
        None => Ok(text),
        Some(path) => Err(format!("the bill of materials contains a path of this machine, after `{path}`").into()),
    }
}

/// The bill of a product. Procedural macros and their dependencies run only in the build and have the scope `excluded`;
/// dependencies of build scripts and tests are not listed.
fn bill(product: &Product) -> Result<Value> {
    let built_for = if product.target.is_empty() { host()? } else { product.target.to_owned() };
    let of = |edges: &str| {
        let features = ["--features", product.features];
        tree(&[&["--package", product.package, "--target", &built_for, "--edges", edges][..], &features].concat())
    };
    let (all, shipped) = (of("normal")?, of("normal,no-proc-macro")?);
    let bundled_components = bundled_components(&shipped, product.package)?;
    let main = all.iter().find(|(one, details)| details.is_member && one.name == product.package);
    let (main, details) = main.ok_or_else(|| format!("cargo tree does not list {}", product.package))?;
    let about = json!({
        "type": "application", "bom-ref": reference(main, details), "name": product.name, "version": main.version,
        "licenses": licences(&details.licence), "properties": [{ "name": "imk:target", "value": built_for }],
    });
    let crates = crates(&all, &shipped, main)?;
    Ok(json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "lifecycles": [{ "phase": "build" }], "component": about },
        "components": crates.into_iter().chain(bundled_components.iter().map(bundled_component)).collect::<Vec<_>>(),
        "dependencies": dependencies(&all, &bundled_components),
    }))
}

/// All crates except the product's own.
fn crates(all: &Tree, shipped: &Tree, main: &Crate) -> Result<Vec<Value>> {
    let locked = locked()?.into_iter().filter_map(|one| Some(((one.name, one.version), one.checksum?)));
    let checksums: BTreeMap<_, _> = locked.collect();
    let others = all.iter().filter(|(one, _)| *one != main);
    let described = others.map(|(one, details)| {
        let scope = if shipped.contains_key(one) { "required" } else { "excluded" };
        described(one, details, scope, checksums.get(&(one.name.clone(), one.version.clone())))
    });
    Ok(described.collect())
}

/// A crate with the checksum of its archive at crates.io. A member of this workspace has neither checksum nor package
/// URL, because another crate may have its name at crates.io.
fn described(one: &Crate, details: &Details, scope: &str, checksum: Option<&String>) -> Value {
    let mut described = json!({
        "type": "library", "bom-ref": reference(one, details), "name": one.name, "version": one.version,
        "scope": scope, "licenses": licences(&details.licence),
    });
    if !details.is_member {
        described["purl"] = reference(one, details).into();
    }
    if let Some(checksum) = checksum {
        described["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    described
}

fn bundled_component(one: &BundledComponent) -> Value {
    json!({
        "type": "library", "bom-ref": one.reference(), "name": one.name, "version": one.version, "scope": "required",
        "licenses": licences(one.licence), "purl": one.reference(), "cpe": one.cpe(),
    })
}

/// The dependencies of each crate, sorted by name.
fn dependencies(all: &Tree, bundled_components: &[BundledComponent]) -> Vec<Value> {
    let reference_of = |one: &Crate| all.get(one).map(|details| reference(one, details));
    let crates = all.iter().map(|(one, details)| {
        let dependencies = details.dependencies.iter().filter_map(reference_of);
        let bundled =
            bundled_components.iter().filter(|bundled| bundled.parent == one.name).map(BundledComponent::reference);
        json!({ "ref": reference(one, details), "dependsOn": dependencies.chain(bundled).collect::<Vec<_>>() })
    });
    crates.collect()
}

/// The package URL; name and version for members of this workspace.
fn reference(one: &Crate, details: &Details) -> String {
    let version = one.version.replace('+', "%2B");
    if details.is_member { format!("{}@{version}", one.name) } else { format!("pkg:cargo/{}@{version}", one.name) }
}

/// The licence as an SPDX expression; older manifests have `/` instead of `OR`.
fn licences(licence: &str) -> Value {
    let expression = licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ");
    json!([{ "expression": expression }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_are_reproducible_and_contain_no_path() {
        for product in &PRODUCTS {
            let once = text(&bill(product).unwrap()).unwrap();
            assert_eq!(once, text(&bill(product).unwrap()).unwrap());
            let machine = [crate::process::root().display().to_string(), std::env::var("HOME").unwrap_or_default()];
            assert!(machine.iter().all(|path| path.len() < 2 || !once.contains(path)), "{}", product.name);
        }
    }

    #[test]
    fn every_library_has_a_licence_package_url_and_checksum() {
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
            let is_member: Vec<&Value> = components.iter().filter(|one| one["purl"].is_null()).collect();
            let is_shared = |one: &&Value| ["api", "rules", "ui"].iter().any(|name| one["name"] == *name);
            assert!(is_member.iter().all(is_shared), "{is_member:?}");
        }
    }

    #[test]
    fn macros_are_excluded_and_tests_are_not_listed() {
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
    fn path_in_a_bill_is_rejected() {
        assert!(text(&json!({ "name": "/some/where" })).is_err());
        assert!(text(&json!({ "name": "a (/some/where)" })).is_err());
        assert!(text(&json!({ "purl": "pkg:cargo/a@1", "expression": "MIT OR Apache-2.0" })).is_ok());
    }

    #[test]
    fn plus_in_a_version_and_slash_in_a_licence_are_converted() {
        let one = Crate { name: "toml".to_owned(), version: "1.2.1+spec-1.1.0".to_owned() };
        assert_eq!(reference(&one, &Details::default()), "pkg:cargo/toml@1.2.1%2Bspec-1.1.0");
        assert_eq!(licences("Apache-2.0 / MIT"), json!([{ "expression": "Apache-2.0 OR MIT" }]));
    }
}
