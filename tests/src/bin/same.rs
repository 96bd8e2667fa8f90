//! Compares what decides: the command line, the API and the browser's wasm, byte for byte.
//!
//! `same [N]` makes up N facts (default 10000), adds the personas of the June call, decides each three ways, and prints
//! their count and the SHA-256 of all decisions, one a line. It ends with 1 and names the first difference if there is
//! one.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};
use std::{env, thread};

use imk_tests::facts::{FactLine, generate, personas};
use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, program};
use serde_json::Value;
use sha2::{Digest, Sha256};

const COUNT: usize = 10_000;

/// How many lines one script decides: enough to be quick, few enough for the driver's time limit.
const BATCH: usize = 1_000;

/// Decides lines by the function that the app's wasm exports. The module is the one the page has already started.
const DECIDE: &str = "const [lines, done] = arguments;
    import('/imk-app.js')
        .then(async ({ started }) => (await started).decide_lines(lines.join('\\n')))
        .then((decisions) => done({ decisions: decisions.split('\\n') }))
        .catch((cause) => done({ cause: String(cause) }));";

#[tokio::main]
async fn main() -> ExitCode {
    match compare().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("same: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn compare() -> Result {
    let lines = lines(env::args().skip(1))?;
    let by_command = by_command(&lines)?;
    let server = Server::start()?;
    let by_api = by_api(&server, &lines).await?;
    let by_browser = by_browser(&server, &lines).await?;
    check(&lines, &by_command, "the API", &by_api)?;
    check(&lines, &by_command, "the browser", &by_browser)?;
    println!("{} decisions, the same by command line, API and browser", lines.len());
    println!("SHA-256 {}", hash(&by_command));
    Ok(())
}

/// The facts made up, and after them the personas.
fn lines(mut arguments: impl Iterator<Item = String>) -> Result<Vec<FactLine>> {
    let count = arguments.next().map_or(Ok(COUNT), |count| count.parse())?;
    let mut lines = generate(count);
    lines.extend(personas("2025-06")?);
    Ok(lines)
}

/// What `imk decide` says, a line for a line.
fn by_command(lines: &[FactLine]) -> Result<Vec<String>> {
    let mut decide = Command::new(program()?);
    decide.args(["decide", "--call", "2025-06"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = decide.spawn()?;
    let mut input = child.stdin.take().ok_or_else(|| Failure::new("imk decide has no standard input"))?;
    let text: String = lines.iter().map(|line| line.line() + "\n").collect();
    // Beside the reading: both pipes are smaller than what goes through them.
    let writer = thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    let written = writer.join().map_err(|_| Failure::new("the writing thread panicked"))?;
    if !output.status.success() {
        return Err(Failure::new(format!("imk decide: {}", output.status)));
    }
    written?;
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

/// What `POST /api/v1/assess` answers to each.
async fn by_api(server: &Server, lines: &[FactLine]) -> Result<Vec<String>> {
    let client = reqwest::Client::new();
    let url = server.url("/api/v1/assess");
    let mut decisions = Vec::with_capacity(lines.len());
    for line in lines {
        let request = client.post(&url).header("content-type", "application/json").header("x-imk-csrf", "1");
        let reply = request.body(line.assess_request()).send().await?;
        let (status, body) = (reply.status(), reply.text().await?);
        if !status.is_success() {
            return Err(Failure::new(format!("the API answers {status} to {}: {body}", line.assess_request())));
        }
        decisions.push(body);
    }
    Ok(decisions)
}

/// Decisions of the app's wasm in Chromium.
async fn by_browser(server: &Server, lines: &[FactLine]) -> Result<Vec<String>> {
    let mut decisions = Vec::with_capacity(lines.len());
    in_browser(server, Viewport::Phone, async |page| {
        page.open("/").await?;
        for batch in lines.chunks(BATCH) {
            decisions.extend(decided(page, batch).await?);
        }
        Ok(())
    })
    .await?;
    Ok(decisions)
}

async fn decided(page: &Page, batch: &[FactLine]) -> Result<Vec<String>> {
    let lines: Vec<Value> = batch.iter().map(|line| line.line().into()).collect();
    let answer = page.driver().execute_async(DECIDE, vec![lines.into()]).await?.json().clone();
    match answer.get("decisions") {
        Some(decisions) => Ok(serde_json::from_value(decisions.clone())?),
        None => Err(Failure::new(format!("the browser does not decide: {}", answer["cause"]))),
    }
}

/// Fails with the first line on which the other differs from the command line.
fn check(lines: &[FactLine], by_command: &[String], other: &str, by_other: &[String]) -> Result {
    for (number, line) in lines.iter().enumerate() {
        let (one, two) = (by_command.get(number), by_other.get(number));
        if one.is_none() || one != two {
            let none = String::from("(nothing)");
            let (one, two) = (one.unwrap_or(&none), two.unwrap_or(&none));
            let head = format!("command line and {other} differ first on line {}: {}", number + 1, line.line());
            return Err(Failure::new(head).and(format!("command line: {one}\n{other}: {two}")));
        }
    }
    Ok(())
}

/// The SHA-256 of all decisions, each ended by a line feed, in hexadecimal.
fn hash(decisions: &[String]) -> String {
    let mut hash = Sha256::new();
    for decision in decisions {
        hash.update(decision.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
