//! All merges of a company, the last one first.

use askama::Template;
use axum::extract::State;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::model::{item, merge};

/// A company merges seldom; older ones are found by their address.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "pages/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    back: String,
    merges: Vec<Line>,
}

struct Line {
    href: String,
    title: String,
    hint: String,
    open: u64,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::Decide>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let back = format!("/c/{}", scope.company());
    let found = merge::Entity::find()
        .filter(merge::Column::CompanyId.eq(scope.company().0))
        .order_by_desc(merge::Column::At)
        .limit(SHOWN)
        .all(tx.conn())
        .await?;
    let mut merges = Vec::new();
    for row in found {
        let open = item::Entity::find()
            .filter(item::Column::MergeId.eq(row.id))
            .filter(item::Column::CompanyId.eq(scope.company().0))
            .filter(item::Column::Kind.eq("conflict"))
            .filter(item::Column::Chosen.eq(""))
            .count(tx.conn())
            .await?;
        let when = context.words.date_time(from_millis(row.at));
        let copied = context.words.date_time(from_millis(row.copied_at));
        merges.push(Line {
            href: format!("{back}/merges/{}", row.id),
            title: context.words.t1("spare-merged-at", "when", when),
            hint: context.words.t1("spare-copied-at", "when", copied),
            open,
        });
    }
    Ok(Html(ListPage { shell, back, merges }))
}
