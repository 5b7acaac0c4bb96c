//! What an import left behind, so that undoing it sees whether somebody changed it since.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_inventory::{Field, Values};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    ledger::{OwnFields, own_of, values_of},
    model::{asset, asset_secret},
};

/// How an asset was at a moment. Two that are the same are equal, however often it was changed and
/// changed back between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Digest of kind, values and own fields.
    content: String,
    /// The secrets beside them.
    secrets: Vec<Uuid>,
}

impl Mark {
    pub(super) fn of(
        kind: &str,
        (values, own): (&Values, &OwnFields),
        mut secrets: Vec<Uuid>,
    ) -> Result<Self, Problem> {
        let content = serde_json::to_vec(&(kind, values, own))?;
        secrets.sort_unstable();
        Ok(Self { content: hex::encode(Sha256::digest(&content)), secrets })
    }

    /// How an asset is now.
    pub(super) fn of_row(row: &asset::Model, secrets: Vec<Uuid>) -> Result<Self, Problem> {
        Self::of(&row.kind, (&values_of(row)?, &own_of(row)?), secrets)
    }
}

/// What a row of an import did to an asset, kept with the row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Before {
    /// The values before; none for an asset that the import brought.
    pub(super) values: Values,
    pub(super) own: OwnFields,
    /// Secrets that came with the file.
    pub(super) secrets: Vec<Field>,
    /// How the asset was before; `None` for one that the import brought.
    pub(super) from: Option<Mark>,
    /// How the import left it; `None` for imports that were taken before marks were kept.
    pub(super) left: Option<Mark>,
}

/// The ids of the secrets of all assets of the company, by asset.
pub(super) async fn secret_ids(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<HashMap<Uuid, Vec<Uuid>>, Problem> {
    let rows: Vec<(Uuid, Uuid)> = asset_secret::Entity::find()
        .select_only()
        .column(asset_secret::Column::AssetId)
        .column(asset_secret::Column::Id)
        .filter(asset_secret::Column::CompanyId.eq(scope.company().0))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut all: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (asset, id) in rows {
        all.entry(asset).or_default().push(id);
    }
    Ok(all)
}
