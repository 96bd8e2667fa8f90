//! Back-channel logout: every wrong logout token is refused and ends nothing; an honest one ends its session, once.

use futures_util::future::join_all;
use imk_tests::{Failure, Result};
use serde_json::{Value, json};

use crate::browser::{Browser, Response};
use crate::cases::{NOW, SKEW};
use crate::forge::Reply;
use crate::table::{Tally, reason};
use crate::token::{Claims, by_secret, message};
use crate::world::{ISSUER, World};

const FORM: &str = "application/x-www-form-urlencoded";
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How a token goes wrong, with the check that must find it.
type Wrong = (&'static str, &'static str, fn(&World, Claims, Claims) -> String);

fn signed(world: &World, header: &Claims, claims: &Claims) -> String {
    world.key.token(header, claims)
}

fn with(mut claims: Claims, name: &str, value: Value) -> Claims {
    claims.insert(name.to_owned(), value);
    claims
}

fn without(mut claims: Claims, name: &str) -> Claims {
    claims.remove(name);
    claims
}

const WRONG: &[Wrong] = &[
    ("not a token", "logout_token", |_, _, _| "token".to_owned()),
    ("two parts", "logout_token", |_, header, claims| message(&header, &claims)),
    ("not JSON", "header", |_, _, _| "AAAA.AAAA.AAAA".to_owned()),
    ("alg none", "algorithm", |_, header, claims| {
        format!("{}.", message(&with(header, "alg", "none".into()), &claims))
    }),
    ("HS256 with the public key", "algorithm", |world, header, claims| {
        world.key.token_by_public_half(&with(header, "alg", "HS256".into()), &claims)
    }),
    ("HS256 with our secret", "algorithm", |_, header, claims| {
        by_secret(crate::token::SECRET.as_bytes(), &with(header, "alg", "HS256".into()), &claims)
    }),
    ("another key under the known name", "signature", |world, header, claims| world.foreign.token(&header, &claims)),
    ("a key that nobody has", "unknown_key", |world, header, claims| {
        world.key.token(&with(header, "kid", "nobody's".into()), &claims)
    }),
    ("a foreign key without a name", "signature", |world, header, claims| {
        world.foreign.token(&without(header, "kid"), &claims)
    }),
    ("another payload under an honest signature", "signature", |world, header, claims| {
        let honest = signed(world, &header, &claims);
        let other = message(&header, &with(claims, "sub", "toms".into()));
        format!("{other}.{}", honest.rsplit('.').next().unwrap_or_default())
    }),
    ("an id token by its type", "header", |world, header, claims| {
        signed(world, &with(header, "typ", "at+jwt".into()), &claims)
    }),
    ("a header to be understood that is not", "header", |world, header, claims| {
        signed(world, &with(header, "crit", json!(["exp"])), &claims)
    }),
    ("another issuer", "issuer", |world, header, claims| {
        signed(world, &header, &with(claims, "iss", "https://id.example.lv".into()))
    }),
    ("for another client", "audience", |world, header, claims| {
        signed(world, &header, &with(claims, "aud", "other".into()))
    }),
    ("for us and another", "audience", |world, header, claims| {
        signed(world, &header, &with(claims, "aud", json!(["imk", "other"])))
    }),
    ("for nobody", "logout_claims", |world, header, claims| signed(world, &header, &without(claims, "aud"))),
    ("expired", "expired", |world, header, claims| signed(world, &header, &with(claims, "exp", (NOW - SKEW).into()))),
    ("never expires", "logout_claims", |world, header, claims| signed(world, &header, &without(claims, "exp"))),
    ("made in the future", "issued_in_the_future", |world, header, claims| {
        signed(world, &header, &with(claims, "iat", (NOW + SKEW + 1).into()))
    }),
    ("made long ago", "issued_long_ago", |world, header, claims| {
        signed(world, &header, &with(claims, "iat", (NOW - 301).into()))
    }),
    ("not valid yet", "not_yet_valid", |world, header, claims| {
        signed(world, &header, &with(claims, "nbf", (NOW + SKEW + 1).into()))
    }),
    ("without a name of its own", "logout_claims", |world, header, claims| {
        signed(world, &header, &without(claims, "jti"))
    }),
    ("with an empty name", "jti", |world, header, claims| signed(world, &header, &with(claims, "jti", "".into()))),
    ("no event", "logout_claims", |world, header, claims| signed(world, &header, &without(claims, "events"))),
    ("another event", "event", |world, header, claims| {
        signed(world, &header, &with(claims, "events", json!({ "http://schemas.openid.net/event/other": {} })))
    }),
    ("an event that is a word", "event", |world, header, claims| {
        signed(world, &header, &with(claims, "events", json!({ EVENT: "yes" })))
    }),
    ("with a nonce, as id tokens have", "nonce", |world, header, claims| {
        signed(world, &header, &with(claims, "nonce", "n".into()))
    }),
    ("naming nobody", "nobody_named", |world, header, claims| {
        signed(world, &header, &without(without(claims, "sub"), "sid"))
    }),
    ("naming an empty session", "nobody_named", |world, header, claims| {
        signed(world, &header, &with(claims, "sid", "".into()))
    }),
];

