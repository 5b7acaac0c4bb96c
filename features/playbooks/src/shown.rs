//! A step as a responder sees it: the same on the page of a run and in the editor's preview.
//! The templates beside it are `playbook/step.html`.

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::LocalText;
use hikeshi_playbook::{Actor, Advised, Edition, Step, StepKind, UNKNOWN};
use hikeshi_ui::{Markup, Shell};

/// A step with everything that its text says.
pub struct ShownStep {
    /// Whether it is done, answered or decided.
    pub kind: StepKind,
    /// What to do.
    pub title: Markup,
    /// The title without readings.
    pub name: String,
    /// Why it matters.
    pub detail: Option<Markup>,
    /// What to look at first, or to keep.
    pub asks: Vec<Markup>,
    /// How to do it.
    pub how: Vec<Markup>,
    /// When to stop, and what else to heed.
    pub note: Option<Markup>,
    /// Answers or options.
    pub options: Vec<ShownOption>,
    /// What each guide says, where they disagree.
    pub guides: Vec<ShownGuide>,
}

/// An answer or option.
pub struct ShownOption {
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
pub struct ShownGuide {
    /// The guide.
    pub edition: String,
    /// Its position in our words.
    pub says: Markup,
}

impl ShownStep {
    /// The step, with what is recommended now.
    #[must_use]
    pub fn new(shell: &Shell, step: &Step, advised: Option<&Advised<'_>>) -> Self {
        let text = |text: &LocalText| shell.text(text);
        Self {
            kind: step.kind,
            title: text(&step.title),
            name: plain(step.title.get(shell.words.lang())),
            detail: step.detail.as_ref().map(text),
            asks: step.asks.iter().map(text).collect(),
            how: step.how.iter().map(text).collect(),
            note: step.note.as_ref().map(text),
            options: options(shell, step, advised),
            guides: guides(shell, step),
        }
    }

    /// Whether a person decides here.
    #[must_use]
    pub fn is_decision(&self) -> bool {
        self.kind == StepKind::Decision
    }

    /// Whether something is to be found out here.
    #[must_use]
    pub fn is_question(&self) -> bool {
        self.kind == StepKind::Question
    }
}

/// The options in the playbook's order; a question also has "I do not know".
fn options(shell: &Shell, step: &Step, advised: Option<&Advised<'_>>) -> Vec<ShownOption> {
    let text = |text: &Option<LocalText>| text.as_ref().map(|text| shell.text(text));
    let shown = step.options.iter().map(|option| {
        let fits = advised.filter(|advised| advised.option.id == option.id);
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
    });
    let mut options: Vec<_> = shown.collect();
    if step.kind == StepKind::Question && !step.options.iter().any(|option| option.id == UNKNOWN) {
        options.push(ShownOption {
            id: UNKNOWN.to_owned(),
            title: shell.html("playbooks-unknown"),
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

fn guides(shell: &Shell, step: &Step) -> Vec<ShownGuide> {
    let shown = step.sources.iter().map(|view| ShownGuide {
        edition: shell.t(edition_key(view.edition)),
        says: shell.text(&view.says),
    });
    shown.collect()
}

/// The key of the words for an actor's part.
#[must_use]
pub const fn actor_key(actor: Actor) -> &'static str {
    match actor {
        Actor::Finder => "playbooks-actor-finder",
        Actor::Receiver => "playbooks-actor-receiver",
        Actor::Staff => "playbooks-actor-staff",
        Actor::Officer => "playbooks-actor-officer",
        Actor::President => "playbooks-actor-president",
        Actor::SystemAdmin => "playbooks-actor-system-admin",
        Actor::Pr => "playbooks-actor-pr",
        Actor::Provider => "playbooks-actor-provider",
    }
}

/// The key of the words for the guide that a playbook follows, or for who wrote it.
#[must_use]
pub const fn edition_key(edition: Edition) -> &'static str {
    match edition {
        Edition::IpaOlder => "playbooks-edition-ipa-older",
        Edition::IpaNewer => "playbooks-edition-ipa-newer",
        Edition::Gokui22 => "playbooks-edition-gokui",
        Edition::Hikeshi => "playbooks-edition-hikeshi",
        Edition::Own => "playbooks-edition-own",
        Edition::Provider => "playbooks-edition-provider",
    }
}

/// The key of the words for what is to be done with a step.
#[must_use]
pub const fn kind_key(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Task => "playbooks-kind-task",
        StepKind::Question => "playbooks-kind-question",
        StepKind::Decision => "playbooks-kind-decision",
    }
}

/// "Within 30 minutes": the largest unit that divides the minutes after the start.
#[must_use]
pub fn due_text(words: &Words, minutes: u32) -> String {
    let (count, key) = match due_parts(minutes) {
        (count, "days") => (count, "playbooks-due-days"),
        (count, "hours") => (count, "playbooks-due-hours"),
        (count, _) => (count, "playbooks-due-minutes"),
    };
    words.t1(key, "count", count)
}

/// Minutes as a count and `minutes`, `hours` or `days`.
pub(crate) const fn due_parts(minutes: u32) -> (u32, &'static str) {
    match minutes {
        0 => (0, "minutes"),
        days if days % 1_440 == 0 => (days / 1_440, "days"),
        hours if hours % 60 == 0 => (hours / 60, "hours"),
        minutes => (minutes, "minutes"),
    }
}
