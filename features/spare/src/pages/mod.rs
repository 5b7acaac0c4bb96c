//! The pages of merges: what came back from a spare, and what somebody has to choose.

mod list;
mod one;
mod shown;

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{SpareError, model::merge};

/// The addresses of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/merges", get(list::show))
        .route("/c/{company}/merges/{merge}", get(one::show))
        .route("/c/{company}/merges/{merge}/items/{item}", post(one::choose))
}

/// A merge of the scope's company; anything else is not found.
async fn find_merge(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<merge::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    merge::Entity::find_by_id(id)
        .filter(merge::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

fn internal(error: &SpareError) -> Problem {
    Problem::internal(error.to_string())
}
