//! Reads columns of a row as domain values.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::error::{Result, StoreError};

pub(crate) fn text(row: &AnyRow, column: &'static str) -> Result<String> {
    Ok(row.try_get(column)?)
}

pub(crate) fn optional_text(row: &AnyRow, column: &'static str) -> Result<Option<String>> {
    Ok(row.try_get(column)?)
}

pub(crate) fn number(row: &AnyRow, column: &'static str) -> Result<i64> {
    Ok(row.try_get(column)?)
}

pub(crate) fn optional_number(row: &AnyRow, column: &'static str) -> Result<Option<i64>> {
    Ok(row.try_get(column)?)
}

/// Count, never negative.
pub(crate) fn count(row: &AnyRow, column: &'static str) -> Result<u32> {
    u32::try_from(number(row, column)?).map_err(|_| StoreError::Corrupt(column))
}

pub(crate) fn instant(row: &AnyRow, column: &'static str) -> Result<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp_millis(number(row, column)?).ok_or(StoreError::Corrupt(column))
}

pub(crate) fn optional_instant(row: &AnyRow, column: &'static str) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    optional_number(row, column)?
        .map(|at| chrono::DateTime::from_timestamp_millis(at).ok_or(StoreError::Corrupt(column)))
        .transpose()
}

/// Value stored as JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &AnyRow, column: &'static str) -> Result<T> {
    serde_json::from_str(&text(row, column)?).map_err(|_| StoreError::Corrupt(column))
}

/// Closed enum stored as its word in JSON.
pub(crate) fn word<T: serde::de::DeserializeOwned>(word: String, column: &'static str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|_| StoreError::Corrupt(column))
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T, column: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt(column))
}

/// Word of a closed enum, as [`word`] parses it.
pub(crate) fn to_word<T: serde::Serialize>(value: &T, column: &'static str) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(StoreError::Corrupt(column)),
    }
}
