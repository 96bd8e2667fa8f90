//! Runs the app's prerender program and copies its output into the pages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{below, files, replace};
use crate::process::{self, Result, cargo, root, target};

/// Environment variable with the catalogue whose programmes are prerendered; the demonstration's by default.
pub(crate) const CATALOGUE: &str = "IMK_CATALOGUE";

/// The demonstration's catalogue.
const DEMONSTRATION: &str = "server/demo/catalogue.json";

/// Name of the home page, whose HTML is part of `index.html`.
const LANDING: &str = "landing";

/// Folder of the prerendered pages. The service worker does not cache them: browsers with scripts do not need them.
const FOLDER: &str = "served";

/// Folder with the output of the prerender program.
pub(crate) struct Prerendered(PathBuf);

/// Runs the prerender program.
pub(crate) fn run() -> Result<Prerendered> {
    let folder = target().join("served");
    // Remove the pages of a previous catalogue.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut program = cargo();
    program.args(["run", "--quiet", "--package", "app", "--bin", "prerender", "--"]).arg(&folder);
    process::run(program.arg(catalogue()))?;
    Ok(Prerendered(folder))
}

/// Builds the prerender program before Trunk runs, so that its progress is visible and Trunk works offline.
pub(crate) fn build() -> Result {
    process::run(cargo().args(["build", "--package", "app", "--bin", "prerender"]))
}

/// The program runs in the workspace's folder, so a relative path starts there.
fn catalogue() -> PathBuf {
    env::var_os(CATALOGUE).map_or_else(|| root().join(DEMONSTRATION), PathBuf::from)
}

impl Prerendered {
    /// Inserts the HTML of the home page between the marks in the page.
    pub(crate) fn insert_into(&self, page: &Path) -> Result {
        let head = fs::read_to_string(self.0.join(format!("{LANDING}.head.html")))?;
        let text = fs::read_to_string(self.0.join(format!("{LANDING}.html")))?;
        let part = |name: &str, content: &str| format!("<!--imk:{name}-->{content}<!--/imk:{name}-->");
        replace(page, &[(&part("head", ""), &part("head", &head)), (&part("text", ""), &part("text", &text))])
    }

    /// Copies all prerendered pages into the folder of the pages.
    pub(crate) fn copy_to(&self, pages: &Path) -> Result {
        for file in files(&self.0)? {
            let to = pages.join(FOLDER).join(below(&file, &self.0)?);
            fs::create_dir_all(to.parent().unwrap_or(pages))?;
            fs::copy(file, to)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prerendered() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("programmas"))?;
        fs::write(folder.path().join("landing.head.html"), "<title>a</title>")?;
        fs::write(folder.path().join("landing.html"), "<h1>a</h1>")?;
        fs::write(folder.path().join("programmas/p-1.0.html"), "p")?;
        Ok(folder)
    }

    #[test]
    fn home_page_is_inserted_and_all_pages_are_copied() -> Result {
        let (folder, pages) = (prerendered()?, tempfile::tempdir()?);
        let page = pages.path().join("index.html");
        fs::write(&page, "<head><!--imk:head--><!--/imk:head--></head><!--imk:text--><!--/imk:text-->")?;
        let prerendered = Prerendered(folder.path().to_owned());
        prerendered.insert_into(&page)?;
        prerendered.copy_to(pages.path())?;
        let expected =
            "<head><!--imk:head--><title>a</title><!--/imk:head--></head><!--imk:text--><h1>a</h1><!--/imk:text-->";
        assert_eq!(fs::read_to_string(page)?, expected);
        assert_eq!(fs::read_to_string(pages.path().join("served/programmas/p-1.0.html"))?, "p");
        Ok(())
    }

    #[test]
    fn page_without_marks_is_rejected() -> Result {
        let (folder, pages) = (prerendered()?, tempfile::tempdir()?);
        let page = pages.path().join("index.html");
        fs::write(&page, "<head></head>")?;
        assert!(Prerendered(folder.path().to_owned()).insert_into(&page).is_err());
        Ok(())
    }
}
