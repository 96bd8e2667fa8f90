//! Call packs: the real one, its sister, and either with one field changed.

use rules::call::pack::CallError;
use rules::call::{Call, JUNE_2025};
use serde_json::{Value, json};

/// The sister call's pack: test data, restated and partly invented, as its clauses say.
pub(crate) const ESF_2024: &str = include_str!("../../../tests/calls/2024-esf.json");

/// Unchanged call of June 2025.
pub(crate) fn june() -> Call {
    Pack::of(JUNE_2025).call()
}

/// Unchanged second call.
pub(crate) fn esf() -> Call {
    Pack::of(ESF_2024).call()
}

/// The call of June 2025 with some readings switched.
pub(crate) fn june_reading(readings: &[(&str, &str)]) -> Call {
    readings.iter().fold(Pack::of(JUNE_2025), |pack, (name, value)| pack.reading(name, json!(value))).call()
}

/// A pack that a test changes field by field before it is read.
#[derive(Clone)]
pub(crate) struct Pack(Value);

impl Pack {
    pub(crate) fn of(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap())
    }

    /// Sets the field at a JSON pointer (RFC 6901) such as `/hours/study_course`; a new member of an object is added.
    pub(crate) fn with(mut self, pointer: &str, value: Value) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = self.0.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} has no parent"));
        match parent {
            Value::Object(map) => drop(map.insert(name.into(), value)),
            Value::Array(items) if name == "-" => items.push(value),
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
            _ => panic!("{pointer}: the parent holds nothing"),
        }
        self
    }

    pub(crate) fn without(mut self, pointer: &str) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = self.0.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        assert!(parent.remove(name).is_some(), "{pointer} is not there");
        self
    }

    pub(crate) fn reading(self, name: &str, value: Value) -> Self {
        self.with(&format!("/readings/{name}"), value)
    }

    pub(crate) fn json(&self) -> String {
        self.0.to_string()
    }

    pub(crate) fn parse(&self) -> Result<Call, CallError> {
        Call::parse(self.json().as_bytes())
    }

    pub(crate) fn call(&self) -> Call {
        self.parse().unwrap_or_else(|error| panic!("{error}"))
    }
}
