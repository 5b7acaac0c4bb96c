//! The answers of a question and the options of a decision.

use hikeshi_playbook::{Step, StepKind, UNKNOWN, advise};
use hikeshi_ui::{Markup, Shell};

use super::incident_tasks::edition_key;
use crate::runs::Run;

/// An answer or option.
pub(crate) struct ShownOption {
    /// What the form sends.
    pub id: String,
    /// What is chosen.
    pub title: Markup,
    /// What follows from this answer (questions).
    pub leads_to: Option<Markup>,
    /// What speaks for it (decisions).
    pub good: Option<Markup>,
    /// What speaks against it (decisions).
    pub bad: Option<Markup>,
    /// The situation that it suits (decisions).
    pub fits_when: Option<Markup>,
    /// Whether it is recommended now.
    pub advised: bool,
    /// Why it is recommended, where an earlier answer led to it.
    pub because: Option<Markup>,
}

/// What one guide says.
pub(crate) struct ShownGuide {
    /// The guide.
    pub edition: String,
    /// Its position in our words.
    pub says: Markup,
}

/// The options in the playbook's order; a question also has "I do not know".
pub(crate) fn options(shell: &Shell, run: &Run, step: &Step) -> Vec<ShownOption> {
    let advised = advise(&run.playbook, &run.state, step);
    let text = |text: &Option<hikeshi_kernel::LocalText>| text.as_ref().map(|t| shell.text(t));
    let mut options: Vec<_> = step
        .options
        .iter()
        .map(|option| {
            let fits = advised.as_ref().filter(|advised| advised.option.id == option.id);
            ShownOption {
                id: option.id.clone(),
                title: shell.text(&option.title),
                leads_to: text(&option.leads_to_note),
                good: text(&option.good),
                bad: text(&option.bad),
                fits_when: text(&option.fits_when),
                advised: fits.is_some(),
                because: fits.and_then(|advised| advised.because).map(|why| shell.text(why)),
            }
        })
        .collect();
    if step.kind == StepKind::Question && !step.options.iter().any(|option| option.id == UNKNOWN) {
        options.push(ShownOption {
            id: UNKNOWN.to_owned(),
            title: shell.html("run-unknown"),
            leads_to: None,
            good: None,
            bad: None,
            fits_when: None,
            advised: false,
            because: None,
        });
    }
    options
}

/// What each guide says about a decision.
pub(crate) fn guides(shell: &Shell, step: &Step) -> Vec<ShownGuide> {
    let shown = step.sources.iter().map(|view| ShownGuide {
        edition: shell.t(&format!("run-edition-{}", edition_key(view.edition))),
        says: shell.text(&view.says),
    });
    shown.collect()
}
