//! Boundary 9: styles touch nothing of the portal around us, and nothing is written that the content policy forbids.

use crate::css::{Prelude, preludes};
use crate::fixture::prove;
use crate::source::{places, sources};
use crate::tree::{Breach, Tree};

#[test]
fn every_selector_begins_with_our_prefix() {
    prove("selectors", selectors);
}

/// So no rule can reach an element of the portal, except through a combinator that leads out of it (`imk-app ~ p`),
/// which is not seen. Names of animations are everybody's, so they carry the prefix too.
fn selectors(tree: &Tree) -> Vec<Breach> {
    let breaches = sources(tree, "style/", ".css").flat_map(|sheet| {
        let wrong = preludes(&sheet).into_iter().filter_map(|(line, prelude)| {
            let what = match prelude {
                Prelude::Selector(selector) if !is_ours(&selector) => {
                    format!("{selector}: begins with neither .imk- nor imk-app")
                }
                Prelude::At(rule) if rule.starts_with("@import") => {
                    format!("{rule}: sheets are joined, never imported")
                }
                Prelude::At(rule) if rule.starts_with("@keyframes") && !rule.contains(" imk-") => {
                    format!("{rule}: the name of an animation begins with imk-")
                }
                Prelude::Selector(_) | Prelude::At(_) => return None,
            };
            Some(sheet.file.breach(line, what))
        });
        wrong.collect::<Vec<_>>()
    });
    breaches.collect()
}

fn is_ours(selector: &str) -> bool {
    let element = selector.strip_prefix("imk-app");
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    selector.starts_with(".imk-") || element.is_some_and(|rest| !rest.starts_with(is_name))
}

#[test]
fn every_style_sheet_is_listed_once() {
    prove("style-order", order);
}

fn order(tree: &Tree) -> Vec<Breach> {
    let Some(list) = tree.file("style/order.txt") else {
        return vec![Breach::new("style/order.txt", 0, "missing: it says which sheets there are, in which order")];
    };
    let listed: Vec<(usize, &str)> =
        list.lines().map(|(line, name)| (line, name.trim())).filter(|(_, name)| name.ends_with(".css")).collect();
    let mut breaches = Vec::new();
    for (line, name) in &listed {
        if tree.file(&format!("style/{name}")).is_none() {
            breaches.push(list.breach(*line, format!("{name} is not there")));
        } else if listed.iter().any(|(other, again)| other < line && again == name) {
            breaches.push(list.breach(*line, format!("{name} is listed twice")));
        }
    }
    let is_listed = |path: &str| listed.iter().any(|(_, name)| path.strip_prefix("style/") == Some(name));
    let sheets = tree.under("style/", ".css").filter(|sheet| !is_listed(&sheet.path));
    breaches.extend(sheets.map(|sheet| sheet.breach(0, "not listed in style/order.txt")));
    breaches
}

#[test]
fn pages_write_no_styles_and_no_markup_at_run_time() {
    prove("inline-in-pages", inline_in_pages);
}

/// The content policy allows neither `style` attributes nor inline scripts, and markup from texts is how foreign
/// scripts get in. `style=` without blanks around is an attribute of `view!`; a variable has them. Setting a single
/// property by script is allowed, and not seen.
fn inline_in_pages(tree: &Tree) -> Vec<Breach> {
    let markup =
        ["inner_html", "innerHTML", "set_inner_html", "outerHTML", "insertAdjacentHTML", "document.write", "eval("];
    let sources =
        ["app/", "ui/"].into_iter().flat_map(|folder| sources(tree, folder, ".rs").chain(sources(tree, folder, ".js")));
    let breaches = sources.flat_map(|source| {
        let mut breaches = source.naming(&markup, "no markup from texts");
        let attributes = source.code().filter(|(_, line)| has_style_attribute(line));
        breaches.extend(
            attributes.map(|(line, _)| source.file.breach(line, "style=: the content policy allows no inline style")),
        );
        breaches
    });
    breaches.collect()
}

/// `style="…"` and `style:width=…`; neither `a style== b` nor `style::Width` nor `Bar { style: 1 }`.
fn has_style_attribute(line: &str) -> bool {
    places(line, "style").any(|at| match &line.as_bytes()[at + "style".len()..] {
        [b'=', next, ..] => *next != b'=',
        [b':', next, ..] => next.is_ascii_alphabetic(),
        _ => false,
    })
}

#[test]
fn pages_of_html_hold_no_inline_script_style_or_handler() {
    prove("inline-in-html", inline_in_html);
}

/// Reads tag by tag, in the product's own pages: those at the root of the workspace and below `app/`.
fn inline_in_html(tree: &Tree) -> Vec<Breach> {
    let ours = |path: &str| path.ends_with(".html") && (!path.contains('/') || path.starts_with("app/"));
    let mut breaches = Vec::new();
    for file in tree.files().filter(|file| ours(&file.path)) {
        for (line, tag) in tags(&file.text) {
            let name = tag.split([' ', '\n', '>', '/']).next().unwrap_or_default();
            let attribute =
                |name: &str| tag.split([' ', '\n']).skip(1).any(|word| word.starts_with(&format!("{name}=")));
            let handler = tag.split([' ', '\n']).skip(1).any(|word| word.starts_with("on") && word.contains('='));
            let what = match name {
                "script" if !attribute("src") => "a script without src",
                "style" => "a style element",
                _ if attribute("style") => "a style attribute",
                _ if handler => "an event handler",
                _ => continue,
            };
            breaches.push(file.breach(line, format!("{what}: the content policy does not allow it")));
        }
    }
    breaches
}

/// The opening tags without their angle bracket, and their lines; comments are skipped.
fn tags(html: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = html[at..].find('<').map(|next| at + next) {
        let end = if html[next..].starts_with("<!--") { "-->" } else { ">" };
        let length = html[next..].find(end).unwrap_or(html.len() - next);
        let tag = &html[next + 1..next + length];
        if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            found.push((html[..next].matches('\n').count() + 1, tag));
        }
        at = next + length;
    }
    found
}
