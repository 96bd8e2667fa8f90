//! Everything that a browser keeps for a site, searched for texts that must not be there.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use crate::failure::{Failure, Result};
use crate::page::Page;

const SEARCH: &str = include_str!("storage.js");

/// Result of a search of the storage.
#[derive(Debug, Deserialize)]
pub struct Searched {
    /// Where which text was found, e.g. `("LocalStorage", "Bērziņš")`. Empty is what one hopes for.
    pub found: Vec<(String, String)>,
    /// How many pieces of each kind of storage were read, e.g. `LocalStorage` or `Cache`.
    pub looked: BTreeMap<String, u32>,
}

impl Page {
    /// Searches LocalStorage, SessionStorage, IndexedDB, Cache Storage, private files, cookies that scripts can read,
    /// the history's state, the window's name, title and addresses for texts: as they are, without marks, blanks and
    /// hyphens, percent-encoded, escaped, in base64, as bytes in UTF-8 and UTF-16. Keys that scripts cannot read are
    /// passed over.
    ///
    /// # Errors
    /// When the browser does not let itself be searched.
    pub async fn search_storage(&self, texts: &[&str]) -> Result<Searched> {
        let answer = self.driver().execute_async(SEARCH, vec![json!(texts)]).await?.json().clone();
        serde_json::from_value(answer.clone()).map_err(|_| Failure::new(format!("the search ended with {answer}")))
    }
}
