//! Finds controls by kind and name.

use std::fmt;

use serde_json::Value;
use thirtyfour::WebElement;

use crate::drivers::webkit::WATCH;
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::page::Page;

/// Script that finds controls; its head describes arguments and result.
const FIND: &str = include_str!("find.js");

/// Kind of a control.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Link,
    Button,
    /// Text, number, date, selection.
    Field,
    Radio,
    Checkbox,
    Group,
}

/// A control as a person would describe it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) kind: Kind,
    /// Its label or text, whole or an unambiguous beginning.
    pub(crate) name: &'a str,
    /// The legend or heading of the group it is in.
    pub(crate) group: Option<&'a str>,
}

impl Kind {
    /// The control of this kind with a name, anywhere on the page.
    pub(crate) const fn named(self, name: &str) -> Wanted<'_> {
        Wanted { kind: self, name, group: None }
    }

    /// As the script calls it.
    const fn key(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Button => "button",
            Self::Field => "field",
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
            Self::Group => "group",
        }
    }
}

impl<'a> Wanted<'a> {
    /// The same control, but only in the group with this legend or heading.
    pub(crate) const fn within(self, group: &'a str) -> Self {
        Self { group: Some(group), ..self }
    }
}

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} “{}”", self.kind.key(), self.name)?;
        self.group.map_or(Ok(()), |group| write!(formatter, " in “{group}”"))
    }
}

impl Page {
    /// Looks once. A failure lists the controls that exist.
    pub(crate) async fn look(&self, wanted: Wanted<'_>) -> Result<WebElement> {
        let arguments = vec![Value::from(wanted.kind.key()), wanted.name.into(), wanted.group.into()];
        let watched = if self.engine() == Engine::WebKit { WATCH } else { "" };
        let answer = self.driver().execute(format!("{watched}{FIND}"), arguments).await?;
        match answer.json().get("found") {
            Some(found) => Ok(WebElement::from_json(found.clone(), self.driver().handle().clone())?),
            None => Err(Failure::new(format!("no {wanted}; there is {}", answer.json()["there"]))),
        }
    }
}
