//! Freezing the chosen parts of an incident for one recipient.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_directory::{company, contact_tree};
use hikeshi_drafting::{
    Certainty, Class, Fact, FactSet, RecipientProfile, Sharing, TimeForm, redact,
};
use hikeshi_identity::{
    CompanyScope, ProviderId, living_delegations, members_of_company, members_of_provider,
};
use hikeshi_incidents::{
    case::{current_facts, kinds_of, moment_of, noticed_of, whole_timeline},
    content::{FactClass, content},
    evidence::{Answer, CustodyKind, answer_to, chains_of_incident, in_order},
    model::{custody_event, evidence, incident},
    people::participants_of,
};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};

use super::{Event, Exhibit, FactLine, Frozen, Line, Offered, Summary};

/// What stands where a name is left out.
const STRUCK: &str = "\u{25A0}\u{25A0}";

/// The parts that a person chose.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// The incident in a few lines.
    pub summary: bool,
    /// The timeline.
    pub timeline: bool,
    /// Facts of these classes.
    pub classes: Vec<FactClass>,
    /// What happened to the exhibits.
    pub custody: bool,
    /// Facts that name persons, and names within other texts.
    pub names: bool,
    /// Ids of files among those offered.
    pub files: Vec<String>,
}

impl Chosen {
    /// Whether nothing was chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let parts = self.summary || self.timeline || self.custody;
        !parts && self.classes.is_empty() && self.files.is_empty()
    }
}

/// The chosen parts as they stand now. Texts are redacted for the recipient as papers are.
///
/// # Errors
/// Not found: a chosen file is not among those offered. A problem of the database.
pub async fn freeze(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (chosen, offered): (&Chosen, &Offered),
) -> Result<Frozen, Problem> {
    let own = company(tx, scope).await?;
    let chains = chains_of_incident(tx, incident).await?;
    let handled = chains.values().flatten().flat_map(|row| [&row.from_name, &row.to_name]);
    let handled = handled.cloned().collect();
    let profile = profile(tx, scope, incident, (chosen, offered, handled)).await?;
    let mut frozen = Frozen {
        at: to_millis(platform.clock.now()),
        company: own.name,
        number: incident.number.clone(),
        ..Frozen::default()
    };
    if chosen.summary {
        frozen.summary = Some(Summary {
            title: struck(&profile, &incident.title),
            purpose: incident.purpose.clone(),
            kinds: kinds_of(incident),
            status: incident.status.clone(),
            level: incident.level,
            noticed: noticed_of(incident),
        });
    }
    if chosen.timeline {
        // Lines of the program name files and papers that were perhaps not chosen.
        let typed = whole_timeline(tx, incident).await?.into_iter().filter(|line| !line.automatic);
        let lines =
            typed.map(|line| Line { moment: moment_of(&line), text: struck(&profile, &line.text) });
        frozen.timeline = Some(lines.collect());
    }
    frozen.facts = facts(tx, incident, &profile).await?;
    for id in &chosen.files {
        let file = offered.file(id).ok_or_else(Problem::not_found)?;
        frozen.files.push(file.clone());
    }
    if chosen.custody {
        let mut people = People { names: chosen.names, numbers: Vec::new() };
        let exhibit = |exhibit: &evidence::Model| {
            let chain = chains.get(&exhibit.id).map(Vec::as_slice).unwrap_or_default();
            let events = in_order(chain).into_iter();
            let events = events.map(|row| event((chain, row), &profile, &mut people)).collect();
            Exhibit {
                number: exhibit.number.clone(),
                title: struck(&profile, &exhibit.title),
                sha256: exhibit.sha256.clone(),
                events,
            }
        };
        frozen.custody = Some(offered.all_exhibits.iter().map(exhibit).collect());
    }
    Ok(frozen)
}

