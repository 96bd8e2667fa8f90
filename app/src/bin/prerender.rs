//! Writes the prerendered pages into a folder: `prerender FOLDER CATALOGUE`. Runs on the build machine.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use app::prerender::files::files;
use rules::call::{Call, JUNE_2025};
use rules::catalogue::Catalogue;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder, catalogue] = arguments.as_slice() else {
        eprintln!("usage: prerender FOLDER CATALOGUE");
        return ExitCode::FAILURE;
    };
    match write(folder, catalogue) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("prerender: {}: {cause}", catalogue.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, catalogue: &Path) -> Result<(), Box<dyn Error>> {
    let call = Call::parse(JUNE_2025.as_bytes())?;
    let (catalogue, rejected) = Catalogue::parse(&fs::read_to_string(catalogue)?, &call)?;
    for row in rejected {
        eprintln!("left out of the catalogue: {row}");
    }
    for file in files(&call, &catalogue)? {
        let path = folder.join(file.name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.text)?;
    }
    Ok(())
}
