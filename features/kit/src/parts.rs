//! What went into an edition, item by item, so that the program can say what has changed since.

use std::sync::OnceLock;

use hikeshi_incidents::content::content;
use hikeshi_kernel::LocalText;
use hikeshi_web::Problem;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Source, content::kit_content};

/// All items in a fixed order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts(Vec<Item>);

/// One thing that is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    /// Where it stands: the end of a key of words (`kit-part-…`).
    part: String,
    /// Its id in its part.
    id: String,
    /// What people call it; empty where the part has only one item.
    label: LocalText,
    /// Of everything that is printed of it.
    hash: String,
}

/// One difference between two sets of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where: the end of a key of words (`kit-part-…`).
    pub part: String,
    /// What people call the thing; may be empty.
    pub label: LocalText,
    /// `added`, `gone` or `changed`: the end of a key of words (`kit-change-…`).
    pub how: &'static str,
}

impl Parts {
    /// The items of a kit made now. `base` is the address under which the program is reached: codes
    /// lead there.
    ///
    /// # Errors
    /// A fault of the content on board.
    pub fn of(source: &Source, base: &str) -> Result<Self, Problem> {
        let company = &source.company;
        let mut all = vec![
            item("company", "", "", &[&company.name]),
            item("help", "", "", &[base, &company.help_token]),
        ];
        all.extend(
            source.provider.as_ref().map(|row| {
                item("provider", row.id, &row.name, &[&row.name, &row.phone, &row.hours])
            }),
        );
        all.extend(source.deciders.iter().map(|(role, name)| {
            item("deciders", format!("{}/{name}", role.name()), name, &[role.name(), name])
        }));
        all.extend(source.contacts.iter().map(|row| {
            let place = (row.level.to_string(), row.position.to_string());
            let wait = row.wait_minutes.to_string();
            let printed =
                [&row.name, &row.title, &row.phone, &row.email, &place.0, &place.1, &wait];
            item("contacts", row.id, &row.name, &printed.map(String::as_str))
        }));
        all.extend(source.desks.iter().map(|row| {
            let printed = [&row.slot, &row.name, &row.phone, &row.hours, &row.contract_number];
            item("desks", row.id, &row.name, &printed.map(String::as_str))
        }));
        all.extend(procedures()?.iter().cloned());
        Ok(Self(all))
    }

    /// One name for all of it: the same parts have the same.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hashes: Vec<&str> = self.0.iter().map(|item| item.hash.as_str()).collect();
        hash(&hashes)
    }

    /// What is different in `now`.
    #[must_use]
    pub fn changes_to(&self, now: &Self) -> Vec<Change> {
        let same = |a: &Item, b: &Item| a.part == b.part && a.id == b.id;
        let change =
            |item: &Item, how| Change { part: item.part.clone(), label: item.label.clone(), how };
        let newer =
            now.0.iter().filter_map(|item| match self.0.iter().find(|old| same(old, item)) {
                None => Some(change(item, "added")),
                Some(old) if old.hash != item.hash => Some(change(item, "changed")),
                Some(_) => None,
            });
        let gone = self.0.iter().filter(|old| !now.0.iter().any(|item| same(old, item)));
        newer.chain(gone.map(|old| change(old, "gone"))).collect()
    }
}

static PROCEDURES: OnceLock<Vec<Item>> = OnceLock::new();

/// What comes with the program: each card, and everything else that is printed.
fn procedures() -> Result<&'static [Item], Problem> {
    if let Some(known) = PROCEDURES.get() {
        return Ok(known);
    }
    let content = content()?;
    let mut all = Vec::new();
    for kind in &content.triage.kinds {
        let playbook = kind.playbook.as_ref().and_then(|id| content.playbook(id));
        let Some(playbook) = playbook else { continue };
        let text = serde_json::to_string(playbook)?;
        all.push(Item {
            part: "cards".to_owned(),
            id: playbook.id.clone(),
            label: kind.title.clone(),
            hash: hash(&[&text]),
        });
    }
    let symptoms = serde_json::to_string(&(&content.triage.symptoms, &content.triage.questions))?;
    let own = serde_json::to_string(kit_content()?)?;
    let desks: Vec<String> = content
        .desks
        .desks
        .iter()
        .flat_map(|desk| desk.contacts.iter().map(|one| format!("{} {}", desk.id, one.value)))
        .collect();
    all.push(item("guidance", "", "", &[&symptoms, &own]));
    all.push(item("outside-desks", "", "", &[&desks.join("\n")]));
    Ok(PROCEDURES.get_or_init(|| all))
}

fn item(part: &str, id: impl ToString, label: &str, printed: &[&str]) -> Item {
    Item {
        part: part.to_owned(),
        id: id.to_string(),
        label: LocalText { ja: label.to_owned(), ..LocalText::default() },
        hash: hash(printed),
    }
}

/// Over the lengths too, so that "a", "bc" and "ab", "c" differ.
fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hex::encode(hash.finalize())
}
