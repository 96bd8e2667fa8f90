//! `cargo xtask api-fuzz`: calls made up from the API's own description, as each kind of person, by schemathesis.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::pages;
use crate::process::{Result, on_path, program, read, root, run, user_cache};
use crate::progress::{note, step};

/// Where the tool's version, its hooks and this step's word for it are.
const FOLDER: &str = "tests/api-fuzz";

/// Somebody who calls: nobody, or a person of the demonstration.
struct Caller {
    name: &'static str,
    /// The person; nobody where empty.
    person: &'static str,
    /// What `imk role grant` is told, behind the personal code that it asks for; nothing where empty.
    role: &'static str,
}

const CALLERS: [Caller; 5] = [
    Caller { name: "a visitor", person: "", role: "" },
    Caller { name: "a citizen", person: "anna-ozola", role: "" },
    Caller {
        name: "a provider's member",
        person: "ilze-kalnina",
        role: "260790-10004 --role provider-member --provider demo-universitate",
    },
    Caller { name: "the agency's staff", person: "janis-berzins", role: "021161-10009 --role agency-staff" },
    Caller { name: "an auditor", person: "liga-balode", role: "111292-10003 --role auditor" },
];

/// What is held of every answer. Left out: that whatever fits the description is taken (a day, a telephone number and a
/// call's window are more than a schema can say), and the order in which a wrong method and a missing mark are refused
/// (`method_that_an_address_does_not_take_is_refused_as_such` holds it for requests that carry the mark).
const LEFT_OUT: &str = "positive_data_acceptance,unsupported_method,missing_required_header";

/// Operations that would end what the run rests on: the session, or the account.
const ENDS_THE_RUN: &str =
    "sign_out|sign_out_everywhere|close_account|finish_by_query|finish_by_form|back_channel_logout|end_sign_in";

/// The version of the terms that an account is opened with.
const TERMS: &str = "2025-06-09";

/// Sends at least so many generated calls, in every role at least once.
pub(crate) fn api_fuzz(wanted: u64) -> Result {
    let tool = ensure()?;
    let imk = pages::debug_server()?;
    let mut made = 0;
    let turns = (0_u64..).flat_map(|round| CALLERS.iter().map(move |caller| (round, caller)));
    for (round, caller) in turns {
        // Everybody has had a turn by then.
        if round > 0 && made >= wanted {
            break;
        }
        made += step(&format!("api-fuzz: as {}, {made} of {wanted} calls made", caller.name), || {
            call(&tool, &Server::start(&imk)?, caller, round, examples(wanted, round))
        })?;
    }
    println!("calls fuzzed {made} as {} callers, server errors 0, schema breaks 0", CALLERS.len());
    Ok(())
}

/// The tool, in an environment of its own, by exact versions.
fn ensure() -> Result<PathBuf> {
    let needed = root().join(FOLDER).join("requirements.txt");
    let version = std::fs::read_to_string(&needed)?;
    let version =
        version.lines().find_map(|line| line.strip_prefix("schemathesis==")).ok_or("no schemathesis named")?;
    let folder = user_cache()?.join(format!("imk/tools/schemathesis-{version}"));
    let tool = folder.join("bin/schemathesis");
    if !tool.is_file() {
        if on_path("python3").is_none() {
            return Err("python3 is missing: sudo apt-get install python3-venv".into());
        }
        step(&format!("set-up: schemathesis {version} from PyPI (once)"), || {
            run(program("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
            run(program(folder.join("bin/pip")).args(["install", "--quiet", "--no-deps", "--requirement"]).arg(&needed))
        })?;
    }
    Ok(tool)
}

/// How many calls of each kind to make to each operation: a first round is over soon, later ones look further.
fn examples(wanted: u64, round: u64) -> u32 {
    match round {
        0 if wanted <= 1_000 => 5,
        0 => 25,
        _ => 400,
    }
}

/// One run over every operation; tells how many calls it made. Any answer that breaks the description ends it.
fn call(tool: &PathBuf, server: &Server, caller: &Caller, round: u64, examples: u32) -> Result<u64> {
    let api = format!("http://{}/api/v1", server.address);
    let mut fuzz = Command::new(tool);
    fuzz.arg("run").arg(format!("{api}/openapi.json")).args(["--url", &api, "--checks", "all", "--no-color"]);
    fuzz.args(["--exclude-checks", LEFT_OUT, "--exclude-operation-id-regex", ENDS_THE_RUN]);
    fuzz.args(["--max-examples", &examples.to_string(), "--seed", &(round + 1).to_string()]);
    // What it keeps for itself goes away with the server's folder.
    fuzz.current_dir(&server.folder).env("PYTHONPATH", root().join(FOLDER)).env("SCHEMATHESIS_HOOKS", "hooks");
    fuzz.env("PYTHONDONTWRITEBYTECODE", "1");
    fuzz.envs([("IMK_API", api.as_str()), ("IMK_PERSON", caller.person), ("IMK_TERMS", TERMS)]);
    fuzz.env("IMK_GRANT", server.grant(caller.role));
    let output = fuzz.output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("{said}\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let calls = generated(&said).ok_or_else(|| format!("schemathesis does not say what it did:\n{said}"))?;
    note(&format!("{calls} calls"));
    Ok(calls)
}

/// `1182 generated` in the tool's last lines.
fn generated(said: &str) -> Option<u64> {
    let line = said.lines().rev().find(|line| line.contains(" generated"))?;
    line.trim().split(' ').next()?.parse().ok()
}

/// A server on an empty folder, ended and its folder removed when dropped.
struct Server {
    imk: PathBuf,
    process: Child,
    folder: PathBuf,
    address: String,
}

impl Server {
    /// What an operator types to give a role, behind a personal code.
    fn grant(&self, role: &str) -> String {
        let Some((code, role)) = role.split_once(' ') else { return String::new() };
        format!("{code} {} role grant {role} --by fuzz --data-dir {}", self.imk.display(), self.folder.display())
    }

    fn start(imk: &PathBuf) -> Result<Self> {
        let folder = PathBuf::from(read(program("mktemp").args(["-d", "-t", "imk-api-fuzz.XXXXXXXX"]))?.trim());
        let log = std::fs::File::create(folder.join("log"))?;
        let mut serve = Command::new(imk);
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&folder).arg("--pages").arg(&folder);
        // Limits would answer for most of what is tried.
        serve.args(["--requests-per-person", "100000000", "--sign-ins-per-address", "100000000"]);
        let mut process = serve.stdout(Stdio::piped()).stderr(log).spawn()?;
        let said = process.stdout.take().ok_or("the server says nothing")?;
        let listening = BufReader::new(said).lines().map_while(Result::ok);
        let address = listening.filter_map(|line| Some(line.strip_prefix("listening on http://")?.to_owned())).next();
        match address {
            Some(address) => Ok(Self { imk: imk.clone(), process, folder, address }),
            None => Err(std::fs::read_to_string(folder.join("log"))?.into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_calls_is_read_from_what_the_tool_says() {
        assert_eq!(generated("Test cases:\n  1182 generated, 1182 passed\n\nSeed: 1"), Some(1182));
        assert_eq!(generated("No calls"), None);
    }
}
