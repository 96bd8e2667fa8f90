//! Attempts of a forger with the id token itself.

use serde_json::json;

use crate::cases::{Case, Forgery, Made, NOW, SKEW, UNKNOWN, UNVERIFIED, case, set};
use crate::token::{by_secret, encode, message};

/// The signature of a token with one bit of it turned.
fn turned(token: &str) -> String {
    let (rest, signature) = token.rsplit_once('.').unwrap_or((token, ""));
    let other = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}.{other}{}", signature.get(1..).unwrap_or_default())
}

/// Another payload under the signature of an honest one.
fn swapped(made: &Made<'_>) -> String {
    let mut claims = made.claims.clone();
    set(&mut claims, "sub", "somebody-else");
    let honest = made.honest();
    let signature = honest.rsplit('.').next().unwrap_or_default();
    format!("{}.{signature}", message(&made.header, &claims))
}

/// How the id token is signed.
pub(crate) const SIGNATURES: &[Case] = &[
    case(
        "alg none without a signature",
        UNVERIFIED,
        "no_signature",
        Forgery::Token(|made| format!("{}.", message(&made.with_header("alg", "none".into()), &made.claims))),
    ),
    case(
        "alg none with the honest signature",
        UNVERIFIED,
        "no_signature",
        Forgery::Token(|made| made.key.token(&made.with_header("alg", "none".into()), &made.claims)),
    ),
    case(
        "alg NONE in capitals",
        UNVERIFIED,
        "token_answer",
        Forgery::Token(|made| format!("{}.", message(&made.with_header("alg", "NONE".into()), &made.claims))),
    ),
    case(
        "HS256 with the public key as the secret",
        UNVERIFIED,
        "algorithm",
        Forgery::Token(|made| made.key.token_by_public_half(&made.with_header("alg", "HS256".into()), &made.claims)),
    ),
    case(
        "HS256 with our client secret",
        UNVERIFIED,
        "algorithm",
        Forgery::Token(|made| {
            by_secret(crate::token::SECRET.as_bytes(), &made.with_header("alg", "HS256".into()), &made.claims)
        }),
    ),
    case("HS512", UNVERIFIED, "algorithm", Forgery::Header(|header| set(header, "alg", "HS512"))),
    case(
        "an algorithm that is not on our list",
        UNVERIFIED,
        "algorithm",
        Forgery::Header(|header| {
            set(header, "alg", "PS512");
        }),
    ),
    case("no algorithm", UNVERIFIED, "token_answer", Forgery::Header(|header| drop(header.remove("alg")))),
    case(
        "RS256 where the key is of another kind",
        UNVERIFIED,
        "unknown_key",
        Forgery::Header(|header| {
            set(header, "alg", "RS256");
        }),
    ),
    case(
        "a key that nobody knows",
        UNVERIFIED,
        "unknown_key",
        Forgery::Token(|made| made.foreign.token(&made.foreign.header(), &made.claims)),
    ),
    case(
        "another key under the known name",
        UNVERIFIED,
        "signature",
        Forgery::Token(|made| made.foreign.token(&made.header, &made.claims)),
    ),
    case(
        "no name of a key where there are several",
        UNVERIFIED,
        "ambiguous_key",
        Forgery::Header(|header| {
            drop(header.remove("kid"));
        }),
    ),
    case(
        "its own key in the header",
        UNVERIFIED,
        "signature",
        Forgery::Token(|made| made.foreign.token(&made.with_header("jwk", made.foreign.jwk()), &made.claims)),
    ),
    case(
        "an address of keys in the header",
        UNVERIFIED,
        "unknown_key",
        Forgery::Token(|made| {
            let mut header = made.foreign.header();
            set(&mut header, "jku", "https://id.example.lv/jwks");
            made.foreign.token(&header, &made.claims)
        }),
    ),
    case(
        "a name of a key that is a path",
        UNVERIFIED,
        "unknown_key",
        Forgery::Header(|header| {
            set(header, "kid", "../../../dev/null");
        }),
    ),
    case("another payload under an honest signature", UNVERIFIED, "signature", Forgery::Token(swapped)),
    case("one bit of the signature turned", UNVERIFIED, "signature", Forgery::Token(|made| turned(&made.honest()))),
    case(
        "no signature under ES256",
        UNVERIFIED,
        "signature",
        Forgery::Token(|made| format!("{}.", message(&made.header, &made.claims))),
    ),
    case(
        "a signature of zeros",
        UNVERIFIED,
        "signature",
        Forgery::Token(|made| format!("{}.{}", message(&made.header, &made.claims), encode(&[0; 64]))),
    ),
    case("two parts", UNVERIFIED, "token_answer", Forgery::Token(|made| message(&made.header, &made.claims))),
    case("four parts", UNVERIFIED, "token_answer", Forgery::Token(|made| format!("{}.AAAA", made.honest()))),
    case(
        "five parts, as if it were encrypted",
        UNVERIFIED,
        "token_answer",
        Forgery::Token(|made| format!("{}.AAAA.AAAA", made.honest())),
    ),
    case("not base64", UNVERIFIED, "token_answer", Forgery::Token(|made| made.honest().replacen('e', "%", 1))),
    case(
        "a header to be understood that is not",
        UNVERIFIED,
        "header",
        Forgery::Header(|header| {
            set(header, "crit", json!(["b64"]));
            set(header, "b64", false);
        }),
    ),
    case("a token in a token", UNVERIFIED, "header", Forgery::Header(|header| set(header, "cty", "JWT"))),
    case(
        "a logout token in its place",
        UNVERIFIED,
        "header",
        Forgery::Header(|header| set(header, "typ", "logout+jwt")),
    ),
    case("an access token in its place", UNVERIFIED, "header", Forgery::Header(|header| set(header, "typ", "at+jwt"))),
];

