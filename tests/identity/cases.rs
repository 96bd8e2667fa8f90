//! Attempts of a forger, each with the error code it gets and the very check that must find it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::forge::Reply;
use crate::token::{Claims, Key};

/// The instant at which the server's clock stands, in seconds since 1970: 10 June 2025, 10:00 in Riga.
pub(crate) const NOW: i64 = 1_749_538_800;

/// Clocks may differ by as much, in seconds.
pub(crate) const SKEW: i64 = 60;

/// One attempt.
pub(crate) struct Case {
    /// An attempt.
    pub(crate) name: &'static str,
    /// The stable code that the person sees.
    pub(crate) code: &'static str,
    /// The check that found it, as the log says.
    pub(crate) reason: &'static str,
    /// How.
    pub(crate) forgery: Forgery,
}

/// The forged part.
pub(crate) enum Forgery {
    /// The id token's claims, signed rightly.
    Claims(fn(&mut Claims)),
    /// The id token's header, signed rightly.
    Header(fn(&mut Claims)),
    /// The id token.
    Token(fn(&Made<'_>) -> String),
    /// The answer of the token endpoint around an honest id token.
    Response(fn(&mut Value)),
    /// The whole answer of the token endpoint; takes the honest one and an address that redirects may lead to.
    Reply(fn(Value, &str) -> Reply),
    /// The callback request.
    Back(fn(&mut Vec<(String, String)>)),
    /// Response of the user info endpoint, where the id token does not name the person.
    UserInfo(fn(&str) -> Reply),
}

/// Parts of an honest token.
pub(crate) struct Made<'a> {
    /// The provider's key.
    pub(crate) key: &'a Key,
    /// A key that the provider does not have.
    pub(crate) foreign: &'a Key,
    pub(crate) header: Claims,
    pub(crate) claims: Claims,
}

impl Made<'_> {
    pub(crate) fn honest(&self) -> String {
        self.key.token(&self.header, &self.claims)
    }

    pub(crate) fn with_header(&self, name: &str, value: Value) -> Claims {
        let mut header = self.header.clone();
        header.insert(name.to_owned(), value);
        header
    }
}

pub(crate) const UNVERIFIED: &str = "sign_in_unverified";
const UNAVAILABLE: &str = "sign_in_unavailable";
const EXPIRED: &str = "sign_in_expired";
const CANCELLED: &str = "sign_in_cancelled";
pub(crate) const UNKNOWN: &str = "unknown_person";

pub(crate) const fn case(name: &'static str, code: &'static str, reason: &'static str, forgery: Forgery) -> Case {
    Case { name, code, reason, forgery }
}

pub(crate) fn set(claims: &mut Claims, name: &str, value: impl Into<Value>) {
    claims.insert(name.to_owned(), value.into());
}

fn add(pairs: &mut Vec<(String, String)>, name: &str, value: &str) {
    pairs.push((name.to_owned(), value.to_owned()));
}

fn put(pairs: &mut Vec<(String, String)>, name: &str, value: &str) {
    pairs.retain(|(known, _)| known != name);
    add(pairs, name, value);
}

fn take(pairs: &mut Vec<(String, String)>, name: &str) {
    pairs.retain(|(known, _)| known != name);
}

