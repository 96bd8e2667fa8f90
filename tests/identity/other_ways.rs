//! Ways that need more than one browser, more than one sign-in, or another provider; and honest answers of every kind.

use imk_tests::{Failure, Result, TemporaryFolder};
use reqwest::Method;
use serde_json::{Value, json};

use crate::browser::{Begun, Browser};
use crate::cases::{NOW, SKEW};
use crate::forge::Reply;
use crate::table::{Tally, reason};
use crate::token::{Claims, Key, half_hash};
use crate::world::{ACCESS_TOKEN, ISSUER, World, arrived, options, turned_away};

const EXPIRED: &str = "sign_in_expired (unknown_state)";

/// Comes back, is turned away and notes it.
async fn try_to(
    world: &mut World,
    browser: &mut Browser,
    way_back: &[(String, String)],
    name: &str,
    expected: &str,
    tally: &mut Tally,
) -> Result {
    world.logged();
    let answer = browser.come_back(way_back).await?;
    let code = turned_away(&answer).unwrap_or_else(|| format!("{} {:?}", answer.status, answer.location));
    let found = format!("{code} ({})", reason(&world.logged()));
    tally.note(name, expected, &found);
    if browser.person().await?.is_null() { Ok(()) } else { Err(Failure::new(format!("{name}: somebody is signed in"))) }
}

/// Everything but discovery.
pub(crate) async fn run(world: &mut World, tally: &mut Tally) -> Result {
    other_browsers(world, tally).await?;
    replays(world, tally).await?;
    forms(world, tally).await?;
    sessions_are_rotated(world, tally).await?;
    honest_answers(world, tally).await?;
    the_way_out_names_nobody(world, tally).await?;
    keys_are_rotated(world, tally).await
}

async fn other_browsers(world: &mut World, tally: &mut Tally) -> Result {
    let (mut anna, mut thief) = (world.browser()?, world.browser()?);
    let begun = anna.begin(false).await?;
    world.give(&begun, &world.key.token(&world.key.header(), &world.claims(&begun)));
    let way_back = world.way_back(&begun);
    let nobody = "sign_in_expired (no_browser_secret)";
    try_to(world, &mut thief, &way_back, "a way back without the browser that began", nobody, tally).await?;
    let of_the_thief = thief.begin(false).await?;
    try_to(world, &mut thief, &way_back, "the state of another browser", EXPIRED, tally).await?;
    world.give(&begun, &world.key.token(&world.key.header(), &world.claims(&begun)));
    let mut swapped = world.way_back(&of_the_thief);
    swapped.retain(|(name, _)| name != "code");
    swapped.push(("code".to_owned(), "a-code".to_owned()));
    let refused = "sign_in_unverified (code_refused)";
    try_to(world, &mut thief, &swapped, "the code of another browser (PKCE)", refused, tally).await?;
    let again = thief.begin(false).await?;
    world.give(&again, &world.key.token(&world.key.header(), &world.claims(&begun)));
    let of_another = "sign_in_unverified (nonce)";
    try_to(world, &mut thief, &world.way_back(&again), "the id token of another browser", of_another, tally).await?;
    if thief.handed_over("sign-in/draft", 1).await?.is_null() {
        return Err(Failure::new("the thief's own draft did not come back"));
    }
    world.give(&begun, &world.key.token(&world.key.header(), &world.claims(&begun)));
    arrived(&mut anna, &way_back).await?;
    tally.honest();
    Ok(())
}

