//! A form as a person fills it: fields by label, choices by their words.

use scraper::{ElementRef, Html};

use crate::encode::{Attachment, urlencode};
use crate::field::{Choice, Field, Kind, parents, read_field};
use crate::name::{by_id, selector};

/// A form, filled as the page was delivered, and sent by one of its buttons.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it goes; the page's own address when the form names none.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether files are sent along.
    pub multipart: bool,
    /// Everything that can be sent, hidden fields included.
    pub fields: Vec<Field>,
    button: Option<(String, String)>,
    attachments: Vec<(String, Attachment)>,
}

impl Form {
    /// Writes into the field `label`; for a list, `value` is the words or the value of a choice;
    /// for a group of radio buttons, `label` is the legend and `value` the words of the choice.
    ///
    /// # Panics
    /// When there is no such field or choice; the message lists what is there.
    #[must_use]
    pub fn fill(mut self, label: &str, value: &str) -> Self {
        let grouped = |f: &&Field| matches!(f.kind, Kind::Radio(_)) && f.group == label;
        if self.fields.iter().any(|field| grouped(&field)) {
            return self.choose(value);
        }
        let field = self.find(label);
        field.value = match &field.kind {
            Kind::Select(choices) => {
                let fits = |choice: &&Choice| choice.words == value || choice.value == value;
                let found = choices.iter().find(fits).map(|choice| choice.value.clone());
                found.unwrap_or_else(|| panic!("{label:?} has no {value:?}: {choices:?}"))
            }
            Kind::Text | Kind::Hidden => value.to_owned(),
            kind => panic!("{label:?} is not written into: {kind:?}; use choose or attach"),
        };
        self
    }

    /// Sets a tick, or chooses one radio button of its group.
    ///
    /// # Panics
    /// When there is no such choice; the message lists what is there.
    #[must_use]
    pub fn choose(mut self, label: &str) -> Self {
        let field = self.find(label);
        match &mut field.kind {
            Kind::Checkbox(set) => *set = true,
            Kind::Radio(_) => {
                let (name, value) = (field.name.clone(), field.value.clone());
                for field in self.fields.iter_mut().filter(|field| field.name == name) {
                    field.kind = Kind::Radio(field.value == value);
                }
            }
            kind => panic!("{label:?} is no choice: {kind:?}"),
        }
        self
    }

    /// Puts a file into the file field `label`.
    ///
    /// # Panics
    /// When there is no such field.
    #[must_use]
    pub fn attach(mut self, label: &str, file: Attachment) -> Self {
        let field = self.find(label);
        assert!(field.kind == Kind::File, "{label:?} takes no file: {:?}", field.kind);
        let name = field.name.clone();
        self.attachments.push((name, file));
        self
    }

    /// What would be sent: pairs of name and value in the order of the page.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let sent = |field: &&Field| {
            !field.name.is_empty()
                && !matches!(field.kind, Kind::Radio(false) | Kind::Checkbox(false) | Kind::File)
        };
        let pairs = self.fields.iter().filter(sent).map(|f| (f.name.clone(), f.value.clone()));
        pairs.chain(self.button.clone()).collect()
    }

    /// The body of a plain form (`application/x-www-form-urlencoded`).
    #[must_use]
    pub fn encode(&self) -> String {
        urlencode(&self.pairs())
    }

    /// Files put into the form with the name of their field; a file field left empty sends an
    /// empty file, as a browser does.
    #[must_use]
    pub fn attachments(&self) -> Vec<(String, Attachment)> {
        let mut all = self.attachments.clone();
        for field in self.fields.iter().filter(|field| field.kind == Kind::File) {
            if all.iter().all(|(name, _)| *name != field.name) {
                all.push((field.name.clone(), Attachment::none()));
            }
        }
        all
    }

    fn find(&mut self, label: &str) -> &mut Field {
        let labels: Vec<_> = self.fields.iter().map(|field| field.label.clone()).collect();
        let found = self.fields.iter_mut().find(|field| field.is_named(label));
        found.unwrap_or_else(|| panic!("no field {label:?} in the form; fields: {labels:?}"))
    }
}

