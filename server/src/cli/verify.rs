//! `imk verify`: checks the signature of a receipt and, with the holder's part, replays its decision.

use std::path::Path;

use api::Keys;
use rules::receipt::{ReceiptFile, Verified, verify};
use serde::de::DeserializeOwned;

use super::failure::Failure;

pub(super) fn run(file: &Path, keys: &Path, call: Option<&str>) -> Result<(), Failure> {
    let receipt: ReceiptFile = json(file)?;
    let keys: Keys = json(keys)?;
    let call = super::input::call(call.unwrap_or(&receipt.receipt.signed.call))?;
    match verify(&receipt, &keys.keys, &call) {
        Ok(Verified::Signature) => println!("the signature is valid; the decision was not replayed (no holder's part)"),
        Ok(Verified::Decision) => println!("the signature is valid, and the replay gives the same findings"),
        Err(error) => return Err(Failure::Negative(format!("{}: {error}", file.display()))),
    }
    Ok(())
}

fn json<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    serde_json::from_str(&super::input::read(file)?)
        .map_err(|error| Failure::bad(format!("{}: {error}", file.display())))
}
