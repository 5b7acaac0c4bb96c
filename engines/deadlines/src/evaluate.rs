//! The answers for all duties.

use hikeshi_kernel::japan;
use jiff::{Timestamp, civil::Date};

use crate::{
    Because, Calendar, Confidence, Contract, Contracts, Duty, DutyAnswer, Facts, Hours, Note,
    OtherLimit, Rules, Truth, Value,
    count::{self, Counted},
    decide::{CONTRACTS, Explained, View},
    limit::Limit,
    rules::Placed,
};

/// Answers every duty on board, in the order of the files; one answer for each listed contract.
///
/// The day of knowing picks the editions; while it is unknown, the day of `at` does. `at` else only
/// tells which limits are over. Never fails: what is missing or senseless counts as not known.
#[must_use]
pub fn evaluate<'a>(
    rules: &'a Rules,
    calendar: &'a Calendar,
    facts: &'a Facts,
    at: Timestamp,
) -> Vec<DutyAnswer<'a>> {
    let view = View { rules, facts, day: ruling_day(facts, at), instead: None };
    let mut answers = Vec::new();
    for editions in rules.duties() {
        let Some(placed) = editions.iter().find(|edition| edition.holds_on(view.day)) else {
            answers.extend(without_edition(&editions, view.day));
            continue;
        };
        let mut answer =
            |id, contract| answers.push(one(view, calendar, *placed, id, contract, at));
        match &facts.contracts {
            Contracts::Listed(list) if placed.item.each_contract && !list.is_empty() => {
                for (index, contract) in list.iter().enumerate() {
                    answer(format!("{}-{}", placed.item.id, index + 1), Some(contract));
                }
            }
            _ => answer(placed.item.id.clone(), None),
        }
    }
    answers
}

/// Sorts as people read: what applies before what may apply, what is due first before the rest, and
/// what the law asks for before what is offered.
pub fn in_order(answers: &mut [DutyAnswer<'_>]) {
    answers.sort_by_key(|answer| {
        let rank = match answer.applies {
            Truth::Yes => 0,
            Truth::Unknown => 1,
            Truth::No => 2,
        };
        let due = answer.due.map_or(Timestamp::MAX, crate::Due::end);
        (rank, due, answer.duty.binding)
    });
}

/// The day whose editions hold.
pub(crate) fn ruling_day(facts: &Facts, at: Timestamp) -> Date {
    facts.known_day().unwrap_or_else(|| at.to_zoned(japan()).date())
}

/// Whether the duty applies: an exemption releases only once it is established.
pub(crate) fn applies(view: View<'_>, duty: &Duty) -> (Truth, Truth) {
    let released = Truth::any(duty.unless.iter().map(|id| view.rule(id)));
    let applies = if released == Truth::Yes { Truth::No } else { view.truth(&duty.when) };
    (applies, released)
}

/// The limit that counts, and the one that would count if an open question were answered.
pub(crate) fn limits<'a>(
    view: View<'a>,
    calendar: &Calendar,
    duty: &'a Duty,
    contract: Option<&Contract>,
) -> (Option<Chosen<'a>>, Option<OtherLimit<'a>>, bool) {
    let chosen = |limit: &'a str| {
        let placed = view.rules.limit(limit, view.day)?;
        let counted = counted(view, calendar, placed.item, contract);
        Some(Chosen { limit: placed.item, confidence: placed.confidence(), counted })
    };
    let (mut open, mut firm) = (None, None);
    for item in &duty.limits {
        match item.only_if.as_deref().map(|rule| (rule, view.rule(rule))) {
            None | Some((_, Truth::Yes)) => {
                firm = chosen(&item.limit);
                break;
            }
            Some((rule, Truth::Unknown)) if open.is_none() => {
                open = chosen(&item.limit).map(|chosen| (rule, chosen));
            }
            Some(_) => {}
        }
    }
    let Some((rule, open)) = open else { return (firm, None, false) };
    let Some(firm) = firm else { return (Some(open), None, true) };
    let end = |chosen: &Chosen<'_>| chosen.due().map(crate::Due::end);
    let open_is_earlier = end(&open) < end(&firm);
    let (first, second) = if open_is_earlier { (open, firm) } else { (firm, open) };
    let due = second.due();
    let question = view.rules.rule(rule, view.day).and_then(|rule| rule.item.says.as_ref());
    let question = question.map(|says| &says.unknown);
    let other = OtherLimit { rule, holds: !open_is_earlier, limit: second.limit, due, question };
    (Some(first), Some(other), true)
}

/// A limit with what the counting gave.
pub(crate) struct Chosen<'a> {
    pub limit: &'a Limit,
    pub confidence: Confidence,
    pub counted: Option<Counted>,
}

impl Chosen<'_> {
    pub fn due(&self) -> Option<crate::Due> {
        self.counted.as_ref().map(|counted| counted.due)
    }
}

fn counted(
    view: View<'_>,
    calendar: &Calendar,
    limit: &Limit,
    contract: Option<&Contract>,
) -> Option<Counted> {
    let closed = limit.closed_days.as_deref().and_then(|id| view.rules.closed_days(id, view.day));
    let from_fact = limit.hours_from.as_deref().and_then(|key| match view.value(key) {
        Value::Count { number, .. } => u32::try_from(number).ok().map(Hours::whole),
        _ => None,
    });
    let of_contract = contract.filter(|_| limit.hours_of_contract).and_then(|one| one.hours);
    count::count(limit, closed, calendar, view.facts.known, from_fact.or(of_contract))
}

