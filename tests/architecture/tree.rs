//! Files as the rules see them: a path relative to the workspace, and a text.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A finding of a rule: its location and description. Line 0 is the file as a whole, or a missing file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Breach {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl Breach {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl std::fmt::Display for Breach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// One file. The text of a file that is not UTF-8 is empty.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// The lines, numbered from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    pub(crate) fn breach(&self, line: usize, what: impl Into<String>) -> Breach {
        Breach::new(&self.path, line, what)
    }
}

/// A set of files, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree(Vec<File>);

impl Tree {
    pub(crate) fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self(files)
    }

    /// This repository: what git would take, without the fixtures that break the rules on purpose.
    pub(crate) fn repository() -> &'static Self {
        static REPOSITORY: LazyLock<Tree> = LazyLock::new(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
            let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
            let mut skip: Vec<String> =
                ignored.lines().filter_map(|line| line.trim().strip_prefix('/')).map(str::to_owned).collect();
            skip.extend([".git".to_owned(), "tests/architecture/fixtures".to_owned()]);
            let mut files = Vec::new();
            walk(root, "", &skip, &mut files);
            Tree::new(files)
        });
        &REPOSITORY
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.0.iter().find(|file| file.path == path)
    }

    /// The files below a folder, given with its slash, whose names end so.
    pub(crate) fn under(&self, folder: &str, ending: &str) -> impl Iterator<Item = &File> {
        self.0.iter().filter(move |file| file.path.starts_with(folder) && file.path.ends_with(ending))
    }

    /// Whether there is such a file, or a folder with files in it.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.0.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

fn walk(root: &Path, folder: &str, skip: &[String], files: &mut Vec<File>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        let kind = entry.file_type().unwrap();
        if skip.contains(&path) {
            continue;
        } else if kind.is_dir() {
            walk(root, &path, skip, files);
        } else if kind.is_file() {
            // A file may vanish between listing and reading: an editor's copy, and no part of the repository.
            let Ok(bytes) = fs::read(entry.path()) else { continue };
            files.push(File { path, text: String::from_utf8(bytes).unwrap_or_default() });
        }
    }
}

#[test]
fn repository_is_read_without_build_output_and_fixtures() {
    let tree = Tree::repository();
    assert!(tree.file("Cargo.toml").is_some() && tree.has("tests/architecture"));
    assert!(!tree.has("target") && !tree.has(".git") && !tree.has("tests/architecture/fixtures"));
}

/// A rule about a folder that was renamed finds nothing, and would be green for ever.
#[test]
fn everything_that_the_rules_speak_of_is_there() {
    let spoken_of = [
        "app/src/catalogue/search",
        "app/src/client",
        "app/src/draft",
        "app/src/findings/texts.rs",
        "app/src/lazy_pages.rs",
        "app/src/routes.rs",
        "clippy.toml",
        "docs/adr",
        "index.html",
        "rules/src/account.rs",
        "rules/src/eligibility.rs",
        "rules/src/personal_code.rs",
        "rules/src/programme/mod.rs",
        "rules/src/rule.rs",
        "rules/src/reading.rs",
        "rules/src/riga_time.rs",
        "rules/src/window.rs",
        "server/migrations",
        "server/src/applications/routes",
        "server/src/applications/store",
        "server/src/applications/submit.rs",
        "server/src/audit/routes.rs",
        "server/src/audit/store.rs",
        "server/src/platform/clock.rs",
        "server/src/platform/http",
        "server/src/platform/random.rs",
        "server/src/platform/store",
        "server/src/router.rs",
        "server/tests/store_scenario.rs",
        "style",
        "tests/personas.csv",
        "ui/src/components",
        "ui/src/platform/clock.rs",
        "ui/src/platform/embed.rs",
        "ui/src/platform/encryption.js",
        "ui/src/platform/host.rs",
        "ui/src/platform/http/transport.rs",
        "ui/src/platform/random.rs",
        "ui/src/platform/service_worker.js",
        "ui/src/platform/storage.rs",
        "ui/src/text",
        "xtask/src/main.rs",
    ];
    let missing: Vec<_> = spoken_of.into_iter().filter(|path| !Tree::repository().has(path)).collect();
    assert!(missing.is_empty(), "rules speak of what is not there: {missing:?}");
}
