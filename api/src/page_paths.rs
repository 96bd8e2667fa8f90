//! Paths of the pages, as parts without slashes. The app builds its links from them; the server redirects to some, and
//! answers 404 for a path that is no page.

/// The questionnaire and its verdict.
pub const ELIGIBILITY: &str = "atbilstiba";

/// The catalogue; the page of a programme is below it.
pub const PROGRAMMES: &str = "programmas";

/// Up to three programmes side by side.
pub const COMPARE: &str = "salidzinajums";

/// The application for a programme, whose identifier follows.
pub const APPLY: &str = "pieteikums";

/// The preview of an application, below [`APPLY`] and the programme.
pub const PREVIEW: &str = "prieksskatijums";

/// The confirmation of an application, whose identifier follows.
pub const CONFIRMATION: &str = "apstiprinajums";

/// The learning account; an identity provider redirects here after sign-out.
pub const ACCOUNT: &str = "konts";

/// The page of a failed sign-in, and the demonstration's identity provider.
pub const SIGN_IN: &str = "pieslegties";

/// Verification of a confirmation.
pub const VERIFY: &str = "parbaudit";

/// Privacy.
pub const PRIVACY: &str = "privatums";

/// Terms of use.
pub const TERMS: &str = "noteikumi";

/// The announcement.
pub const ANNOUNCEMENT: &str = "pazinojums";

/// Help.
pub const HELP: &str = "palidziba";

/// The accessibility statement.
pub const ACCESSIBILITY: &str = "pieklustamiba";

/// Query parameters of [`SIGN_IN`].
pub mod query {
    /// Reason of a failed sign-in, as the code of an [`ApiProblem`](crate::ApiProblem).
    pub const CODE: &str = "kods";
    /// Page to return to.
    pub const BACK: &str = "atpakal";
    /// Pending sign-in.
    pub const STATE: &str = "state";
}

/// Returns whether the app has a page under a path, relative to the base path. Whether the programme or application of
/// the path exists is not checked.
///
/// ```
/// use api::page_paths::is_page;
/// assert!(is_page("/") && is_page("/konts") && is_page("/programmas/datu-analize/"));
/// assert!(!is_page("/kontss") && !is_page("/konts/x") && !is_page("/pieteikums"));
/// ```
pub fn is_page(path: &str) -> bool {
    let path = path.trim_matches('/');
    let (page, rest) = path.split_once('/').unwrap_or((path, ""));
    match page {
        "" | "index.html" | ELIGIBILITY | COMPARE | ACCOUNT | SIGN_IN | VERIFY | PRIVACY | TERMS | HELP
        | ANNOUNCEMENT | ACCESSIBILITY => rest.is_empty(),
        PROGRAMMES => !rest.contains('/'),
        CONFIRMATION => !rest.is_empty() && !rest.contains('/'),
        APPLY => match rest.split_once('/') {
            Some((_, below)) => below == PREVIEW,
            None => !rest.is_empty(),
        },
        _ => false,
    }
}

/// Returns the programme whose page or application a path shows.
///
/// ```
/// use api::page_paths::programme;
/// assert_eq!(programme("/pieteikums/datu-analize/prieksskatijums"), Some("datu-analize"));
/// assert_eq!(programme("/programmas"), None);
/// ```
pub fn programme(path: &str) -> Option<&str> {
    let mut parts = path.trim_matches('/').split('/');
    parts.next().filter(|page| matches!(*page, PROGRAMMES | APPLY))?;
    parts.next().filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_of_no_page_is_told_apart() {
        for path in ["/", "", "/index.html", "/konts", "/konts/", "/programmas", "/programmas/a-1", "/apstiprinajums/1"]
        {
            assert!(is_page(path), "{path}");
        }
        for path in ["/pieteikums/a-1", "/pieteikums/a-1/prieksskatijums"] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "/nav",
            "/kontss",
            "/Konts",
            "/konts/a",
            "/programmas/a/b",
            "/pieteikums",
            "/pieteikums/a/b",
            "/pieteikums/a/prieksskatijums/b",
            "/apstiprinajums",
            "/apstiprinajums/a/b",
            "/wp-admin/setup",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }

    #[test]
    fn programme_of_a_path_is_found() {
        assert_eq!(programme("/programmas/a-1"), Some("a-1"));
        assert_eq!(programme("/pieteikums/a-1"), Some("a-1"));
        for path in ["/", "/programmas", "/programmas/", "/apstiprinajums/a-1", "/konts"] {
            assert_eq!(programme(path), None, "{path}");
        }
    }
}
