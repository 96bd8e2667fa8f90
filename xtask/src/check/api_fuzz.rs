//! `cargo xtask api-fuzz`: schemathesis generates calls from the API's description, in every role.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::pages;
use crate::process::{Result, on_path, program, read, root, run, user_cache};
use crate::progress::{note, step};

/// Folder with the tool's pinned version and its hooks.
const FOLDER: &str = "tests/api-fuzz";

/// A caller: a visitor without a session, or a user of the demonstration.
struct Caller {
    name: &'static str,
    /// Name of the demonstration user; empty for a visitor.
    user: &'static str,
    /// Personal code and arguments of `imk role grant`; empty for no role.
    role: &'static str,
}

const CALLERS: [Caller; 5] = [
    Caller { name: "a visitor", user: "", role: "" },
    Caller { name: "a citizen", user: "anna-ozola", role: "" },
    Caller {
        name: "a provider's member",
        user: "ilze-kalnina",
        role: "260790-10004 --role provider-member --provider demo-universitate",
    },
    Caller { name: "the agency's staff", user: "janis-berzins", role: "021161-10009 --role agency-staff" },
    Caller { name: "an auditor", user: "liga-balode", role: "111292-10003 --role auditor" },
];

/// Checks of schemathesis that do not apply. `positive_data_acceptance`: a schema cannot express all checks of dates,
/// telephone numbers and the application window. The other two: the server checks the request header before the method
/// (a test of the server covers wrong methods in requests with the header).
const EXCLUDED_CHECKS: &str = "positive_data_acceptance,unsupported_method,missing_required_header";

/// Operations that end the session or the account, which the run depends on.
const DISRUPTIVE: &str =
    "sign_out|sign_out_everywhere|close_account|finish_by_query|finish_by_form|back_channel_logout|end_sign_in";

/// Version of the terms of use for opening an account.
const TERMS: &str = "2025-06-09";

/// Sends at least so many generated calls, in every role at least once.
pub(crate) fn api_fuzz(wanted: u64) -> Result {
    let tool = ensure()?;
    let imk = pages::debug_server()?;
    let mut made = 0;
    let turns = (0_u64..).flat_map(|round| CALLERS.iter().map(move |caller| (round, caller)));
    for (round, caller) in turns {
        // Every role had one round.
        if round > 0 && made >= wanted {
            break;
        }
        made += step(&format!("api-fuzz: {}, {made} of {wanted} calls sent", caller.name), || {
            call(&tool, &Server::start(&imk)?, caller, round, examples(wanted, round))
        })?;
    }
    println!("calls sent {made} in {} roles, server errors 0, schema violations 0", CALLERS.len());
    Ok(())
}

/// Returns schemathesis; installs it in its own virtual environment with pinned versions if it is missing.
fn ensure() -> Result<PathBuf> {
    let needed = root().join(FOLDER).join("requirements.txt");
    let version = std::fs::read_to_string(&needed)?;
    let version = version
        .lines()
        .find_map(|line| line.strip_prefix("schemathesis=="))
        .ok_or("requirements.txt has no schemathesis")?;
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

/// Maximum number of examples per operation and kind: few in the first round, more in later ones.
fn examples(wanted: u64, round: u64) -> u32 {
    match round {
        0 if wanted <= 1_000 => 5,
        0 => 25,
        _ => 400,
    }
}

/// Runs schemathesis on all operations; returns the number of calls.
///
/// # Errors
/// If a response violates the description.
fn call(tool: &PathBuf, server: &Server, caller: &Caller, round: u64, examples: u32) -> Result<u64> {
    let api = format!("http://{}/api/v1", server.address);
    let mut fuzz = Command::new(tool);
    fuzz.arg("run").arg(format!("{api}/openapi.json")).args(["--url", &api, "--checks", "all", "--no-color"]);
    fuzz.args(["--exclude-checks", EXCLUDED_CHECKS, "--exclude-operation-id-regex", DISRUPTIVE]);
    fuzz.args(["--max-examples", &examples.to_string(), "--seed", &(round + 1).to_string()]);
    // Its cache is removed with the server's folder.
    fuzz.current_dir(&server.folder).env("PYTHONPATH", root().join(FOLDER)).env("SCHEMATHESIS_HOOKS", "hooks");
    fuzz.env("PYTHONDONTWRITEBYTECODE", "1");
    fuzz.envs([("IMK_API", api.as_str()), ("IMK_PERSON", caller.user), ("IMK_TERMS", TERMS)]);
    fuzz.env("IMK_GRANT", server.grant(caller.role));
    let output = fuzz.output()?;
    let report = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("{report}\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let calls = generated(&report).ok_or_else(|| format!("schemathesis printed no number of calls:\n{report}"))?;
    note(&format!("{calls} calls"));
    Ok(calls)
}

/// Parses `1182 generated` in the last lines.
fn generated(report: &str) -> Option<u64> {
    let line = report.lines().rev().find(|line| line.contains(" generated"))?;
    line.trim().split(' ').next()?.parse().ok()
}

/// A server with an empty data folder; dropping it stops it and removes the folder.
struct Server {
    imk: PathBuf,
    process: Child,
    folder: PathBuf,
    address: String,
}

impl Server {
    /// Personal code and command that grant a role.
    fn grant(&self, role: &str) -> String {
        let Some((code, role)) = role.split_once(' ') else { return String::new() };
        format!("{code} {} role grant {role} --by fuzz --data-dir {}", self.imk.display(), self.folder.display())
    }

    fn start(imk: &PathBuf) -> Result<Self> {
        let folder = PathBuf::from(read(program("mktemp").args(["-d", "-t", "imk-api-fuzz.XXXXXXXX"]))?.trim());
        let log = std::fs::File::create(folder.join("log"))?;
        let mut serve = Command::new(imk);
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&folder).arg("--pages").arg(&folder);
        // Rate limits would reject most calls.
        serve.args(["--requests-per-person", "100000000", "--sign-ins-per-address", "100000000"]);
        let mut process = serve.stdout(Stdio::piped()).stderr(log).spawn()?;
        let stdout = process.stdout.take().ok_or("the server has no standard output")?;
        let listening = BufReader::new(stdout).lines().map_while(Result::ok);
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
    fn number_of_calls_is_parsed() {
        assert_eq!(generated("Test cases:\n  1182 generated, 1182 passed\n\nSeed: 1"), Some(1182));
        assert_eq!(generated("No calls"), None);
    }
}