fn one<'a>(
    view: View<'a>,
    calendar: &'a Calendar,
    placed: Placed<'a, Duty>,
    id: String,
    contract: Option<&'a Contract>,
    at: Timestamp,
) -> DutyAnswer<'a> {
    let duty = placed.item;
    let (applies, released) = applies(view, duty);
    let mut confidence = placed.confidence();
    let mut because = because(view, duty, applies, released, &mut confidence);
    if let Some(contract) = contract {
        for reason in because.iter_mut().filter(|reason| reason.fact == CONTRACTS) {
            reason.value = Value::Word(contract.name.clone());
        }
    }
    let (chosen, otherwise, open) = limits(view, calendar, duty, contract);
    let mut notes = Vec::new();
    if let Some(chosen) = &chosen {
        confidence = confidence.max(chosen.confidence);
        notes.extend(chosen.counted.iter().flat_map(|counted| counted.notes.iter().copied()));
    }
    if notes.iter().any(|note| matches!(note, Note::BeyondCalendar | Note::CalendarToCheck)) {
        confidence = Confidence::ToCheck;
    }
    if view.facts.known_day().is_none() && duty.limits.iter().any(|item| has_number(view, item)) {
        notes.push(Note::KnowingUnknown);
    }
    if open {
        notes.push(Note::EarlierOfTwo);
    }
    if applies != Truth::No && released == Truth::Unknown {
        notes.push(Note::ExemptionOpen);
    }
    let limit = chosen.as_ref().map(|chosen| chosen.limit);
    let addressee = duty.to_if.iter().find(|one| view.rule(&one.only_if) == Truth::Yes);
    let counted = chosen.and_then(|chosen| chosen.counted);
    let due = counted.as_ref().map(|counted| counted.due);
    DutyAnswer {
        id,
        duty,
        file: placed.file,
        contract,
        to: addressee.map_or(&duty.to, |one| &one.to),
        applies,
        due,
        raw_due: counted.as_ref().map(|counted| counted.raw),
        due_from: counted.and_then(|counted| counted.from),
        limit,
        otherwise,
        because,
        confidence,
        notes,
        overdue: due.map(|due| at > due.end()),
    }
}

fn has_number(view: View<'_>, item: &crate::DutyLimit) -> bool {
    view.rules.limit(&item.limit, view.day).is_some_and(|Placed { item: limit, .. }| {
        limit.days.is_some()
            || limit.hours.is_some()
            || limit.hours_from.is_some()
            || limit.hours_of_contract
    })
}

/// The facts that decided: those of the exemption where it releases, else those of the condition.
fn because<'a>(
    view: View<'a>,
    duty: &'a Duty,
    applies: Truth,
    released: Truth,
    confidence: &mut Confidence,
) -> Vec<Because<'a>> {
    let mut found = Vec::new();
    let by =
        |truth| Explained { rule: &duty.id, says: duty.says.as_ref(), law: Some(&duty.law), truth };
    if released == Truth::Yes && view.truth(&duty.when) != Truth::No {
        for id in duty.unless.iter().filter(|id| view.rule(id) == Truth::Yes) {
            let Some(placed) = view.rules.rule(id, view.day) else { continue };
            *confidence = placed.confidence().max(*confidence);
            let rule = placed.item;
            let by = Explained {
                rule: &rule.id,
                says: rule.says.as_ref(),
                law: rule.law.as_ref(),
                truth: Truth::Yes,
            };
            view.explain(&rule.when, by, &mut found, confidence, 0);
        }
        return found;
    }
    view.explain(&duty.when, by(applies), &mut found, confidence, 0);
    found
}

/// The answer where no edition holds: no before the first edition of something new, else unknown.
fn without_edition<'a>(editions: &[Placed<'a, Duty>], day: Date) -> Option<DutyAnswer<'a>> {
    let first = editions.iter().min_by_key(|edition| edition.from())?;
    let last = editions.iter().max_by_key(|edition| edition.from())?;
    let nearest = if day < first.from() { first } else { last };
    let nothing = nearest.item.nothing_before.as_ref().filter(|_| day < first.from());
    let because = nothing.map(|sentence| Because {
        fact: "known",
        value: Value::Word(day.to_string()),
        rule: &nearest.item.id,
        sentence: Some(sentence),
        law: Some(&nearest.item.law),
    });
    Some(DutyAnswer {
        id: nearest.item.id.clone(),
        duty: nearest.item,
        file: nearest.file,
        contract: None,
        to: &nearest.item.to,
        applies: if nothing.is_some() { Truth::No } else { Truth::Unknown },
        due: None,
        raw_due: None,
        due_from: None,
        limit: None,
        otherwise: None,
        because: because.into_iter().collect(),
        confidence: if nothing.is_some() { nearest.confidence() } else { Confidence::ToCheck },
        notes: if nothing.is_some() { Vec::new() } else { vec![Note::NoEdition] },
        overdue: None,
    })
}
