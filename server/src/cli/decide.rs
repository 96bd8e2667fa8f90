//! `imk decide`: reads facts as JSON lines and prints decisions as JSON lines. An invalid line produces an error
//! object with its number and does not stop the others.

use std::io::{self, BufWriter, Write};

use rules::call::Call;
use rules::decide::decide_line;

use super::failure::Failure;

pub(super) fn run(call: &str) -> Result<(), Failure> {
    let call = super::input::call(call)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let bad = decide_all(&call, io::stdin().lock(), &mut out).map_err(Failure::bad)?;
    out.flush().map_err(Failure::bad)?;
    if bad == 0 { Ok(()) } else { Err(Failure::Negative(format!("{bad} lines could not be read"))) }
}

/// Decides every non-empty line and returns the number of unreadable ones.
fn decide_all(call: &Call, lines: impl io::BufRead, out: &mut impl Write) -> io::Result<usize> {
    let mut bad = 0;
    for (index, line) in lines.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match decide_line(call, &line) {
            Ok(decision) => writeln!(out, "{decision}")?,
            Err(error) => {
                bad += 1;
                let error = serde_json::json!({ "field": error.field, "reason": error.reason });
                writeln!(out, "{}", serde_json::json!({ "line": index + 1, "error": error }))?;
            }
        }
    }
    Ok(bad)
}
