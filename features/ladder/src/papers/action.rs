//! What has to be entered for a declaration, taken from what the company entered here.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{CompanyScope, Member, Role, members_of_company};
use hikeshi_web::Problem;
use serde::Serialize;

use crate::{
    content::{Ladder, Rung, Scheme, StepKind, is_to_check},
    plan::day_of,
    rungs::Known,
};

/// The data of a declaration, in words.
#[derive(Debug, Clone, Serialize)]
pub struct ActionData {
    /// The star.
    pub star: String,
    /// Its sign.
    pub mark: String,
    /// Its name.
    pub title: String,
    /// The company.
    pub company: String,
    /// Name of the official site.
    pub site: String,
    /// Whether that is to be checked.
    pub site_to_check: bool,
    /// What has to be entered; empty for stars that others confirm.
    pub lines: Vec<DataLine>,
    /// What to do, with whether it is to be checked.
    pub steps: Vec<(String, bool)>,
    /// About the number, with whether it is to be checked.
    pub number: (String, bool),
    /// What has to be said about the star, with whether it is to be checked.
    pub note: (String, bool),
    /// What is missing before the company can declare.
    pub missing: Vec<String>,
}

/// A field of the official form.
#[derive(Debug, Clone, Serialize)]
pub struct DataLine {
    /// Its name.
    pub name: String,
    /// What to enter; empty where nobody entered it here.
    pub value: String,
    /// Whether it is to be checked that the form asks for it.
    pub to_check: bool,
}

/// Puts the data of a declaration together.
///
/// # Errors
/// A problem of the database.
pub async fn action_data(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    (ladder, rung, known): (&Ladder, &Rung, &Known),
) -> Result<ActionData, Problem> {
    let row = company(tx, scope).await?;
    let members = members_of_company(tx, scope.company()).await?;
    let first = |role: Role| members.iter().find(|member| member.role == role);
    let filled = Filled {
        words,
        known,
        rung,
        company: &row,
        president: first(Role::President),
        officer: first(Role::Officer),
    };
    let said = |text: &hikeshi_kernel::LocalText| plain(text.get(words.lang()));
    let text = &ladder.declaration;
    let lines = text.fields.iter().map(|field| DataLine {
        name: said(&field.title),
        value: filled.value(&field.id),
        to_check: is_to_check(field.confidence),
    });
    let own = rung.scheme == Scheme::SecurityAction;
    Ok(ActionData {
        star: rung.id.clone(),
        mark: rung.mark.clone(),
        title: said(&rung.title),
        company: row.name.clone(),
        site: said(&text.site),
        site_to_check: is_to_check(text.site_confidence),
        lines: if own { lines.collect() } else { Vec::new() },
        steps: if own {
            text.steps.iter().map(|one| (said(&one.text), is_to_check(one.confidence))).collect()
        } else {
            Vec::new()
        },
        number: (said(&text.number.text), is_to_check(text.number.confidence)),
        note: (said(&rung.note), is_to_check(rung.note_confidence)),
        missing: Vec::new(),
    })
}

struct Filled<'a> {
    words: &'a Words,
    known: &'a Known,
    rung: &'a Rung,
    company: &'a hikeshi_directory::model::company::Model,
    president: Option<&'a Member>,
    officer: Option<&'a Member>,
}

impl Filled<'_> {
    fn value(&self, field: &str) -> String {
        let data = &self.known.data;
        let name = |member: Option<&Member>| member.map(|one| one.name.clone()).unwrap_or_default();
        let or = |typed: &String, other: String| {
            if typed.is_empty() { other } else { typed.clone() }
        };
        match field {
            "name" => self.company.name.clone(),
            "corporate-number" => data.corporate_number.clone(),
            "representative" => or(&data.representative, name(self.president)),
            "address" => self.company.address.clone(),
            "phone" => self.company.phone.clone(),
            "industry" => self.company.industry.clone(),
            "staff" => self.company.staff_count.map(|count| count.to_string()).unwrap_or_default(),
            "contact-name" => or(&data.contact_name, name(self.officer)),
            "contact-email" => {
                let officer = self.officer.map(|one| one.email.clone()).unwrap_or_default();
                or(&data.contact_email, officer)
            }
            "star" => self.rung.mark.clone(),
            "answered-on" => self.answered_on(),
            "policy-address" => self.known.policy_address.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The day on which the answers that the star rests on were finished.
    fn answered_on(&self) -> String {
        let asked = self.rung.steps.iter().filter(|step| step.kind == StepKind::Assessment);
        let told = asked.flat_map(|step| &step.catalogues);
        let at = told.filter_map(|one| self.known.finished(one)).map(|told| told.at).max();
        at.map(|at| self.words.date(day_of(at))).unwrap_or_default()
    }
}
