//! The built pages in a temporary folder, where another version can replace them while a browser has them open.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::server::pages;
use crate::temporary::TemporaryFolder;

/// Parent folder of the versions.
const BUILDS: &str = "v";

/// The files that name the version they belong to.
const NAMING: [&str; 3] = ["index.html", "imk-app.js", "sw.js"];

/// A copy of the built pages.
#[derive(Debug)]
pub struct Deployment {
    folder: TemporaryFolder,
    version: String,
}

impl Deployment {
    /// Copies the built pages.
    ///
    /// # Errors
    /// When there are no pages, or no release build.
    pub fn of_the_built_pages() -> Result<Self> {
        let folder = TemporaryFolder::create()?;
        copy(&pages()?, folder.path())?;
        let builds = fs::read_dir(folder.path().join(BUILDS))?;
        let name = builds.into_iter().next().ok_or_else(|| Failure::new("no release build"))??.file_name();
        Ok(Self { folder, version: name.to_string_lossy().into_owned() })
    }

    /// Where the pages lie.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The version that is served.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A file of the version that is served, e.g. `app.js`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(BUILDS).join(&self.version).join(name)
    }

    /// Has a script of the spec's run before the pages start, as a browser that differs in something would: a storage
    /// that refuses, a clock that is wrong. It is part of the entry script, which is there without a network too.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn run_first(&self, script: &str) -> Result {
        let file = self.path().join("imk-app.js");
        let entry = fs::read_to_string(&file)?;
        self.write(&file, &format!("{{ {script} }}\n{entry}"))
    }

    /// Changes a file, and removes its compressed copy, which the server would send instead.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path, text: &str) -> Result {
        let mut compressed = file.as_os_str().to_owned();
        compressed.push(".br");
        fs::remove_file(compressed).ok();
        Ok(fs::write(file, text)?)
    }

    /// Lets another version take the place of the present one: the same files under another name, as a new build would
    /// have them. The old folder is gone, as after a deployment that cleans up.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn replace(&mut self) -> Result {
        let old = self.path().join(BUILDS).join(&self.version);
        self.add()?;
        Ok(fs::remove_dir_all(old)?)
    }

    /// As [`Deployment::replace`], but leaves the old folder where it was.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self) -> Result {
        let next: String = self.version.chars().rev().collect();
        copy(&self.path().join(BUILDS).join(&self.version), &self.path().join(BUILDS).join(&next))?;
        for name in NAMING {
            let file = self.path().join(name);
            let text = fs::read_to_string(&file)?.replace(&self.version, &next);
            self.write(&file, &text)?;
        }
        self.version = next;
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
