//! The rows of this slice.

pub mod package_export;
pub mod package_import;
pub mod package_origin;
pub mod package_paper;
pub mod package_upload;

use hikeshi_incidents::model::IncidentTable;

macro_rules! tables {
    ($($table:ident),+ $(,)?) => {$(
        impl IncidentTable for $table::Entity {
            const INCIDENT: Self::Column = $table::Column::IncidentId;
            const COMPANY: Self::Column = $table::Column::CompanyId;
        }
    )+};
}

tables!(package_export, package_import, package_origin, package_paper);