/// The callback request.
pub(crate) const WAY_BACK: &[Case] = &[
    case("no state", UNVERIFIED, "no_state", Forgery::Back(|way| take(way, "state"))),
    case("empty state", UNVERIFIED, "no_state", Forgery::Back(|way| put(way, "state", ""))),
    case("a state that nobody gave", EXPIRED, "unknown_state", Forgery::Back(|way| put(way, "state", &"0".repeat(64)))),
    case("two states", UNVERIFIED, "doubled_parameter", Forgery::Back(|way| add(way, "state", "b"))),
    case("two codes", UNVERIFIED, "doubled_parameter", Forgery::Back(|way| add(way, "code", "b"))),
    case("two issuers", UNVERIFIED, "doubled_parameter", Forgery::Back(|way| add(way, "iss", "b"))),
    case(
        "33 parameters",
        UNVERIFIED,
        "doubled_parameter",
        Forgery::Back(|way| {
            (0..30).for_each(|n| add(way, &format!("n{n}"), ""));
        }),
    ),
    case("no code", UNVERIFIED, "no_code", Forgery::Back(|way| take(way, "code"))),
    case("empty code", UNVERIFIED, "no_code", Forgery::Back(|way| put(way, "code", ""))),
    case("a code of 2049 letters", UNVERIFIED, "no_code", Forgery::Back(|way| put(way, "code", &"c".repeat(2049)))),
    case(
        "another issuer answers",
        UNVERIFIED,
        "other_issuer_answered",
        Forgery::Back(|way| {
            put(way, "iss", "https://id.example.lv");
        }),
    ),
    case(
        "an issuer that is ours but for a slash",
        UNVERIFIED,
        "other_issuer_answered",
        Forgery::Back(|way| {
            let issuer = way.iter().find(|(name, _)| name == "iss").map(|(_, issuer)| format!("{issuer}/"));
            put(way, "iss", &issuer.unwrap_or_default());
        }),
    ),
    case(
        "an issuer that promised to name itself does not",
        UNVERIFIED,
        "no_issuer_answered",
        Forgery::Back(|way| {
            take(way, "iss");
        }),
    ),
    case("stopped by the person", CANCELLED, "cancelled", Forgery::Back(|way| put(way, "error", "access_denied"))),
    case("nobody logged in", CANCELLED, "cancelled", Forgery::Back(|way| put(way, "error", "login_required"))),
    case(
        "an error beside no code",
        CANCELLED,
        "cancelled",
        Forgery::Back(|way| {
            take(way, "code");
            put(way, "error", "consent_required");
        }),
    ),
    case(
        "an error of another issuer",
        UNVERIFIED,
        "other_issuer_answered",
        Forgery::Back(|way| {
            put(way, "error", "access_denied");
            put(way, "iss", "https://id.example.lv");
        }),
    ),
    case(
        "the provider is broken",
        UNAVAILABLE,
        "provider_busy",
        Forgery::Back(|way| put(way, "error", "server_error")),
    ),
    case(
        "the provider is busy",
        UNAVAILABLE,
        "provider_busy",
        Forgery::Back(|way| {
            put(way, "error", "temporarily_unavailable");
        }),
    ),
    case(
        "an error that is ours",
        UNVERIFIED,
        "provider_error",
        Forgery::Back(|way| put(way, "error", "invalid_scope")),
    ),
    case(
        "an error with a script in it",
        UNVERIFIED,
        "provider_error",
        Forgery::Back(|way| {
            put(way, "error", "<script>alert(1)</script>");
        }),
    ),
    case(
        "no means that is strong enough",
        "sign_in_too_weak",
        "too_weak",
        Forgery::Back(|way| {
            put(way, "error", "unmet_authentication_requirements");
        }),
    ),
];

