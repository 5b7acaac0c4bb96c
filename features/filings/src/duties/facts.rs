//! From what is written about an incident and its company to the facts that the rules ask for.
//!
//! Nothing that is not written becomes a no: a fact that nobody wrote stays unknown.

use hikeshi_db::Tx;
use hikeshi_deadlines::{
    Certainty as Sureness, Contract, Contracts, Facts, Hours, Value, read_number,
};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{Certainty, current_facts, kinds_of, noticed_of},
    content::{FactSheet, content},
    model::{fact, incident},
};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_web::Problem;
use hikeshi_when::{Vocabulary, parse_moment};

use crate::{
    clauses::clauses,
    model::contract_clause,
    profile::{Profile, profile},
    rulebook::{FromSheet, Origins, Reading, Rulebook, Weight},
};

/// The facts of the sheet that say when the matter became known, and when it happened.
const KNOWN: &str = "discovered_at";
const OCCURRED: &str = "occurred_at";
/// The fact of the sheet that names the kinds.
const KINDS: &str = "classification";

/// What is written about an incident and its company.
#[derive(Debug, Clone)]
pub struct Known {
    /// The living facts of the incident.
    pub facts: Vec<fact::Model>,
    /// The company's profile.
    pub profile: Profile,
    /// The clauses in force, the oldest first.
    pub clauses: Vec<contract_clause::Model>,
}

/// Reads everything that the answers for an incident rest on.
///
/// # Errors
/// A problem of the database.
pub async fn known_of(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Known, Problem> {
    Ok(Known {
        facts: current_facts(tx, incident).await?,
        profile: profile(tx, scope).await?,
        clauses: clauses(tx, scope).await?,
    })
}

impl Known {
    /// The same as the rules ask for it.
    ///
    /// # Errors
    /// A fault of the content.
    pub fn as_facts(&self, book: &Rulebook, incident: &incident::Model) -> Result<Facts, Problem> {
        let content = content()?;
        let times = &content.times;
        let mut facts = Facts {
            known: self.moment(times, KNOWN).unwrap_or_else(|| noticed_of(incident)),
            occurred: self.moment(times, OCCURRED).unwrap_or_default(),
            contracts: self.contracts(),
            ..Facts::default()
        };
        self.read_kinds((&book.origins, &content.facts), incident, &mut facts);
        self.read_profile(book, &mut facts);
        self.read_sheet((book, &content.facts), &mut facts);
        Ok(facts)
    }

    fn written(&self, key: &str) -> Option<&fact::Model> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    /// A time of the sheet, if one is written that can be read.
    fn moment(&self, times: &Vocabulary, key: &str) -> Option<Moment> {
        let fact = self.written(key)?;
        match Certainty::from_name(&fact.certainty)? {
            Certainty::Unknown => Some(Moment::Unknown),
            _ => parse_moment(times, &fact.value, from_millis(fact.at)).ok(),
        }
    }

    fn contracts(&self) -> Contracts {
        if self.clauses.is_empty() && !self.profile.clauses_complete {
            return Contracts::Unknown;
        }
        let clause = |row: &contract_clause::Model| Contract {
            name: row.counterpart.clone(),
            hours: row.hours.and_then(|hours| u32::try_from(hours).ok()).map(Hours::whole),
            source: row.source.clone(),
        };
        Contracts::Listed(self.clauses.iter().map(clause).collect())
    }

    fn read_kinds(
        &self,
        (origins, sheet): (&Origins, &FactSheet),
        incident: &incident::Model,
        facts: &mut Facts,
    ) {
        let mut kinds = kinds_of(incident);
        if let Some(written) = self.written(KINDS) {
            kinds.extend(chosen(sheet, written));
        }
        for line in &origins.from_kinds {
            if line.kinds.iter().any(|kind| kinds.contains(kind)) {
                facts.set(&line.fact, Value::Flag(true));
            }
        }
    }

    fn read_profile(&self, book: &Rulebook, facts: &mut Facts) {
        for line in &book.origins.from_profile {
            let Some(answer) = self.profile.answers.get(&line.fact) else { continue };
            let value = match line.read {
                Reading::Flag => flag_of(answer),
                Reading::Count => read_number(&book.rules, answer),
                Reading::Word | Reading::Text => Some(Value::Word(answer.clone())),
            };
            facts.set(&line.fact, value.unwrap_or(Value::Unknown));
        }
    }

    /// What is written in the sheet goes before what follows from the kinds; a written "not
    /// known" takes nothing back.
    fn read_sheet(&self, (book, sheet): (&Rulebook, &FactSheet), facts: &mut Facts) {
        for zero in &book.origins.zero_when {
            let says = |fact: &&fact::Model| {
                chosen(sheet, fact) == [zero.is.as_str()]
                    && fact.certainty == Certainty::Confirmed.name()
            };
            if self.written(&zero.sheet).filter(says).is_some() {
                facts.set(&zero.fact, Value::count(0));
            }
        }
        for line in &book.origins.from_sheet {
            let written = self.written(&line.sheet);
            match written.map(|fact| read((book, sheet), line, fact)) {
                None | Some(Value::Unknown) => {}
                Some(value) => facts.set(&line.fact, value),
            }
        }
    }
}

fn flag_of(answer: &str) -> Option<Value> {
    match answer {
        "yes" => Some(Value::Flag(true)),
        "no" => Some(Value::Flag(false)),
        _ => None,
    }
}

/// The value of a written fact; what cannot be read is not known.
fn read((book, sheet): (&Rulebook, &FactSheet), line: &FromSheet, fact: &fact::Model) -> Value {
    let sure = match Certainty::from_name(&fact.certainty) {
        Some(Certainty::Confirmed) => true,
        Some(Certainty::Suspected) => false,
        _ => return Value::Unknown,
    };
    match line.read {
        Reading::Count => match read_number(&book.rules, &fact.value) {
            Some(Value::Count { number, .. }) if !sure => {
                Value::Count { number, certainty: Sureness::Suspected }
            }
            other => other.unwrap_or(Value::Unknown),
        },
        Reading::Flag => flag(line, sure, &chosen(sheet, fact)),
        Reading::Word if sure => match &chosen(sheet, fact)[..] {
            [one] => line.words.get(one).map_or(Value::Unknown, |word| Value::Word(word.clone())),
            _ => Value::Unknown,
        },
        Reading::Word => Value::Unknown,
        Reading::Text => Value::Word(fact.value.clone()),
    }
}

fn flag(line: &FromSheet, sure: bool, chosen: &[String]) -> Value {
    let among = |ids: &[String]| chosen.iter().any(|id| ids.contains(id));
    let (yes, no) = (among(&line.yes), among(&line.no));
    match line.weighs {
        Weight::Danger if yes => Value::Flag(true),
        Weight::Danger if no && sure => Value::Flag(false),
        Weight::Relief if yes && sure => Value::Flag(true),
        Weight::Relief if no => Value::Flag(false),
        _ => Value::Unknown,
    }
}

/// The ids of the choices in a written value. Words beside them are for people.
fn chosen(sheet: &FactSheet, fact: &fact::Model) -> Vec<String> {
    sheet.field(&fact.key).map(|field| field.parts(&fact.value).0).unwrap_or_default()
}