async fn replays(world: &mut World, tally: &mut Tally) -> Result {
    let mut anna = world.browser()?;
    let begun = anna.begin(false).await?;
    let token = world.key.token(&world.key.header(), &world.claims(&begun));
    world.give(&begun, &token);
    let way_back = world.way_back(&begun);
    let mut copy = world.browser()?;
    copy.steal_from(&anna);
    arrived(&mut anna, &way_back).await?;
    tally.honest();
    try_to(world, &mut copy, &way_back, "a way back that was gone, in a copy of the browser", EXPIRED, tally).await?;
    let mut later = world.browser()?;
    let again = later.begin(false).await?;
    world.give(&again, &token);
    let replayed = "sign_in_unverified (nonce)";
    try_to(world, &mut later, &world.way_back(&again), "the id token of an earlier sign-in", replayed, tally).await?;
    // Two tabs of a browser start a sign-in each, and both finish.
    let mut twice = world.browser()?;
    let both = [twice.begin(false).await?, twice.begin(false).await?];
    for begun in &both {
        world.give(begun, &world.key.token(&world.key.header(), &world.claims(begun)));
        arrived(&mut twice, &world.way_back(begun)).await?;
        tally.honest();
    }
    Ok(())
}

/// By form, as providers with `form_post` and WS-Federation come back.
async fn forms(world: &mut World, tally: &mut Tally) -> Result {
    const FORM: &str = "application/x-www-form-urlencoded";
    let url = world.server.url("/api/v1/sign-in/callback");
    for (name, kind, expected) in [
        ("a form that says it is a text", "text/plain", Some("sign_in_unverified")),
        ("a form that says it is JSON", "application/json", Some("sign_in_unverified")),
        ("an honest form", FORM, None),
    ] {
        let mut browser = world.browser()?;
        let begun = browser.begin(false).await?;
        world.give(&begun, &world.key.token(&world.key.header(), &world.claims(&begun)));
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(world.way_back(&begun)).finish();
        let answer = browser.submit(&url, kind, form).await?;
        match (expected, turned_away(&answer)) {
            (Some(expected), found) => tally.note(name, expected, found.as_deref().unwrap_or("let in")),
            (None, None) if answer.location.as_deref() == Some("/konts") => tally.honest(),
            (None, found) => return Err(Failure::new(format!("{name} was refused: {found:?}"))),
        }
    }
    let mut browser = world.browser()?;
    let begun = browser.begin(false).await?;
    let form = format!("state={}&code={}", begun.get("state"), "c".repeat(70 * 1024));
    let answer = browser.submit(&url, FORM, form).await?;
    let found = turned_away(&answer);
    tally.note("a form of 70 kB", "sign_in_unverified", found.as_deref().unwrap_or("let in"));
    Ok(())
}

/// A planted pre-sign-in secret is worthless after the sign-in, and the previous session has ended.
async fn sessions_are_rotated(world: &mut World, tally: &mut Tally) -> Result {
    let mut anna = world.browser()?;
    world.honest(&mut anna, |_| {}).await?;
    let mut planted = world.browser()?;
    planted.steal_from(&anna);
    world.honest(&mut anna, |_| {}).await?;
    tally.honest();
    let still = planted.person().await?;
    tally.note("the session of before the sign-in", "null", &still.to_string());
    Ok(())
}

/// The changes of an honest token.
type Change = fn(&mut Claims);

