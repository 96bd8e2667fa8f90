//! Local paths: targets of redirects within this site.

/// Maximum length of a local path in bytes.
const MAX_BYTES: usize = 1024;

/// Returns whether a text is an absolute path of this site, so that a redirect to it never leaves the site: one leading
/// slash, visible ASCII without backslash, at most 1024 bytes. Browsers read `//host` and `/\\host` as another host.
///
/// ```
/// use api::is_local_path;
/// assert!(is_local_path("/programmas?q=excel#rezultati"));
/// assert!(!is_local_path("//example.com/"));
/// assert!(!is_local_path("https://example.com/"));
/// ```
pub fn is_local_path(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && c != '\\';
    path.starts_with('/') && !path.starts_with("//") && path.chars().all(is_plain) && path.len() <= MAX_BYTES
}

#[cfg(test)]
mod tests {
    use super::is_local_path;

    #[test]
    fn only_paths_of_this_site_are_local() {
        for good in ["/", "/pieteikums/p-001?solis=5", "/konts#zinas"] {
            assert!(is_local_path(good), "{good}");
        }
        for bad in ["", "konts", "//evil.example", "/\\evil.example", "https://evil.example/", "/a b", "/a\nb", "/ā"] {
            assert!(!is_local_path(bad), "{bad}");
        }
        assert!(is_local_path(&alloc::format!("/{}", "a".repeat(1023))));
        assert!(!is_local_path(&alloc::format!("/{}", "a".repeat(1024))));
    }
}
