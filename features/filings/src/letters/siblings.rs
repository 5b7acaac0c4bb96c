//! Other runs of the very same letter: who got it there gets no second one here.

use std::collections::HashSet;

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::{
    Channel, Checked, Recipient, RunState, TroubleKind, claim::of_run,
    confirm::take_confirmations_back, keys::Secret, run::write_run, send::read_secret,
};
use crate::model::{
    letter_recipient,
    letter_run::{ActiveModel, Column, Entity, Model},
};

/// What the other runs of a letter know at one moment.
pub struct Siblings {
    channel: Channel,
    /// For each run the key of its hashes and those who got the letter, or may have got it.
    told: Vec<(Secret, HashSet<String>)>,
    /// Each run with its version.
    seen: Vec<(Uuid, i64)>,
}

impl Siblings {
    /// Asks the other runs of the letter of `run`.
    ///
    /// # Errors
    /// A problem of the database or of the disk.
    pub async fn read(
        platform: &Platform,
        scope: &CompanyScope,
        key: &TenantKey,
        run: &Model,
    ) -> Result<Self, Problem> {
        let tx = platform.db.read(scope.fence()).await?;
        let others = siblings(&tx, run).await?;
        let mut hashes = Vec::new();
        for other in &others {
            let Some(secret) = other.secret_blob_id else { continue };
            let rows = letter_recipient::Entity::find()
                .filter(of_run(other))
                .filter(letter_recipient::Column::State.ne("failed"))
                .select_only()
                .column(letter_recipient::Column::AddressHash);
            let told: HashSet<String> =
                rows.into_tuple().all(tx.conn()).await?.into_iter().collect();
            hashes.push((secret, told));
        }
        drop(tx);
        let mut told = Vec::new();
        for (secret, hashes) in hashes.into_iter().filter(|(_, hashes)| !hashes.is_empty()) {
            told.push((read_secret(platform, key, secret).await?, hashes));
        }
        Ok(Self { channel: run.way()?, told, seen: versions_of(&others) })
    }

    /// Whether this person got the letter in one of them, or may have got it.
    #[must_use]
    pub fn told(&self, who: &Recipient) -> bool {
        self.told.iter().any(|(secret, told)| told.contains(&secret.address(self.channel, who)))
    }

    /// Whether none of them has begun or ended since they were asked.
    pub(super) async fn unchanged(&self, tx: &Tx, run: &Model) -> Result<bool, Problem> {
        Ok(versions_of(&siblings(tx, run).await?) == self.seen)
    }
}

/// Takes those out of a list who got this letter in an earlier run, or may have got it.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn leave_out_told(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    run: &Model,
    checked: &mut Checked,
) -> Result<(), Problem> {
    let others = Siblings::read(platform, scope, key, run).await?;
    let all = std::mem::take(&mut checked.recipients).into_iter();
    let (told, new) = all.partition(|one| others.told(one));
    checked.recipients = new;
    checked.leave_out(TroubleKind::Already, told);
    Ok(())
}

/// Whether another run of the same letter is under way.
pub(super) async fn another_runs(tx: &Tx, run: &Model) -> Result<bool, Problem> {
    for other in siblings(tx, run).await? {
        if matches!(other.run_state()?, RunState::Running | RunState::Paused) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A run of the same letter begins or ends: the lists of the others have to be looked at again, as
/// somebody on them may have got the letter.
pub(super) async fn look_again(tx: &Tx, run: &Model) -> Result<(), Problem> {
    for other in siblings(tx, run).await? {
        if other.run_state()? != RunState::Confirm {
            continue;
        }
        take_confirmations_back(tx, &other).await?;
        let change = ActiveModel {
            id: Set(other.id),
            state: Set(RunState::Columns.name().to_owned()),
            version: Set(other.version + 1),
            ..Default::default()
        };
        write_run(tx, change).await?;
    }
    Ok(())
}

/// The other runs of the same letter in the same way.
async fn siblings(tx: &Tx, run: &Model) -> Result<Vec<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::IncidentId.eq(run.incident_id))
        .filter(Column::CompanyId.eq(run.company_id))
        .filter(Column::TextSha256.eq(&run.text_sha256))
        .filter(Column::Channel.eq(&run.channel))
        .filter(Column::Id.ne(run.id))
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?)
}

fn versions_of(runs: &[Model]) -> Vec<(Uuid, i64)> {
    runs.iter().map(|run| (run.id, run.version)).collect()
}
