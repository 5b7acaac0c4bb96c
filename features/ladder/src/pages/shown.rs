//! What several pages show alike.

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::{LocalText, japan};
use hikeshi_posture_engine::{Answer, Catalogue, Measure};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::Platform;
use jiff::civil::Date;

use crate::plan::{Item, Owner, Rhythm, State};

/// A state: tone, icon and word.
pub(super) struct Mark {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

impl Mark {
    pub(super) fn new(tone: &'static str, icon: &'static str, word: String) -> Self {
        Self { tone, icon, word }
    }

    /// An answer that is not good enough.
    pub(super) fn of_answer(shell: &Shell, catalogue: &Catalogue, answer: Answer) -> Self {
        let (tone, icon) = match answer {
            Answer::Yes => ("done", "done"),
            Answer::Partly | Answer::Level(_) => ("now", "half"),
            Answer::No => ("danger", "stop"),
            Answer::Unknown => ("caution", "warn"),
            Answer::Unanswered | Answer::Na => ("wait", "open"),
        };
        Self { tone, icon, word: answer_word(&shell.words, catalogue, answer) }
    }

    /// How far an item of the plan is.
    pub(super) fn of_item(shell: &Shell, item: &Item, today: Date) -> Self {
        let (tone, icon) = match item.state {
            _ if item.is_overdue(today) => ("danger", "clock"),
            State::Open => ("wait", "open"),
            State::Doing => ("now", "half"),
            State::Done => ("done", "done"),
            State::Dropped => ("wait", "close"),
        };
        let word = shell.t(&format!("plan-state-{}", item.state.name()));
        let late = item.is_overdue(today).then(|| shell.t("plan-overdue"));
        Self { tone, icon, word: late.unwrap_or(word) }
    }
}

/// An answer in words.
pub(crate) fn answer_word(words: &Words, catalogue: &Catalogue, answer: Answer) -> String {
    match answer {
        Answer::Level(given) => {
            let level = catalogue.scoring.levels.iter().find(|one| one.level == given);
            let title = level.map(|one| plain(one.title.get(words.lang()))).unwrap_or_default();
            format!("{given} {title}")
        }
        other => words.t(&format!("posture-answer-{other}")),
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

/// The day in Japan.
pub(crate) fn today(platform: &Platform) -> Date {
    platform.clock.now().to_zoned(japan()).date()
}

/// Effort, cost and helpers of a measure, in words.
pub(super) fn measure_facts(shell: &Shell, measure: &Measure) -> [(String, String); 3] {
    let helpers = measure.helpers.iter();
    let helpers: Vec<String> =
        helpers.map(|one| shell.t(&format!("ladder-helper-{}", one.code()))).collect();
    [
        (shell.t("ladder-effort"), shell.t(&format!("ladder-effort-{}", measure.effort.code()))),
        (shell.t("ladder-cost"), shell.t(&format!("ladder-cost-{}", measure.cost.code()))),
        (shell.t("ladder-helper"), helpers.join(&shell.t("ladder-and"))),
    ]
}

/// How often something comes back, as a form offers it.
pub(super) fn rhythms(shell: &Shell) -> Vec<Choice> {
    let choice =
        |one: Rhythm| Choice::new(one.name(), shell.t(&format!("plan-rhythm-{}", one.name())));
    Rhythm::ALL.map(choice).into()
}

/// Who can see to an item, as a form offers it. Somebody who may not any more stays to be seen.
pub(super) fn people(shell: &Shell, owners: &[Owner], now: (&str, &str)) -> Vec<Choice> {
    let mut all = vec![Choice::new("", shell.t("plan-nobody"))];
    all.extend(owners.iter().map(|one| {
        let name = one.provider.as_ref().map_or_else(
            || one.name.clone(),
            |provider| shell.t2("plan-of-provider", "name", &one.name, "provider", provider),
        );
        Choice::new(one.account.to_string(), name)
    }));
    let (account, name) = now;
    if !account.is_empty() && all.iter().all(|choice| choice.value != account) {
        all.push(Choice::new(account, shell.t1("plan-left", "name", name)));
    }
    all
}
