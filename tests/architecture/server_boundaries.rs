//! Boundaries 4 and 7: what handlers decide (nothing), and where SQL is written.

use crate::fixture::prove;
use crate::source::{Source, names, sources};
use crate::tree::{Breach, Tree};

/// Names without which no condition of the announcement can be written.
const CONDITIONS: [&str; 18] = [
    "minimum_age",
    "adult_on",
    "date_at",
    ".opens()",
    ".closes()",
    "usable_until",
    "group_in_time",
    "hour_range",
    "readings",
    "Answer::",
    "Outcome::",
    "Verdict::",
    "WindowState::",
    "Facts {",
    "18",
    "500",
    "50_000",
    "50000",
];

#[test]
fn handlers_hold_no_condition_of_the_announcement() {
    prove("handlers-decide-nothing", handlers);
}

/// A proxy in two parts: handlers name nothing that a condition is made of, and compare nothing by size except lengths,
/// which limit a request and say nothing about a person. Not seen: a condition made of equalities of other words, or
/// one hidden in a function outside `rules` that a handler calls.
fn handlers(tree: &Tree) -> Vec<Breach> {
    let breaches = routes(tree).flat_map(|source| {
        let mut breaches = source.naming(&CONDITIONS, "a condition; ask rules instead");
        let comparing = source.code().filter(|(_, line)| compares(line));
        breaches.extend(comparing.map(|(line, _)| source.file.breach(line, "a comparison; ask rules instead")));
        // One line, one breach: a condition that is named and compared is one condition.
        breaches.sort_by_key(|breach| breach.line);
        breaches.dedup_by_key(|breach| breach.line);
        breaches
    });
    breaches.collect()
}

/// Handlers, the router, and the extractors that handlers take.
fn routes(tree: &Tree) -> impl Iterator<Item = Source<'_>> {
    sources(tree, "server/src/", ".rs").filter(|source| {
        let path = source.file.path.as_str();
        is_in(path, "routes") || path == ROUTER || path.starts_with("server/src/platform/http/")
    })
}

const ROUTER: &str = "server/src/router.rs";

/// Whether a file is `NAME.rs`, or in a folder `NAME`, of the server.
fn is_in(path: &str, name: &str) -> bool {
    path.starts_with("server/src/") && (path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
}

/// The files of the store: the only ones with SQL.
fn stores(tree: &Tree) -> impl Iterator<Item = Source<'_>> {
    sources(tree, "server/src/", ".rs").filter(|source| is_in(&source.file.path, "store"))
}

/// rustfmt puts blanks around these, and around no generics.
fn compares(line: &str) -> bool {
    [" < ", " > ", " <= ", " >= "].iter().any(|sign| line.contains(sign)) && !line.contains(".len()")
}

const SUBMIT: &str = "server/src/applications/submit.rs";

#[test]
fn server_repeats_the_checks_of_the_browser() {
    prove("server-checks-again", checks_again);
}

/// Taking an application calls the validator and the decision of `rules`. That their answers are heeded, the API's
/// tests say.
fn checks_again(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.file(SUBMIT) else { return vec![Breach::new(SUBMIT, 0, "missing")] };
    let source = Source::read(file);
    let called = |function: &str| source.code().any(|(_, line)| names(line, function));
    let silent = ["application::check(", "assess("].into_iter().filter(|function| !called(function));
    silent.map(|function| file.breach(0, format!("does not call {function}…)"))).collect()
}

#[test]
fn sql_is_written_in_the_store_only() {
    prove("sql-in-the-store", sql);
}

/// Beginnings of statements, in capitals by convention.
const STATEMENTS: [&str; 8] =
    ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE ", "DROP ", "ALTER TABLE ", "PRAGMA "];

/// Not seen: statements that are put together at run time.
fn sql(tree: &Tree) -> Vec<Breach> {
    let outside = sources(tree, "server/src/", ".rs").filter(|source| !is_in(&source.file.path, "store"));
    let breaches = outside.flat_map(|source| {
        let mut breaches = source.naming(&["sqlx", "sea_orm"], "only stores know the database");
        let begins = |text: &str| {
            STATEMENTS.iter().any(|statement| text.trim_start_matches(['r', '#', '"', ' ']).starts_with(statement))
        };
        let statements = source.texts().filter(|(_, text)| begins(text));
        breaches.extend(statements.map(|(line, _)| source.file.breach(line, "a statement; only stores have SQL")));
        breaches
    });
    breaches.collect()
}

#[test]
fn rows_never_leave_the_store() {
    prove("rows-stay-in-the-store", rows);
}

/// Reads the first line of each signature and of each public field; a type alias for a row is not seen.
fn rows(tree: &Tree) -> Vec<Breach> {
    let breaches = stores(tree).flat_map(|source| {
        let public = source.code().filter(|(_, line)| line.trim_start().starts_with("pub ") && line.contains("Row"));
        public.map(|(line, _)| source.file.breach(line, "a row leaves the store")).collect::<Vec<_>>()
    });
    breaches.collect()
}

const SCENARIO: &str = "server/tests/store_scenario.rs";
/// Folder with the other parts of the scenario.
const SCENARIO_PARTS: &str = "server/tests/scenario/";

#[test]
fn every_store_method_occurs_in_the_scenario() {
    prove("store-scenario", scenario);
}

/// Finds store methods that the scenario never calls; it does not check that their results are compared.
fn scenario(tree: &Tree) -> Vec<Breach> {
    let parts: Vec<Source<'_>> =
        tree.file(SCENARIO).into_iter().chain(tree.under(SCENARIO_PARTS, ".rs")).map(Source::read).collect();
    let is_called = |method: &str| {
        let calls = [format!(".{method}("), format!("Store::{method}(")];
        parts.iter().any(|part| part.code().any(|(_, line)| calls.iter().any(|call| names(line, call))))
    };
    let breaches = stores(tree).flat_map(|source| {
        let missing = methods(&source).into_iter().filter(|(_, method)| !is_called(method));
        let breach = |(line, method)| source.file.breach(line, format!("{method} does not occur in {SCENARIO}"));
        missing.map(breach).collect::<Vec<_>>()
    });
    breaches.collect()
}

/// The public methods of `impl Store`, as rustfmt lays them out.
fn methods(source: &Source<'_>) -> Vec<(usize, String)> {
    let (mut inside, mut found) = (false, Vec::new());
    for (number, line) in source.code() {
        match line.trim_end() {
            "impl Store {" => inside = true,
            "}" => inside = false,
            _ => {}
        }
        let signature = ["    pub async fn ", "    pub fn "].iter().find_map(|start| line.strip_prefix(start));
        let name = signature.and_then(|signature| signature.split(['(', '<']).next());
        found.extend(name.filter(|_| inside).map(|name| (number, name.to_owned())));
    }
    found
}

#[test]
fn methods_of_the_store_are_found_in_the_sources() {
    let found: usize = stores(Tree::repository()).map(|source| methods(&source).len()).sum();
    assert!(found >= 50, "{found}");
}
