//! Pages of this slice, one file each. Every page stands twice: for a company and for a provider.

mod compare;
mod draft;
mod head;
mod import;
mod list;
mod new;
mod option_rows;
mod own;
mod preview;
mod publish;
mod read;
mod step;
mod step_form;
mod texts;
mod update;
mod version;
mod whole;

use axum::{Router, body::Body, extract::Path};
use hikeshi_exchange::CacaoPlaybook;
use hikeshi_i18n::{Words, plain};
use hikeshi_playbook::Playbook;
use hikeshi_ui::Choice;
use hikeshi_web::{Download, Platform};

use crate::on_board::on_board;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(compare::routes())
        .merge(draft::routes())
        .merge(head::routes())
        .merge(import::routes())
        .merge(list::routes())
        .merge(new::routes())
        .merge(own::routes())
        .merge(preview::routes())
        .merge(publish::routes())
        .merge(read::routes())
        .merge(step::routes())
        .merge(update::routes())
        .merge(version::routes())
}

/// Company or provider, and a playbook.
type Place2 = Path<(String, String)>;

/// A playbook as a file.
fn cacao_file(name: &str, playbook: &CacaoPlaybook) -> Download {
    Download {
        name: format!("{name}.cacao.json"),
        mime: "application/json",
        inline: false,
        body: Body::from(playbook.to_json()),
    }
}

/// The title without readings.
fn name_of(words: &Words, playbook: &Playbook) -> String {
    let name = plain(playbook.title.get(words.lang()));
    if name.trim().is_empty() { words.t("playbooks-untitled") } else { name }
}

/// The kinds of incident that playbooks on board are for, and last one for everything else. A kind that
/// a later content pack brings goes by the name of its first playbook.
fn kinds(words: &Words) -> Vec<Choice> {
    let mut kinds: Vec<Choice> = Vec::new();
    for playbook in on_board().unwrap_or_default() {
        if !kinds.iter().any(|kind| kind.value == playbook.kind) {
            let named = NAMED_KINDS.contains(&playbook.kind.as_str());
            let name = if named {
                words.t(&format!("playbooks-kind-of-{}", playbook.kind))
            } else {
                name_of(words, playbook)
            };
            kinds.push(Choice::new(playbook.kind.clone(), name));
        }
    }
    kinds.push(Choice::new(OTHER_KIND, words.t("playbooks-kind-of-other")));
    kinds
}

/// Kinds of incident that have a name of their own.
const NAMED_KINDS: [&str; 12] = [
    "bec",
    "card-data",
    "dos",
    "leak",
    "leak-insider",
    "leak-intrusion",
    "leak-lost",
    "leak-mis-sent",
    "outage",
    "ransomware",
    "virus",
    "web-tampering",
];

/// The kind of playbooks that are for no kind of incident in particular.
const OTHER_KIND: &str = "other";

/// The kind that a form shows as chosen: a wrong one would offer the playbook where it does not fit.
fn or_other(typed: &str) -> String {
    if typed.is_empty() { OTHER_KIND } else { typed }.to_owned()
}

/// A kind that the form offered; anything else counts as other.
fn known_kind(words: &Words, typed: &str) -> String {
    let known = kinds(words).into_iter().find(|kind| kind.value == typed);
    known.map_or_else(|| OTHER_KIND.to_owned(), |kind| kind.value)
}