/// Tries all of it.
pub(crate) async fn run(world: &mut World, tally: &mut Tally) -> Result {
    let mut anna = world.browser()?;
    world.honest(&mut anna, |_| {}).await?;
    for (name, expected, forge) in WRONG {
        let token = forge(world, world.key.header(), claims(world, name));
        refused(world, &form(&token), name, expected, tally).await?;
        alive(&mut anna, name).await?;
    }
    refused(world, "", "no token", "no_logout_token", tally).await?;
    let honest = world.key.token(&world.key.header(), &claims(world, "twice"));
    let twice = format!("{}&{}", form(&honest), form(&honest));
    refused(world, &twice, "two tokens", "no_logout_token", tally).await?;
    alive(&mut anna, "two tokens").await?;
    honest_ones(world, anna, tally).await?;
    unknown_keys_at_once(world, tally).await
}

fn claims(world: &World, jti: &str) -> Claims {
    let claims = json!({
        "iss": world.forger.issuer(ISSUER), "aud": "imk", "iat": NOW, "exp": NOW + 120, "jti": jti,
        "sub": "anna", "sid": "session-of-anna", "events": { EVENT: {} },
    });
    claims.as_object().cloned().unwrap_or_default()
}

fn form(token: &str) -> String {
    format!("logout_token={token}")
}

/// The provider calls: without any cookie, and without the header of our own pages.
async fn call(world: &World, form: &str) -> Result<Response> {
    let url = world.server.url("/api/v1/sign-in/back-channel-logout");
    let answer = world.browser()?.submit(&url, FORM, form.to_owned()).await?;
    if answer.cached.as_deref() != Some("no-store") {
        return Err(Failure::new(format!("the answer may be cached: {:?}", answer.cached)));
    }
    Ok(answer)
}

async fn refused(world: &mut World, form: &str, name: &str, expected: &str, tally: &mut Tally) -> Result {
    world.logged();
    let answer = call(world, form).await?;
    let code = answer.json()["code"].as_str().unwrap_or("taken").to_owned();
    let found = format!("{} {code} ({})", answer.status, reason(&world.logged()));
    tally.note(&format!("logout: {name}"), &format!("400 sign_in_unverified ({expected})"), &found);
    Ok(())
}

async fn alive(browser: &mut Browser, name: &str) -> Result {
    if browser.person().await?.is_null() { Err(Failure::new(format!("{name}: ended a session"))) } else { Ok(()) }
}

async fn ended(browser: &mut Browser, name: &str) -> Result {
    if browser.person().await?.is_null() { Ok(()) } else { Err(Failure::new(format!("{name}: ended nothing"))) }
}

async fn honest_ones(world: &mut World, mut anna: Browser, tally: &mut Tally) -> Result {
    let mut elsewhere = world.browser()?;
    world.honest(&mut elsewhere, |claims| drop(claims.insert("sid".into(), "another session".into()))).await?;
    let mut toms = world.browser()?;
    world
        .honest(&mut toms, |claims| {
            claims.insert("sub".into(), "toms".into());
            claims.insert("serial_number".into(), "PNOLV-010101-10006".into());
        })
        .await?;
    let header = with(world.key.header(), "typ", "logout+jwt".into());
    let token = world.key.token(&header, &claims(world, "one session"));
    taken(&call(world, &form(&token)).await?, "one session")?;
    ended(&mut anna, "one session").await?;
    alive(&mut elsewhere, "one session").await?;
    tally.honest();

    world.honest(&mut anna, |_| {}).await?;
    refused(world, &form(&token), "a token that was taken before", "logout_token_replayed", tally).await?;
    alive(&mut anna, "a token that was taken before").await?;

    let everything = without(claims(world, "everything of hers"), "sid");
    taken(&call(world, &form(&world.key.token(&header, &everything))).await?, "everything of hers")?;
    ended(&mut anna, "everything of hers").await?;
    ended(&mut elsewhere, "everything of hers").await?;
    alive(&mut toms, "everything of hers").await?;
    tally.honest();
    Ok(())
}

/// Twenty concurrent tokens that name an unknown key: the server fetches the keys once a minute, also where that fails.
async fn unknown_keys_at_once(world: &mut World, tally: &mut Tally) -> Result {
    for (name, reply) in [("keys asked for", None), ("keys not told", Some(Reply::error(500, "server_error")))] {
        world.server.restart()?;
        let header = with(world.key.header(), "typ", "logout+jwt".into());
        taken(&call(world, &form(&world.key.token(&header, &claims(world, name)))).await?, name)?;
        let before = world.forger.told().keys_asked;
        world.forger.told().keys_reply = reply;
        let unknown = world.key.token(&with(header, "kid", "nobody's".into()), &claims(world, name));
        let unknown = form(&unknown);
        let answers = join_all((0..20).map(|_| call(world, &unknown))).await;
        world.forger.told().keys_reply = None;
        for answer in answers {
            let status = answer?.status;
            if status != 400 && status != 503 {
                return Err(Failure::new(format!("{name}: {status}")));
            }
        }
        let asked = world.forger.told().keys_asked - before;
        tally.note(
            &format!("logout: {name} by twenty at once"),
            "once",
            if asked == 1 { "once" } else { "more than once" },
        );
    }
    Ok(())
}

fn taken(answer: &Response, name: &str) -> Result {
    if answer.status == 200 { Ok(()) } else { Err(Failure::new(format!("{name}: {} {}", answer.status, answer.text))) }
}
