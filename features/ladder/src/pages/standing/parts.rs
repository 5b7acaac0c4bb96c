//! The parts of the page in words.

use hikeshi_kernel::from_millis;
use hikeshi_posture_engine::Answer;
use hikeshi_ui::Shell;
use hikeshi_web::percent;

use super::{
    super::shown::{Mark, measure_facts, plain_text, text},
    next::declare_href,
};
use crate::{
    content::{StepKind, Until, is_to_check},
    rungs::{Known, Proposed, RungStanding, Stands, StepStanding},
};

/// So many questions stand open on the page; the rest is folded.
const FIRST: usize = 8;

/// Title and first sentence of the page.
pub(super) fn heading(
    shell: &Shell,
    fresh: bool,
    next: Option<&RungStanding<'_>>,
) -> (String, String) {
    let Some(next) = next else {
        return (shell.t("ladder-h-all"), shell.t("ladder-lead-all"));
    };
    if fresh {
        return (shell.t("ladder-h-fresh"), shell.t("ladder-lead-fresh"));
    }
    let open = next.steps.iter().filter(|one| !one.done).count();
    let mark = next.rung.mark.as_str();
    let title = match next.stands {
        Stands::Ready => shell.t1("ladder-h-ready", "star", mark),
        Stands::Lapsed => shell.t1("ladder-h-lapsed", "star", mark),
        _ => shell.t2("ladder-h-open", "star", mark, "count", open),
    };
    let first = next.steps.iter().find(|one| !one.done);
    let lead = first.map(|one| plain_text(shell, &one.step.title)).unwrap_or_default();
    let lead = match next.stands {
        Stands::Ready => shell.t("ladder-lead-ready"),
        _ => shell.t1("ladder-lead-open", "step", lead),
    };
    (title, lead)
}

/// A star in the row of stars.
pub(super) struct RungLine {
    pub(super) class: &'static str,
    pub(super) current: bool,
    pub(super) icon: &'static str,
    pub(super) title: String,
    pub(super) word: String,
    /// Declared, although what stands under it does not hold now.
    pub(super) doubt: bool,
}

impl RungLine {
    pub(super) fn of(shell: &Shell, _home: &str, one: &RungStanding<'_>, current: bool) -> Self {
        let reached = one.stands.is_reached();
        let icon = match one.stands {
            _ if reached => "done",
            Stands::Open if !current => "lock",
            Stands::Open => "open",
            _ => "half",
        };
        let weak = one.steps.iter().any(|step| {
            let asked = matches!(step.step.kind, StepKind::Assessment | StepKind::PolicyPublic);
            asked && !step.done
        });
        Self {
            class: if reached { "is-done" } else { "" },
            current,
            icon,
            title: text(shell, &one.rung.title),
            word: rung_word(shell, one),
            doubt: one.stands == Stands::Declared && weak,
        }
    }
}

fn rung_word(shell: &Shell, one: &RungStanding<'_>) -> String {
    let day = |text: &str| text.parse().map(|day| shell.words.date(day)).unwrap_or_default();
    let declared = one.declaration.map(|row| day(&row.declared_on)).unwrap_or_default();
    match one.stands {
        Stands::Declared => shell.t1("ladder-word-declared", "day", declared),
        Stands::Covered => shell.t("ladder-word-covered"),
        Stands::Lapsed => {
            let until = one.until.map(|day| shell.words.date(day)).unwrap_or_default();
            shell.t1("ladder-word-lapsed", "day", until)
        }
        Stands::Ready => shell.t("ladder-word-ready"),
        Stands::Open => shell.t("ladder-word-open"),
        Stands::Begun => {
            let asked = one.steps.iter().filter(|step| !step.done);
            let mut asked = asked.filter(|step| step.step.until == Until::Met);
            let told = asked.find_map(|step| Some((step, step.told?)));
            match told.filter(|(step, _)| step.step.kind == StepKind::Assessment) {
                Some((step, told)) => {
                    let (of, met) = met_of(step, told);
                    let key =
                        if step.finished { "ladder-word-met" } else { "ladder-word-met-so-far" };
                    shell.t2(key, "met", met, "of", of)
                }
                None => {
                    let done = one.steps.iter().filter(|step| step.done).count();
                    shell.t2("ladder-word-steps", "done", done, "of", one.steps.len())
                }
            }
        }
    }
}