/// Variations that a provider may have.
async fn honest_answers(world: &mut World, tally: &mut Tally) -> Result {
    let changes: [(&str, Change); 12] = [
        ("for us in a list", |claims| drop(claims.insert("aud".into(), json!(["imk"])))),
        ("by means that are taken and not strong", |claims| drop(claims.insert("acr".into(), "substantial".into()))),
        ("given to us", |claims| drop(claims.insert("azp".into(), "imk".into()))),
        ("expired within what clocks may differ", |claims| drop(claims.insert("exp".into(), (NOW - SKEW + 1).into()))),
        ("made a minute from now", |claims| drop(claims.insert("iat".into(), (NOW + SKEW).into()))),
        ("made eleven minutes ago", |claims| drop(claims.insert("iat".into(), (NOW - 600 - SKEW).into()))),
        ("valid from a minute from now on", |claims| drop(claims.insert("nbf".into(), (NOW + SKEW).into()))),
        ("with the hash of its access token", |claims| {
            drop(claims.insert("at_hash".into(), half_hash(ACCESS_TOKEN).into()));
        }),
        ("a code without letters", |claims| drop(claims.insert("serial_number".into(), "03030310012".into()))),
        ("a surname of 200 letters", |claims| drop(claims.insert("family_name".into(), "ā".repeat(200).into()))),
        ("a single name", |claims| drop(claims.remove("family_name"))),
        ("a surname of spaces", |claims| drop(claims.insert("family_name".into(), "   ".into()))),
    ];
    for (name, change) in changes {
        let person = world.honest(&mut world.browser()?, change).await.map_err(|cause| cause.and(name))?;
        if person["register"]["birth_date"] != "1988-03-14"
            || !person["name"].as_str().unwrap_or("").starts_with("Anna")
        {
            return Err(Failure::new(format!("{name}: {person}")));
        }
        tally.honest();
    }
    let mut browser = world.browser()?;
    let begun = browser.begin(false).await?;
    asks(&begun, &[("prompt", ""), ("max_age", ""), ("acr_values", "substantial high")])?;
    let other = json!({ "return_to": "/konts", "another_means": true });
    let location = browser.api(Method::POST, "sign-in", Some(other)).await?.json()["location"].to_string();
    if !location.contains("prompt=login") || location.contains("max_age") {
        return Err(Failure::new(format!("after one that was too weak a sign-in leads to {location}")));
    }
    let begun = browser.begin(true).await?;
    asks(&begun, &[("prompt", "login"), ("max_age", "0"), ("acr_values", "high"), ("code_challenge_method", "S256")])?;
    let mut claims = world.claims(&begun);
    claims.insert("auth_time".into(), (NOW - SKEW).into());
    world.give(&begun, &world.key.token(&world.key.header(), &claims));
    arrived(&mut browser, &world.way_back(&begun)).await?;
    tally.honest();

    world.forger.told().user_info = Some(Reply::json(&json!({ "sub": "anna", "serial_number": "PNOLV-030303-10012" })));
    world.honest(&mut world.browser()?, |claims| drop(claims.remove("serial_number"))).await?;
    world.forger.told().user_info = None;
    tally.honest();
    Ok(())
}

/// Compares the parameters of an authorization request; a parameter that is not required is empty.
fn asks(begun: &Begun, expected: &[(&str, &str)]) -> Result {
    let wrong = expected.iter().find(|(name, value)| begun.get(name) != *value);
    wrong.map_or(Ok(()), |(name, _)| Err(Failure::new(format!("a sign-in asks {name}={}", begun.get(name)))))
}

/// Signing out leads to the provider by an address that says nothing of the person, since it stays in the browser.
async fn the_way_out_names_nobody(world: &World, tally: &mut Tally) -> Result {
    let mut anna = world.browser()?;
    world.honest(&mut anna, |_| {}).await?;
    let left = anna.api(Method::POST, "sign-out", None).await?.json()["location"].clone();
    let back = "http%3A%2F%2F127.0.0.1%3A9%2Fkonts";
    let expected = format!("{}/end?client_id=imk&post_logout_redirect_uri={back}", world.forger.issuer(ISSUER));
    tally.note("the address at which one signs out", &expected, left.as_str().unwrap_or_default());
    Ok(())
}

