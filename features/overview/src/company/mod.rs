//! Everything that the president's page says of one company, as the other slices know it now.

mod changes;
mod incidents;
mod next;
mod overdue;
mod policies;
mod risks;
mod stars;

use hikeshi_assets::AssetCounts;
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_posture::{Standing, course, standing};
use hikeshi_ui::Shell;
use hikeshi_web::{Platform, Problem};

pub use changes::Change;
pub use incidents::{Incident, Incidents};
pub use next::{Next, NextKind};
pub use overdue::{Overdue, OverdueKind};
pub use policies::Policies;
pub use risks::Risks;
pub use stars::{NextStar, Stars};

use crate::peers::{Peers, peers_of};

/// The self-check whose score stands at the top.
pub const MAIN: &str = "ipa-25";
/// Assessments that the course of the score shows.
const COURSE: u64 = 6;

/// What is known of a company. What is not known is `None` or empty and said so, never as zero.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The company's name.
    pub company: String,
    /// How far it is on the ladder of self-declarations.
    pub stars: Stars,
    /// Its score in each catalogue that it finished.
    pub scores: Vec<Standing>,
    /// The last scores of the main self-check, the oldest first.
    pub course: Vec<Standing>,
    /// What to do next, the most pressing first.
    pub next: Vec<Next>,
    /// What should be done by now, the oldest first.
    pub overdue: Vec<Overdue>,
    /// Real incidents.
    pub incidents: Incidents,
    /// The ledger of IT assets; `None` while it is empty.
    pub assets: Option<AssetCounts>,
    /// The risks; `None` while there is no ledger of information.
    pub risks: Option<Risks>,
    /// Policies and rules; `None` while there are none.
    pub policies: Option<Policies>,
    /// Thirty days ago, in milliseconds.
    pub month_ago: i64,
    /// What was done since then.
    pub changes: Vec<Change>,
    /// The score beside companies like it.
    pub peers: Peers,
}

/// Reads it. `shell` has the words of the person who looks: what waits is for that person.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn read(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    shell: &Shell,
) -> Result<Overview, Problem> {
    let now = platform.clock.now();
    let today = hikeshi_assets::support::today(platform);
    let scores = standing(tx, scope).await?;
    let documents = hikeshi_policies::document::standings(tx, platform, scope).await?;
    let rated = hikeshi_risks::rated(tx, platform, scope).await?;
    let known = hikeshi_ladder::rungs::known(tx, platform, scope).await?;
    let rungs = stars::rungs(&known, today)?;
    let plan = hikeshi_ladder::plan::items(tx, scope).await?;
    let counts = hikeshi_assets::counts(tx, scope, today).await?;
    Ok(Overview {
        company: hikeshi_directory::company(tx, scope).await?.name,
        stars: stars::of(&known, &rungs),
        course: course(tx, scope, (MAIN, COURSE)).await?,
        next: next::next(tx, scope, shell, (&known, &rungs, &plan)).await?,
        overdue: overdue::overdue(tx, scope, (&documents, &rated, &plan), now).await?,
        incidents: incidents::incidents(tx, scope, now).await?,
        assets: (counts.all > 0).then_some(counts),
        risks: risks::of(&rated)?,
        policies: policies::of(scope, &documents),
        month_ago: hikeshi_kernel::to_millis(now - changes::SINCE),
        changes: changes::changes(tx, scope, now).await?,
        peers: peers_of(tx, scope, &scores).await?,
        scores,
    })
}
