//! Cargo's manifests, with the lines on which things stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::tree::File;

type Entry<'a> = Spanned<DeValue<'a>>;

/// A `Cargo.toml`.
pub(crate) struct Manifest<'a> {
    text: &'a str,
    table: DeTable<'a>,
}

/// A dependency as a manifest states it.
#[derive(Debug)]
pub(crate) struct Dependency {
    /// The package, whatever it is renamed to.
    pub(crate) package: String,
    pub(crate) line: usize,
    /// Whether it is there for tests and benches only.
    pub(crate) dev: bool,
    pub(crate) optional: bool,
    /// Whether version and default features come from the workspace.
    pub(crate) inherited: bool,
    pub(crate) default_features: bool,
}

impl<'a> Manifest<'a> {
    /// Reads a manifest.
    pub(crate) fn read(file: &'a File) -> Self {
        let table = DeTable::parse(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        Self { text: &file.text, table: table.into_inner() }
    }

    /// The value at a path of keys, and its line.
    pub(crate) fn at(&self, path: &[&str]) -> Option<(usize, &DeValue<'a>)> {
        let (last, tables) = path.split_last()?;
        let table = tables.iter().try_fold(&self.table, |table, key| table.get(*key)?.get_ref().as_table())?;
        let (key, value) = table.get_key_value(*last)?;
        Some((self.line(key.span().start), value.get_ref()))
    }

    /// Every dependency, of every kind and target.
    pub(crate) fn dependencies(&self) -> Vec<Dependency> {
        let mut found = self.dependencies_in(&self.table);
        let targets = self.table.get("target").and_then(|targets| targets.get_ref().as_table());
        for target in targets.into_iter().flat_map(|targets| targets.values()) {
            found.extend(target.get_ref().as_table().map(|table| self.dependencies_in(table)).unwrap_or_default());
        }
        found
    }

    /// `[workspace.dependencies]`.
    pub(crate) fn shared_dependencies(&self) -> Vec<Dependency> {
        let workspace = self.table.get("workspace").and_then(|table| table.get_ref().as_table());
        workspace.map(|table| self.dependencies_in(table)).unwrap_or_default()
    }

    /// The names of the features with their lines and the features and crates they enable.
    pub(crate) fn features(&self) -> Vec<(String, usize, Vec<String>)> {
        let features = self.table.get("features").and_then(|table| table.get_ref().as_table());
        let feature = |(name, list): (&Spanned<_>, &Entry<'a>)| {
            (ToString::to_string(name.get_ref()), self.line(name.span().start), texts(list.get_ref()))
        };
        features.into_iter().flat_map(|table| table.iter().map(feature)).collect()
    }

    fn dependencies_in(&self, table: &DeTable<'a>) -> Vec<Dependency> {
        let kinds = [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)];
        let mut found = Vec::new();
        for (kind, dev) in kinds {
            let listed = table.get(kind).and_then(|listed| listed.get_ref().as_table());
            for (name, value) in listed.into_iter().flat_map(|listed| listed.iter()) {
                found.push(self.dependency(&name.to_string(), name.span().start, value.get_ref(), dev));
            }
        }
        found
    }

    fn dependency(&self, name: &str, start: usize, value: &DeValue<'a>, dev: bool) -> Dependency {
        let get = |key: &str| value.as_table().and_then(|table| table.get(key)).map(Entry::get_ref);
        let flag = |key, otherwise| get(key).and_then(DeValue::as_bool).unwrap_or(otherwise);
        Dependency {
            package: get("package").and_then(DeValue::as_str).unwrap_or(name).to_owned(),
            line: self.line(start),
            dev,
            optional: flag("optional", false),
            inherited: flag("workspace", false),
            default_features: flag("default-features", true),
        }
    }

    fn line(&self, start: usize) -> usize {
        self.text[..start].matches('\n').count() + 1
    }
}

/// The texts of a list.
pub(crate) fn texts(list: &DeValue<'_>) -> Vec<String> {
    let items = list.as_array().into_iter().flat_map(|items| items.iter());
    items.filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_found_in_every_kind_of_table() {
        let text = "[dependencies]\na = \"1\"\n[dev-dependencies]\nb = { workspace = true }\n\
            [target.'cfg(unix)'.dependencies.c]\npackage = \"d\"\noptional = true\n";
        let file = File { path: "Cargo.toml".to_owned(), text: text.to_owned() };
        let found = Manifest::read(&file).dependencies();
        let seen: Vec<_> = found.iter().map(|one| (one.package.as_str(), one.line, one.dev, one.optional)).collect();
        assert_eq!(seen, [("a", 2, false, false), ("b", 4, true, false), ("d", 5, false, true)]);
        assert!(found[1].inherited && found[0].default_features);
    }
}
