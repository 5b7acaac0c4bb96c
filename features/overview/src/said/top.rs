//! The first sentence, the one thing to do, and the four headlines.

use hikeshi_ladder::rungs::Stands;

use super::Said;
use crate::company::{MAIN, Overview};

/// One of the four at the top.
#[derive(Debug, Clone)]
pub(crate) struct Headline {
    /// What it is about.
    pub(crate) label: Said,
    /// The figure, or words where it is not known.
    pub(crate) value: Said,
    /// What has to be said beside it.
    pub(crate) note: Said,
    /// Where it stands in full.
    pub(crate) href: String,
    /// Whether `value` is a figure.
    pub(crate) known: bool,
}

/// The most important sentence, and the one thing to do now.
pub(super) fn lead(home: &str, overview: &Overview) -> (Said, Option<(Said, String)>) {
    if let Some(worst) = overview.incidents.open.first() {
        let count = overview.incidents.open.len();
        let act = (Said::of("overview-act-incident"), worst.href.clone());
        return (Said::with("overview-lead-incident", "count", count), Some(act));
    }
    if let Some(first) = overview.overdue.first() {
        let count = overview.overdue.len();
        let act = (Said::of("overview-act-overdue"), first.href.clone());
        return (Said::with("overview-lead-overdue", "count", count), Some(act));
    }
    if overview.course.is_empty() {
        let act = (Said::of("overview-act-check"), format!("{home}/assessments"));
        return (Said::of("overview-lead-check"), Some(act));
    }
    let past = overview.assets.map_or(0, |counts| counts.past);
    if past > 0 {
        let act = (Said::of("overview-act-assets"), format!("{home}/assets/warnings"));
        return (Said::with("overview-lead-assets", "count", past), Some(act));
    }
    let act = overview.next.first().map(|next| (Said::of("overview-act-next"), next.href.clone()));
    (Said::of("overview-lead-quiet"), act)
}

pub(super) fn headlines(home: &str, overview: &Overview) -> Vec<Headline> {
    vec![stars(home, overview), score(home, overview), overdue(overview), incidents(home, overview)]
}

fn stars(home: &str, overview: &Overview) -> Headline {
    let stars = &overview.stars;
    let value = match &stars.declared {
        Some(mark) => Said::Typed(mark.clone()),
        None => Said::of("overview-stars-none"),
    };
    let note = match &stars.next {
        _ if !stars.known => Said::of("overview-stars-not-known"),
        None => Said::of("overview-stars-all"),
        Some(next) => match next.stands {
            Stands::Ready => Said::with("overview-stars-ready", "mark", &next.mark),
            Stands::Lapsed => Said::with("overview-stars-lapsed", "mark", &next.mark),
            _ => Said::with("overview-stars-left", "mark", &next.mark).and("count", next.left),
        },
    };
    Headline {
        label: Said::of("overview-stars"),
        value,
        note,
        href: format!("{home}/standing"),
        known: stars.declared.is_some(),
    }
}

fn score(home: &str, overview: &Overview) -> Headline {
    let label = Said::of("overview-score");
    let Some(last) = overview.course.last() else {
        return Headline {
            label,
            value: Said::of("overview-not-answered"),
            note: Said::of("overview-score-begin"),
            href: format!("{home}/assessments/new/{MAIN}"),
            known: false,
        };
    };
    let (total, max) = (last.total.unwrap_or_default(), last.max.unwrap_or_default());
    let value = Said::with("overview-points", "total", total).and("max", max);
    let before = overview.course.iter().rev().nth(1);
    let note = match before.map(|before| total - before.total.unwrap_or_default()) {
        // Totals can be compared only when the same questions counted at the same number of sites.
        Some(_) if before.is_some_and(|before| before.max != last.max) => {
            Said::of("overview-score-other")
        }
        None => Said::of("overview-score-first"),
        Some(0) => Said::of("overview-score-same"),
        Some(more) if more > 0 => Said::with("overview-score-more", "points", more),
        Some(less) => Said::with("overview-score-less", "points", -less),
    };
    Headline { label, value, note, href: format!("{home}/assessments/{}", last.id), known: true }
}

fn overdue(overview: &Overview) -> Headline {
    let count = overview.overdue.len();
    let note = match overview.overdue.first() {
        Some(first) => Said::Text(first.title.clone()),
        None => Said::of("overview-overdue-none"),
    };
    Headline {
        label: Said::of("overview-overdue"),
        value: Said::with("overview-things", "count", count),
        note,
        href: "#overdue".to_owned(),
        known: true,
    }
}

fn incidents(home: &str, overview: &Overview) -> Headline {
    let (open, recent) = (overview.incidents.open.len(), overview.incidents.recent.len());
    Headline {
        label: Said::of("overview-incidents-open"),
        value: Said::with("overview-things", "count", open),
        note: Said::with("overview-incidents-recent", "count", recent),
        href: format!("{home}/incidents"),
        known: true,
    }
}
