//! The cards: what is seen and what to do, and the tasks of the first day for each situation.

use std::collections::BTreeSet;

use hikeshi_incidents::content::Content;
use hikeshi_pdf::QrError;
use hikeshi_playbook::{Actor, Branch, Playbook, StepKind, UNKNOWN};

use super::Say;
use crate::{
    data::{Card, Phase, Step, Symptom},
    links::Links,
};

/// Paper is for the first day, in minutes: what comes later is named and done on the screen.
const FIRST_DAY: u32 = 24 * 60;

pub(super) fn symptoms(
    content: &Content,
    say: &Say<'_>,
    links: &Links<'_>,
) -> Result<Vec<Symptom>, QrError> {
    let groups = content.triage.groups.iter();
    let all = groups.flat_map(|group| content.triage.symptoms_of(&group.id));
    let row = |symptom: &hikeshi_triage::Symptom| {
        let kind = symptom.proposes.first().and_then(|id| content.triage.kind(id));
        let carded = kind.filter(|kind| kind.playbook.is_some());
        Ok(Symptom {
            title: say.text(&symptom.title),
            now: symptom.now.iter().map(|step| say.text(&step.title)).collect(),
            dont: symptom.dont.iter().take(2).map(|step| say.text(&step.title)).collect(),
            card: carded
                .map(|kind| say.words.t1("kitdoc-card-of", "card", short(&say.text(&kind.title))))
                .unwrap_or_default(),
            link: links.symptom(&symptom.id)?,
        })
    };
    all.map(row).collect()
}

/// One card for each kind of incident that the first questions can lead to, with its playbook.
pub(super) fn cards(
    content: &Content,
    say: &Say<'_>,
    links: &Links<'_>,
) -> Result<Vec<Card>, QrError> {
    let mut all = Vec::new();
    for kind in &content.triage.kinds {
        let playbook = kind.playbook.as_ref().and_then(|id| content.playbook(id));
        let Some(playbook) = playbook else { continue };
        let numbers = Numbers::of(playbook);
        let later = playbook.steps.iter().filter(|step| numbers.get(&step.id).is_none());
        let phases = playbook.phases.iter().map(|phase| Phase {
            title: say.text(&phase.title),
            steps: steps(playbook, &phase.id, &numbers, say),
        });
        all.push(Card {
            title: say.words.t1("kitdoc-card", "card", short(&say.text(&kind.title))),
            summary: say.text(&playbook.summary),
            link: links.card(&playbook.id)?,
            phases: phases.filter(|phase| !phase.steps.is_empty()).collect(),
            later: later.map(|step| say.text(&step.title)).collect(),
        });
    }
    Ok(all)
}

/// A name without what it says in brackets: it stands in narrow places.
fn short(name: &str) -> &str {
    let end = name.find(['(', '\u{ff08}']).filter(|end| *end > 0).unwrap_or(name.len());
    name[..end].trim()
}

fn steps(playbook: &Playbook, phase: &str, numbers: &Numbers<'_>, say: &Say<'_>) -> Vec<Step> {
    let of_phase = playbook.steps.iter().filter(|step| step.phase == phase);
    let printed = of_phase.filter_map(|step| Some((numbers.get(&step.id)?, step)));
    printed
        .map(|(number, step)| Step {
            number: number.to_string(),
            when: step
                .only_if
                .as_ref()
                .map(|b| when(playbook, b, numbers, say))
                .unwrap_or_default(),
            title: say.text(&step.title),
            asks: step.kind != StepKind::Task,
            options: step
                .options
                .iter()
                .enumerate()
                .map(|(at, option)| format!("{} {}", letter(at), say.text(&option.title)))
                .collect(),
            actor: say.words.t(actor(step.actor)),
            due: step.due.map(|minutes| due(minutes, say)).unwrap_or_default(),
        })
        .collect()
}

/// "If 3 is A or C": the letters stand beside the answers of that line.
fn when(playbook: &Playbook, branch: &Branch, numbers: &Numbers<'_>, say: &Say<'_>) -> String {
    let options =
        playbook.step(&branch.step).map(|step| step.options.as_slice()).unwrap_or_default();
    let answer = |id: &String| match options.iter().position(|option| option.id == *id) {
        Some(at) => Some(letter(at)),
        None => (id == UNKNOWN).then(|| say.words.t("kitdoc-unknown")),
    };
    let answers: Vec<String> = branch.answer.iter().filter_map(answer).collect();
    let answers = answers.join(&say.words.t("kitdoc-between"));
    let number = numbers.get(&branch.step).unwrap_or_default();
    say.words.ta("kitdoc-when", &[("step", &number), ("answers", &answers)])
}

fn letter(at: usize) -> String {
    let letter =
        u8::try_from(at).ok().filter(|at| *at < 26).map_or('?', |at| char::from(b'A' + at));
    letter.to_string()
}

fn due(minutes: u32, say: &Say<'_>) -> String {
    match minutes {
        ..60 => say.words.t1("kitdoc-due-minutes", "count", minutes),
        60..1_440 => say.words.t1("kitdoc-due-hours", "count", minutes.div_ceil(60)),
        _ => say.words.t1("kitdoc-due-days", "count", minutes.div_ceil(1_440)),
    }
}

const fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Finder => "kitdoc-actor-finder",
        Actor::Receiver => "kitdoc-actor-receiver",
        Actor::Staff => "kitdoc-actor-staff",
        Actor::Officer => "kitdoc-actor-officer",
        Actor::President => "kitdoc-actor-president",
        Actor::SystemAdmin => "kitdoc-actor-system-admin",
        Actor::Pr => "kitdoc-actor-pr",
        Actor::Provider => "kitdoc-actor-provider",
    }
}

/// The steps that are printed, counted in the order of the card.
struct Numbers<'a>(Vec<&'a str>);

impl<'a> Numbers<'a> {
    /// What is due on the first day, and the questions on which that depends.
    fn of(playbook: &'a Playbook) -> Self {
        let early = |step: &&hikeshi_playbook::Step| step.due.is_none_or(|due| due <= FIRST_DAY);
        let mut printed: BTreeSet<&str> =
            playbook.steps.iter().filter(early).map(|step| step.id.as_str()).collect();
        loop {
            let asked = playbook.steps.iter().filter(|step| printed.contains(step.id.as_str()));
            let asked: Vec<&str> =
                asked.filter_map(|step| step.only_if.as_ref().map(|b| b.step.as_str())).collect();
            let before = printed.len();
            printed.extend(asked);
            if printed.len() == before {
                break;
            }
        }
        let in_order = playbook
            .phases
            .iter()
            .flat_map(|phase| playbook.steps.iter().filter(move |step| step.phase == phase.id));
        let ids = in_order.map(|step| step.id.as_str()).filter(|id| printed.contains(id));
        Self(ids.collect())
    }

    fn get(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|known| *known == id).map(|at| at + 1)
    }
}
