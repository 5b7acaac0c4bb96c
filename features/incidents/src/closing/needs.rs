//! What a level asks for before an incident is closed, decided without a database.

use crate::{content::ClosingNeed, measures::MeasureKind};

/// A measure as far as closing looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasureNow {
    /// What it is for.
    pub kind: MeasureKind,
    /// Whether it has an owner and a day.
    pub owned: bool,
    /// Whether it is done.
    pub done: bool,
}

/// What an incident has reached, as far as closing looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseNow {
    /// Keys of the facts that say something, also "cannot be found, because …".
    pub facts: Vec<String>,
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
        Need { id: &text.id, text, met: left == 0, left }
    };
    asked.iter().map(need).collect()
}

fn left_of(need: &str, now: &CaseNow) -> usize {
    let fact = |key: &str| usize::from(!now.facts.iter().any(|known| known == key));
    let of = |kind: MeasureKind| now.measures.iter().filter(move |measure| measure.kind == kind);
    match need {
        "cause-recorded" => fact("cause"),
        "prevention-owned" => {
            let all = || of(MeasureKind::Prevention);
            let loose = all().filter(|measure| !measure.owned && !measure.done).count();
            loose.max(usize::from(!all().any(|measure| measure.owned)))
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

    #[test]
    fn an_untouched_incident_lacks_more_the_higher_its_level() {
        let now = CaseNow { open_decisions: 1, open_tasks: 4, ..CaseNow::default() };
        let counts: Vec<usize> = (0..=3).map(|level| left(level, &now).len()).collect();
        assert_eq!(counts, [2, 4, 6, 8]);
    }

    #[test]
    fn what_the_levels_ask_for_can_all_be_reached() {
        let measure = |kind, done| MeasureNow { kind, owned: true, done };
        let now = CaseNow {
            facts: all_facts(),
            measures: vec![
                measure(MeasureKind::Restore, true),
                measure(MeasureKind::Prevention, false),
            ],
            ..CaseNow::default()
        };
        for level in 0..=3 {
            assert_eq!(left(level, &now), [""; 0], "level {level}");
        }
    }

    #[test]
    fn a_prevention_without_owner_and_an_open_restoring_keep_an_incident_open() {
        let mut now = CaseNow {
            facts: all_facts(),
            measures: vec![
                MeasureNow { kind: MeasureKind::Restore, owned: true, done: true },
                MeasureNow { kind: MeasureKind::Restore, owned: true, done: false },
                MeasureNow { kind: MeasureKind::Prevention, owned: true, done: false },
                MeasureNow { kind: MeasureKind::Prevention, owned: false, done: false },
            ],
            ..CaseNow::default()
        };
        assert_eq!(left(2, &now), ["prevention-owned", "restored"]);
        now.exhibits_without_place = 2;
        assert_eq!(left(3, &now), ["prevention-owned", "restored", "evidence-kept"]);
    }
}