/// What this recipient gets of facts.
async fn profile(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    (chosen, offered, handled): (&Chosen, &Offered, BTreeSet<String>),
) -> Result<RecipientProfile, Problem> {
    let mut names = BTreeSet::new();
    if !chosen.names {
        // Before the bracket stands the person, within it where the person is from.
        let brackets = ['(', '\u{FF08}'];
        let persons = handled.iter().filter_map(|name| name.split(brackets).next());
        names.extend(persons.map(|name| name.trim().to_owned()));
        names.extend(handled.iter().cloned());
        names.extend(members_of_company(tx, scope.company()).await?.into_iter().map(|p| p.name));
        for living in living_delegations(tx, scope.company()).await? {
            let helpers = members_of_provider(tx, ProviderId(living.provider_id)).await?;
            names.extend(helpers.into_iter().map(|helper| helper.name));
        }
        names.extend(offered.all_exhibits.iter().map(|exhibit| exhibit.collected_by.clone()));
        names.extend(contact_tree(tx, scope).await?.into_iter().map(|p| p.name));
        names.extend(participants_of(tx, incident).await?.into_iter().map(|p| p.name));
        names.remove("");
        // A family name alone is a name as well.
        let parts: Vec<String> = names
            .iter()
            .flat_map(|name| name.split_whitespace())
            .filter(|part| part.chars().count() > if part.is_ascii() { 2 } else { 1 })
            .map(str::to_owned)
            .collect();
        names.extend(parts);
    }
    Ok(RecipientProfile {
        classes: chosen.classes.iter().map(|class| class_of(*class)).collect(),
        reach: Sharing::Recipients,
        leave_out: BTreeSet::new(),
        without_persons: !chosen.names,
        show: BTreeSet::new(),
        struck_names: names.into_iter().collect(),
        mark: Some(STRUCK.to_owned()),
    })
}

async fn facts(
    tx: &Tx,
    incident: &incident::Model,
    profile: &RecipientProfile,
) -> Result<Vec<FactLine>, Problem> {
    let sheet = &content()?.facts;
    let rows = current_facts(tx, incident).await?;
    let mut set = FactSet::default();
    for row in &rows {
        let field = sheet.field(&row.key);
        let class = field.map_or(Class::Damage, |field| class_of(field.class));
        // A fact that the sheet does not know may name anybody.
        let names_person = field.is_none_or(|field| field.names_person);
        set.facts.insert(row.key.clone(), fact(&row.value, class, names_person));
    }
    let seen = redact(&set, profile);
    let line = |row: hikeshi_incidents::model::fact::Model| {
        let fact = seen.facts.get(&row.key).filter(|fact| fact.withheld.is_none())?;
        Some(FactLine {
            key: row.key,
            value: fact.value.clone(),
            certainty: row.certainty,
            as_of: serde_json::from_str(&row.as_of_json).unwrap_or_default(),
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// A text with the names struck that the recipient does not get.
fn struck(profile: &RecipientProfile, text: &str) -> String {
    let mut set = FactSet::default();
    set.facts.insert(String::new(), fact(text, Class::Response, false));
    let all = RecipientProfile { classes: [Class::Response].into(), ..profile.clone() };
    redact(&set, &all).facts.remove("").map_or_else(String::new, |fact| fact.value)
}

fn fact(value: &str, class: Class, names_person: bool) -> Fact {
    Fact {
        choices: Vec::new(),
        value: value.to_owned(),
        certainty: Certainty::Confirmed,
        as_of: String::new(),
        time: TimeForm::Words,
        revision: 0,
        origin: String::new(),
        class,
        sharing: Sharing::Anyone,
        names_person,
        withheld: None,
    }
}

const fn class_of(class: FactClass) -> Class {
    match class {
        FactClass::Damage => Class::Damage,
        FactClass::Technical => Class::Technical,
        FactClass::Response => Class::Response,
    }
}

/// The people of the chains, by number where their names are left out.
struct People {
    names: bool,
    numbers: Vec<String>,
}

impl People {
    /// The name, or the number in its place; neither for nobody.
    fn told(&mut self, name: &str) -> (String, usize) {
        if self.names || name.is_empty() {
            return (name.to_owned(), 0);
        }
        let dense: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let known = self.numbers.iter().position(|one| *one == dense);
        let place = known.unwrap_or_else(|| {
            self.numbers.push(dense);
            self.numbers.len() - 1
        });
        (String::new(), place + 1)
    }
}

fn event(
    (chain, row): (&[custody_event::Model], &custody_event::Model),
    profile: &RecipientProfile,
    people: &mut People,
) -> Event {
    let (from, from_person) = people.told(&row.from_name);
    let (to, to_person) = people.told(&row.to_name);
    let is_hand_over = CustodyKind::from_name(&row.kind).is_some_and(CustodyKind::is_hand_over);
    let state = is_hand_over.then(|| match answer_to(chain, row.id) {
        Answer::Waiting => "not-confirmed",
        Answer::Confirmed(_) => "confirmed",
        Answer::Refused(_) => "refused",
        Answer::Withdrawn(_) => "withdrawn",
    });
    Event {
        moment: serde_json::from_str(&row.moment_json).unwrap_or_default(),
        kind: row.kind.clone(),
        from,
        to,
        from_person,
        to_person,
        state: state.unwrap_or_default().to_owned(),
        place: struck(profile, &row.place),
    }
}
