//! Module tree of each crate, and the files that the paths in a file's code resolve to.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexer::is_word;
use crate::source::Source;
use crate::tree::{File, Tree};

/// A module: its file, its parent and its submodules. An inline module is a part of the module around it.
struct Module {
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
}

/// All modules of a tree of files. A file that no other declares is the root of a crate.
pub(crate) struct Modules {
    modules: Vec<Module>,
    /// The module of each file.
    of_file: BTreeMap<String, usize>,
}

impl Modules {
    pub(crate) fn read(tree: &Tree) -> Self {
        let mut modules = Self { modules: Vec::new(), of_file: BTreeMap::new() };
        let mut children: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for file in tree.under("", ".rs") {
            let id = modules.add(&file.path, None);
            modules.of_file.insert(file.path.clone(), id);
            children.insert(file.path.clone(), declared(tree, file));
        }
        for (parent, children) in children {
            for (name, file) in children {
                let (parent, child) = (modules.of_file[&parent], modules.of_file[&file]);
                // A file that two crates declare, one of them with `#[path]`, belongs to the first.
                modules.modules[child].parent.get_or_insert(parent);
                modules.modules[parent].children.insert(name, child);
            }
        }
        modules
    }

    fn add(&mut self, file: &str, parent: Option<usize>) -> usize {
        self.modules.push(Module { file: file.to_owned(), parent, children: BTreeMap::new() });
        self.modules.len() - 1
    }

    fn root(&self, mut module: usize) -> usize {
        while let Some(parent) = self.modules[module].parent {
            module = parent;
        }
        module
    }

    /// Where the first segment of a path leads from a module; nothing where it is no module of this crate.
    fn first(&self, from: usize, segment: &str, imported: &BTreeMap<String, usize>) -> Option<usize> {
        match segment {
            "crate" | "$crate" => Some(self.root(from)),
            "super" => self.modules[from].parent,
            "self" => Some(from),
            name => self.modules[from].children.get(name).or_else(|| imported.get(name)).copied(),
        }
    }

    /// The last module on a path, and whether it is the whole path.
    fn resolve(&self, from: usize, path: &[&str], imported: &BTreeMap<String, usize>) -> Option<(usize, bool)> {
        let (first, rest) = path.split_first()?;
        let mut module = self.first(from, first, imported)?;
        for segment in rest {
            let next = match *segment {
                "super" => self.modules[module].parent,
                name => self.modules[module].children.get(name).copied(),
            };
            let Some(next) = next else { return Some((module, false)) };
            module = next;
        }
        Some((module, true))
    }
}

/// The submodules that a file declares and that are files themselves: their names and paths.
fn declared(tree: &Tree, file: &File) -> Vec<(String, String)> {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let stem = name.trim_end_matches(".rs");
    let folders = match stem {
        "lib" | "main" | "mod" => vec![folder.to_owned()],
        // A root of another name (`tests/api.rs`) has its submodules beside it.
        stem => vec![format!("{folder}/{stem}"), folder.to_owned()],
    };
    let source = Source::read(file);
    let code: Vec<_> = source.code().collect();
    let mut found = Vec::new();
    for (at, (number, line)) in code.iter().enumerate() {
        let Some(child) = declaration(line) else { continue };
        let with_path = at.checked_sub(1).map(|before| code[before].1).filter(|line| line.contains("#[path"));
        let written = with_path.and_then(|_| file.text.lines().nth(number - 2)?.split('"').nth(1));
        let paths = match written {
            Some(path) => vec![joined(folder, path)],
            None => folders
                .iter()
                .flat_map(|folder| [format!("{folder}/{child}.rs"), format!("{folder}/{child}/mod.rs")])
                .collect(),
        };
        found.extend(paths.into_iter().find(|path| tree.file(path).is_some()).map(|path| (child.to_owned(), path)));
    }
    found
}

/// The name in `mod name;`, whatever its visibility.
fn declaration(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("mod ")?;
    let before = before.trim();
    let visible = before.is_empty() || before == "pub" || (before.starts_with("pub(") && before.ends_with(')'));
    let name = rest.trim_end().strip_suffix(';')?;
    (visible && name.chars().all(is_word)).then_some(name)
}

fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The other files of its crate that a file imports or names a path into.
pub(crate) fn imports(modules: &Modules, file: &File) -> BTreeSet<String> {
    let source = Source::read(file);
    let code: String = source.code().flat_map(|(_, line)| [line, "\n"]).collect();
    let module = modules.of_file[&file.path];
    let (uses, rest) = split_uses(&code);
    let mut imported = BTreeMap::new();
    let mut found = BTreeSet::new();
    for import in &uses {
        let path: Vec<&str> = import.path.iter().map(String::as_str).collect();
        match modules.resolve(module, &path, &BTreeMap::new()) {
            Some((target, true)) if !import.glob => drop(imported.insert(import.name.clone(), target)),
            Some((target, _)) => drop(found.insert(modules.modules[target].file.clone())),
            None => {}
        }
    }
    for path in paths(&rest) {
        if let Some((target, _)) = modules.resolve(module, &path, &imported) {
            found.insert(modules.modules[target].file.clone());
        }
    }
    found.remove(&file.path);
    found
}

/// One path of a `use`, and the name it has in the file.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    path: Vec<String>,
    name: String,
    glob: bool,
}

/// The imports of a source, and its code without them.
fn split_uses(code: &str) -> (Vec<Import>, String) {
    let (mut uses, mut rest, mut at) = (Vec::new(), String::new(), 0);
    while let Some(found) = code[at..].find("use ").map(|found| at + found) {
        rest += &code[at..found];
        let starts = !code[..found].ends_with(|before: char| is_word(before) || before == '#');
        match code[found..].find(';').filter(|_| starts) {
            Some(length) => {
                expand(&[], &code[found + 4..found + length], &mut uses);
                at = found + length + 1;
            }
            None => {
                rest += "use ";
                at = found + 4;
            }
        }
    }
    rest += &code[at..];
    (uses, rest)
}

/// Adds every path of a tree of imports: `a::{b, c::{self, D as E}, f::*}`.
fn expand(prefix: &[String], tree: &str, uses: &mut Vec<Import>) {
    let tree = tree.trim();
    let (path, group) = match tree.split_once('{') {
        Some((path, group)) => (path, group.strip_suffix('}')),
        None => (tree, None),
    };
    let (path, name) = path.split_once(" as ").map_or((path, None), |(path, name)| (path, Some(name.trim())));
    let segments = path.split("::").map(str::trim).filter(|segment| !segment.is_empty());
    let mut whole: Vec<String> = prefix.iter().cloned().chain(segments.map(str::to_owned)).collect();
    if let Some(group) = group {
        return members(group).into_iter().for_each(|member| expand(&whole, member, uses));
    }
    let glob = whole.last().is_some_and(|last| last == "*");
    let itself = whole.len() > 1 && whole.last().is_some_and(|last| last == "self");
    if glob || itself {
        whole.pop();
    }
    let name = name.or(whole.last().map(String::as_str)).unwrap_or_default().to_owned();
    uses.push(Import { path: whole, name, glob });
}

/// The members of a group, split at the commas outside inner groups.
fn members(group: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&group[start..]);
    found.retain(|member| !member.trim().is_empty());
    found
}

/// The paths of at least two segments in code.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let in_path = |c: char| is_word(c) || c == ':' || c == '$';
    let words = code.split(|c: char| !in_path(c)).filter(|word| word.contains("::") && !word.starts_with(':'));
    words.map(|word| word.trim_end_matches(':').split("::").collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(tree: &str) -> Vec<String> {
        let mut uses = Vec::new();
        expand(&[], tree, &mut uses);
        let star = |import: &Import| if import.glob { "::*" } else { "" };
        uses.iter().map(|import| format!("{}{} {}", import.path.join("::"), star(import), import.name)).collect()
    }

    #[test]
    fn groups_aliases_and_globs_are_expanded() {
        assert_eq!(expanded("a::{b, c::{self, D as E},\n f::*}"), ["a::b b", "a::c c", "a::c::D E", "a::f::* f"]);
        assert_eq!(expanded("crate::a::B"), ["crate::a::B B"]);
        assert_eq!(expanded("a::{b::{c}, d}"), ["a::b::c c", "a::d d"]);
        assert_eq!(expanded("a::{b::{c, d}}"), ["a::b::c c", "a::b::d d"]);
    }

    #[test]
    fn imports_are_separated_from_code() {
        let (uses, rest) = split_uses("use a::B;\nfn f() { because a::c() }\npub use d::*;\n");
        assert_eq!(uses.len(), 2);
        assert_eq!(paths(&rest), [["a", "c"]]);
    }
}
