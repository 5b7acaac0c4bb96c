//! The papers that fulfil a duty: those in the making, those that are out, and the kinds that can be
//! written for it.

use hikeshi_drafting::Kind;
use hikeshi_i18n::plain;
use hikeshi_ui::Shell;
use hikeshi_web::{Problem, percent};

use super::{letters_numbers::told_text, papers_paper::follow};
use crate::{
    letters::PartlyTold,
    model::paper,
    papers::{State, Told, kinds, phase_of},
};

/// What a page shows of the papers for one duty.
pub(super) struct DutyPapers {
    /// Papers for it that are not out yet.
    pub making: Vec<PaperLine>,
    /// Papers for it that are out, each with when and the receipt.
    pub out: Vec<(PaperLine, String)>,
    /// Title and address of each kind that carries the last of those on.
    pub follow: Vec<(String, String)>,
    /// Title and address of each kind that can be written for it.
    pub kinds: Vec<(String, String)>,
    /// How far letters have told the persons concerned.
    pub told: Option<String>,
}

impl DutyPapers {
    /// `key` names the duty within the incident, `duty` its rule; `told` is what went out in the
    /// incident. Nothing where no kind fulfils it.
    pub fn new(
        shell: &Shell,
        base: &str,
        (key, duty): (&str, &str),
        (papers, told): (&[paper::Model], &[Told]),
    ) -> Result<Option<Self>, Problem> {
        let fits = |kind: &&Kind| kind.file.duties.iter().any(|one| one == duty);
        let line = |kind: &Kind| {
            let href = format!("{base}/filings/new/{}?duty={}", kind.id(), percent(key));
            (plain(kind.title(shell.words.lang())), href)
        };
        let kinds: Vec<_> = kinds()?.list.iter().filter(fits).map(line).collect();
        if kinds.is_empty() {
            return Ok(None);
        }
        let own = papers.iter().filter(|paper| paper.duty == key && is_in_making(paper));
        let making = own.map(|paper| PaperLine::new(shell, base, paper)).collect::<Result<_, _>>();
        let mut out = Vec::new();
        let mut last = None;
        for one in told.iter().filter(|one| one.paper.duty == key) {
            out.push((PaperLine::new(shell, base, &one.paper)?, went_out(shell, one)));
            last = Some(&one.paper);
        }
        let follow = last.map_or(Ok(Vec::new()), |paper| follow(shell, paper, (None, base)))?;
        Ok(Some(Self { making: making?, out, follow, kinds, told: None }))
    }

    /// The same with how far letters have told the persons concerned.
    pub fn with_told(mut self, shell: &Shell, told: Option<&PartlyTold>) -> Self {
        self.told = told.map(|told| told_text(&shell.words, *told));
        self
    }
}

/// When a paper went out, how, and with which receipt.
fn went_out(shell: &Shell, told: &Told) -> String {
    let words = &shell.words;
    let at = told.at.map(|at| words.date_time(at)).unwrap_or_default();
    let how = told.how.map(|how| words.t(&format!("paperwork-how-{}", how.name())));
    let how = how.unwrap_or_default();
    match told.receipt.as_str() {
        "" => words.ta("paperwork-filed-line", &[("at", &at), ("how", &how)]),
        receipt => words.ta(
            "paperwork-filed-line-receipt",
            &[("at", &at), ("how", &how), ("receipt", &receipt)],
        ),
    }
}

/// Whether a paper is neither out nor replaced.
pub(super) fn is_in_making(paper: &paper::Model) -> bool {
    !matches!(State::of(paper), State::Filed | State::Superseded)
}

/// A paper in a list.
pub(super) struct PaperLine {
    pub title: String,
    pub recipient: String,
    pub href: String,
    /// Tone, icon and word of its state.
    pub state: (&'static str, &'static str, String),
}

impl PaperLine {
    pub fn new(shell: &Shell, base: &str, paper: &paper::Model) -> Result<Self, Problem> {
        let state = State::of(paper);
        let (tone, icon) = match state {
            State::Draft => ("wait", "pen"),
            State::Checked => ("now", "check"),
            State::Approved => ("caution", "send"),
            State::Filed | State::Superseded => ("done", "done"),
        };
        Ok(Self {
            title: title_of_paper(shell, paper)?,
            recipient: paper.recipient.clone(),
            href: format!("{base}/filings/{}", paper.id),
            state: (tone, icon, shell.t(&format!("paperwork-state-{}", state.name()))),
        })
    }
}

/// The name of a paper, with the phase where its kind has several.
pub(super) fn title_of_paper(shell: &Shell, paper: &paper::Model) -> Result<String, Problem> {
    let words = &shell.words;
    let Some(kind) = kinds()?.get(&paper.kind) else { return Ok(paper.kind.clone()) };
    let title = plain(kind.title(words.lang()));
    if kind.title_names(phase_of(&paper.phase)) {
        return Ok(title);
    }
    let phase = words.t(&format!("paperwork-phase-{}", paper.phase));
    Ok(words.ta("paperwork-title-phase", &[("title", &title), ("phase", &phase)]))
}
