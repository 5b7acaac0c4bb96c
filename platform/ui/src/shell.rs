//! What the frame around every page shows.

mod heads;
mod methods;

pub use heads::{
    Call, CompanyHead, Emergency, Flash, LangLink, MarkShape, NavItem, PersonHead, ProviderHead,
    Tone,
};

use hikeshi_i18n::Words;

use crate::FieldError;

/// The frame of one page. Every page struct has it as its field `shell`.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The reader's words.
    pub words: Words,
    /// Path and query of this page, for the language links.
    pub path: String,
    /// The Content-Security-Policy nonce of this response.
    pub nonce: String,
    /// The company that the page is about.
    pub company: Option<CompanyHead>,
    /// The provider: whose own page this is, or who looks at the company.
    pub provider: Option<ProviderHead>,
    /// The signed-in person.
    pub person: Option<PersonHead>,
    /// Whether a provider's person looks at the company's page.
    pub provider_view: bool,
    /// The main menu.
    pub nav: Vec<NavItem>,
    /// The pages that belong to the chosen item of the main menu.
    pub inside: Vec<NavItem>,
    /// The company's open incident.
    pub emergency: Option<Emergency>,
    /// Whom to telephone.
    pub call: Option<Call>,
    /// What every page of this installation says first, such as that it is a copy of another one:
    /// safe HTML, as the words of the interface give it with readings.
    pub banner: Option<String>,
    /// A message about what has just been done.
    pub flash: Option<Flash>,
    /// Where that can be changed: words and address.
    pub flash_link: Option<(String, String)>,
    /// Mistakes in the form that was sent. If there are any, the title says so and a summary
    /// stands at the top of the page.
    pub errors: Vec<FieldError>,
}

impl Shell {
    /// A frame with nothing but words; the rest is set field by field.
    #[must_use]
    pub const fn new(words: Words, path: String, nonce: String) -> Self {
        Self {
            words,
            path,
            nonce,
            company: None,
            provider: None,
            person: None,
            provider_view: false,
            nav: Vec::new(),
            inside: Vec::new(),
            emergency: None,
            call: None,
            banner: None,
            flash: None,
            flash_link: None,
            errors: Vec::new(),
        }
    }
}
