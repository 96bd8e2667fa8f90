//! Reads a JSON object field by field, so that an error names the field that is wrong.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A JSON object from which fields are taken one by one.
pub(crate) struct Fields {
    path: String,
    map: Map<String, Value>,
}

/// What is wrong with one field, and the field's path from the outermost object (`window.opens`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonFieldError {
    pub(crate) path: String,
    pub(crate) kind: JsonFieldReason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonFieldReason {
    Missing,
    Unknown,
    /// Present and of the wrong type or value; the reason is for operators.
    Wrong(String),
}

impl Fields {
    /// The outermost object of a text.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, JsonFieldError> {
        let value: Value = serde_json::from_slice(json).map_err(|error| wrong(String::new(), error.to_string()))?;
        Self::of(String::new(), value)
    }

    fn of(path: String, value: Value) -> Result<Self, JsonFieldError> {
        match value {
            Value::Object(map) => Ok(Self { path, map }),
            _ => Err(wrong(path, "expected an object".to_string())),
        }
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_string() } else { format!("{}.{name}", self.path) }
    }

    /// Takes a field that must be there.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, JsonFieldError> {
        match self.map.remove(name) {
            None => Err(JsonFieldError { path: self.path_of(name), kind: JsonFieldReason::Missing }),
            Some(value) => serde_json::from_value(value).map_err(|error| wrong(self.path_of(name), error.to_string())),
        }
    }

    /// Takes a field that may be left out or null.
    pub(crate) fn take_optional<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, JsonFieldError> {
        if self.map.contains_key(name) { self.take(name) } else { Ok(None) }
    }

    /// Takes a field that has its default where it is left out.
    pub(crate) fn take_or_default<T: DeserializeOwned + Default>(&mut self, name: &str) -> Result<T, JsonFieldError> {
        if self.map.contains_key(name) { self.take(name) } else { Ok(T::default()) }
    }

    /// Takes a field that is an object itself.
    pub(crate) fn take_object(&mut self, name: &str) -> Result<Self, JsonFieldError> {
        let value = self.take(name)?;
        Self::of(self.path_of(name), value)
    }

    /// Every field that nobody took.
    pub(crate) fn left_over(self) -> Vec<JsonFieldError> {
        let unknown = |name: &String| JsonFieldError { path: self.path_of(name), kind: JsonFieldReason::Unknown };
        self.map.keys().map(unknown).collect()
    }
}

fn wrong(path: String, reason: String) -> JsonFieldError {
    JsonFieldError { path, kind: JsonFieldReason::Wrong(reason) }
}
