//! What is told to one company.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_peers::{Figure, Place};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{CATALOGUES, has_declined, hundredths};
use crate::model::{peer_figure, peer_place};

/// What a company sees of those like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peers {
    /// It does not want to be counted.
    Declined,
    /// Its industry or its size is not known, or it was not looked at yet.
    NoGroup,
    /// There are not enough companies like it, or their scores are nearly all the same.
    NotTold,
    /// Figures, by catalogue.
    Told(Vec<Beside>),
}

/// The own score beside a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The catalogue.
    pub catalogue: String,
    /// The own score in hundredths; `None` while the company finished no assessment.
    pub own: Option<i32>,
    /// Where it lies.
    pub place: Option<Place>,
    /// What is told of the group.
    pub figure: Figure,
    /// Of when it is, in milliseconds.
    pub made_at: i64,
}

/// What is told to the company. `standings`: where it stands now.
///
/// # Errors
/// A problem of the database.
pub async fn peers_of(
    tx: &Tx,
    scope: &CompanyScope,
    standings: &[hikeshi_posture::Standing],
) -> Result<Peers, Problem> {
    if has_declined(tx, scope).await? {
        return Ok(Peers::Declined);
    }
    let place = peer_place::Entity::find_by_id(scope.company().0).one(tx.conn()).await?;
    let Some(place) = place else { return Ok(Peers::NoGroup) };
    let rows = peer_figure::Entity::find()
        .filter(peer_figure::Column::PeerGroup.eq(&place.peer_group))
        .filter(peer_figure::Column::Shown.eq(true))
        .all(tx.conn())
        .await?;
    let mut told = Vec::new();
    for catalogue in CATALOGUES {
        let Some(row) = rows.iter().find(|row| row.catalogue == catalogue) else { continue };
        let own = standings.iter().find(|one| one.catalogue == catalogue);
        let own = own.and_then(|one| hundredths(one.total?, one.max?));
        let figure: Figure = serde_json::from_str(&row.figure)?;
        told.push(Beside {
            catalogue: catalogue.to_owned(),
            own,
            place: own.map(|own| figure.place(own)),
            figure,
            made_at: row.made_at,
        });
    }
    Ok(if told.is_empty() { Peers::NotTold } else { Peers::Told(told) })
}