/// Questions of a catalogue, and how many are met wherever they apply.
fn met_of(step: &StepStanding<'_>, told: &crate::rungs::Told) -> (usize, usize) {
    let of = told.catalogue.len();
    (of, of.saturating_sub(step.gaps.len()))
}

/// A step of the next star.
pub(super) struct StepLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) hint: String,
    pub(super) mark: Mark,
    pub(super) to_check: bool,
}

pub(super) fn step_line(
    shell: &Shell,
    (home, known): (&str, &Known),
    next: &RungStanding<'_>,
    one: &StepStanding<'_>,
) -> StepLine {
    let before = next.steps.iter().take_while(|step| step.step.id != one.step.id);
    let free = one.begun || before.clone().all(|step| step.done);
    let mark = match (one.done, one.begun, free) {
        (true, _, _) => Mark::new("done", "done", shell.t("ladder-step-done")),
        (_, true, _) => Mark::new("now", "half", shell.t("ladder-step-now")),
        (_, _, true) => Mark::new("now", "open", shell.t("ladder-step-open")),
        _ => Mark::new("wait", "lock", shell.t("ladder-step-wait")),
    };
    let policy = |end: &str| match known.policy {
        Some(id) => format!("{home}/policies/{id}{end}"),
        None => format!("{home}/policies/new/basic-policy"),
    };
    let href = match one.step.kind {
        StepKind::Assessment => match (one.draft, one.told) {
            (Some(draft), _) => format!("{home}/assessments/{draft}"),
            (None, Some(told)) => format!("{home}/assessments/{}", told.id),
            (None, None) => format!("{home}/assessments/new/{}", one.catalogue),
        },
        StepKind::PolicyApproved => policy(""),
        StepKind::PolicyPublic => policy(if known.policy_approved { "/publish" } else { "" }),
        StepKind::Expert | StepKind::Oath => format!("{home}/standing/scs-3"),
        StepKind::Declared => declare_href(home, &next.rung.id),
    };
    StepLine {
        href,
        title: text(shell, &one.step.title),
        hint: text(shell, &one.step.hint),
        mark,
        to_check: is_to_check(one.step.confidence),
    }
}

/// The questions that a step lacks.
pub(super) struct Missing {
    pub(super) title: String,
    /// When and how they were answered.
    pub(super) about: String,
    /// Said beside: unfinished answers count for nothing, unknown ones are to be found out.
    pub(super) remarks: Vec<String>,
    pub(super) first: Vec<GapLine>,
    pub(super) rest: Vec<GapLine>,
    pub(super) notice: String,
}

/// A question.
pub(super) struct GapLine {
    pub(super) href: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) sites: String,
    pub(super) mark: Mark,
    pub(super) to_check: bool,
}

pub(super) fn missing_of(shell: &Shell, home: &str, one: &StepStanding<'_>) -> Option<Missing> {
    let told = one.told?;
    let unknown = told.score.sum.counts.unknown;
    if one.gaps.is_empty() && one.finished && (unknown == 0 || one.step.until == Until::Met) {
        return None;
    }
    let base = format!("{home}/assessments/{}", one.draft.unwrap_or(told.id));
    let place = |name: &String| told.answers.sheets.iter().position(|sheet| sheet.site == *name);
    let site_of = |gap: &crate::rungs::Gap| gap.sites.first().and_then(place).unwrap_or(0);
    let line = |gap: &crate::rungs::Gap| {
        let item = told.catalogue.item(&gap.item)?;
        let sites: Vec<&str> =
            gap.sites.iter().map(String::as_str).filter(|site| !site.is_empty()).collect();
        Some(GapLine {
            href: format!("{base}/items/{}?site={}", percent(&gap.item), site_of(gap)),
            id: gap.item.clone(),
            title: text(shell, &item.title),
            sites: sites.join(&shell.t("ladder-and")),
            mark: Mark::of_answer(shell, &told.catalogue, gap.worst),
            to_check: is_to_check(item.confidence),
        })
    };
    let mut first: Vec<GapLine> = one.gaps.iter().filter_map(line).collect();
    let rest = if first.len() > FIRST + 2 { first.split_off(FIRST) } else { Vec::new() };
    let at = shell.words.date_time(from_millis(told.at));
    let mut remarks = Vec::new();
    if !one.finished {
        remarks.push(shell.t("ladder-remark-draft"));
    } else if one.draft.is_some() {
        remarks.push(shell.t("ladder-remark-again"));
    }
    if unknown > 0 {
        remarks.push(shell.t1("ladder-remark-unknown", "count", unknown));
    }
    let waits = one.gaps.iter().filter(|gap| gap.worst == Answer::Unanswered).count();
    if waits > 0 {
        remarks.push(shell.t1("ladder-remark-waiting", "count", waits));
    }
    Some(Missing {
        title: text(shell, &told.catalogue.title),
        about: shell.t1(if one.finished { "ladder-from" } else { "ladder-so-far" }, "at", at),
        remarks,
        first,
        rest,
        notice: told.catalogue.notice.as_ref().map(|one| text(shell, one)).unwrap_or_default(),
    })
}

