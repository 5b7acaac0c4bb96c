//! The whole page.

use hikeshi_i18n::Words;
use hikeshi_identity::CompanyId;

use super::{Course, Headline, Line, PeersSaid, Said, Section, sections, top};
use crate::company::{Next, NextKind, Overview};

/// Everything that the page and the paper say.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The most important sentence.
    pub(crate) lead: Said,
    /// The one thing to do now: words and page.
    pub(crate) act: Option<(Said, String)>,
    /// The four at the top.
    pub(crate) headlines: Vec<Headline>,
    /// The course of the score.
    pub(crate) course: Course,
    /// What to do next.
    pub(crate) next: Vec<Line>,
    /// The rest, in the order of the page.
    pub(crate) sections: Vec<Section>,
    /// The score beside those of others.
    pub(crate) peers: PeersSaid,
}

impl Sheet {
    /// Says it, with at most `most` lines in a section; `words` write days and numbers.
    pub(crate) fn of(
        words: &Words,
        company: CompanyId,
        (overview, most): (&Overview, usize),
    ) -> Self {
        let home = format!("/c/{company}");
        let (lead, act) = top::lead(&home, overview);
        Self {
            lead,
            act,
            headlines: top::headlines(&home, overview),
            course: Course::of(words, &home, overview),
            next: overview.next.iter().map(|one| next(words, one)).collect(),
            sections: sections::sections(words, &home, (overview, most)),
            peers: PeersSaid::of(words, &home, overview),
        }
    }
}

fn next(words: &Words, one: &Next) -> Line {
    let line = Line::new(Said::Text(one.title.clone()), one.href.clone());
    match &one.kind {
        NextKind::Waits => line.about(Said::of("overview-next-waits")),
        NextKind::Planned { due, owner } => {
            let due = due.map(|due| words.date(due));
            line.about(match (due, owner.is_empty()) {
                (Some(due), false) => {
                    Said::with("overview-next-due-owner", "day", due).and("owner", owner)
                }
                (Some(due), true) => Said::with("overview-next-due", "day", due),
                (None, false) => Said::with("overview-next-owner", "owner", owner),
                (None, true) => Said::of("overview-next-planned"),
            })
        }
        NextKind::Measure { effort, cost, closes, .. } => {
            let effort = words.t(&format!("overview-effort-{effort}"));
            let cost = words.t(&format!("overview-cost-{cost}"));
            let about = Said::with("overview-next-measure", "effort", effort);
            line.about(about.and("cost", cost).and("closes", closes))
        }
    }
}
