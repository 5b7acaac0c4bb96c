//! Whether a package, or another package of the same incident, was brought in before.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_package::Manifest;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::model::package_import;

/// As what it is known here.
#[derive(Debug, Clone)]
pub struct Known {
    /// The incident here.
    pub incident: incident::Model,
    /// Whether it was this very package; otherwise another one of the same incident.
    pub same_package: bool,
    /// Whether the incident itself was written here.
    pub own: bool,
}

/// The incident as which the package, or its incident, is known in the company.
///
/// # Errors
/// A problem of the database.
pub async fn known_before(
    tx: &Tx,
    scope: &CompanyScope,
    manifest: &Manifest,
) -> Result<Option<Known>, Problem> {
    let origin = manifest.origin.incident_id;
    let of_company = |id| {
        incident::Entity::find_by_id(id).filter(incident::Column::CompanyId.eq(scope.company().0))
    };
    let either = Condition::any()
        .add(package_import::Column::PackageId.eq(manifest.package))
        .add(package_import::Column::OriginIncidentId.eq(origin));
    let imports = package_import::Entity::find()
        .filter(package_import::Column::CompanyId.eq(scope.company().0))
        .filter(either)
        .order_by_asc(package_import::Column::At)
        .all(tx.conn())
        .await?;
    let same = |row: &&package_import::Model| row.package_id == manifest.package;
    if let Some(row) = imports.iter().find(same).or(imports.first())
        && let Some(incident) = of_company(row.incident_id).one(tx.conn()).await?
    {
        let same_package = row.package_id == manifest.package;
        return Ok(Some(Known { incident, same_package, own: false }));
    }
    let own = of_company(origin).one(tx.conn()).await?;
    Ok(own.map(|incident| Known { incident, same_package: false, own: true }))
}
