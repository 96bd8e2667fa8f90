//! What a browser brings back from an identity provider.

use url::form_urlencoded;

/// Names with their values, each name once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

/// More names than any provider sends.
const MOST: usize = 32;

impl Parameters {
    /// Reads a query or a form (`application/x-www-form-urlencoded`). Nothing where a name occurs twice: two readers could
    /// take two different values of it (OAuth 2.0, RFC 6749, 3.1).
    pub fn read(text: &[u8]) -> Option<Self> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(text) {
            if pairs.len() == MOST || pairs.iter().any(|(known, _)| *known == name) {
                return None;
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        Some(Self(pairs))
    }

    /// The value of a name; an empty one is as good as none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_value_and_an_empty_one_is_none() {
        let read = Parameters::read(b"state=a%20b&code=&iss=https%3A%2F%2Fid.example").unwrap();
        assert_eq!(read.get("state"), Some("a b"));
        assert_eq!(read.get("iss"), Some("https://id.example"));
        assert_eq!((read.get("code"), read.get("error")), (None, None));
    }

    #[test]
    fn a_name_that_occurs_twice_spoils_everything() {
        assert_eq!(Parameters::read(b"state=a&code=b&state=a"), None);
        assert_eq!(Parameters::read(b"state=a&%73tate=b"), None, "the same name in other letters");
    }

    #[test]
    fn thirty_two_names_are_read_and_thirty_three_are_not() {
        let text = |count: usize| (0..count).map(|n| format!("n{n}=v")).collect::<Vec<_>>().join("&");
        assert!(Parameters::read(text(MOST).as_bytes()).is_some());
        assert_eq!(Parameters::read(text(MOST + 1).as_bytes()), None);
    }
}
