//! Parses a JSON object field by field, so that an error names the path of the field.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A JSON object whose fields are removed one by one.
pub(crate) struct Fields {
    path: String,
    map: Map<String, Value>,
}

/// Error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonFieldError {
    /// Path from the outermost object, such as `window.opens`; empty for the object itself.
    pub(crate) path: String,
    pub(crate) reason: JsonFieldReason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonFieldReason {
    Missing,
    Unknown,
    /// The field has the wrong type or value; the message is for operators.
    Invalid(String),
}

impl Fields {
    /// Parses the outermost object of a text.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, JsonFieldError> {
        let value: Value = serde_json::from_slice(json).map_err(|error| invalid(String::new(), error.to_string()))?;
        Self::of(String::new(), value)
    }

    fn of(path: String, value: Value) -> Result<Self, JsonFieldError> {
        match value {
            Value::Object(map) => Ok(Self { path, map }),
            _ => Err(invalid(path, "expected an object".to_string())),
        }
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_string() } else { format!("{}.{name}", self.path) }
    }

    /// Removes and parses a required field.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, JsonFieldError> {
        match self.map.remove(name) {
            None => Err(JsonFieldError { path: self.path_of(name), reason: JsonFieldReason::Missing }),
            Some(value) => {
                serde_json::from_value(value).map_err(|error| invalid(self.path_of(name), error.to_string()))
            }
        }
    }

    /// Removes and parses a field; `None` if it is absent.
    pub(crate) fn take_optional<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, JsonFieldError> {
        if self.map.contains_key(name) { self.take(name) } else { Ok(None) }
    }

    /// Removes and parses a field; the default if it is absent.
    pub(crate) fn take_or_default<T: DeserializeOwned + Default>(&mut self, name: &str) -> Result<T, JsonFieldError> {
        if self.map.contains_key(name) { self.take(name) } else { Ok(T::default()) }
    }

    /// Removes a required field that is an object.
    pub(crate) fn take_object(&mut self, name: &str) -> Result<Self, JsonFieldError> {
        let value = self.take(name)?;
        Self::of(self.path_of(name), value)
    }

    /// Returns an error for every remaining field.
    pub(crate) fn left_over(self) -> Vec<JsonFieldError> {
        let unknown = |name: &String| JsonFieldError { path: self.path_of(name), reason: JsonFieldReason::Unknown };
        self.map.keys().map(unknown).collect()
    }
}

fn invalid(path: String, message: String) -> JsonFieldError {
    JsonFieldError { path, reason: JsonFieldReason::Invalid(message) }
}
