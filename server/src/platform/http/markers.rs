//! Parts of a prerendered page between two comments: `<!--imk:NAME-->…<!--/imk:NAME-->`.

/// Replaces the content between the markers of a part; unchanged without markers.
pub(super) fn replaced(html: &str, part: &str, with: &str) -> String {
    match between(html, part) {
        Some((start, end)) => format!("{}{with}{}", &html[..start], &html[end..]),
        None => html.to_owned(),
    }
}

/// Removes every occurrence of a part with its markers.
pub(super) fn without(html: &str, part: &str) -> String {
    let (open, close) = marks(part);
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some((start, end)) = between(rest, part) {
        out.push_str(&rest[..start - open.len()]);
        rest = &rest[end + close.len()..];
    }
    out.push_str(rest);
    out
}

/// Range of the content of the first occurrence of a part.
fn between(html: &str, part: &str) -> Option<(usize, usize)> {
    let (open, close) = marks(part);
    let start = html.find(&open)? + open.len();
    Some((start, start + html[start..].find(&close)?))
}

fn marks(part: &str) -> (String, String) {
    (format!("<!--imk:{part}-->"), format!("<!--/imk:{part}-->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<!--imk:head--><title>a</title><!--/imk:head--><imk-app><!--imk:text-->b<!--/imk:text--></imk-app>";

    #[test]
    fn only_marked_parts_are_replaced() {
        let page = replaced(&replaced(PAGE, "head", "<title>c</title>"), "text", "d");
        assert_eq!(page, PAGE.replace(">a<", ">c<").replace(">b<", ">d<"));
        assert_eq!(replaced("<p>no marks</p>", "text", "d"), "<p>no marks</p>");
        assert_eq!(replaced("<!--imk:text-->never ends", "text", "d"), "<!--imk:text-->never ends");
    }

    #[test]
    fn every_demo_banner_is_removed() {
        let text = "a<!--imk:demo-->x<!--/imk:demo-->b<!--imk:demo-->y<!--/imk:demo-->c";
        assert_eq!(without(text, "demo"), "abc");
        assert_eq!(without("abc", "demo"), "abc");
    }
}
