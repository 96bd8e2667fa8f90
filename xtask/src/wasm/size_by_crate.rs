//! Code size of a module by crate.

use std::collections::HashMap;

use wasmparser::{KnownCustom, Name, Payload, TypeRef};

use crate::process::Result;

/// Returns the bytes of a module's functions by crate, largest first. A generic function counts for the crate that
/// defines it, not for its callers; functions without a crate count as `-`.
pub(crate) fn bytes_by_crate(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let (mut number, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    for payload in wasmparser::Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    number += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                sizes.push((number, body.range().len()));
                number += 1;
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for function in functions {
                                let function = function?;
                                names.insert(function.index, function.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut bytes: HashMap<&str, usize> = HashMap::new();
    for (function, size) in sizes {
        let name = names.get(&function).and_then(|name| crate_of(name));
        *bytes.entry(name.unwrap_or("-")).or_default() += size;
    }
    let mut bytes: Vec<_> = bytes.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    bytes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(bytes)
}

/// The crate of a function: the first path in its name; the crate of the trait for `<T as a::B>::c`.
fn crate_of(name: &str) -> Option<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = name;
    loop {
        rest = rest.trim_start_matches(|c: char| !is_word(c));
        let (word, after) = rest.split_at(rest.find(|c| !is_word(c))?);
        if after.starts_with("::") || after.starts_with('[') {
            return Some(word);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_belongs_to_the_first_crate_in_its_name() {
        for (name, expected) in [
            ("app::layout::app_layout::__component_app_layout::h38a4", Some("app")),
            ("core[c5930c85a12de822]::str::slice_error_fail_rt", Some("core")),
            ("<alloc::string::String as core::fmt::Write>::write_str", Some("alloc")),
            ("<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::x", Some("serde_json")),
            ("<T as tachys::view::any_view::IntoAny>::into_any::build", Some("tachys")),
            ("<str as core[c5930c85a12de822]::fmt::Debug>::fmt", Some("core")),
            ("<unknown> externref shim", None),
            ("start", None),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }
}