/// A new key of the provider is fetched; unknown keys are fetched once a minute at most.
async fn keys_are_rotated(world: &mut World, tally: &mut Tally) -> Result {
    let new = Key::ed25519("third")?;
    let before = world.forger.told().keys_asked;
    world.forger.told().keys.push(new.jwk());
    for kid in ["third", "fourth", "fifth"] {
        let mut browser = world.browser()?;
        let begun = browser.begin(false).await?;
        let mut header = new.header();
        header.insert("kid".into(), kid.into());
        world.give(&begun, &new.token(&header, &world.claims(&begun)));
        let unknown = "sign_in_unverified (unknown_key)";
        let name = format!("a key that nobody has: {kid}");
        try_to(world, &mut browser, &world.way_back(&begun), &name, unknown, tally).await?;
    }
    let asked = world.forger.told().keys_asked - before;
    if asked > 1 {
        return Err(Failure::new(format!("keys were asked for {asked} times within a minute")));
    }
    // A restarted server has no pending minute of earlier forgeries.
    world.server.restart()?;
    world.honest(&mut world.browser()?, |_| {}).await?;
    world.forger.told().keys.push(world.foreign.jwk());
    let before = world.forger.told().keys_asked;
    let mut browser = world.browser()?;
    let begun = browser.begin(false).await?;
    world.give(&begun, &world.foreign.token(&world.foreign.header(), &world.claims(&begun)));
    arrived(&mut browser, &world.way_back(&begun)).await?;
    let asked = world.forger.told().keys_asked - before;
    if asked != 1 {
        return Err(Failure::new(format!("a new key was asked for {asked} times")));
    }
    tally.honest();
    let mut browser = world.browser()?;
    let begun = browser.begin(false).await?;
    world.give(&begun, &new.token(&new.header(), &world.claims(&begun)));
    arrived(&mut browser, &world.way_back(&begun)).await?;
    tally.honest();
    // The keys fetched here are forgotten: the keys of the forgeries that follow are unknown again.
    world.forger.told().keys = vec![world.key.jwk()];
    world.server.restart()
}

/// Providers with wrong metadata: no browser is redirected to them.
pub(crate) async fn discovery(world: &World, tally: &mut Tally) -> Result {
    let honest = |name: &str| world.forger.metadata(name);
    let with = |name: &str, field: &str, value: Value| {
        let mut metadata = honest(name);
        metadata[field] = value;
        Reply::json(&metadata)
    };
    let elsewhere = format!("{}/{ISSUER}/.well-known/openid-configuration", world.forger.address);
    let cases = [
        ("other", "other_issuer", with("other", "issuer", world.forger.issuer(ISSUER).into())),
        ("slash", "other_issuer", with("slash", "issuer", format!("{}/", world.forger.issuer("slash")).into())),
        ("moved", "redirected", Reply::redirect(302, &elsewhere)),
        ("long", "too_long", with("long", "more", "x".repeat(300 * 1024).into())),
        ("page", "not_metadata", Reply::text("text/html", "<h1>It works!</h1>")),
        ("broken", "status", Reply::error(500, "server_error")),
        ("script", "unfit_address", with("script", "authorization_endpoint", "javascript:alert(1)".into())),
        ("open", "unfit_address", with("open", "token_endpoint", "http://id.example.lv/token".into())),
        ("keys", "unfit_address", with("keys", "jwks_uri", "http://id.example.lv/jwks".into())),
        ("port", "unfit_address", with("port", "token_endpoint", "http://127.0.0.1:9/token".into())),
        ("metal", "unfit_address", with("metal", "jwks_uri", "http://169.254.169.254/keys".into())),
        ("exit", "unfit_address", with("exit", "end_session_endpoint", "http://127.0.0.1:9/end".into())),
    ];
    for (name, reason, reply) in cases {
        world.forger.told().metadata.insert(name.to_owned(), reply);
        try_discovery(&world.forger.issuer(name), name, reason, tally).await?;
    }
    try_discovery("http://127.0.0.1:9/nobody", "nobody", "not_reached", tally).await
}

async fn try_discovery(issuer: &str, name: &str, expected: &str, tally: &mut Tally) -> Result {
    let pages = TemporaryFolder::create()?;
    let server = options(issuer, "http://127.0.0.1:9", pages.path())?.frozen_at("2025-06-10T10:00:00+03:00").start()?;
    let mut browser = Browser::new(server.address())?;
    let answer = browser.api(Method::POST, "sign-in", Some(json!({ "return_to": "/konts" }))).await?;
    let code = answer.json()["code"].as_str().unwrap_or("let go").to_owned();
    let found = format!("{} {code} ({})", answer.status, reason(&server.log()));
    tally.note(&format!("discovery: {name}"), &format!("503 sign_in_unavailable ({expected})"), &found);
    Ok(())
}
