//! What several pages show alike.

use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Confidence, LocalText};
use hikeshi_posture_engine::{Answer, Catalogue, Sum};
use hikeshi_ui::{Choice, NavItem, Shell};
use hikeshi_web::percent;

use crate::{
    assessment::Assessment,
    said::{answer_look, answer_word, counts_text, points_text},
};

/// A state: tone, icon and word.
pub(super) struct Mark {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

impl Mark {
    /// An answer.
    pub(super) fn of(shell: &Shell, catalogue: &Catalogue, answer: Answer) -> Self {
        let (tone, icon) = answer_look(answer);
        Self { tone, icon, word: answer_word(&shell.words, catalogue, answer) }
    }
}

/// A score as pages show it.
pub(super) struct ShownScore {
    pub(super) points: String,
    pub(super) band: String,
    pub(super) meaning: String,
    pub(super) counts: String,
    /// Of how much the bar is filled, in hundredths.
    pub(super) percent: i32,
    /// What has to be said beside it.
    pub(super) remarks: Vec<String>,
}

impl ShownScore {
    /// The score of an assessment. A band says how a company stands: as long as a question waits, it
    /// says nothing yet.
    pub(super) fn of(shell: &Shell, assessment: &Assessment, sum: &Sum) -> Self {
        let words = &shell.words;
        let catalogue = &assessment.catalogue;
        let reached = sum.band.as_ref().filter(|_| sum.complete);
        let band = catalogue.scoring.bands.iter().find(|band| Some(&band.id) == reached);
        let mut remarks = Vec::new();
        if sum.counts.unanswered > 0 {
            let (low, high) = sum.could_be;
            remarks.push(words.ta(
                "posture-could-be",
                &[("count", &sum.counts.unanswered), ("low", &low), ("high", &high)],
            ));
        }
        if sum.counts.na > 0 {
            let official = &sum.official;
            let band = official.band.as_deref().unwrap_or("–");
            remarks.push(words.ta(
                "posture-official-sheet",
                &[("total", &official.total), ("max", &official.max), ("band", &band)],
            ));
        }
        Self {
            points: points_text(words, sum.total, sum.max),
            band: reached.map(|b| words.t1("posture-band", "band", b)).unwrap_or_default(),
            meaning: match band {
                Some(band) => text(shell, &band.meaning),
                None => without_band(words, assessment, sum),
            },
            counts: counts_text(words, &sum.counts),
            percent: if sum.max > 0 { (sum.total * 100 / sum.max).clamp(0, 100) } else { 0 },
            remarks,
        }
    }
}

/// Why there is no band: somebody is still answering, or it was finished with questions that wait.
fn without_band(words: &Words, assessment: &Assessment, sum: &Sum) -> String {
    match (sum.complete, assessment.is_draft()) {
        (true, _) => String::new(),
        (false, true) => words.t("posture-still-answering"),
        (false, false) if sum.band.is_some() => words.t("posture-no-band"),
        (false, false) => String::new(),
    }
}

/// A text of the content in the reader's language, with readings as the content writes them.
pub(super) fn text(shell: &Shell, text: &LocalText) -> String {
    text.get(shell.words.lang()).to_owned()
}

/// The same without readings, for titles and menus.
pub(super) fn plain_text(shell: &Shell, text: &LocalText) -> String {
    plain(text.get(shell.words.lang()))
}

/// Whether a text is to be checked before it is taken for a fact.
pub(super) const fn is_to_check(confidence: Confidence) -> bool {
    matches!(confidence, Confidence::ToCheck)
}

/// Where an assessment is.
pub(super) fn href(scope: &CompanyScope, assessment: &Assessment) -> String {
    format!("/c/{}/assessments/{}", scope.company(), assessment.row.id)
}

/// Where a question of a site is.
pub(super) fn item_href(base: &str, item: &str, site: usize) -> String {
    format!("{base}/items/{}?site={site}", percent(item))
}

/// The sites as tabs; none for a company that is not divided. `path` is the address without the site.
pub(super) fn site_tabs(assessment: &Assessment, path: &str, site: usize) -> Vec<NavItem> {
    if !assessment.has_sites() {
        return Vec::new();
    }
    let tab = |(place, name): (usize, &String)| NavItem {
        label: name.clone(),
        href: format!("{path}?site={place}"),
        current: place == site,
    };
    assessment.sites.iter().enumerate().map(tab).collect()
}

/// What a question can be answered with; `waiting` lets it wait again.
pub(super) fn choices(shell: &Shell, catalogue: &Catalogue, waiting: bool) -> Vec<Choice> {
    let levels = catalogue.scoring.levels.iter().map(|one| Answer::Level(one.level));
    let plain = [Answer::Yes, Answer::Partly, Answer::No].into_iter();
    let plain = plain.filter(|answer| catalogue.scoring.accepts(*answer));
    let rest = [Answer::Na, Answer::Unknown];
    let wait = waiting.then_some(Answer::Unanswered);
    let all = wait.into_iter().chain(levels).chain(plain).chain(rest);
    all.map(|one| Choice::new(one.to_string(), answer_word(&shell.words, catalogue, one))).collect()
}
