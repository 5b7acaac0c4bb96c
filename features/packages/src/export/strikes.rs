//! What a redacted package must not say: facts by their class, as papers leave them out for their
//! recipients, and the names and words that stand anywhere else.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_drafting::{Class, RecipientProfile, Sharing, redact};
use hikeshi_filings::papers::fact_set;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::current_facts,
    content::{FactKind, content},
    model::{OfIncident as _, custody_event, custody_photo, evidence, incident},
};
use hikeshi_package::{FactRecord, Records, Redaction, Strikes};
use hikeshi_web::Problem;
use sea_orm::EntityTrait as _;

use super::names::Names;
use crate::Wish;

/// What is left out and struck for a wish.
pub(super) struct Struck {
    /// Keys of facts that the reader does not get.
    pub withheld: BTreeSet<String>,
    /// What stands nowhere.
    pub strikes: Strikes,
}

/// Works it out from all that the company's records name, whatever parts are wanted.
pub(super) async fn struck(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    incident: &incident::Model,
    (wish, records, facts): (&Wish, &Records, &[FactRecord]),
) -> Result<Struck, Problem> {
    let mut strikes = Strikes::new(&words.t("package-struck"));
    if !wish.is_redacted() {
        return Ok(Struck { withheld: BTreeSet::new(), strikes });
    }
    let withheld = withheld(tx, words, incident, wish, facts).await?;
    let persons = wish.redactions.contains(&Redaction::Persons);
    if persons {
        let mut names = Names::default();
        names.of_database(tx, scope, incident).await?;
        names.of_records(records);
        names.strike(words, &mut strikes);
        strikes.contacts();
    }
    if wish.redactions.contains(&Redaction::Technical) {
        strikes.technical();
        let rows = evidence::Entity::find().of_incident(incident).all(tx.conn()).await?;
        for row in rows {
            for text in [&row.file_name, &row.serial_number, &row.tool] {
                strike_value(&mut strikes, text);
            }
        }
        let photos = custody_photo::Entity::find().of_incident(incident).all(tx.conn()).await?;
        photos.iter().for_each(|photo| strike_value(&mut strikes, &photo.file_name));
        let events = custody_event::Entity::find().of_incident(incident).all(tx.conn()).await?;
        events.iter().for_each(|event| strike_value(&mut strikes, &event.tool));
    }
    let sheet = &content()?.facts;
    for fact in facts.iter().filter(|fact| withheld.contains(&fact.key)) {
        let field = sheet.field(&fact.key);
        let free = field.is_none_or(|field| field.kind == FactKind::Text);
        for version in &fact.versions {
            let value =
                field.map_or_else(|| version.value.clone(), |field| field.parts(&version.value).1);
            if free || persons && field.is_some_and(|field| field.names_person) {
                strike_value(&mut strikes, &value);
            }
        }
    }
    Ok(Struck { withheld, strikes })
}

/// The keys that papers for such a reader would leave out.
async fn withheld(
    tx: &Tx,
    words: &Words,
    incident: &incident::Model,
    wish: &Wish,
    facts: &[FactRecord],
) -> Result<BTreeSet<String>, Problem> {
    let hidden = |class: Class| {
        let redaction = match class {
            Class::Damage => Redaction::Damage,
            Class::Technical => Redaction::Technical,
            Class::Response => Redaction::Response,
        };
        wish.redactions.contains(&redaction)
    };
    let profile = RecipientProfile {
        classes: Class::ALL.into_iter().filter(|class| !hidden(*class)).collect(),
        reach: Sharing::Recipients,
        leave_out: BTreeSet::new(),
        without_persons: wish.redactions.contains(&Redaction::Persons),
        show: BTreeSet::new(),
        struck_names: Vec::new(),
        mark: None,
    };
    let content = content()?;
    let set = fact_set(words, content, &[], &current_facts(tx, incident).await?);
    let seen = redact(&set, &profile);
    let mut keys: BTreeSet<String> = seen
        .facts
        .iter()
        .filter(|(_, fact)| fact.withheld.is_some())
        .map(|(key, _)| key.clone())
        .collect();
    // A fact that the sheet does not know may be of any class: it never goes out.
    let unknown = facts.iter().filter(|fact| content.facts.field(&fact.key).is_none());
    keys.extend(unknown.map(|fact| fact.key.clone()));
    Ok(keys)
}

/// Words of a fact that is left out: the whole, and each piece that says something by itself.
fn strike_value(strikes: &mut Strikes, value: &str) {
    let value = value.trim();
    let says_much = |text: &str| text.chars().count() >= if text.is_ascii() { 4 } else { 3 };
    if says_much(value) {
        strikes.word(value, "");
    }
    let between =
        |c: char| matches!(c, '\n' | '/' | ',' | ';' | '\u{3001}' | '\u{3002}' | '\u{30FB}');
    for piece in value.split(between).map(str::trim).filter(|piece| says_much(piece)) {
        strikes.word(piece, "");
        let named = |word: &&str| {
            word.len() >= 4
                && word.is_ascii()
                && word.bytes().any(|b| b.is_ascii_digit() || b"._\\".contains(&b))
        };
        for word in piece.split_whitespace().filter(named) {
            strikes.word(word, "");
        }
    }
}
