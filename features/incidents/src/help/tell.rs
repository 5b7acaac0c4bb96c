//! Whom a report reaches, and the message to them.

use hikeshi_db::Tx;
use hikeshi_directory::{contact_tree, model::company, provider};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{
    CompanyScope, ProviderId, Role, living_delegations, members_of_company, members_of_provider,
    send_mail,
};
use hikeshi_kernel::{Lang, from_millis};
use hikeshi_mail::Message;
use hikeshi_triage::Symptom;
use hikeshi_web::{Platform, Problem};

use crate::model::{help_report, incident};

/// Whom a report reaches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// People of the contact tree with an address, in its order, each once; where nobody stands
    /// in the tree, the company's presidents and officers.
    pub people: Vec<Told>,
    /// Names of the providers that may act for the company and have people.
    pub providers: Vec<String>,
    /// All addresses, each once.
    addresses: Vec<String>,
}

/// Somebody of the company whom a report reaches.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    name: String,
    title: Title,
}

/// What a person is in the company.
#[derive(Debug, Clone)]
enum Title {
    /// As written in the contact tree; may be empty.
    Written(String),
    /// The role of the account.
    Of(Role),
}

impl Reach {
    /// Whether nobody can be told by mail.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// The people as one text: "A (officer), B (administrator)".
    pub fn people_text(&self, words: &Words) -> String {
        let named = self.people.iter().map(|Told { name, title }| {
            let title = match title {
                Title::Written(title) => title.clone(),
                Title::Of(role) => words.t(&format!("identity-role-{}", role.name())),
            };
            if title.is_empty() {
                return words.t1("help-person", "name", name);
            }
            words.ta("help-person-title", &[("name", name), ("title", &title)])
        });
        list(words, named)
    }

    /// The names of the providers as one list in words, for "we have told …".
    pub fn providers_text(&self, words: &Words) -> String {
        list(words, self.providers.iter().cloned())
    }

    fn add(&mut self, address: &str) -> bool {
        let address = address.trim().to_lowercase();
        let new = !address.is_empty() && !self.addresses.contains(&address);
        if new {
            self.addresses.push(address);
        }
        new
    }
}

/// The people of the contact tree and the people of the providers that may act now. An empty tree
/// (a company that has just begun) must not swallow a report: then it reaches the accounts of the
/// company's presidents and officers.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn reach_of(tx: &Tx, scope: &CompanyScope) -> Result<Reach, Problem> {
    let mut reach = Reach::default();
    for contact in contact_tree(tx, scope).await? {
        if reach.add(&contact.email) {
            let title = Title::Written(contact.title);
            reach.people.push(Told { name: contact.name, title });
        }
    }
    if reach.is_empty() {
        add_leaders(tx, scope, &mut reach).await?;
    }
    for living in living_delegations(tx, scope.company()).await? {
        let id = ProviderId(living.provider_id);
        let members = members_of_provider(tx, id).await?;
        if let Some(provider) = provider(tx, id).await?.filter(|_| !members.is_empty()) {
            reach.providers.push(provider.name);
        }
        for member in members {
            reach.add(&member.email);
        }
    }
    Ok(reach)
}

async fn add_leaders(tx: &Tx, scope: &CompanyScope, reach: &mut Reach) -> Result<(), Problem> {
    for member in members_of_company(tx, scope.company()).await? {
        let leads = matches!(member.role, Role::President | Role::Officer);
        if leads && reach.add(&member.email) {
            reach.people.push(Told { name: member.name, title: Title::Of(member.role) });
        }
    }
    Ok(())
}

/// Writes one message for each address into the caller's transaction: company, symptom, receipt,
/// telephone number and the way to the incident, nothing else of what was answered.
///
/// # Errors
/// A problem of the database.
pub(super) async fn tell(
    tx: &Tx,
    platform: &Platform,
    reach: &Reach,
    company: &company::Model,
    (symptom, report, incident): (&Symptom, &help_report::Model, &incident::Model),
) -> Result<(), Problem> {
    let (subject, body) = message(platform, company, (symptom, report, incident));
    for to in &reach.addresses {
        let message = Message { to: to.clone(), subject: subject.clone(), body: body.clone() };
        send_mail(tx, platform, message).await?;
    }
    Ok(())
}

/// Subject and body.
fn message(
    platform: &Platform,
    company: &company::Model,
    (symptom, report, incident): (&Symptom, &help_report::Model, &incident::Model),
) -> (String, String) {
    let words = platform.words(Lang::Ja);
    let link = platform.public(&format!("/c/{}/incidents/{}", company.id, incident.id));
    let symptom = plain(&symptom.title.ja);
    let phone = match report.reporter_phone.as_str() {
        "" => words.t("help-mail-no-phone"),
        phone => phone.to_owned(),
    };
    let when = words.date_time(from_millis(report.sent_at));
    let subject = words.ta(
        "help-mail-subject",
        &[("company", &company.name), ("symptom", &symptom), ("number", &report.number)],
    );
    let body = words.ta(
        "help-mail-body",
        &[
            ("company", &company.name),
            ("symptom", &symptom),
            ("number", &report.number),
            ("when", &when),
            ("phone", &phone),
            ("link", &link),
        ],
    );
    (subject, body)
}

fn list(words: &Words, names: impl Iterator<Item = String>) -> String {
    let joined =
        names.reduce(|before, name| words.ta("help-list", &[("before", &before), ("name", &name)]));
    joined.unwrap_or_default()
}
