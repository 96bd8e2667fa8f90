//! Generates the summary of the call from the call pack at build time, so that the first page needs neither the pack
//! nor a JSON parser.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use chrono::Datelike;
use rules::call::{Call, JUNE_2025};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let call = Call::parse(JUNE_2025.as_bytes())?;
    let text = format!(
        "/// The call of these pages.\n\
         pub static CALL: CallSummary = CallSummary {{ id: {:?}, pack_hash: {:?}, project: {:?}, \
         grant: Cents::new({}), minimum_age: {}, usable_until: {}, opens: {}, closes: {} }};\n",
        call.id,
        call.pack_hash().to_string(),
        call.project,
        call.grant.get(),
        call.minimum_age,
        call.usable_until.num_days_from_ce(),
        call.window.opens().timestamp(),
        call.window.closes().timestamp(),
    );
    let file = Path::new(&env::var("OUT_DIR")?).join("call_summary.rs");
    fs::write(&file, text)?;
    println!("cargo::rustc-env=CALL_SUMMARY={}", file.display());
    Ok(())
}
