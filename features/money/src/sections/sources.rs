//! Where everything comes from: numbered, and listed once at the end.

use hikeshi_kernel::{Confidence, Source};
use hikeshi_loss::LossModel;

use super::{Said, Section};

/// The sources of the model, each once, in the order in which the page names them.
pub(super) fn of_model(model: &LossModel) -> Vec<(&Source, Confidence)> {
    let jo = [(&model.jo.source, model.jo.confidence)];
    let published = model.references.iter().map(|one| (&one.source, one.confidence));
    let ceiling = [(&model.ceiling.source, model.ceiling.confidence)];
    let measures = model.measures.iter().map(|one| (&one.source, one.confidence));
    let mut each_once = Vec::new();
    for source in jo.into_iter().chain(published).chain(ceiling).chain(measures) {
        if !each_once.contains(&source) {
            each_once.push(source);
        }
    }
    each_once
}

/// The list.
pub(super) fn sources(said: &Said<'_>) -> Section {
    let rows = said.sources.iter().enumerate().map(|(at, (source, confidence))| {
        let seen = source.seen.as_ref().map(|day| said.words.t1("money-seen", "day", day));
        let edition = source.published.clone().or(seen);
        vec![
            format!("{}. {}", at + 1, source.title),
            source.publisher.clone(),
            edition.unwrap_or_default(),
            said.confidence(*confidence),
        ]
    });
    Section {
        id: "sources",
        title: said.t("money-sources"),
        lead: String::new(),
        head: said.all(&[
            "money-source-title",
            "money-publisher",
            "money-edition",
            "money-checked",
        ]),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
