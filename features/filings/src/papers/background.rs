//! What the program knows beside the fact sheet: of the company, its people, its provider, the
//! incident itself, and what has been reported already.

use hikeshi_db::Tx;
use hikeshi_deadlines::Binding;
use hikeshi_directory::{
    acting_provider, company, contact_tree,
    model::{company as company_row, contact, own_desk, provider},
    own_desks,
};
use hikeshi_drafting::{Certainty, Reader, TimeForm};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{CompanyScope, Member, Role, members_of_company};
use hikeshi_incidents::{
    case::{kinds_of, noticed_of},
    content::content,
    model::incident,
};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_web::Problem;

use super::{Origin, Told, facts::form_of, kinds, told};
use crate::{
    duties::{Choice, current_decisions},
    model::{duty_decision, paper},
    profile::profile,
    rulebook::rulebook,
};

/// The desk of the company's insurer (`content/desks`).
const INSURER: &str = "insurer";
/// What the profile calls the kind and the trade of the organisation (`content/duties`).
const KIND: &str = "organisation.kind";
const TRADE: &str = "organisation.industry";

/// A fact that follows from what is known elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Key of the fact sheet.
    pub key: &'static str,
    /// Its value; for a fact with choices as the fact store keeps it.
    pub value: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether it says when something was.
    pub time: TimeForm,
    /// Where it is known.
    pub origin: Origin,
}

/// Everything from which facts follow.
#[derive(Debug)]
pub struct Background {
    /// The company.
    pub company: company_row::Model,
    people: Vec<Member>,
    contacts: Vec<contact::Model>,
    desks: Vec<own_desk::Model>,
    provider: Option<provider::Model>,
    answers: std::collections::BTreeMap<String, String>,
    incident: incident::Model,
    told: Vec<Told>,
    reported: Vec<duty_decision::Model>,
}