/// The claims of the id token.
pub(crate) const CLAIMS: &[Case] = &[
    case("another issuer", UNVERIFIED, "issuer", Forgery::Claims(|claims| set(claims, "iss", "https://id.example.lv"))),
    case(
        "our issuer with a slash",
        UNVERIFIED,
        "issuer",
        Forgery::Claims(|claims| {
            let issuer = format!("{}/", claims["iss"].as_str().unwrap_or_default());
            set(claims, "iss", issuer);
        }),
    ),
    case("no issuer", UNVERIFIED, "token_answer", Forgery::Claims(|claims| drop(claims.remove("iss")))),
    case("for another client", UNVERIFIED, "audience", Forgery::Claims(|claims| set(claims, "aud", "other"))),
    case("for us in capitals", UNVERIFIED, "audience", Forgery::Claims(|claims| set(claims, "aud", "IMK"))),
    case(
        "for us and another",
        UNVERIFIED,
        "audience",
        Forgery::Claims(|claims| set(claims, "aud", json!(["imk", "other"]))),
    ),
    case("for nobody in a list", UNVERIFIED, "audience", Forgery::Claims(|claims| set(claims, "aud", json!([])))),
    case("for nobody", UNVERIFIED, "audience", Forgery::Claims(|claims| drop(claims.remove("aud")))),
    case(
        "given to another party",
        UNVERIFIED,
        "authorized_party",
        Forgery::Claims(|claims| set(claims, "azp", "other")),
    ),
    case(
        "by means that are not taken",
        "sign_in_too_weak",
        "acr_not_accepted",
        Forgery::Claims(|claims| set(claims, "acr", "low")),
    ),
    case(
        "by means that nobody names",
        "sign_in_too_weak",
        "acr_not_accepted",
        Forgery::Claims(|claims| drop(claims.remove("acr"))),
    ),
    case("expired a minute ago", UNVERIFIED, "expired", Forgery::Claims(|claims| set(claims, "exp", NOW - SKEW))),
    case("expired years ago", UNVERIFIED, "expired", Forgery::Claims(|claims| set(claims, "exp", 1_000_000_000))),
    case("never expires", UNVERIFIED, "token_answer", Forgery::Claims(|claims| drop(claims.remove("exp")))),
    case("expires in words", UNVERIFIED, "token_answer", Forgery::Claims(|claims| set(claims, "exp", "tomorrow"))),
    case(
        "made in the future",
        UNVERIFIED,
        "issued_in_the_future",
        Forgery::Claims(|claims| {
            set(claims, "iat", NOW + SKEW + 1);
        }),
    ),
    case(
        "made long ago and kept",
        UNVERIFIED,
        "issued_long_ago",
        Forgery::Claims(|claims| {
            set(claims, "iat", NOW - 600 - SKEW - 1);
        }),
    ),
    case("made at no time", UNVERIFIED, "token_answer", Forgery::Claims(|claims| drop(claims.remove("iat")))),
    case("not valid yet", UNVERIFIED, "not_yet_valid", Forgery::Claims(|claims| set(claims, "nbf", NOW + SKEW + 1))),
    case("valid from some word on", UNVERIFIED, "not_yet_valid", Forgery::Claims(|claims| set(claims, "nbf", "now"))),
    case("another nonce", UNVERIFIED, "nonce", Forgery::Claims(|claims| set(claims, "nonce", "0".repeat(64)))),
    case("no nonce", UNVERIFIED, "nonce", Forgery::Claims(|claims| drop(claims.remove("nonce")))),
    case(
        "our nonce in capitals",
        UNVERIFIED,
        "nonce",
        Forgery::Claims(|claims| {
            let nonce = format!("{}A", claims["nonce"].as_str().unwrap_or_default());
            set(claims, "nonce", nonce);
        }),
    ),
    case(
        "the hash of another access token",
        UNVERIFIED,
        "access_token_hash",
        Forgery::Claims(|claims| {
            set(claims, "at_hash", crate::token::half_hash("another access token"));
        }),
    ),
    case(
        "an empty hash of the access token",
        UNVERIFIED,
        "access_token_hash",
        Forgery::Claims(|claims| {
            set(claims, "at_hash", "");
        }),
    ),
    case("nobody", UNVERIFIED, "token_answer", Forgery::Claims(|claims| drop(claims.remove("sub")))),
    case("somebody without a name for them", UNVERIFIED, "subject", Forgery::Claims(|claims| set(claims, "sub", " "))),
    case(
        "a subject of 256 letters",
        UNVERIFIED,
        "subject",
        Forgery::Claims(|claims| set(claims, "sub", "s".repeat(256))),
    ),
    case(
        "proof that is still to be shown",
        UNVERIFIED,
        "auth_time",
        Forgery::Claims(|claims| {
            set(claims, "auth_time", NOW + SKEW + 1);
        }),
    ),
    case(
        "an Estonian code",
        UNKNOWN,
        "foreign_code",
        Forgery::Claims(|claims| {
            set(claims, "serial_number", "PNOEE-03030310012");
        }),
    ),
    case(
        "a code with a wrong check digit",
        UNKNOWN,
        "code",
        Forgery::Claims(|claims| {
            set(claims, "serial_number", "PNOLV-030303-10013");
        }),
    ),
    case(
        "a code that is a number",
        UNKNOWN,
        "no_code",
        Forgery::Claims(|claims| {
            set(claims, "serial_number", 3_030_310_012_i64);
        }),
    ),
    case(
        "two codes for one",
        UNKNOWN,
        "no_code",
        Forgery::Claims(|claims| {
            set(claims, "serial_number", json!(["030303-10012", "010101-10006"]));
        }),
    ),
    case(
        "no name at all",
        UNKNOWN,
        "no_name",
        Forgery::Claims(|claims| {
            claims.remove("given_name");
            claims.remove("family_name");
        }),
    ),
    case(
        "two names of spaces",
        UNKNOWN,
        "no_name",
        Forgery::Claims(|claims| {
            set(claims, "given_name", " ");
            set(claims, "family_name", "   ");
        }),
    ),
    case(
        "a surname of 201 letters",
        UNKNOWN,
        "no_name",
        Forgery::Claims(|claims| {
            set(claims, "family_name", "ā".repeat(201));
        }),
    ),
    case("a name with a line break", UNKNOWN, "no_name", Forgery::Claims(|claims| set(claims, "given_name", "An\nna"))),
    case(
        "a former code that is none",
        UNKNOWN,
        "former_code",
        Forgery::Claims(|claims| {
            set(claims, "former_serial_numbers", json!(["PNOLV-000000-00000"]));
        }),
    ),
    case(
        "nine former codes",
        UNKNOWN,
        "former_code",
        Forgery::Claims(|claims| {
            set(claims, "former_serial_numbers", json!(vec!["030303-10012"; 9]));
        }),
    ),
    case(
        "one person's name with another's code",
        "identity_conflict",
        "two_people",
        Forgery::Claims(|claims| {
            set(claims, "sub", "toms");
        }),
    ),
    case(
        "one person's code with another's former one",
        "identity_conflict",
        "two_people",
        Forgery::Claims(|claims| {
            set(claims, "sub", "newcomer");
            set(claims, "former_serial_numbers", "PNOLV-010101-10006");
        }),
    ),
];
