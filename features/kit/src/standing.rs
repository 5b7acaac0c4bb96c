//! Whether the paper that people keep is still right.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;

use crate::{
    Change, Parts, Source,
    edition::last_edition,
    model::{kit_edition, kit_print},
    print::prints,
};

/// The last edition as it stands now.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The edition.
    pub edition: kit_edition::Model,
    /// What has changed since it was made.
    pub changes: Vec<Change>,
    /// Whether the day until which it holds is over.
    pub expired: bool,
    /// Where it is kept, the latest note first; empty while nobody said that it is printed.
    pub prints: Vec<kit_print::Model>,
}

impl Standing {
    /// Whether a new edition should be made.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.expired || !self.changes.is_empty()
    }

    /// Whether somebody has something to do: make, print, put into the binder.
    #[must_use]
    pub fn asks_for_somebody(&self) -> bool {
        self.is_stale() || self.prints.is_empty()
    }

    /// Since when, as far as the program noticed; `None` while nothing is to be done.
    pub(crate) fn asks_since(&self) -> Option<i64> {
        let changed = (!self.changes.is_empty()).then_some(self.edition.stale_since).flatten();
        let expired = self.expired.then_some(self.edition.valid_until);
        let unprinted = self.prints.is_empty().then_some(self.edition.made_at);
        [changed, expired, unprinted].into_iter().flatten().min()
    }
}

/// How the company's kit stands; `None` if none was ever made.
///
/// # Errors
/// A problem of the database.
pub async fn standing_of(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Option<Standing>, Problem> {
    let Some(edition) = last_edition(tx, scope).await? else { return Ok(None) };
    let source = Source::read(tx, platform, scope).await?;
    let now = Parts::of(&source, &platform.public(""))?;
    let then: Parts = serde_json::from_str(&edition.parts_json)?;
    let mut prints = prints(tx, scope).await?;
    prints.retain(|print| print.edition_id == edition.id);
    Ok(Some(Standing {
        changes: then.changes_to(&now),
        expired: is_over(&edition, platform.clock.now()),
        prints,
        edition,
    }))
}

fn is_over(edition: &kit_edition::Model, now: Timestamp) -> bool {
    edition.valid_until <= to_millis(now)
}