/// The self-check in figures.
pub(super) struct ScorePart {
    pub(super) title: String,
    pub(super) total: i32,
    pub(super) max: i32,
    pub(super) percent: i32,
    pub(super) band: String,
    pub(super) meaning: String,
    pub(super) remarks: Vec<String>,
    pub(super) href: String,
}

/// Of the self-check; before the first one is finished there is no score to show.
pub(super) fn score_of(shell: &Shell, home: &str, known: &Known) -> Option<ScorePart> {
    let told = known.finished("ipa-25")?;
    let sum = &told.score.sum;
    let band = told.catalogue.scoring.bands.iter().find(|band| Some(&band.id) == sum.band.as_ref());
    let mut remarks = Vec::new();
    if let Some(before) = known.assessed.get("ipa-25").and_then(|one| one.before) {
        remarks.push(shell.t1("ladder-before", "total", before));
    }
    let counts = &sum.counts;
    remarks.push(shell.words.ta(
        "ladder-counts",
        &[
            ("yes", &counts.yes),
            ("partly", &counts.partly),
            ("no", &counts.no),
            ("unknown", &counts.unknown),
            ("unanswered", &counts.unanswered),
        ],
    ));
    if told.score.sites.len() > 1 {
        remarks.push(shell.t1("posture-sites-added", "count", told.score.sites.len()));
    }
    Some(ScorePart {
        title: text(shell, &told.catalogue.title),
        total: sum.total,
        max: sum.max,
        percent: if sum.max > 0 { (sum.total * 100 / sum.max).clamp(0, 100) } else { 0 },
        band: sum.band.as_ref().map(|b| shell.t1("posture-band", "band", b)).unwrap_or_default(),
        meaning: band.map(|one| text(shell, &one.meaning)).unwrap_or_default(),
        remarks,
        href: format!("{home}/assessments/{}", told.id),
    })
}

/// A measure.
pub(super) struct Card {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) take: String,
    /// It is in the plan: where, and until when.
    pub(super) taken: Option<(String, String)>,
}

impl Card {
    pub(super) fn of(shell: &Shell, home: &str, one: &Proposed<'_>) -> Self {
        let measure = one.ranked.measure;
        let gain = |(catalogue, points): &(String, i32)| {
            let key =
                if catalogue == "ipa-25" { "ladder-gain-points" } else { "ladder-gain-items" };
            let name = shell.t(&format!("ladder-short-{catalogue}"));
            shell.t2(key, "name", name, "count", *points)
        };
        let gains: Vec<String> = one.ranked.gains.iter().map(gain).collect();
        let mut facts = vec![(shell.t("ladder-effect"), gains.join(&shell.t("ladder-and")))];
        facts.extend(measure_facts(shell, measure));
        let taken = one.taken.as_ref().map(|taken| {
            let until = taken.due.map(|day| shell.words.date(day));
            let words = until.map_or_else(
                || shell.t("ladder-taken"),
                |day| shell.t1("ladder-taken-until", "day", day),
            );
            (format!("{home}/plan/{}", taken.item), words)
        });
        Self {
            title: text(shell, &measure.title),
            why: text(shell, &measure.why),
            facts,
            take: format!("{home}/plan/new?measure={}", measure.id),
            taken,
        }
    }
}
