//! Finds mistakes of the catalogues before they are used.

use std::collections::BTreeSet;

use hikeshi_kernel::LocalText;

use crate::{Answer, Catalogue, ItemRef, Library};

impl Library {
    /// All mistakes in plain English, each with its place; empty for a good pack: ids that stand twice,
    /// links and effects that lead nowhere, bands out of order, texts without one of the languages.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for catalogue in self.catalogues() {
            if !seen.insert(&catalogue.id) {
                problems.push(format!("{}: stands twice", catalogue.id));
            }
            check_catalogue(catalogue, &mut problems);
        }
        for link in &self.cross_map().links {
            let place = format!("link {} to {}", link.from, link.to);
            self.leads(&place, &link.from, &mut problems);
            self.leads(&place, &link.to, &mut problems);
            if link.from.catalogue == link.to.catalogue {
                problems.push(format!("{place}: within one catalogue"));
            }
        }
        let mut ids = BTreeSet::new();
        for measure in &self.measures().measures {
            let place = format!("measure {}", measure.id);
            if !ids.insert(&measure.id) {
                problems.push(format!("{place}: stands twice"));
            }
            let texts =
                [&measure.title, &measure.why, &measure.proof].into_iter().chain(&measure.steps);
            texts.for_each(|one| text(&place, one, &mut problems));
            for effect in &measure.effects {
                self.leads(&place, &effect.item, &mut problems);
                if !matches!(effect.to, Answer::Yes | Answer::Partly) {
                    problems.push(format!("{place}: {} cannot become {}", effect.item, effect.to));
                }
            }
            if measure.effects.is_empty() || measure.steps.is_empty() || measure.helpers.is_empty()
            {
                problems.push(format!("{place}: needs steps, helpers and effects"));
            }
        }
        problems
    }

    fn leads(&self, place: &str, item: &ItemRef, problems: &mut Vec<String>) {
        if self.item(item).is_none() {
            problems.push(format!("{place}: no item {item}"));
        }
    }
}

fn check_catalogue(catalogue: &Catalogue, problems: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    let head = [&catalogue.title, &catalogue.purpose].into_iter().chain(&catalogue.notice);
    head.for_each(|one| text(&catalogue.id, one, problems));
    for part in &catalogue.parts {
        text(&format!("{} part {}", catalogue.id, part.id), &part.title, problems);
        if part.items.is_empty() {
            problems.push(format!("{} part {}: has no item", catalogue.id, part.id));
        }
    }
    for group in &catalogue.groups {
        text(&format!("{} {}", catalogue.id, group.id), &group.title, problems);
    }
    for item in catalogue.items() {
        let place = format!("{}/{}", catalogue.id, item.id);
        if !ids.insert(&item.id) {
            problems.push(format!("{place}: stands twice"));
        }
        for one in [&item.title, &item.question, &item.why, &item.check, &item.fix] {
            text(&place, one, problems);
        }
    }
    let ends: Vec<_> = catalogue.scoring.bands.iter().map(|band| band.from).collect();
    let falling = ends.windows(2).all(|pair| pair[0].is_some() && pair[0] > pair[1]);
    if !falling || ends.last().is_some_and(Option::is_some) {
        problems.push(format!("{}: bands must fall, the last one open", catalogue.id));
    }
    if catalogue.scoring.best() <= 0 {
        problems.push(format!("{}: no answer has points", catalogue.id));
    }
}

fn text(place: &str, text: &LocalText, problems: &mut Vec<String>) {
    let languages = [Some(&text.ja), text.ja_easy.as_ref(), text.en.as_ref()];
    if languages.iter().any(|one| one.is_none_or(|text| text.trim().is_empty())) {
        problems.push(format!("{place}: a text lacks a language: {}", text.ja));
    }
}
