//! Pages with their paths and query parameters. The parts of the paths are in `api`, which the server shares.

pub(crate) use api::page_paths::{
    ACCESSIBILITY, ACCOUNT, ANNOUNCEMENT, APPLY, COMPARE, CONFIRMATION, ELIGIBILITY, HELP, PREVIEW, PRIVACY,
    PROGRAMMES, SIGN_IN, TERMS, VERIFY,
};

/// Name of the path parameter with the identifier of a programme or an application.
pub const ID: &str = "id";

/// Names of query parameters.
pub mod query {
    pub use api::page_paths::query::{BACK, CODE, STATE};

    /// Question of the questionnaire, from 1; `vertejums` for the verdict.
    pub const QUESTION: &str = "jautajums";
    /// Study group to apply for.
    pub const GROUP: &str = "grupa";
    /// Step of the application.
    pub const STEP: &str = "solis";
    /// Search text.
    pub const SEARCH: &str = "q";
    /// Programmes to compare, separated by commas.
    pub const COMPARED: &str = "p";
    /// Order of the catalogue.
    pub const SORT: &str = "kartot";
    /// Number of cards that the catalogue shows.
    pub const SHOWN: &str = "rada";
    /// Whether a comparison hides equal rows.
    pub const DIFFERENCES: &str = "atskiribas";
}

/// Fragments of the page of the announcement, to which verdicts link.
pub mod anchor {
    use rules::clause::ClauseId;

    use super::Route;

    /// List of readings.
    pub const READINGS: &str = "imk-interpretacijas";

    /// Number of a clause with its letter: `8`, `6a`.
    pub fn number(clause: ClauseId) -> String {
        let letter = clause.letter().map(String::from).unwrap_or_default();
        format!("{}{letter}", clause.number())
    }

    /// A clause: `imk-teikums-8`, `imk-teikums-6a`.
    pub fn clause(clause: ClauseId) -> String {
        format!("imk-teikums-{}", number(clause))
    }

    /// Path of a page with a fragment.
    pub fn on(page: &Route, fragment: &str) -> String {
        format!("{}#{fragment}", page.path())
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The first page: state of the call.
    Home,
    /// The questionnaire and its verdict.
    Eligibility,
    /// The catalogue.
    Programmes,
    /// One programme.
    Programme {
        /// Its identifier.
        id: String,
    },
    /// Up to three programmes side by side.
    Compare,
    /// The application form.
    Apply {
        /// The programme's identifier.
        programme: String,
    },
    /// The preview of the application.
    Preview {
        /// The programme's identifier.
        programme: String,
    },
    /// The confirmation of an application.
    Confirmation {
        /// The application's identifier.
        id: String,
    },
    /// The learning account.
    Account,
    /// A failed sign-in, and the demonstration's identity provider; the server redirects here.
    SignIn,
    /// Verification of a confirmation.
    Verify,
    /// Privacy.
    Privacy,
    /// Terms of the account.
    Terms,
    /// The announcement, sentence by sentence.
    Announcement,
    /// Help.
    Help,
    /// The accessibility statement.
    Accessibility,
}

impl Route {
    /// Path of the page, beginning with a slash.
    ///
    /// ```
    /// use app::routes::Route;
    /// assert_eq!(Route::Programme { id: "datu-analize".into() }.path(), "/programmas/datu-analize");
    /// ```
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Eligibility => format!("/{ELIGIBILITY}"),
            Self::Programmes => format!("/{PROGRAMMES}"),
            Self::Programme { id } => format!("/{PROGRAMMES}/{}", encoded(id)),
            Self::Compare => format!("/{COMPARE}"),
            Self::Apply { programme } => format!("/{APPLY}/{}", encoded(programme)),
            Self::Preview { programme } => format!("/{APPLY}/{}/{PREVIEW}", encoded(programme)),
            Self::Confirmation { id } => format!("/{CONFIRMATION}/{}", encoded(id)),
            Self::Account => format!("/{ACCOUNT}"),
            Self::SignIn => format!("/{SIGN_IN}"),
            Self::Verify => format!("/{VERIFY}"),
            Self::Privacy => format!("/{PRIVACY}"),
            Self::Terms => format!("/{TERMS}"),
            Self::Announcement => format!("/{ANNOUNCEMENT}"),
            Self::Help => format!("/{HELP}"),
            Self::Accessibility => format!("/{ACCESSIBILITY}"),
        }
    }

    /// Path of the page with a query. Pairs without a value are left out.
    ///
    /// ```
    /// use app::routes::Route;
    /// let address = Route::Programmes.with([("q", "datu analīze"), ("vieta", "")]);
    /// assert_eq!(address, "/programmas?q=datu%20anal%C4%ABze");
    /// ```
    pub fn with<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let mut address = self.path();
        let mut separator = '?';
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.push(separator);
            address.push_str(name);
            address.push('=');
            address.push_str(&encoded(value));
            separator = '&';
        }
        address
    }
}

impl From<Route> for String {
    fn from(route: Route) -> Self {
        route.path()
    }
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3) and the comma, which separates values of a list.
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b',') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_path() {
        let id = || "a-1".to_owned();
        let addresses = [
            (Route::Home, "/"),
            (Route::Eligibility, "/atbilstiba"),
            (Route::Programmes, "/programmas"),
            (Route::Programme { id: id() }, "/programmas/a-1"),
            (Route::Compare, "/salidzinajums"),
            (Route::Apply { programme: id() }, "/pieteikums/a-1"),
            (Route::Preview { programme: id() }, "/pieteikums/a-1/prieksskatijums"),
            (Route::Confirmation { id: id() }, "/apstiprinajums/a-1"),
            (Route::Account, "/konts"),
            (Route::SignIn, "/pieslegties"),
            (Route::Verify, "/parbaudit"),
            (Route::Privacy, "/privatums"),
            (Route::Terms, "/noteikumi"),
            (Route::Announcement, "/pazinojums"),
            (Route::Help, "/palidziba"),
            (Route::Accessibility, "/pieklustamiba"),
        ];
        for (route, address) in addresses {
            assert_eq!(route.path(), address);
            assert!(api::page_paths::is_page(address), "the server knows {address}");
        }
    }

    #[test]
    fn clauses_have_fragments_on_the_page_of_the_terms() {
        let clause = |id: &str| anchor::on(&Route::Announcement, &anchor::clause(id.parse().unwrap()));
        assert_eq!(clause("N8"), "/pazinojums#imk-teikums-8");
        assert_eq!(clause("N6a"), "/pazinojums#imk-teikums-6a");
    }

    #[test]
    fn identifiers_and_queries_are_encoded() {
        assert_eq!(Route::Programme { id: "a/b?c".into() }.path(), "/programmas/a%2Fb%3Fc");
        assert_eq!(
            Route::Apply { programme: "p-1".into() }.with([(query::GROUP, "p-1-2"), (query::STEP, "3")]),
            "/pieteikums/p-1?grupa=p-1-2&solis=3"
        );
        assert_eq!(Route::Programmes.with([("vieta", "Rīga,A&B")]), "/programmas?vieta=R%C4%ABga,A%26B");
    }
}
