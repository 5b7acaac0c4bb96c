//! What a level asks for before an incident is closed, decided without a database.

use crate::{content::ClosingNeed, measures::MeasureKind};

/// A measure as far as closing looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureNow {
    /// What it is for.
    pub kind: MeasureKind,
    /// What it is called.
    pub title: String,
    /// Whether it has an owner and a day; once it is done it needs no day.
    pub owned: bool,
    /// Whether it is done.
    pub done: bool,
}

/// What an incident has reached, as far as closing looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseNow {
    /// Keys of the facts that say something, also "cannot be found, because …".
    pub facts: Vec<String>,
    /// Keys of the facts that are known, at least as suspected; `classification` also where the
    /// kinds of the incident say it.
    pub known: Vec<String>,
    /// Whether somebody has the command.
    pub commanded: bool,
    /// Playbooks that were begun.
    pub runs: usize,
    /// Decisions that wait: of playbooks and of the president.
    pub open_decisions: usize,
    /// Tasks and questions that are not settled.
    pub open_tasks: usize,
    /// All measures.
    pub measures: Vec<MeasureNow>,
    /// Exhibits of which nobody said where they are kept.
    pub exhibits_without_place: usize,
    /// Whether one person has closed it and a second one is to confirm, or it is closed.
    pub closed_once: bool,
}

/// One thing that closing needs.
#[derive(Debug, Clone)]
pub struct Need {
    /// Its id, as in `content/levels/levels.yaml`.
    pub id: &'static str,
    /// The words about it.
    pub text: &'static ClosingNeed,
    /// Whether it is there.
    pub met: bool,
    /// How many things are left, where they can be counted.
    pub left: usize,
    /// Titles of what it names without asking for it.
    pub named: Vec<String>,
}

impl Need {
    /// Whether the incident cannot be closed without it; that two persons close it shows only
    /// while closing.
    #[must_use]
    pub fn hinders(&self) -> bool {
        !self.met && self.id != "two-persons"
    }
}

/// The needs of a level, each with whether it is met. A need that the program does not know
/// counts as not met, so that new content cannot weaken closing unseen.
#[must_use]
pub fn needs_of(asked: &[&'static ClosingNeed], now: &CaseNow) -> Vec<Need> {
    let need = |text: &&'static ClosingNeed| {
        let left = left_of(&text.id, now);
        Need { id: &text.id, text, met: left == 0, left, named: named_of(&text.id, now) }
    };
    asked.iter().map(need).collect()
}

fn left_of(need: &str, now: &CaseNow) -> usize {
    let fact = |key: &str| usize::from(!now.facts.iter().any(|known| known == key));
    let known = |key: &str| usize::from(!now.known.iter().any(|known| known == key));
    let of = |kind: MeasureKind| now.measures.iter().filter(move |measure| measure.kind == kind);
    match need {
        "cause-recorded" => fact("cause"),
        "classified" => known("classification"),
        "event-recorded" => known("event"),
        "commander-named" => usize::from(!now.commanded),
        "playbook-used" if now.runs > 0 => 0,
        "playbook-used" => fact("no_playbook"),
        "prevention-owned" => {
            usize::from(!of(MeasureKind::Prevention).any(|measure| measure.owned))
        }
        "decisions-made" => now.open_decisions,
        "tasks-settled" => now.open_tasks,
        "restored" => {
            let all = || of(MeasureKind::Restore);
            let open = all().filter(|measure| !measure.done).count();
            open.max(usize::from(!all().any(|measure| measure.done)))
        }
        "reports-decided" => fact("outside_reports"),
        "persons-told" => fact("notice_to_persons"),
        "evidence-kept" => now.exhibits_without_place.max(fact("evidence_term")),
        "two-persons" => usize::from(!now.closed_once),
        _ => 1,
    }
}

/// Measures that would be better with an owner and a day.
fn named_of(need: &str, now: &CaseNow) -> Vec<String> {
    if need != "prevention-owned" {
        return Vec::new();
    }
    let prevents = |measure: &&MeasureNow| measure.kind == MeasureKind::Prevention;
    let all = now.measures.iter().filter(prevents);
    all.filter(|measure| !measure.owned).map(|measure| measure.title.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::content;

    fn left(level: i64, now: &CaseNow) -> Vec<&'static str> {
        let asked = content().unwrap().levels.needs(level);
        needs_of(&asked, now).into_iter().filter(Need::hinders).map(|need| need.id).collect()
    }

    fn all_facts() -> Vec<String> {
        ["cause", "outside_reports", "notice_to_persons", "evidence_term"].map(Into::into).to_vec()
    }

    fn measure(kind: MeasureKind, owned: bool, done: bool) -> MeasureNow {
        let with = if owned { "with" } else { "without" };
        MeasureNow { kind, title: format!("{kind:?} {with} owner"), owned, done }
    }

    /// A case that lacks nothing but what its measures lack.
    fn with_measures(measures: Vec<MeasureNow>) -> CaseNow {
        CaseNow {
            facts: all_facts(),
            known: ["classification", "event"].map(Into::into).to_vec(),
            commanded: true,
            runs: 1,
            measures,
            ..CaseNow::default()
        }
    }

    #[test]
    fn an_untouched_incident_lacks_more_the_higher_its_level() {
        let now = CaseNow { open_decisions: 1, open_tasks: 4, ..CaseNow::default() };
        let counts: Vec<usize> = (0..=3).map(|level| left(level, &now).len()).collect();
        assert_eq!(counts, [2, 4, 10, 12]);
    }

    #[test]
    fn what_the_levels_ask_for_can_all_be_reached() {
        let now = with_measures(vec![
            measure(MeasureKind::Restore, true, true),
            measure(MeasureKind::Prevention, true, false),
        ]);
        for level in 0..=3 {
            assert_eq!(left(level, &now), [""; 0], "level {level}");
        }
    }

    #[test]
    fn an_open_restoring_keeps_an_incident_open() {
        let mut now = with_measures(vec![
            measure(MeasureKind::Restore, true, true),
            measure(MeasureKind::Restore, true, false),
            measure(MeasureKind::Prevention, true, false),
        ]);
        assert_eq!(left(2, &now), ["restored"]);
        now.exhibits_without_place = 2;
        assert_eq!(left(3, &now), ["restored", "evidence-kept"]);
    }

    #[test]
    fn one_prevention_with_owner_and_day_is_enough_and_the_others_are_only_named() {
        let mut now = with_measures(vec![
            measure(MeasureKind::Restore, true, true),
            measure(MeasureKind::Prevention, false, false),
        ]);
        assert_eq!(left(2, &now), ["prevention-owned"]);
        now.measures.push(measure(MeasureKind::Prevention, true, false));
        assert_eq!(left(2, &now), [""; 0]);
        let needs = needs_of(&content().unwrap().levels.needs(2), &now);
        let named = needs.iter().find(|need| need.id == "prevention-owned").unwrap();
        assert_eq!(named.named, ["Prevention without owner"]);
    }

    #[test]
    fn a_reason_in_writing_stands_for_a_playbook_that_was_not_used() {
        let restored = measure(MeasureKind::Restore, true, true);
        let mut now = with_measures(vec![restored, measure(MeasureKind::Prevention, true, true)]);
        now.runs = 0;
        assert_eq!(left(2, &now), ["playbook-used"]);
        now.facts.push("no_playbook".to_owned());
        assert_eq!(left(2, &now), [""; 0]);
    }
}