/// The form of `button`: the one it stands in or names.
pub(crate) fn read_form(html: &Html, button: ElementRef<'_>, page: &str) -> Option<Form> {
    let form = owner(html, button)?;
    let controls = selector("input, select, textarea");
    let own = html
        .select(&controls)
        .filter(|control| owner(html, *control) == Some(form))
        .filter(|control| !matches!(control.attr("type"), Some("submit" | "button" | "reset")))
        .filter(|control| !is_disabled(*control));
    let attribute = |name: &str, own: &str| {
        let value = button.attr(own).or_else(|| form.attr(name)).unwrap_or_default();
        value.to_owned()
    };
    let action = attribute("action", "formaction");
    Some(Form {
        action: if action.is_empty() { page.to_owned() } else { action },
        method: match attribute("method", "formmethod").to_ascii_lowercase().as_str() {
            "post" => "post".to_owned(),
            _ => "get".to_owned(),
        },
        multipart: attribute("enctype", "formenctype") == "multipart/form-data",
        fields: own.map(|control| read_field(html, control)).collect(),
        button: button
            .attr("name")
            .map(|name| (name.to_owned(), button.attr("value").unwrap_or_default().to_owned())),
        attachments: Vec::new(),
    })
}

fn owner<'a>(html: &'a Html, control: ElementRef<'a>) -> Option<ElementRef<'a>> {
    if let Some(id) = control.attr("form") {
        return by_id(html, id);
    }
    parents(control).find(|parent| parent.value().name() == "form")
}

fn is_disabled(control: ElementRef<'_>) -> bool {
    let in_fieldset =
        |p: ElementRef<'_>| p.value().name() == "fieldset" && p.attr("disabled").is_some();
    control.attr("disabled").is_some() || parents(control).any(in_fieldset)
}

#[cfg(test)]
mod tests {
    use crate::Page;

    const PAGE: &str = r#"<form action="/go" method="POST"><input type="hidden" name="csrf" value="x y">
        <label for="n">Name</label><input id="n" name="n" aria-describedby="e" aria-invalid="true">
        <p id="e">Write a name</p>
        <label>Note <textarea name="note">
a</textarea></label>
        <label for="s">Where</label><select id="s" name="s"><option value="1">Here<option value="2" selected>There</select>
        <fieldset><legend>More?</legend><label><input type="radio" name="r" value="y">Yes</label>
        <label><input type="radio" name="r" value="u" checked>Unknown</label></fieldset>
        <label><input type="checkbox" name="c">Done</label><input name="off" disabled value="1">
        <button name="go" value="1">Send</button><button formaction="/other">Skip</button></form>
        <form><label>Other <input name="o"></label></form>"#;

    #[test]
    fn an_untouched_form_sends_what_the_page_delivered() {
        let form = Page::parse(PAGE).form_with_button("Send");
        assert_eq!((form.action.as_str(), form.method.as_str()), ("/go", "post"));
        assert_eq!(form.encode(), "csrf=x+y&n=&note=a&s=2&r=u&go=1");
        let skip = Page::parse(PAGE).form_with_button("Skip");
        assert_eq!((skip.action.as_str(), skip.encode().ends_with("r=u")), ("/other", true));
    }

    #[test]
    fn a_form_is_filled_by_labels_legends_and_words() {
        let form = Page::parse(PAGE).form_with_button("Send");
        let form = form.fill("Name", "A&B").fill("Where", "Here").fill("More?", "Yes");
        assert_eq!(form.choose("Done").encode(), "csrf=x+y&n=A%26B&note=a&s=1&r=y&c=on&go=1");
    }

    #[test]
    fn a_field_tells_what_is_wrong_with_it() {
        let field = Page::parse(PAGE).field_by_label("Name");
        assert_eq!((field.description.as_str(), field.invalid), ("Write a name", true));
        assert_eq!(Page::parse(PAGE).field_by_label("Other").name, "o");
    }

    #[test]
    #[should_panic(expected = "no field \"Other\" in the form")]
    fn the_field_of_another_form_is_not_found() {
        let _ = Page::parse(PAGE).form_with_button("Send").fill("Other", "x");
    }
}
