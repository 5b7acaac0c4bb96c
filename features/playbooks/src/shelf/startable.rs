//! Which playbooks a company can start: its own published ones, those of the provider that it lets
//! act, and those on board.

use std::borrow::Cow;

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{CompanyScope, living_delegations};
use hikeshi_playbook::Playbook;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    keeper::{OWN, PROVIDER},
    model::{own_playbook, playbook_version},
    on_board::{find_on_board, on_board},
};

/// A playbook that can be started.
#[derive(Debug, Clone)]
pub struct Startable {
    /// The playbook, in the version that is in use now.
    pub playbook: Cow<'static, Playbook>,
    /// Whose it is.
    pub kept_by: KeptBy,
    /// The playbook on board that it was copied from.
    pub copy_of: Option<String>,
}

/// Whose a playbook is; the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptBy {
    /// The company's own.
    Company,
    /// Its provider's.
    Provider,
    /// On board.
    OnBoard,
}

/// All of them: own ones first, then the provider's, then those on board.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn startable(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Vec<Startable>, Problem> {
    let mut all = kept(tx, platform, scope).await?;
    all.extend(on_board()?.iter().map(of_board));
    Ok(all)
}

/// The one of that id; `None` for an id that the company cannot start.
///
/// # Errors
/// As [`startable`].
pub async fn find_startable(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<Option<Startable>, Problem> {
    if !id.starts_with(OWN) && !id.starts_with(PROVIDER) {
        return Ok(find_on_board(id)?.map(of_board));
    }
    let kept = kept(tx, platform, scope).await?;
    Ok(kept.into_iter().find(|one| one.playbook.id == id))
}

/// The id of the playbook that comes before one on board: the company's own copy of it, otherwise
/// the provider's, otherwise the one on board itself.
///
/// # Errors
/// As [`startable`].
pub async fn in_place_of(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<String, Problem> {
    let kept = kept(tx, platform, scope).await?;
    let copy = kept.into_iter().find(|one| one.copy_of.as_deref() == Some(id));
    Ok(copy.map_or_else(|| id.to_owned(), |copy| copy.playbook.id.clone()))
}

fn of_board(playbook: &'static Playbook) -> Startable {
    Startable { playbook: Cow::Borrowed(playbook), kept_by: KeptBy::OnBoard, copy_of: None }
}

async fn kept(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Vec<Startable>, Problem> {
    let mut all = live(tx, scope.company().0, KeptBy::Company).await?;
    for delegation in living_delegations(tx, scope.company()).await? {
        // The provider's rows stand behind another fence than the company's.
        let theirs = platform.db.read(Fence::Tenant(delegation.provider_id)).await?;
        all.extend(live(&theirs, delegation.provider_id, KeptBy::Provider).await?);
    }
    Ok(all)
}

/// What is in use of a shelf, the latest published first.
async fn live(tx: &Tx, shelf: Uuid, kept_by: KeptBy) -> Result<Vec<Startable>, Problem> {
    let rows = own_playbook::Entity::find()
        .filter(own_playbook::Column::CompanyId.eq(shelf))
        .filter(own_playbook::Column::LiveNumber.is_not_null())
        .all(tx.conn())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let versions = playbook_version::Entity::find()
        .filter(playbook_version::Column::CompanyId.eq(shelf))
        .filter(playbook_version::Column::PlaybookId.is_in(rows.iter().map(|row| row.id)))
        .order_by_desc(playbook_version::Column::PublishedAt)
        .order_by_desc(playbook_version::Column::Id)
        .all(tx.conn())
        .await?;
    let mut all = Vec::new();
    for version in versions {
        let row = rows.iter().find(|row| row.id == version.playbook_id);
        let Some(row) = row.filter(|row| row.live_number == Some(version.number)) else { continue };
        all.push(Startable {
            playbook: Cow::Owned(serde_json::from_str(&version.json)?),
            kept_by,
            copy_of: row.source_id.clone(),
        });
    }
    Ok(all)
}