/// The response of the token endpoint.
pub(crate) const ANSWERS: &[Case] = &[
    case(
        "the code is not taken",
        UNVERIFIED,
        "code_refused",
        Forgery::Reply(|_, _| Reply::error(400, "invalid_grant")),
    ),
    case("we are not known", UNVERIFIED, "code_refused", Forgery::Reply(|_, _| Reply::error(401, "invalid_client"))),
    case(
        "no words but a status",
        UNVERIFIED,
        "token_answer",
        Forgery::Reply(|_, _| Reply { status: 500, ..Reply::text("text/plain", "") }),
    ),
    case(
        "an error that is called a success",
        UNVERIFIED,
        "token_answer",
        Forgery::Reply(|_, _| Reply { status: 200, ..Reply::error(200, "invalid_grant") }),
    ),
    case(
        "a page instead",
        UNVERIFIED,
        "token_answer",
        Forgery::Reply(|honest, _| Reply::text("text/html", honest.to_string())),
    ),
    case("nothing", UNVERIFIED, "token_answer", Forgery::Reply(|_, _| Reply::text("application/json", ""))),
    case(
        "half of it",
        UNVERIFIED,
        "token_answer",
        Forgery::Reply(|honest, _| {
            let whole = honest.to_string();
            Reply::text("application/json", whole.get(..whole.len() / 2).unwrap_or_default())
        }),
    ),
    case("a list", UNVERIFIED, "token_answer", Forgery::Reply(|honest, _| Reply::json(&json!([honest])))),
    case(
        "a field twice",
        UNVERIFIED,
        "token_answer",
        Forgery::Reply(|honest, _| {
            let twice = honest.to_string().replacen('{', "{\"access_token\":\"other\",", 1);
            Reply::text("application/json", twice)
        }),
    ),
    case(
        "more than is read",
        UNAVAILABLE,
        "too_long",
        Forgery::Reply(|mut honest, _| {
            honest["more"] = "x".repeat(300 * 1024).into();
            Reply::json(&honest)
        }),
    ),
    case(
        "too late",
        UNAVAILABLE,
        "too_slow",
        Forgery::Reply(|honest, _| Reply { after: Duration::from_millis(5500), ..Reply::json(&honest) }),
    ),
    case("go elsewhere (302)", UNAVAILABLE, "redirected", Forgery::Reply(|_, place| Reply::redirect(302, place))),
    case(
        "go elsewhere with all you have (307)",
        UNAVAILABLE,
        "redirected",
        Forgery::Reply(|_, place| Reply::redirect(307, place)),
    ),
    case("no id token", UNVERIFIED, "no_id_token", Forgery::Response(|answer| answer["id_token"] = Value::Null)),
    case(
        "no access token",
        UNVERIFIED,
        "token_answer",
        Forgery::Response(|answer| answer["access_token"] = Value::Null),
    ),
    case(
        "a token of another type",
        UNVERIFIED,
        "token_type",
        Forgery::Response(|answer| {
            answer["token_type"] = "mac".into();
        }),
    ),
    case(
        "an id token that is a number",
        UNVERIFIED,
        "token_answer",
        Forgery::Response(|answer| {
            answer["id_token"] = 7.into();
        }),
    ),
];

/// The response of the user info endpoint.
pub(crate) const USER_INFO: &[Case] = &[
    case("nothing is known", UNKNOWN, "no_code", Forgery::UserInfo(|_| Reply::json(&json!({ "sub": "anna" })))),
    case(
        "of another person",
        UNVERIFIED,
        "user_info_of_another",
        Forgery::UserInfo(|_| Reply::json(&json!({ "sub": "toms", "serial_number": "PNOLV-010101-10006" }))),
    ),
    case(
        "of nobody",
        UNVERIFIED,
        "user_info_of_another",
        Forgery::UserInfo(|_| Reply::json(&json!({ "serial_number": "PNOLV-010101-10006" }))),
    ),
    case("not told", UNAVAILABLE, "user_info_status", Forgery::UserInfo(|_| Reply::error(401, "invalid_token"))),
    case("told in a list", UNVERIFIED, "user_info", Forgery::UserInfo(|_| Reply::json(&json!(["anna"])))),
    case("told elsewhere", UNAVAILABLE, "redirected", Forgery::UserInfo(|place| Reply::redirect(302, place))),
];

/// The claims of a step-up's id token.
pub(crate) const STEP_UP: &[Case] = &[
    case(
        "proof of before",
        "step_up_required",
        "auth_time_too_old",
        Forgery::Claims(|claims| {
            set(claims, "auth_time", NOW - SKEW - 1);
        }),
    ),
    case(
        "proof at no time",
        "step_up_required",
        "auth_time_too_old",
        Forgery::Claims(|claims| {
            drop(claims.remove("auth_time"));
        }),
    ),
    case("proof by weak means", "step_up_required", "acr", Forgery::Claims(|claims| set(claims, "acr", "substantial"))),
    case(
        "proof by means that are not taken",
        "sign_in_too_weak",
        "acr_not_accepted",
        Forgery::Claims(|claims| set(claims, "acr", "low")),
    ),
    case(
        "proof by no named means",
        "sign_in_too_weak",
        "acr_not_accepted",
        Forgery::Claims(|claims| drop(claims.remove("acr"))),
    ),
];
