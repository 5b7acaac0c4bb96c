//! Where a link of a page leads, on the one site that a test browser knows.

/// The site as a test browser calls it.
pub(crate) const ORIGIN: &str = "http://hikeshi.test";

/// Path and query of `href` seen from the page at `from`; the fragment is dropped.
///
/// # Panics
/// When it leads to another site: no test may leave the machine.
pub(crate) fn resolve(from: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let href = href.strip_prefix(ORIGIN).unwrap_or(href);
    let scheme = href.split(['/', '?']).next().is_some_and(|start| start.contains(':'));
    assert!(!scheme && !href.starts_with("//"), "{href} on {from} leaves the site");
    let page = from.split(['?', '#']).next().unwrap_or_default();
    if href.is_empty() {
        return from.to_owned();
    }
    if href.starts_with('?') {
        return format!("{page}{href}");
    }
    let (path, query) = href.split_at(href.find('?').unwrap_or(href.len()));
    let folder =
        if path.starts_with('/') { "" } else { page.rsplit_once('/').map_or("", |(f, _)| f) };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let end = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_a_browser_would_go() {
        for (from, href, to) in [
            ("/a/b?x=1", "", "/a/b?x=1"),
            ("/a/b?x=1", "?y=2", "/a/b?y=2"),
            ("/a/b", "c?z=http://x", "/a/c?z=http://x"),
            ("/a/b/", "../c#d", "/a/c"),
            ("/a", "/", "/"),
            ("/a", "http://hikeshi.test/q/", "/q/"),
        ] {
            assert_eq!(resolve(from, href), to, "{href} on {from}");
        }
    }

    #[test]
    #[should_panic(expected = "leaves the site")]
    fn another_site_fails_the_test() {
        resolve("/", "https://example.jp/");
    }
}
