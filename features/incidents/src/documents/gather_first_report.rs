//! The first report from the case file.

use hikeshi_kernel::{Moment, from_millis, japan};
use hikeshi_playbook::{Availability, StepKind};

use super::{
    CaseFile, FirstReport, Issue,
    data::{Contact, Fact, Level, OpenDecision, Step},
    facts,
    gather_done::gather_done,
};
use crate::{
    calls::call_order,
    case::{Certainty, Purpose, moment_of, noticed_of, proposed_reasons},
    content::Content,
    measures::due_of,
    model::{fact, timeline_entry},
    runs::{NextAction, next_of},
};

/// The facts that the management asks for first, in this order.
pub const FIRST_FACTS: [&str; 7] = [
    "discovered_at",
    "occurred_at",
    "affected_assets",
    "business_impact",
    "personal_data",
    "cause",
    "backup_state",
];

/// Facts that a case from outside may tell instead of those.
const MORE_FACTS: [&str; 4] = ["persons_count", "data_items", "sensitive_data", "card_data"];

/// Everything that the first report prints, in the language of the issue, from the case alone.
#[must_use]
pub fn gather_first_report(content: &Content, file: &CaseFile, issue: &Issue) -> FirstReport {
    FirstReport {
        head: issue.head(&file.company, &file.incident),
        words: issue.words_for(&file.incident),
        summary: summary(content, file, issue),
        level: level(content, file, issue),
        decisions: decisions(file, issue),
        facts: first_facts(content, file, issue),
        done: gather_done(content, file, issue),
        next: next(file, issue),
        contacts: contacts(file, issue),
    }
}

/// What happened and what it stops, as far as the facts say; otherwise the incident's title, or of
/// a past one or a drill the first and the last line that the record tells.
pub(super) fn summary(content: &Content, file: &CaseFile, issue: &Issue) -> String {
    let told = ["event", "course", "business_impact"].into_iter();
    let told: Vec<String> = told
        .filter_map(|key| file.fact(key))
        .map(|fact| facts::value(content, fact, issue))
        .filter(|value| !value.is_empty())
        .collect();
    if !told.is_empty() {
        return told.join("\n");
    }
    if !is_past_or_drill(file) {
        return issue.typed(&file.incident.title);
    }
    let lines: Vec<_> = file.timeline.iter().filter(|line| !line.automatic).collect();
    let told_of = |key, line: &timeline_entry::Model| {
        let at = issue.words.moment(&moment_of(line));
        issue.words.ta(key, &[("at", &at), ("text", &issue.typed(&line.text))])
    };
    match (first_of(&lines), lines.last()) {
        (Some(first), Some(last)) if first.id != last.id => {
            [told_of("papers-first-line", first), told_of("papers-last-line", last)].join("\n")
        }
        (Some(only), _) => told_of("papers-first-line", only),
        (None, _) => issue.typed(&file.incident.title),
    }
}

/// The first line; of a day that has lines with a time of day and without, the first with one.
fn first_of<'a>(lines: &[&'a timeline_entry::Model]) -> Option<&'a timeline_entry::Model> {
    let first = lines.first().copied()?;
    let Moment::Day { day } = moment_of(first) else { return Some(first) };
    let timed = |line: &&&timeline_entry::Model| match moment_of(line) {
        Moment::Exact { at } | Moment::About { at } => at.to_zoned(japan()).date() == day,
        _ => false,
    };
    lines.iter().find(timed).copied().or(Some(first))
}

fn is_past_or_drill(file: &CaseFile) -> bool {
    file.incident.purpose != Purpose::Real.name()
}

fn is_past(file: &CaseFile) -> bool {
    file.incident.purpose == Purpose::History.name()
}

/// The damage level with who decided and who has the last word.
pub(super) fn level(content: &Content, file: &CaseFile, issue: &Issue) -> Level {
    let value = file.level();
    let last = file.levels.last();
    let reason = last.map_or_else(
        || {
            let reasons = proposed_reasons(&file.incident);
            reasons.iter().map(|reason| issue.text(&reason.text)).collect::<Vec<_>>().join(" ")
        },
        |change| issue.typed(&change.reason),
    );
    let role = value.and_then(|value| content.levels.level(i64::from(value)));
    let role = role.and_then(|level| content.levels.role(&level.final_responder));
    Level {
        value,
        reason,
        decided: last.map(|c| issue.who_when(&c.by_name, c.at)).unwrap_or_default(),
        final_responder: role.map(|role| issue.text(&role.title)).unwrap_or_default(),
    }
}

