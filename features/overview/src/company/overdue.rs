//! What should be done by now. Each kind has its source here; a slice that knows of more is asked here too,
//! and counted in `board/columns.rs`.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{ClockState, Purpose},
    model::{clock, incident},
};
use hikeshi_kernel::{LocalText, from_millis, japan, to_millis};
use hikeshi_ladder::plan::Item;
use hikeshi_policies::document::Standing as Document;
use hikeshi_risks::Rated;
use hikeshi_web::Problem;
use jiff::{Timestamp, civil::Date};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

/// What kind of thing is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverdueKind {
    /// Somebody had to be told by then.
    Duty,
    /// A risk was to be lowered by then.
    Treatment,
    /// A document was to be looked at again by then.
    Review,
    /// An item of the action plan was to be done by then.
    Plan,
}

impl OverdueKind {
    /// Its name in keys of words and for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Treatment => "treatment",
            Self::Review => "review",
            Self::Plan => "plan",
        }
    }
}

/// Something that should be done by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// What kind of thing.
    pub kind: OverdueKind,
    /// What it is.
    pub title: LocalText,
    /// The day until which it was to be done, in Japan.
    pub due: Date,
    /// Who sees to it; empty where nobody is named.
    pub owner: String,
    /// Where it is done.
    pub href: String,
}

pub(super) async fn overdue(
    tx: &Tx,
    scope: &CompanyScope,
    (documents, rated, plan): (&[Document], &[Rated], &[Item]),
    now: Timestamp,
) -> Result<Vec<Overdue>, Problem> {
    let mut all = duties(tx, scope, now).await?;
    all.extend(treatments(scope, rated, now));
    all.extend(reviews(scope, documents));
    all.extend(planned(scope, plan, now.to_zoned(japan()).date()));
    all.sort_by_key(|one| one.due);
    Ok(all)
}

async fn duties(tx: &Tx, scope: &CompanyScope, now: Timestamp) -> Result<Vec<Overdue>, Problem> {
    let clocks = clock::Entity::find()
        .filter(clock::Column::CompanyId.eq(scope.company().0))
        .filter(clock::Column::State.is_in(ClockState::RUNNING.map(ClockState::name)))
        .filter(clock::Column::DueAt.lt(to_millis(now)))
        .all(tx.conn())
        .await?;
    let ids = clocks.iter().map(|row| row.incident_id);
    let incidents = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Id.is_in(ids))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .all(tx.conn())
        .await?;
    let owners: HashMap<_, _> =
        incidents.into_iter().map(|row| (row.id, row.commander_name)).collect();
    let one = |row: clock::Model| {
        Some(Overdue {
            kind: OverdueKind::Duty,
            title: serde_json::from_str(&row.title_json).ok()?,
            due: day(row.due_at?),
            owner: owners.get(&row.incident_id)?.clone(),
            href: row.href,
        })
    };
    Ok(clocks.into_iter().filter_map(one).collect())
}

fn treatments(scope: &CompanyScope, rated: &[Rated], now: Timestamp) -> Vec<Overdue> {
    let late = rated.iter().filter(|one| one.is_overdue(now));
    let one = |one: &Rated| {
        let treatment = one.treatment.as_ref()?;
        Some(Overdue {
            kind: OverdueKind::Treatment,
            title: typed(if treatment.measures.trim().is_empty() {
                &one.row.name
            } else {
                &treatment.measures
            }),
            due: treatment.due.parse().ok()?,
            owner: treatment.owner.clone(),
            href: format!("/c/{}/risks/{}", scope.company(), one.row.id),
        })
    };
    late.filter_map(one).collect()
}

fn reviews<'a>(
    scope: &'a CompanyScope,
    documents: &'a [Document],
) -> impl Iterator<Item = Overdue> + 'a {
    let due = documents.iter().filter(|one| one.review_due);
    due.filter_map(move |one| {
        let row = &one.document.row;
        Some(Overdue {
            kind: OverdueKind::Review,
            title: typed(&row.name),
            due: day(one.version.as_ref()?.review_on),
            owner: String::new(),
            href: format!("/c/{}/policies/{}", scope.company(), row.id),
        })
    })
}

fn planned<'a>(
    scope: &'a CompanyScope,
    plan: &'a [Item],
    today: Date,
) -> impl Iterator<Item = Overdue> + 'a {
    let late = plan.iter().filter(move |item| item.is_overdue(today));
    late.filter_map(move |item| {
        Some(Overdue {
            kind: OverdueKind::Plan,
            title: item.title(),
            due: item.entry.due?,
            owner: item.row.owner.clone(),
            href: format!("/c/{}/plan/{}", scope.company(), item.row.id),
        })
    })
}

/// Words of a person are the same in every language.
fn typed(text: &str) -> LocalText {
    LocalText { ja: text.to_owned(), ja_easy: None, en: None }
}

fn day(millis: i64) -> Date {
    from_millis(millis).to_zoned(japan()).date()
}
