//! A paper as it stands at this moment.

use hikeshi_db::Tx;
use hikeshi_directory::model::company as company_row;
use hikeshi_drafting::{Draft, FactSet, Kind, Phase, RecipientProfile, draft, redact};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{Certainty, current_facts},
    content::content,
    model::{fact, incident},
};
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Background, ItemNow, KeptItem, fact_set, kinds};
use crate::model::paper;

/// A paper with its texts as the facts and people's edits make them now.
#[derive(Debug)]
pub struct PaperNow {
    /// The row.
    pub row: paper::Model,
    /// Its kind.
    pub kind: &'static Kind,
    /// Its phase.
    pub phase: Phase,
    /// Its language.
    pub lang: Lang,
    /// What the recipient gets.
    pub profile: RecipientProfile,
    /// The company.
    pub company: company_row::Model,
    /// The incident's living facts.
    pub written: Vec<fact::Model>,
    /// The facts as the recipient gets them.
    pub facts: FactSet,
    /// The draft that the facts make.
    pub draft: Draft,
    /// The items in order.
    pub items: Vec<ItemNow>,
    /// Items that a person wrote and that the kind no longer has in this phase.
    pub homeless: Vec<KeptItem>,
    /// Names what the paper says and to whom.
    pub text_sha256: String,
}

impl PaperNow {
    /// Reads the facts and drafts.
    ///
    /// # Errors
    /// A problem of the database or of the content.
    pub async fn read(
        tx: &Tx,
        platform: &Platform,
        scope: &CompanyScope,
        incident: &incident::Model,
        row: paper::Model,
    ) -> Result<Self, Problem> {
        let kinds = kinds()?;
        let kind = kinds.get(&row.kind).ok_or_else(Problem::not_found)?;
        let (phase, lang) = (phase_of(&row.phase), lang_of(&row.lang));
        let profile: RecipientProfile = serde_json::from_str(&row.profile_json)?;
        let background = Background::read(tx, scope, (incident, &row)).await?;
        let written = current_facts(tx, incident).await?;
        let words = platform.words(lang);
        let derived = background.facts(&words)?;
        let all = fact_set(&words, content()?, &derived, &written);
        let facts = redact(&all, &profile);
        let draft = draft(kind, &facts, phase, lang);
        let mut kept: Vec<KeptItem> = serde_json::from_str(&row.items_json)?;
        let items: Vec<ItemNow> = draft
            .items
            .iter()
            .map(|item| {
                let own = kept.iter().position(|kept| kept.id == item.id);
                ItemNow::new(item.clone(), own.map(|at| kept.swap_remove(at)))
            })
            .collect();
        kept.retain(|item| item.edited.is_some());
        let text_sha256 = name_of(&row, &draft, &items);
        Ok(Self {
            row,
            kind,
            phase,
            lang,
            profile,
            company: background.company,
            written,
            facts,
            draft,
            items,
            homeless: kept,
            text_sha256,
        })
    }

    /// The item of that id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&ItemNow> {
        self.items.iter().find(|item| item.draft.id == id)
    }

    /// The keys of facts that nobody has written, each once: those that are needed, then others.
    #[must_use]
    pub fn missing(&self) -> (Vec<&str>, Vec<&str>) {
        let mut needed: Vec<&str> = Vec::new();
        let mut useful: Vec<&str> = Vec::new();
        for key in self.items.iter().flat_map(|item| &item.draft.missing) {
            if !needed.contains(&key.as_str()) {
                needed.push(key);
            }
        }
        for key in self.items.iter().flat_map(|item| &item.draft.optional) {
            if !needed.contains(&key.as_str()) && !useful.contains(&key.as_str()) {
                useful.push(key);
            }
        }
        (needed, useful)
    }

    /// Whether any item waits for a person's decision.
    #[must_use]
    pub fn has_conflict(&self) -> bool {
        self.items.iter().any(ItemNow::is_conflict)
    }

    /// Names among those to be struck that people wrote into items themselves.
    #[must_use]
    pub fn names_left(&self) -> Vec<&str> {
        let names = self.profile.struck_names.iter().map(|name| name.trim());
        let stands = |name: &&str| {
            !name.is_empty() && self.items.iter().any(|item| item.text.contains(*name))
        };
        names.filter(stands).collect()
    }

    /// How sure a written fact is, for pages.
    #[must_use]
    pub fn certainty_of(&self, key: &str) -> Option<Certainty> {
        let row = self.written.iter().find(|fact| fact.key == key)?;
        Certainty::from_name(&row.certainty)
    }
}

/// The phase of that name, as the content spells it.
#[must_use]
pub(crate) fn phase_of(name: &str) -> Phase {
    Phase::ALL.into_iter().find(|phase| phase_name(*phase) == name).unwrap_or(Phase::First)
}

/// The name of a phase in the database and in keys of words (`paperwork-phase-…`).
#[must_use]
pub(crate) const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::First => "first",
        Phase::FollowUp => "follow-up",
        Phase::Final => "final",
    }
}

/// The language of that code; Japanese for any other.
#[must_use]
pub(crate) fn lang_of(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or(Lang::Ja)
}

fn name_of(row: &paper::Model, draft: &Draft, items: &[ItemNow]) -> String {
    let texts: Vec<_> = items.iter().map(|item| json!([item.draft.id, item.text])).collect();
    let all = json!([
        row.kind,
        draft.version,
        row.phase,
        row.lang,
        row.recipient,
        row.profile_json,
        texts,
    ]);
    hex::encode(Sha256::digest(all.to_string().as_bytes()))
}
