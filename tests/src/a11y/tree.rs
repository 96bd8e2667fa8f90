//! The accessibility tree: the outline that a screen reader gets of a page, for comparison.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::page::Page;

/// Roles without information: their children are written in their place.
const SILENT: [&str; 10] = [
    "none",
    "Legend",
    "generic",
    "InlineTextBox",
    "RootWebArea",
    "LineBreak",
    "ListMarker",
    "Ignored",
    "LabelText",
    "LayoutTable",
];

/// States worth a word, where they are not `false`.
const STATES: [&str; 11] = [
    "level",
    "checked",
    "expanded",
    "invalid",
    "required",
    "disabled",
    "pressed",
    "readonly",
    "multiline",
    "live",
    "busy",
];

impl Page {
    /// The tree, a node a line, deeper ones further in. What differs from run to run is replaced by its kind.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn accessibility_tree(&self) -> Result<String> {
        let developer = self.driver().cdp();
        developer.send_raw("Accessibility.enable", json!({})).await?;
        let answer = developer.send_raw("Accessibility.getFullAXTree", json!({})).await?;
        developer.send_raw("Accessibility.disable", json!({})).await?;
        let nodes = answer["nodes"].as_array().ok_or_else(|| Failure::new("the browser sent no tree"))?;
        Ok(outline(nodes))
    }
}

fn outline(nodes: &[Value]) -> String {
    let by_id: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut text = String::new();
    if let Some(root) = nodes.first() {
        let _ = writeln!(text, "page “{}”", steady(name(root)));
        write(&mut text, root, &by_id, 1, name(root));
    }
    text
}

/// Writes the children of a node. Text that only repeats the name of its parent is left out.
fn write(text: &mut String, node: &Value, by_id: &HashMap<&str, &Value>, depth: usize, within: &str) {
    let children = node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
    for child in children.iter().filter_map(|id| by_id.get(id.as_str()?)) {
        let (role, name) = (role(child), name(child));
        let ignored = child["ignored"].as_bool() == Some(true) || SILENT.contains(&role);
        let repeated = role == "StaticText" && (name.trim().is_empty() || within.contains(name.trim()));
        if ignored && !has_live(child) {
            write(text, child, by_id, depth, within);
        } else if !repeated {
            let role = if role == "StaticText" { "text" } else { role };
            let _ = writeln!(text, "{:indent$}{role}{}{}", "", quoted(name), states(child), indent = depth * 2);
            write(text, child, by_id, depth + 1, if name.is_empty() { "" } else { name });
        }
    }
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or("Ignored")
}

fn name(node: &Value) -> &str {
    node["name"]["value"].as_str().unwrap_or_default()
}

fn quoted(name: &str) -> String {
    if name.trim().is_empty() { String::new() } else { format!(" “{}”", steady(name)) }
}

fn has_live(node: &Value) -> bool {
    property(node, "live").is_some_and(|value| value != "off")
}

fn property(node: &Value, wanted: &str) -> Option<String> {
    let properties = node["properties"].as_array()?;
    let value = &properties.iter().find(|one| one["name"] == wanted)?["value"]["value"];
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The states, and the description if there is one.
fn states(node: &Value) -> String {
    let mut words = String::new();
    for state in STATES {
        // Of headings it is their rank; of items only how deep the tree is.
        if state == "level" && role(node) != "heading" {
            continue;
        }
        let value = property(node, state).filter(|value| value != "false" && value != "null");
        match value.as_deref() {
            Some("true") if state != "checked" && state != "expanded" => words.push_str(&format!(" {state}")),
            Some(value) => words.push_str(&format!(" {state}={value}")),
            None if state == "expanded" && property(node, state).is_some() => words.push_str(" expanded=false"),
            None => {}
        }
    }
    match node["description"]["value"].as_str() {
        Some(description) if !description.trim().is_empty() => format!("{words} ({})", steady(description)),
        _ => words,
    }
}

/// The text without values that differ in each run: identifiers of applications and hashes.
pub(super) fn steady(words: &str) -> String {
    let words = words.split_whitespace().map(|word| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_identifier(core) || is_hash(core) { word.replace(core, "…") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `1A2B-3C4D-5E6F-7G8H`
fn is_identifier(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    parts.len() == 4
        && parts.iter().all(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_hash(word: &str) -> bool {
    word.len() >= 16
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outline_has_roles_and_states_without_repetition() {
        let nodes = json!([
            { "nodeId": "1", "role": { "value": "RootWebArea" }, "name": { "value": "Lapa" }, "childIds": ["2"] },
            { "nodeId": "2", "ignored": true, "role": { "value": "none" }, "childIds": ["3"] },
            { "nodeId": "3", "role": { "value": "button" }, "name": { "value": "Izvēlne" }, "childIds": ["4"],
              "properties": [{ "name": "expanded", "value": { "value": false } }] },
            { "nodeId": "4", "role": { "value": "StaticText" }, "name": { "value": "Izvēlne" } },
        ]);
        let nodes = nodes.as_array().cloned().unwrap_or_default();
        assert_eq!(outline(&nodes), "page “Lapa”\n  button “Izvēlne” expanded=false\n");
    }

    #[test]
    fn identifiers_and_hashes_are_left_out_and_words_stay() {
        assert_eq!(steady("Numurs 1A2B-3C4D-5E6F-7G8H."), "Numurs ….");
        assert_eq!(steady("2025. gada 9. jūnijā, p-001-1"), "2025. gada 9. jūnijā, p-001-1");
        assert_eq!(steady("9f86d081884c7d659a2feaa0c55ad015"), "…");
    }
}