impl Background {
    /// Reads it for a paper. What the paper itself has told is no news to its reader and is left
    /// out.
    ///
    /// # Errors
    /// A problem of the database.
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        (incident, paper): (&incident::Model, &paper::Model),
    ) -> Result<Self, Problem> {
        let mut told = told(tx, scope, incident).await?;
        told.retain(|told| told.paper.id != paper.id);
        let mut reported = current_decisions(tx, incident).await?;
        reported.retain(|decision| {
            let has_paper = told.iter().any(|told| told.paper.duty == decision.duty);
            decision.choice == Choice::Reported.name() && decision.duty != paper.duty && !has_paper
        });
        Ok(Self {
            company: company(tx, scope).await?,
            people: members_of_company(tx, scope.company()).await?,
            contacts: contact_tree(tx, scope).await?,
            desks: own_desks(tx, scope).await?,
            provider: acting_provider(tx, scope.company()).await?,
            answers: profile(tx, scope).await?.answers,
            incident: incident.clone(),
            told,
            reported,
        })
    }

    /// The facts that follow, those with a value. `words` are those of the paper's language.
    ///
    /// # Errors
    /// A fault of the content.
    pub fn facts(&self, words: &Words) -> Result<Vec<Derived>, Problem> {
        let mut all = self.of_company(words);
        all.extend(self.of_people(words));
        all.extend(self.of_incident(words)?);
        all.extend(self.of_filings(words)?);
        all.retain(|fact| !fact.value.trim().is_empty());
        Ok(all)
    }

    fn of_company(&self, words: &Words) -> Vec<Derived> {
        let Self { company, .. } = self;
        let own = |key, value: &str| derived(key, value.to_owned(), Origin::Company);
        let answer = |key: &str| self.answers.get(key).map(String::as_str).unwrap_or_default();
        let trade = match answer(TRADE) {
            "" => own("business_class", &company.industry),
            trade => derived("business_class", trade.to_owned(), Origin::Reporting),
        };
        let insurer = self.desks.iter().find(|desk| desk.slot == INSURER);
        let policy = insurer.filter(|desk| !desk.contract_number.is_empty());
        let policy = policy.map(|desk| joined(words, [&desk.name, &desk.contract_number]));
        let provider = self.provider.as_ref();
        let provider = provider.map(|one| joined(words, [&one.name, &one.phone, &one.hours]));
        let size = company.staff_count.map(|count| words.t1("paperwork-persons", "count", count));
        vec![
            own("organisation", &company.name),
            own("organisation_address", &company.address),
            own("organisation_phone", &company.phone),
            own("organisation_size", &size.unwrap_or_default()),
            trade,
            derived("public_body", answer(KIND).to_owned(), Origin::Reporting),
            derived("policy_number", policy.unwrap_or_default(), Origin::Contacts),
            derived("provider", provider.unwrap_or_default(), Origin::People),
        ]
    }

    fn of_people(&self, words: &Words) -> Vec<Derived> {
        let first = |role: Role| self.people.iter().find(|member| member.role == role);
        let (president, officer) = (first(Role::President), first(Role::Officer));
        let contact = self.contact_point(words, officer.or(president));
        let responsible = officer.or(president).map(|member| member.name.as_str());
        let acting = Some(self.incident.commander_name.as_str()).filter(|name| !name.is_empty());
        let line = |key: &str, name: Option<&str>| name.map(|name| words.t1(key, "name", name));
        let in_charge = [
            line("paperwork-responsible", responsible),
            line("paperwork-acting", acting.filter(|name| Some(*name) != responsible)),
        ];
        let in_charge: Vec<String> = in_charge.into_iter().flatten().collect();
        let president = president.map(|member| member.name.clone()).unwrap_or_default();
        vec![
            contact,
            derived("persons_in_charge", joined(words, &in_charge), Origin::People),
            derived("representative", president, Origin::People),
        ]
    }

    /// Who answers questions of an authority: the officer, then the president, with what the
    /// contact tree says of that person; without either the first of the tree.
    fn contact_point(&self, words: &Words, member: Option<&Member>) -> Derived {
        let is_member =
            |one: &&contact::Model| member.is_some_and(|member| member.name == one.name);
        let listed = self.contacts.iter().find(is_member);
        let first = self.contacts.first().filter(|_| member.is_none());
        match (listed.or(first), member) {
            (Some(one), _) => {
                let parts = [&one.title, &one.name, &one.phone, &one.email];
                derived("contact_point", joined(words, parts), Origin::Contacts)
            }
            (None, Some(member)) => {
                let parts = [&member.name, &self.company.phone, &member.email];
                derived("contact_point", joined(words, parts), Origin::People)
            }
            (None, None) => derived("contact_point", String::new(), Origin::People),
        }
    }

    fn of_incident(&self, words: &Words) -> Result<Vec<Derived>, Problem> {
        let moment = noticed_of(&self.incident);
        let noticed = match moment {
            Moment::Unknown => String::new(),
            moment => words.moment(&moment),
        };
        let noticed = derived("discovered_at", noticed, Origin::Incident);
        let field = content()?.facts.field("classification");
        let kinds = field.map(|field| field.joined(&kinds_of(&self.incident), ""));
        let kinds = derived("classification", kinds.unwrap_or_default(), Origin::Incident);
        let levels = &content()?.levels;
        let level = self.incident.level.and_then(|level| levels.level(level));
        let level = level.map(|level| plain(level.title.get(words.lang()))).unwrap_or_default();
        Ok(vec![
            Derived { time: form_of(&moment), ..noticed },
            // The kinds are what the incident looked like when it was opened.
            Derived { certainty: Certainty::Suspected, ..kinds },
            derived("damage_level", level, Origin::Level),
        ])
    }

    /// To whom it has been reported and when: authorities and police, the persons concerned, the
    /// public, the insurer. Papers for outsiders print this: partners and receipts are not in it.
    fn of_filings(&self, words: &Words) -> Result<Vec<Derived>, Problem> {
        let mut lines = TOLD.map(|_| Vec::new());
        let kinds = kinds()?;
        for told in &self.told {
            let Some(kind) = kinds.get(&told.paper.kind) else { continue };
            let Some(at) = told_as(kind.file.reader) else { continue };
            let when = told.at.map(|at| words.date_time(at)).unwrap_or_default();
            let how = told.how.map(|how| words.t(&format!("paperwork-how-{}", how.name())));
            let title = plain(kind.title(words.lang()));
            let to = match told.paper.recipient.as_str() {
                "" => title,
                recipient => {
                    words.ta("paperwork-told-to", &[("recipient", &recipient), ("title", &title)])
                }
            };
            lines[at].push(joined(words, &[to, when, how.unwrap_or_default()]));
        }
        let duties = rulebook()?.rules.files().iter().flat_map(|file| &file.duties);
        for decision in &self.reported {
            let Some(duty) = duties.clone().find(|duty| duty.id == decision.duty) else { continue };
            let mut fulfil = kinds.list.iter().filter(|kind| kind.file.duties.contains(&duty.id));
            let reader = fulfil.find_map(|kind| told_as(kind.file.reader));
            let by_law = (duty.binding == Binding::Law).then_some(0);
            let Some(at) = reader.or(by_law) else { continue };
            let when = decision.done_at.map(|at| words.date_time(from_millis(at)));
            let title = plain(duty.title.get(words.lang()));
            lines[at].push(joined(words, &[title, when.unwrap_or_default()]));
        }
        let facts = TOLD.into_iter().zip(lines);
        Ok(facts.map(|(key, lines)| derived(key, lines.join("\n"), Origin::Filings)).collect())
    }
}

/// The facts that say who was told, in the order of [`told_as`].
const TOLD: [&str; 4] = ["outside_reports", "notice_to_persons", "publication", "insurer_told"];

/// Which of [`TOLD`] a paper for this reader belongs to; none where others need not know.
const fn told_as(reader: Reader) -> Option<usize> {
    match reader {
        Reader::Authority | Reader::Police => Some(0),
        Reader::Person => Some(1),
        Reader::Public => Some(2),
        Reader::Insurer => Some(3),
        Reader::Partner | Reader::Inside => None,
    }
}

fn derived(key: &'static str, value: String, origin: Origin) -> Derived {
    Derived { key, value, certainty: Certainty::Confirmed, time: TimeForm::Words, origin }
}

/// What is not empty, one after the other.
fn joined<T: AsRef<str>>(words: &Words, parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<T> = parts.into_iter().filter(|part| !part.as_ref().is_empty()).collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    parts.join(&words.t("paperwork-told-between"))
}
