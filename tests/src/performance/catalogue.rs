//! A catalogue of as many programmes as one likes, always the same one.

use serde_json::{Value, json};

use crate::failure::Result;

/// The demonstration's catalogue, the same that the server has.
const DEMONSTRATION: &str = include_str!("../../../server/demo/catalogue.json");

/// How many words that occur nowhere else are spread over the programmes: as many again as the demonstration has.
const WORDS: usize = 1_000;

/// The demonstration's programmes, again and again until there are so many: each with its own identifiers and title,
/// and with a word that only few others have. In the form that `imk serve --catalogue` reads.
///
/// # Errors
/// When the demonstration's catalogue cannot be read.
pub fn catalogue(programmes: usize) -> Result<String> {
    let mut catalogue: Value = serde_json::from_str(DEMONSTRATION)?;
    let demonstration = catalogue["programmes"].as_array().cloned().unwrap_or_default();
    let copies = (0..programmes).zip(demonstration.iter().cycle()).map(|(number, programme)| copy(number, programme));
    catalogue["programmes"] = copies.collect();
    Ok(catalogue.to_string())
}

fn copy(number: usize, programme: &Value) -> Value {
    let mut copy = programme.clone();
    copy["id"] = format!("p-{number}").into();
    for language in ["lv", "en"] {
        let title = programme["title"][language].as_str().unwrap_or_default();
        copy["title"][language] = format!("{title} {number}").into();
        let summary = programme["summary"][language].as_str().unwrap_or_default();
        copy["summary"][language] = format!("{summary} {}.", word(number % WORDS)).into();
    }
    for (group, of) in (1..).zip(copy["groups"].as_array_mut().into_iter().flatten()) {
        of["id"] = json!(format!("p-{number}-{group}"));
    }
    copy
}

/// A word as people write them, made of a number: `daka`, `meso`.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "de", "gi", "ko", "lu", "mē", "ni", "pa", "ros", "tuv"];
    [number / 100 % 10, number / 10 % 10, number % 10].map(|digit| SYLLABLES[digit]).concat()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn programmes_are_as_many_as_asked_for_and_no_two_alike() -> Result {
        let catalogue: Value = serde_json::from_str(&catalogue(250)?)?;
        let programmes = catalogue["programmes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let distinct = |of: fn(&Value) -> String| programmes.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(programmes.len(), 250);
        assert_eq!(distinct(|programme| programme["id"].to_string()), 250);
        assert_eq!(distinct(|programme| programme["title"]["lv"].to_string()), 250);
        assert_eq!(distinct(|programme| programme["groups"][0]["id"].to_string()), 250);
        Ok(())
    }

    #[test]
    fn catalogue_is_the_same_every_time() -> Result {
        assert_eq!(catalogue(120)?, catalogue(120)?);
        Ok(())
    }
}
