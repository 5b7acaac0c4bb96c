//! A page as a person reads it: by title, heading, text, and links, buttons and fields by name.

use axum::http::StatusCode;
use scraper::{ElementRef, Html};

use crate::field::{Field, read_field};
use crate::form::{Form, read_form};
use crate::name::{name, selector, text};

/// One HTML page.
#[derive(Debug)]
pub struct Page {
    pub(crate) html: Html,
    status: StatusCode,
    address: String,
}

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What a screen reader says.
    pub name: String,
    /// Where it leads, as written.
    pub href: String,
}

impl Page {
    /// Reads HTML that did not come through a [`crate::Browser`].
    #[must_use]
    pub fn parse(html: &str) -> Self {
        Self::answered(html, StatusCode::OK, "/".to_owned())
    }

    pub(crate) fn answered(html: &str, status: StatusCode, address: String) -> Self {
        Self { html: Html::parse_document(html), status, address }
    }

    /// The status with which the server answered.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Path and query where redirects ended.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The words in the tab.
    #[must_use]
    pub fn title(&self) -> String {
        self.html.select(&selector("title")).next().map(text).unwrap_or_default()
    }

    /// The text of the one `h1`.
    ///
    /// # Panics
    /// When there is none or more than one: a page has one heading of the first level.
    #[must_use]
    pub fn heading(&self) -> String {
        let found: Vec<_> = self.html.select(&selector("h1")).map(text).collect();
        match &found[..] {
            [one] => one.clone(),
            _ => panic!("expected one h1 on {}, found {found:?}", self.address),
        }
    }

    /// The texts of all headings in their order.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        self.html.select(&selector("h1, h2, h3, h4, h5, h6")).map(text).collect()
    }

    /// All that can be read, white space as one space.
    #[must_use]
    pub fn text(&self) -> String {
        self.html.select(&selector("body")).next().map(text).unwrap_or_default()
    }

    /// All links in their order.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let link = |element: ElementRef<'_>| Link {
            name: name(&self.html, element),
            href: element.attr("href").unwrap_or_default().to_owned(),
        };
        self.html.select(&selector("a[href]")).map(link).collect()
    }

    /// The first link whose name is `wanted`, else the only one whose name contains it.
    ///
    /// # Panics
    /// When no link, or no single link, fits; the message lists what is there.
    #[must_use]
    pub fn by_role_link(&self, wanted: &str) -> Link {
        let links = self.links();
        if let Some(link) = links.iter().find(|link| link.name == wanted) {
            return link.clone();
        }
        let fitting: Vec<_> = links.iter().filter(|link| link.name.contains(wanted)).collect();
        match &fitting[..] {
            [link] => (*link).clone(),
            _ => {
                let names: Vec<_> = links.iter().map(|link| &link.name).collect();
                panic!("no single link {wanted:?} on {}; links: {names:?}", self.address)
            }
        }
    }

    /// The names of all buttons in their order.
    #[must_use]
    pub fn buttons(&self) -> Vec<String> {
        self.button_elements().map(|button| self.button_name(button)).collect()
    }

    /// The form that the button `wanted` sends, filled as the page was delivered.
    ///
    /// # Panics
    /// When no button has that name or it stands in no form; the message lists what is there.
    #[must_use]
    pub fn form_with_button(&self, wanted: &str) -> Form {
        let button = self.button_elements().find(|button| self.button_name(*button) == wanted);
        let Some(button) = button else {
            panic!("no button {wanted:?} on {}; buttons: {:?}", self.address, self.buttons())
        };
        read_form(&self.html, button, &self.address)
            .unwrap_or_else(|| panic!("the button {wanted:?} on {} is in no form", self.address))
    }

    /// The field with this label, wherever it stands; a choice is named by its own label, or
    /// by its group's legend.
    ///
    /// # Panics
    /// When no field has it; the message lists the labels that are there.
    #[must_use]
    pub fn field_by_label(&self, label: &str) -> Field {
        let controls = selector("input, select, textarea");
        let fields: Vec<_> =
            self.html.select(&controls).map(|control| read_field(&self.html, control)).collect();
        let found = fields.iter().find(|field| field.is_named(label)).cloned();
        found.unwrap_or_else(|| {
            let labels: Vec<_> = fields.iter().map(|field| &field.label).collect();
            panic!("no field {label:?} on {}; fields: {labels:?}", self.address)
        })
    }

    fn button_elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        let css = "button:not([type=button]):not([type=reset]), input[type=submit]";
        let found: Vec<_> = self.html.select(&selector(css)).collect();
        found.into_iter()
    }

    fn button_name(&self, button: ElementRef<'_>) -> String {
        let spoken = name(&self.html, button);
        if spoken.is_empty() { button.attr("value").unwrap_or_default().to_owned() } else { spoken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!DOCTYPE html><html lang="en"><head><title>Help</title></head><body>
        <svg aria-hidden="true"><title>icon</title></svg>
        <h1><span>What</span>
            happened<span aria-hidden="true">?</span></h1>
        <a href="/a">Change<span class="v">: the name</span></a> <a href="/b" aria-label="Second">x</a>
        <p id="t">Third</p><a href="/c" aria-labelledby="t"><svg></svg></a>
        <script>never()</script><div>one</div><div>two</div></body></html>"##;

    #[test]
    fn a_page_is_read_like_a_person_reads_it() {
        let page = Page::parse(PAGE);
        assert_eq!(page.title(), "Help");
        assert_eq!(page.heading(), "What happened");
        assert_eq!(page.by_role_link("Change: the name").href, "/a");
        assert_eq!(page.by_role_link("Second").href, "/b");
        assert_eq!(page.by_role_link("Third").href, "/c");
        assert!(page.text().ends_with("one two"), "{}", page.text());
    }

    #[test]
    #[should_panic(expected = "links: [\"Change: the name\", \"Second\", \"Third\"]")]
    fn a_missing_link_fails_with_the_names_that_are_there() {
        let _ = Page::parse(PAGE).by_role_link("Fourth");
    }
}
