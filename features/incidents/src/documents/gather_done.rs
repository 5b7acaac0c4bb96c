//! What was done, as the first report tells it: what matters most first, because the paper has few
//! lines. Tasks that are done and decisions come before all else, in turn; then desks that were
//! reached and what people wrote into the timeline.

use super::{CaseFile, Issue, data::Happening, options_of};
use crate::{
    case::{EntryKind, moment_of},
    content::Content,
    model::timeline_entry,
    people::ContactOutcome,
    runs::done_steps,
};

/// The paper shows fewer; more of them would only make its data larger.
const MOST: usize = 12;

/// Something that was done, with its time in milliseconds.
struct Deed {
    at: i64,
    shown: Happening,
}

/// What was done, what matters most first, each with its place in time.
#[must_use]
pub(super) fn gather_done(content: &Content, file: &CaseFile, issue: &Issue) -> Vec<Happening> {
    let mut deeds = in_turn(decisions(file, issue), tasks(file, issue));
    deeds.extend(desks(content, file, issue));
    deeds.extend(lines(file, issue));
    deeds.truncate(MOST);
    let mut times: Vec<(i64, usize)> =
        deeds.iter().enumerate().map(|(place, deed)| (deed.at, place)).collect();
    times.sort_unstable();
    let order = |place: usize| times.iter().position(|(_, at)| *at == place).unwrap_or(place);
    let shown = deeds.into_iter().enumerate();
    shown.map(|(place, deed)| Happening { order: order(place), ..deed.shown }).collect()
}

/// The president's answers, then the playbooks' decisions, then the level, then what stands in the
/// timeline only; of each kind the latest first.
fn decisions(file: &CaseFile, issue: &Issue) -> Vec<Deed> {
    let chosen = |question: &str, chosen: &str| {
        issue.words.ta("papers-done-decided", &[("question", &question), ("chosen", &chosen)])
    };
    let answered = file.questions.iter().filter(|question| question.withdrawn_at.is_none());
    let answered = answered.filter_map(|row| {
        let label = options_of(row).label(&row.chosen).to_owned();
        let text = chosen(&issue.typed(&row.question), &issue.typed(&label));
        Some(deed(issue, row.decided_at?, text))
    });
    let mut all = latest_first(answered.collect());
    let steps = done_steps(&file.runs).into_iter();
    let taken = steps.filter_map(|step| {
        let text = chosen(&issue.text(&step.title), &issue.text(&step.chosen?));
        Some(deed(issue, step.at, text))
    });
    all.extend(latest_first(taken.collect()));
    all.extend(file.levels.last().map(|change| {
        let level = issue.words.t1("papers-decision-level", "level", change.level);
        deed(issue, change.at, chosen(&issue.words.t("doc-level"), &level))
    }));
    let typed = file.timeline.iter().filter(|line| is_typed(line, true));
    all.extend(latest_first(typed.map(|line| of_line(line, issue)).collect()));
    all
}

/// The playbooks' tasks, the most urgent first: those that stop the damage.
fn tasks(file: &CaseFile, issue: &Issue) -> Vec<Deed> {
    let tasks = done_steps(&file.runs).into_iter().filter(|step| step.chosen.is_none());
    tasks.map(|step| deed(issue, step.at, issue.text(&step.title))).collect()
}

/// Desks that were reached, the latest first.
fn desks(content: &Content, file: &CaseFile, issue: &Issue) -> Vec<Deed> {
    let reached = [ContactOutcome::Reached.name(), ContactOutcome::Sent.name()];
    let reached = file.desks.iter().filter(|desk| reached.contains(&desk.outcome.as_str()));
    let told = reached.map(|contact| {
        let name = super::desk_name(content, &contact.desk_id, issue);
        let outcome = issue.words.t(&format!("people-outcome-{}", contact.outcome));
        let values: [(&str, &dyn std::fmt::Display); 2] = [("desk", &name), ("outcome", &outcome)];
        deed(issue, contact.at, issue.words.ta("people-line-desk", &values))
    });
    latest_first(told.collect())
}

/// What people wrote, then first actions from the help page and evidence; the latest first. The
/// program's other lines repeat what is told already.
fn lines(file: &CaseFile, issue: &Issue) -> Vec<Deed> {
    let typed = file.timeline.iter().filter(|line| is_typed(line, false));
    let mut all = latest_first(typed.map(|line| of_line(line, issue)).collect());
    let noted = file.timeline.iter().filter(|line| {
        line.automatic && line.kind == EntryKind::Action.name() && !line.source.is_empty()
    });
    all.extend(latest_first(noted.map(|line| of_line(line, issue)).collect()));
    all
}

/// Whether somebody wrote the line, as a decision or as an act of another kind.
fn is_typed(line: &timeline_entry::Model, decision: bool) -> bool {
    !line.automatic
        && line.kind != EntryKind::Happening.name()
        && (line.kind == EntryKind::Decision.name()) == decision
}

fn of_line(line: &timeline_entry::Model, issue: &Issue) -> Deed {
    let at = issue.words.moment_brief(&moment_of(line), issue.at);
    Deed { at: line.sort_at, shown: Happening { at, text: issue.typed(&line.text), order: 0 } }
}

fn deed(issue: &Issue, at: i64, text: String) -> Deed {
    Deed { at, shown: Happening { at: issue.brief(at), text, order: 0 } }
}

fn latest_first(mut deeds: Vec<Deed>) -> Vec<Deed> {
    deeds.sort_by_key(|deed| std::cmp::Reverse(deed.at));
    deeds
}

/// One of each in turn, then the rest of the longer list.
fn in_turn(first: Vec<Deed>, second: Vec<Deed>) -> Vec<Deed> {
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    let mut all = Vec::new();
    loop {
        let pair = [first.next(), second.next()];
        if pair.iter().all(Option::is_none) {
            return all;
        }
        all.extend(pair.into_iter().flatten());
    }
}
