//! Parameters of the identity provider's callback.

use url::form_urlencoded;

/// Parameters with unique names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

/// Maximum number of parameters, above that of any provider.
const MOST: usize = 32;

impl Parameters {
    /// Parses a query or a form (`application/x-www-form-urlencoded`). `None` if a name occurs twice: two parsers
    /// could use different values (OAuth 2.0, RFC 6749, 3.1).
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

    /// Value of a parameter; `None` if it is missing or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_parameter_counts_as_missing() {
        let read = Parameters::read(b"state=a%20b&code=&iss=https%3A%2F%2Fid.example").unwrap();
        assert_eq!(read.get("state"), Some("a b"));
        assert_eq!(read.get("iss"), Some("https://id.example"));
        assert_eq!((read.get("code"), read.get("error")), (None, None));
    }

    #[test]
    fn repeated_parameter_is_rejected() {
        assert_eq!(Parameters::read(b"state=a&code=b&state=a"), None);
        assert_eq!(Parameters::read(b"state=a&%73tate=b"), None, "the same name in other letters");
    }

    #[test]
    fn at_most_32_parameters_are_accepted() {
        let text = |count: usize| (0..count).map(|n| format!("n{n}=v")).collect::<Vec<_>>().join("&");
        assert!(Parameters::read(text(MOST).as_bytes()).is_some());
        assert_eq!(Parameters::read(text(MOST + 1).as_bytes()), None);
    }
}
