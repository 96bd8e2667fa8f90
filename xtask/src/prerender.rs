//! The served text: has the app's own program write it, and puts it where it is served from.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{below, files, replace};
use crate::process::{Result, cargo, root, run, target};

/// The catalogue whose programmes get a text; the demonstration's where it is not set.
pub(crate) const CATALOGUE: &str = "IMK_CATALOGUE";

/// The demonstration's.
const DEMONSTRATION: &str = "server/demo/catalogue.json";

/// The first page's text, which every page is built with.
const LANDING: &str = "landing";

/// Where the texts lie among the pages. The service worker keeps none of them: they are for who has no script.
const FOLDER: &str = "served";

/// Texts that were written and are not yet among the pages.
pub(crate) struct Written(PathBuf);

/// Has them written.
pub(crate) fn write() -> Result<Written> {
    let folder = target().join("served");
    // What an earlier catalogue left there is no part of this one.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut program = cargo();
    program.args(["run", "--quiet", "--package", "app", "--bin", "prerender", "--"]).arg(&folder);
    run(program.arg(catalogue()))?;
    Ok(Written(folder))
}

/// Builds the program that writes them, so that nothing has to be fetched or waited for later.
pub(crate) fn build_writer() -> Result {
    run(cargo().args(["build", "--package", "app", "--bin", "prerender"]))
}

/// A relative path begins at the workspace's folder.
fn catalogue() -> PathBuf {
    env::var_os(CATALOGUE).map_or_else(|| root().join(DEMONSTRATION), PathBuf::from)
}

impl Written {
    /// Writes the first page's text into the page.
    pub(crate) fn write_into(&self, page: &Path) -> Result {
        let head = fs::read_to_string(self.0.join(format!("{LANDING}.head.html")))?;
        let text = fs::read_to_string(self.0.join(format!("{LANDING}.html")))?;
        let part = |name: &str, content: &str| format!("<!--imk:{name}-->{content}<!--/imk:{name}-->");
        replace(page, &[(&part("head", ""), &part("head", &head)), (&part("text", ""), &part("text", &text))])
    }

    /// Puts all of them among the pages.
    pub(crate) fn put_among(&self, pages: &Path) -> Result {
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

    fn written() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("programmas"))?;
        fs::write(folder.path().join("landing.head.html"), "<title>a</title>")?;
        fs::write(folder.path().join("landing.html"), "<h1>a</h1>")?;
        fs::write(folder.path().join("programmas/p-1.0.html"), "p")?;
        Ok(folder)
    }

    #[test]
    fn first_page_is_written_into_the_page_and_all_texts_lie_beside_it() -> Result {
        let (folder, pages) = (written()?, tempfile::tempdir()?);
        let page = pages.path().join("index.html");
        fs::write(&page, "<head><!--imk:head--><!--/imk:head--></head><!--imk:text--><!--/imk:text-->")?;
        let written = Written(folder.path().to_owned());
        written.write_into(&page)?;
        written.put_among(pages.path())?;
        let expected =
            "<head><!--imk:head--><title>a</title><!--/imk:head--></head><!--imk:text--><h1>a</h1><!--/imk:text-->";
        assert_eq!(fs::read_to_string(page)?, expected);
        assert_eq!(fs::read_to_string(pages.path().join("served/programmas/p-1.0.html"))?, "p");
        Ok(())
    }

    #[test]
    fn page_without_marks_is_an_error() -> Result {
        let (folder, pages) = (written()?, tempfile::tempdir()?);
        let page = pages.path().join("index.html");
        fs::write(&page, "<head></head>")?;
        assert!(Written(folder.path().to_owned()).write_into(&page).is_err());
        Ok(())
    }
}
