//! Tries the table of forgeries, and counts.

use imk_tests::{Failure, Result};

use crate::browser::{Begun, Browser, DRAFT};
use crate::cases::{ANSWERS, Case, Forgery, Made, STEP_UP, USER_INFO, WAY_BACK};
use crate::forge::Reply;
use crate::token_cases::{CLAIMS, SIGNATURES};
use crate::world::{World, token_answer, turned_away};

/// How many were tried, and which of them got in or were refused for another reason.
#[derive(Default)]
pub(crate) struct Tally {
    tried: usize,
    missed: Vec<String>,
    honest: usize,
}

/// Fewer would not be worth the name.
const LEAST: usize = 60;

impl Tally {
    /// One forgery: the expected and the actual result.
    pub(crate) fn note(&mut self, name: &str, expected: &str, found: &str) {
        self.tried += 1;
        println!("  {} {name}: {found}", if expected == found { "refused" } else { "MISSED " });
        if expected != found {
            self.missed.push(format!("{name}: {found}, and not {expected}"));
        }
    }

    /// An honest sign-in that was let in.
    pub(crate) fn honest(&mut self) {
        self.honest += 1;
    }

    /// Prints the sum.
    pub(crate) fn close(self) -> Result {
        let refused = self.tried - self.missed.len();
        println!("forged logins refused {refused} of {}; honest ones let in: {}", self.tried, self.honest);
        if self.tried < LEAST {
            return Err(Failure::new(format!("only {} forgeries were tried", self.tried)));
        }
        if self.missed.is_empty() { Ok(()) } else { Err(Failure::new(self.missed.join("\n"))) }
    }
}

/// Tries every case, and after each an honest sign-in.
pub(crate) async fn run(world: &mut World, tally: &mut Tally) -> Result {
    // Two people are known, so that they can be mixed up.
    world.honest(&mut world.browser()?, |_| {}).await?;
    let mut toms = world.browser()?;
    let toms = world.honest(&mut toms, |claims| {
        claims.insert("sub".to_owned(), "toms".into());
        claims.insert("serial_number".to_owned(), "PNOLV-010101-10006".into());
        claims.insert("given_name".to_owned(), "Toms".into());
    });
    toms.await?;
    for case in [WAY_BACK, ANSWERS, SIGNATURES, CLAIMS, USER_INFO].into_iter().flatten() {
        attempt(world, case, false, tally).await?;
    }
    for case in STEP_UP {
        attempt(world, case, true, tally).await?;
    }
    if world.forger.told().followed > 0 {
        return Err(Failure::new("a redirect of the provider was followed"));
    }
    Ok(())
}

async fn attempt(world: &mut World, case: &Case, step_up: bool, tally: &mut Tally) -> Result {
    let mut browser = world.browser()?;
    let begun = browser.begin(step_up).await?;
    let way_back = prepare(world, case, &begun);
    world.logged();
    let answer = browser.come_back(&way_back).await?;
    let code = turned_away(&answer).unwrap_or_else(|| format!("{} {:?}", answer.status, answer.location));
    let expected = format!("{} ({})", case.code, case.reason);
    tally.note(case.name, &expected, &format!("{code} ({})", reason(&world.logged())));
    nobody_is_signed_in(&mut browser, case, &begun, &way_back).await?;
    world.forger.told().user_info = None;
    world.honest(&mut browser, |_| {}).await.map_err(|cause| cause.and(format!("after: {}", case.name)))?;
    tally.honest();
    Ok(())
}

/// The last reason in the log.
pub(crate) fn reason(log: &str) -> &str {
    let after = log.rsplit("reason=\"").next().unwrap_or_default();
    after.split('"').next().unwrap_or_default()
}

/// No session exists; and where the sign-in was used up, the draft is there for this browser, once, and the very same
/// way back leads nowhere any more.
async fn nobody_is_signed_in(
    browser: &mut Browser,
    case: &Case,
    begun: &Begun,
    way_back: &[(String, String)],
) -> Result {
    if !browser.person().await?.is_null() {
        return Err(Failure::new(format!("{}: somebody is signed in", case.name)));
    }
    let used_up = !["doubled_parameter", "no_state", "unknown_state"].contains(&case.reason);
    for (page, expected) in [(1, used_up.then_some(DRAFT)), (2, None)] {
        let given = browser.handed_over("sign-in/draft", page).await?;
        if given.as_str() != expected {
            return Err(Failure::new(format!("{}: the draft that came back was {given}", case.name)));
        }
    }
    if used_up {
        let again = turned_away(&browser.come_back(way_back).await?);
        if again.as_deref() != Some("sign_in_expired") {
            return Err(Failure::new(format!("{}: {} could be used twice", case.name, begun.location)));
        }
    }
    Ok(())
}

/// Configures the forger, and returns the callback request of the browser.
fn prepare(world: &World, case: &Case, begun: &Begun) -> Vec<(String, String)> {
    let mut made =
        Made { key: &world.key, foreign: &world.foreign, header: world.key.header(), claims: world.claims(begun) };
    let mut way_back = world.way_back(begun);
    let elsewhere = format!("{}/x/elsewhere", world.forger.address);
    let mut forged = None;
    match case.forgery {
        Forgery::Claims(change) => change(&mut made.claims),
        Forgery::Header(change) => change(&mut made.header),
        Forgery::Token(make) => forged = Some(make(&made)),
        Forgery::Back(change) => change(&mut way_back),
        Forgery::UserInfo(answer) => {
            drop(made.claims.remove("serial_number"));
            world.forger.told().user_info = Some(answer(&elsewhere));
        }
        Forgery::Response(_) | Forgery::Reply(_) => {}
    }
    let token = forged.unwrap_or_else(|| world.key.token(&made.header, &made.claims));
    world.give(begun, &token);
    let mut answer = token_answer(&token);
    match case.forgery {
        Forgery::Response(change) => {
            change(&mut answer);
            world.forger.told().token = Some(Reply::json(&answer));
        }
        Forgery::Reply(make) => world.forger.told().token = Some(make(answer, &elsewhere)),
        Forgery::Claims(_) | Forgery::Header(_) | Forgery::Token(_) | Forgery::Back(_) | Forgery::UserInfo(_) => {}
    }
    way_back
}
