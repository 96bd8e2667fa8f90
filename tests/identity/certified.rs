//! A certified provider (npm `oidc-provider`) from beginning to end, with the server's clock being the machine's.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use imk_tests::{Failure, Result, Server, TemporaryFolder, until};
use reqwest::Method;
use serde_json::{Value, json};

use crate::browser::{Begun, Browser};
use crate::table::Tally;
use crate::token::SECRET;
use crate::world::{options, root, turned_away};

/// The provider and a server that knows it. The provider goes when its standard input is closed.
struct Pair {
    provider: Child,
    issuer: String,
    server: Server,
    _pages: TemporaryFolder,
}

impl Pair {
    fn start(claims_in_id_token: bool) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let public_url = format!("http://{address}");
        let packages = env::var("IMK_PROVIDER_PACKAGES")
            .map_err(|_| Failure::new("IMK_PROVIDER_PACKAGES names no folder: `cargo xtask test --only identity`"))?;
        let mut provider = Command::new("node")
            .arg(root().join("tests/identity/provider.js"))
            .env("IMK_PUBLIC_URL", &public_url)
            .env("IMK_CLIENT_SECRET", SECRET)
            .env("IMK_PROVIDER_PACKAGES", packages)
            .env("IMK_CLAIMS_IN_ID_TOKEN", if claims_in_id_token { "1" } else { "0" })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = provider.stdout.take().ok_or_else(|| Failure::new("no output"))?;
        let mut said = BufReader::new(output).lines().map_while(|line| line.ok());
        let issuer = said.find_map(|line| line.strip_prefix("listening on ").map(str::to_owned));
        let issuer = issuer.ok_or_else(|| Failure::new("the provider did not say `listening on …`"))?;
        // Its further output is read, so that the pipe neither fills nor breaks.
        thread::spawn(move || said.for_each(drop));
        let pages = TemporaryFolder::create()?;
        let options = options(&issuer, &public_url, pages.path())?;
        let server = options.with_the_machines_clock().listen(&address.to_string()).start()?;
        Ok(Self { provider, issuer, server, _pages: pages })
    }

    fn browser(&self) -> Result<Browser> {
        Browser::new(self.server.address())
    }

    /// Goes to the provider and is sent back: to the address of the way back, which is not yet gone to.
    async fn at_the_provider(&self, browser: &mut Browser, begun: &Begun, person: &str) -> Result<String> {
        let mut next = begun.location.to_string();
        let way_back = self.server.url("/api/v1/sign-in/callback");
        for _ in 0..6 {
            if next.starts_with(&way_back) {
                return Ok(next);
            }
            let step = if next.contains("/interaction/") { format!("{next}?person={person}") } else { next.clone() };
            let location = browser.open(&step).await?.leads_to()?;
            next = if location.starts_with('/') { format!("{}{location}", self.issuer) } else { location };
        }
        Err(Failure::new(format!("the provider does not send the browser back but to {next}")))
    }

    /// Signs in from beginning to end.
    async fn sign_in(&self, browser: &mut Browser, person: &str) -> Result<Value> {
        let begun = browser.begin(false).await?;
        let way_back = self.at_the_provider(browser, &begun, person).await?;
        let answer = browser.open(&way_back).await?;
        if answer.location.as_deref() != Some("/konts") {
            let log = self.server.log();
            return Err(Failure::new(format!("{person} was refused: {:?}\n{log}", answer.location)));
        }
        browser.person().await
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        drop(self.provider.stdin.take());
        // It has ended, or cannot be waited for.
        let _ = self.provider.wait();
    }
}

/// Both ways to identify a person: with the id token, and at the user info endpoint.
pub(crate) async fn run(tally: &mut Tally) -> Result {
    for claims_in_id_token in [true, false] {
        let pair = Pair::start(claims_in_id_token)?;
        let person = pair.sign_in(&mut pair.browser()?, "anna").await?;
        expect(&person["name"], "Anna Ozola")?;
        expect(&person["personal_code_masked"], "03••••-•••••")?;
        expect(&person["birth_date_source"], "identity_provider")?;
        expect(&person["register"]["earlier_grant_without_choice"], Value::Null)?;
        tally.honest();
        if claims_in_id_token {
            forgeries(&pair, tally).await?;
            one_person(&pair, tally).await?;
            birth_date(&pair, tally).await?;
            sign_out(&pair, tally).await?;
        }
    }
    Ok(())
}

fn expect(found: &Value, expected: impl Into<Value>) -> Result {
    let expected = expected.into();
    if *found == expected { Ok(()) } else { Err(Failure::new(format!("{found} instead of {expected}"))) }
}

