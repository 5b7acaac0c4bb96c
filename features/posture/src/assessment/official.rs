//! Official texts from the official workbook, for the eyes of the company that brought it in.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use crate::model::official_text;

/// The official texts of a catalogue that the company brought in, by item.
///
/// # Errors
/// A problem of the database.
pub async fn official_texts(
    tx: &Tx,
    scope: &CompanyScope,
    catalogue: &str,
) -> Result<BTreeMap<String, official_text::Model>, Problem> {
    let rows = official_text::Entity::find()
        .filter(official_text::Column::CompanyId.eq(scope.company().0))
        .filter(official_text::Column::Catalogue.eq(catalogue))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.item.clone(), row)).collect())
}

/// Keeps the texts in place of those of the same catalogue.
///
/// # Errors
/// A problem of the database.
pub async fn keep_official_texts(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (catalogue, file_name, texts): (&str, &str, &BTreeMap<String, String>),
) -> Result<(), Problem> {
    official_text::Entity::delete_many()
        .filter(official_text::Column::CompanyId.eq(scope.company().0))
        .filter(official_text::Column::Catalogue.eq(catalogue))
        .exec(tx.conn())
        .await?;
    let at = to_millis(platform.clock.now());
    for (item, words) in texts {
        let (clock, rng) = platform.chance();
        let row = official_text::Model {
            id: new_uuid(clock, rng),
            company_id: scope.company().0,
            catalogue: catalogue.to_owned(),
            item: item.clone(),
            words: words.clone(),
            file_name: file_name.to_owned(),
            at,
            by_name: scope.actor_name().to_owned(),
        };
        official_text::Entity::insert(official_text::ActiveModel::from(row))
            .exec_without_returning(tx.conn())
            .await?;
    }
    let detail = json!({ "catalogue": catalogue, "items": texts.len() });
    let target = ("company", scope.company().0);
    audit(tx, platform, scope, "assessment.official-texts", target, detail).await?;
    Ok(())
}
