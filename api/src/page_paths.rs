//! Paths of the pages that the server links to, without the leading slash. `app/src/routes.rs` has all others.

/// The learning account; an identity provider redirects here after sign-out.
pub const ACCOUNT: &str = "konts";

/// The catalogue; the page of a programme is below it.
pub const PROGRAMMES: &str = "programmas";

/// The page of a failed sign-in, and the demonstration's identity provider.
pub const SIGN_IN: &str = "pieslegties";

/// Query parameters of [`SIGN_IN`].
pub mod query {
    /// Reason of a failed sign-in, as the code of an [`ApiProblem`](crate::ApiProblem).
    pub const CODE: &str = "kods";
    /// Page to return to.
    pub const BACK: &str = "atpakal";
    /// Pending sign-in.
    pub const STATE: &str = "state";
}
