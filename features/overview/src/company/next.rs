//! What to do next: what waits for the person who looks, then what the company planned, then the measures
//! that help most and that nobody planned.

use hikeshi_db::Tx;
use hikeshi_directory::awaits_of;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_kernel::LocalText;
use hikeshi_ladder::{
    plan::Item,
    rungs::{Known, RungStanding, next_rung, proposed},
};
use hikeshi_posture::library;
use hikeshi_ui::Shell;
use hikeshi_web::Problem;
use jiff::civil::Date;

/// So many things stand on the page.
const AT_MOST: usize = 3;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What it is.
    pub title: LocalText,
    /// Why it stands here.
    pub kind: NextKind,
    /// Where it is done.
    pub href: String,
}

/// Why something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextKind {
    /// It waits for the person who looks.
    Waits,
    /// The company planned it.
    Planned {
        /// Until when.
        due: Option<Date>,
        /// Who sees to it; empty for nobody.
        owner: String,
    },
    /// It closes gaps that the company named.
    Measure {
        /// Its id.
        id: String,
        /// How much work it is, a word of the data.
        effort: &'static str,
        /// What it costs, a word of the data.
        cost: &'static str,
        /// How many questions would be met.
        closes: u32,
    },
}

pub(super) async fn next(
    tx: &Tx,
    scope: &CompanyScope,
    shell: &Shell,
    (known, rungs, plan): (&Known, &[RungStanding<'_>], &[Item]),
) -> Result<Vec<Next>, Problem> {
    let mut all = waits(tx, scope, shell).await?;
    all.extend(planned(scope, plan));
    all.extend(measures(scope, (known, rungs, plan))?);
    all.truncate(AT_MOST);
    Ok(all)
}

async fn waits(tx: &Tx, scope: &CompanyScope, shell: &Shell) -> Result<Vec<Next>, Problem> {
    let all = awaits_of(tx, scope, None).await?.into_iter().map(|one| Next {
        title: LocalText { ja: one.text(shell), ja_easy: None, en: None },
        kind: NextKind::Waits,
        href: one.href,
    });
    Ok(all.collect())
}

/// What is open in the plan, the most urgent first.
fn planned<'a>(scope: &'a CompanyScope, plan: &'a [Item]) -> impl Iterator<Item = Next> + 'a {
    let open = plan.iter().filter(|item| item.state.is_open()).take(AT_MOST);
    open.map(move |item| Next {
        title: item.title(),
        kind: NextKind::Planned { due: item.entry.due, owner: item.row.owner.clone() },
        href: format!("/c/{}/plan/{}", scope.company(), item.row.id),
    })
}

/// By the answers that count for the star to work for; what is planned already stands there.
fn measures(
    scope: &CompanyScope,
    (known, rungs, plan): (&Known, &[RungStanding<'_>], &[Item]),
) -> Result<Vec<Next>, Problem> {
    let measures = &library()?.measures().measures;
    let all = proposed(measures, known, next_rung(rungs), (plan, measures.len()));
    let new = all.into_iter().filter(|one| one.taken.is_none()).take(AT_MOST);
    let next = new.map(|one| Next {
        title: one.ranked.measure.title.clone(),
        href: match scope.may::<can::EditPlan>() {
            true => format!("/c/{}/plan/new?measure={}", scope.company(), one.ranked.measure.id),
            false => format!("/c/{}/standing", scope.company()),
        },
        kind: NextKind::Measure {
            id: one.ranked.measure.id.clone(),
            effort: one.ranked.measure.effort.code(),
            cost: one.ranked.measure.cost.code(),
            closes: one.ranked.closes,
        },
    });
    Ok(next.collect())
}
