//! Everybody whose name must not stand in a redacted package, each with one number.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_db::Tx;
use hikeshi_directory::{company, contact_tree};
use hikeshi_i18n::Words;
use hikeshi_identity::{
    CompanyScope, ProviderId, living_delegations, members_of_company, members_of_provider,
};
use hikeshi_incidents::model::{
    OfIncident as _, call_attempt, desk_contact, help_report, incident, participant,
};
use hikeshi_package::{Records, Strikes, name_key};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

/// Everybody whose name may stand in the records, with the part on the case if there is one.
#[derive(Default)]
pub(super) struct Names {
    /// By what is the same however a name is written.
    people: BTreeMap<String, Person>,
    /// Addresses and numbers.
    contacts: BTreeSet<String>,
    /// Organisations of people, with the name of who is there.
    organisations: BTreeSet<(String, String)>,
}

/// One person, with every way in which the records write the name.
#[derive(Default)]
struct Person {
    names: BTreeSet<String>,
    part: String,
}

impl Names {
    fn add(&mut self, name: &str, part: &str) {
        let name = name.trim();
        if name.is_empty() || name.is_ascii() && name.len() < 2 {
            return;
        }
        let person = self.people.entry(name_key(name)).or_default();
        person.names.insert(name.to_owned());
        if person.part.is_empty() {
            part.clone_into(&mut person.part);
        }
    }

    fn contact(&mut self, text: &str) {
        let text = text.trim();
        if text.len() >= 5 {
            self.contacts.insert(text.to_owned());
        }
        // A mailbox such as taro.yamada is a name.
        let mailbox = text.split('@').next().filter(|name| name.len() < text.len());
        self.contacts.extend(mailbox.filter(|name| name.contains(['.', '_'])).map(str::to_owned));
    }

    /// Those of the company, of its providers and of the case.
    pub(super) async fn of_database(
        &mut self,
        tx: &Tx,
        scope: &CompanyScope,
        incident: &incident::Model,
    ) -> Result<(), Problem> {
        let own = name_key(&company(tx, scope).await?.name);
        for row in participant::Entity::find().of_incident(incident).all(tx.conn()).await? {
            self.add(&row.name, &row.part);
            if !row.organisation.trim().is_empty() && name_key(&row.organisation) != own {
                self.organisations.insert((row.organisation.clone(), row.name.clone()));
            }
            self.contact(&row.phone);
            self.contact(&row.email);
        }
        for row in call_attempt::Entity::find().of_incident(incident).all(tx.conn()).await? {
            self.add(&row.name, "");
            self.add(&row.acknowledged_by, "");
            self.contact(&row.phone);
            self.contact(&row.email);
        }
        for row in contact_tree(tx, scope).await? {
            self.add(&row.name, "");
            self.contact(&row.phone);
            self.contact(&row.email);
        }
        for member in members_of_company(tx, scope.company()).await? {
            self.add(&member.name, "");
            self.contact(&member.email);
        }
        for living in living_delegations(tx, scope.company()).await? {
            for member in members_of_provider(tx, ProviderId(living.provider_id)).await? {
                self.add(&member.name, "");
                self.contact(&member.email);
            }
        }
        for row in desk_contact::Entity::find().of_incident(incident).all(tx.conn()).await? {
            self.add(&row.by_name, "");
        }
        let reports = help_report::Entity::find()
            .filter(help_report::Column::CompanyId.eq(incident.company_id))
            .filter(help_report::Column::IncidentId.eq(incident.id));
        for row in reports.all(tx.conn()).await? {
            self.add(&row.reporter_name, "reporter");
            self.contact(&row.reporter_phone);
        }
        Ok(())
    }

    /// Those who wrote something or had something in hand.
    pub(super) fn of_records(&mut self, records: &Records) {
        self.add(&records.incident.commander, "response-lead");
        self.add(&records.incident.opened_by, "");
        for line in &records.timeline {
            self.add(&line.by, "");
            line.corrections.iter().for_each(|correction| self.add(&correction.by, ""));
        }
        for version in records.facts.iter().flat_map(|fact| &fact.versions) {
            self.add(&version.by, "");
        }
        for exhibit in &records.exhibits {
            self.add(&exhibit.collected_by, "");
            self.add(&exhibit.added_by, "");
            for event in &exhibit.custody {
                [&event.from, &event.to, &event.by, &event.person, &event.witness]
                    .into_iter()
                    .for_each(|name| self.add(name, ""));
            }
        }
        for decision in &records.decisions {
            self.add(&decision.asked_by, "");
            self.add(&decision.decided_by, "president");
        }
        records.levels.iter().for_each(|level| self.add(&level.by, ""));
        for measure in &records.measures {
            [&measure.owner, &measure.added_by, &measure.done_by]
                .into_iter()
                .for_each(|name| self.add(name, ""));
        }
        records.papers.iter().for_each(|paper| self.add(&paper.made_by, ""));
    }

    /// Each name becomes a number, with the part where it is known.
    pub(super) fn strike(self, words: &Words, strikes: &mut Strikes) {
        for (nth, person) in (1..).zip(self.people.values()) {
            let number: i64 = nth;
            let label = if person.part.is_empty() {
                words.t1("package-person", "n", number)
            } else {
                let part = words.t(&format!("people-part-{}", person.part));
                words.ta("package-person-part", &[("n", &number), ("part", &part)])
            };
            person.names.iter().for_each(|name| strikes.name(name, &label));
        }
        for (organisation, person) in &self.organisations {
            strikes.organisation(organisation, person);
        }
        for contact in &self.contacts {
            strikes.word(contact, "");
        }
    }
}