async fn forgeries(pair: &Pair, tally: &mut Tally) -> Result {
    let mut note = |name: &str, expected: &str, answer: &crate::browser::Response| {
        tally.note(name, expected, turned_away(answer).as_deref().unwrap_or("let in"));
    };
    let mut anna = pair.browser()?;
    let begun = anna.begin(false).await?;
    let way_back = pair.at_the_provider(&mut anna, &begun, "nobody").await?;
    note("certified: stopped by the person", "sign_in_cancelled", &anna.open(&way_back).await?);

    let begun = anna.begin(false).await?;
    let way_back = pair.at_the_provider(&mut anna, &begun, "anna").await?;
    let mut thief = pair.browser()?;
    let of_the_thief = thief.begin(false).await?;
    note("certified: another browser", "sign_in_expired", &thief.open(&way_back).await?);
    let swapped = way_back.replace(&begun.get("state"), &of_the_thief.get("state"));
    note("certified: the code of another browser", "sign_in_unverified", &thief.open(&swapped).await?);

    let begun = anna.begin(false).await?;
    let way_back = pair.at_the_provider(&mut anna, &begun, "anna").await?;
    let other_code = way_back.replacen("code=", "code=x", 1);
    note("certified: a code that was not given", "sign_in_unverified", &anna.open(&other_code).await?);

    let begun = anna.begin(false).await?;
    let way_back = pair.at_the_provider(&mut anna, &begun, "anna").await?;
    let mut copy = pair.browser()?;
    copy.steal_from(&anna);
    if anna.open(&way_back).await?.location.as_deref() != Some("/konts") {
        return Err(Failure::new("an honest sign-in was refused"));
    }
    note("certified: the way back once more", "sign_in_expired", &copy.open(&way_back).await?);
    let begun = copy.begin(false).await?;
    let used = way_back.split("code=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
    let replayed = pair.at_the_provider(&mut copy, &begun, "anna").await?;
    let fresh = replayed.split("code=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default().to_owned();
    let replayed = replayed.replace(&fresh, used);
    note("certified: a code that was used", "sign_in_unverified", &copy.open(&replayed).await?);
    Ok(())
}

/// A changed personal code, told with the old one, is the same person.
async fn one_person(pair: &Pair, tally: &mut Tally) -> Result {
    let mut anna = pair.browser()?;
    pair.sign_in(&mut anna, "anna").await?;
    let account = json!({
        "terms": "2025-06-09", "language": "lv", "contact": { "email": "anna.ozola@epasts.lv", "phone": "" },
    });
    let opened = anna.api(Method::POST, "account", Some(account)).await?;
    expect(&opened.status.into(), 201)?;
    let mut changed = pair.browser()?;
    let person = pair.sign_in(&mut changed, "changed").await?;
    expect(&person["account"]["contact"]["email"], "anna.ozola@epasts.lv")?;
    expect(&person["personal_code_masked"], "32••••-•••••")?;
    tally.honest();
    Ok(())
}

/// Where no source knows it, the person says it, and it is marked as said.
async fn birth_date(pair: &Pair, tally: &mut Tally) -> Result {
    let mut janis = pair.browser()?;
    let person = pair.sign_in(&mut janis, "newform").await?;
    expect(&person["register"]["birth_date"], Value::Null)?;
    expect(&person["birth_date_source"], Value::Null)?;
    let declared = json!({ "birth_date": "1990-01-02" });
    let answer = janis.api(Method::PUT, "session/birth-date", Some(declared)).await?;
    expect(&answer.status.into(), 204)?;
    let person = pair.sign_in(&mut janis, "newform").await?;
    expect(&person["register"]["birth_date"], "1990-01-02")?;
    expect(&person["birth_date_source"], "declared")?;
    tally.honest();
    Ok(())
}

/// Signing out ends the provider's sign-in too, and the provider ends what else it had begun here.
async fn sign_out(pair: &Pair, tally: &mut Tally) -> Result {
    let mut anna = pair.browser()?;
    pair.sign_in(&mut anna, "anna").await?;
    let mut copy = pair.browser()?;
    copy.steal_from(&anna);
    let location = anna.api(Method::POST, "sign-out", None).await?.json()["location"].clone();
    let location = location.as_str().ok_or_else(|| Failure::new("sign-out names no place at the provider"))?.to_owned();
    expect(&copy.person().await?, Value::Null)?;
    let page = anna.open(&location).await?;
    let secret = page.text.split("name=\"xsrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let secret = secret.ok_or_else(|| Failure::new(format!("no form to confirm: {}", page.text)))?;
    let confirmed = format!("xsrf={secret}&logout=yes");
    let url = format!("{}/session/end/confirm", pair.issuer);
    let back = anna.submit(&url, "application/x-www-form-urlencoded", confirmed).await?.leads_to()?;
    expect(&back.into(), pair.server.url("/konts"))?;
    tally.honest();

    // Signed in again, and ended at the provider alone.
    pair.sign_in(&mut anna, "anna").await?;
    let page = anna.open(&format!("{}/session/end", pair.issuer)).await?;
    let secret = page.text.split("name=\"xsrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let confirmed = format!("xsrf={}&logout=yes", secret.unwrap_or_default());
    anna.submit(&url, "application/x-www-form-urlencoded", confirmed).await?;
    until("the provider's word ends the session", async || Ok(anna.person().await?.is_null().then_some(()))).await?;
    tally.honest();
    Ok(())
}
