//! axe-core's rules. Its script is not ours and not shipped: `cargo xtask a11y` fetches it and names it in `IMK_AXE`.

use std::{env, fs};

use serde_json::Value;

use super::Finding;
use crate::failure::{Failure, Result};
use crate::page::Page;

/// Runs axe, and returns each violation with a few of its elements.
const RUN: &str = "const [tags, done] = arguments;
    const places = ({ nodes }) => nodes.slice(0, 4).map((node) => node.target.flat().join(' ') + ': ' + node.html.slice(0, 120)).join(' | ');
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
        .then(({ violations }) => done({ violations: violations.map((one) =>
            ({ id: one.id, tags: one.tags, help: one.help + ' – ' + one.nodes[0].failureSummary.split('\\n')[1] + ' – ' + places(one) })) }))
        .catch((cause) => done({ cause: String(cause) }));";

/// WCAG 2.2 A and AA, and axe's advice beyond it.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

impl Page {
    /// What axe finds on the page.
    ///
    /// # Errors
    /// When `IMK_AXE` names no script, or axe stops.
    pub async fn barriers_by_axe(&self) -> Result<Vec<Finding>> {
        let there = self.driver().execute("return typeof axe === 'object'", vec![]).await?;
        if there.json() != &Value::Bool(true) {
            self.driver().execute(script()?, vec![]).await?;
        }
        let answer = self.driver().execute_async(RUN, vec![TAGS.to_vec().into()]).await?;
        match answer.json()["violations"].as_array() {
            Some(violations) => Ok(violations.iter().map(finding).collect()),
            None => Err(Failure::new(format!("axe: {}", answer.json()["cause"]))),
        }
    }
}

fn script() -> Result<String> {
    let file = env::var_os("IMK_AXE").ok_or_else(|| Failure::new("IMK_AXE is not set: start by `cargo xtask a11y`"))?;
    Ok(fs::read_to_string(file)?)
}

fn finding(violation: &Value) -> Finding {
    let text = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
    let tags = violation["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    let criterion = tags.iter().filter_map(Value::as_str).find_map(criterion);
    Finding {
        criterion: criterion.unwrap_or_else(|| "best practice".to_owned()),
        check: format!("axe:{}", text("id")),
        what: text("help"),
    }
}

/// `1.4.10` of `wcag1410`; the tags of whole levels, `wcag21aa`, name none.
fn criterion(tag: &str) -> Option<String> {
    let digits = tag.strip_prefix("wcag")?;
    if digits.len() < 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (principle, rest) = digits.split_at(1);
    let (guideline, number) = rest.split_at(1);
    Some(format!("{principle}.{guideline}.{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criterion_is_read_from_its_tag_and_from_no_other() {
        assert_eq!(criterion("wcag143").as_deref(), Some("1.4.3"));
        assert_eq!(criterion("wcag2411").as_deref(), Some("2.4.11"));
        assert_eq!(criterion("wcag21aa"), None);
        assert_eq!(criterion("best-practice"), None);
    }
}