/// Questions to the president first, then decisions of the playbooks that can be taken now.
fn decisions(file: &CaseFile, issue: &Issue) -> Vec<OpenDecision> {
    let asked = file.questions.iter().filter(|question| question.decided_at.is_none());
    let mut asked: Vec<_> = asked.filter(|question| question.withdrawn_at.is_none()).collect();
    asked.sort_by_key(|question| question.due_at.unwrap_or(i64::MAX));
    let asked = asked.into_iter().map(|question| OpenDecision {
        question: issue.typed(&question.question),
        trade_off: issue.typed(&super::options_of(question).trade_off()),
        by_when: question.due_at.map(|at| issue.brief(at)).unwrap_or_default(),
        overdue: question.due_at.is_some_and(|at| from_millis(at) < issue.now),
    });
    let steps = file.runs.iter().flat_map(|run| {
        let open = run.views().into_iter().filter(|view| {
            view.step.kind == StepKind::Decision && view.availability == Availability::Available
        });
        let shown = open.map(|view| {
            let due = run.due_of(view.step);
            let detail = view.step.detail.as_ref();
            OpenDecision {
                question: issue.text(&view.step.title),
                trade_off: detail.map(|text| issue.text(text)).unwrap_or_default(),
                by_when: due.map(|due| issue.words.brief(due, issue.at)).unwrap_or_default(),
                overdue: due.is_some_and(|due| due < issue.now),
            }
        });
        shown.collect::<Vec<_>>()
    });
    asked.chain(steps).collect()
}

fn first_facts(content: &Content, file: &CaseFile, issue: &Issue) -> Vec<Fact> {
    let keys = FIRST_FACTS.iter().copied();
    let keys: Vec<&str> = if is_past_or_drill(file) {
        // What is known of a case that was brought in stands before what is not.
        let mut keys: Vec<_> = keys.chain(MORE_FACTS).collect();
        keys.sort_by_key(|key| *key != "discovered_at" && !file.fact(key).is_some_and(says));
        keys.truncate(FIRST_FACTS.len());
        keys
    } else {
        keys.collect()
    };
    let known = keys.into_iter().filter_map(|key| content.facts.field(key));
    known
        .map(|field| match file.fact(&field.key) {
            Some(fact) => facts::written(content, fact, issue),
            None if field.key == "discovered_at" => {
                let noticed = issue.words.moment(&noticed_of(&file.incident));
                Fact { value: noticed, ..facts::blank(field, issue) }
            }
            None => facts::blank(field, issue),
        })
        .collect()
}

fn says(fact: &fact::Model) -> bool {
    !fact.value.is_empty() && fact.certainty != Certainty::Unknown.name()
}

/// What cannot wait first: the one thing without which nothing goes on, then what is overdue, then
/// the other steps that can be done now, the most urgent first, then measures.
fn next(file: &CaseFile, issue: &Issue) -> Vec<Step> {
    let mut steps: Vec<(u32, Step)> = Vec::new();
    for run in &file.runs {
        let open = run.views().into_iter().filter(|view| {
            view.step.kind != StepKind::Decision && view.availability == Availability::Available
        });
        steps.extend(open.map(|view| {
            let owner = view.state.by.clone().filter(|by| !by.is_empty());
            let due = run.due_of(view.step);
            let step = Step {
                text: issue.text(&view.step.title),
                owner: owner.unwrap_or_else(|| super::actor(view.step.actor, issue)),
                due: due.map(|due| issue.words.brief(due, issue.at)).unwrap_or_default(),
                overdue: due.is_some_and(|due| due < issue.now),
            };
            (view.urgency, step)
        }));
    }
    steps.sort_by_key(|(urgency, _)| *urgency);
    let first = match next_of(&file.incident, &file.runs) {
        Some(next @ (NextAction::DecideLevel { .. } | NextAction::StartPlaybook)) => {
            Some(next.title(&issue.words))
        }
        Some(_) | None => None,
    };
    let first =
        first.map(|text| Step { text, owner: String::new(), due: String::new(), overdue: false });
    let today = issue.now.to_zoned(japan()).date();
    let undone = file.measures.iter().filter(|measure| measure.done_at.is_none());
    let undone = undone.map(|measure| Step {
        overdue: due_of(measure).is_some_and(|day| day < today),
        ..super::step_of(measure, issue)
    });
    let mut rest: Vec<Step> = steps.into_iter().map(|(_, step)| step).chain(undone).collect();
    rest.sort_by_key(|step| !step.overdue);
    first.into_iter().chain(rest).collect()
}

/// Two people of the company, then the provider; nobody has to be called about a past incident.
fn contacts(file: &CaseFile, issue: &Issue) -> Vec<Contact> {
    if is_past(file) {
        return Vec::new();
    }
    let people = call_order(file.tree.clone(), file.level().unwrap_or(0));
    let people = people.into_iter().filter(|person| !person.phone.is_empty()).take(2);
    let people = people.map(|person| Contact {
        role: issue.typed(&person.title),
        name: issue.typed(&person.name),
        phone: issue.typed(&person.phone),
    });
    let provider = file.provider.iter().filter(|provider| !provider.phone.is_empty());
    let provider = provider.map(|provider| Contact {
        role: match provider.hours.as_str() {
            "" => issue.words.t("papers-provider"),
            hours => issue.words.t1("papers-provider-hours", "hours", hours),
        },
        name: issue.typed(&provider.name),
        phone: issue.typed(&provider.phone),
    });
    people.chain(provider).collect()
}
