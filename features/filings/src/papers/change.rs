//! What every change of a paper does: hold it, write its event, let its version grow.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{hold, hold_open, touch},
    model::incident,
};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{Act, State, find_paper};
use crate::model::{paper, paper_event};

/// A change in the making: who changes which paper of which incident.
pub(crate) struct Change<'a> {
    pub tx: &'a Tx,
    pub platform: &'a Platform,
    pub scope: &'a CompanyScope,
    pub incident: &'a incident::Model,
}

/// What an event says beside who and when.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted {
    pub text_sha256: String,
    pub version_id: Option<Uuid>,
    pub note: String,
    pub done_at: Option<i64>,
    pub how: String,
    pub receipt: String,
    pub exhibit_id: Option<Uuid>,
    pub by_role: String,
}

impl Change<'_> {
    /// The paper as it stands, held until the transaction ends. Refuses when the incident is
    /// closed.
    pub async fn hold_open(&self, id: &str) -> Result<paper::Model, Problem> {
        hold_open(self.tx, self.platform, self.incident).await?;
        find_paper(self.tx, self.scope, self.incident, id).await
    }

    /// The same, also when the incident is closed: what was given out may still be noted.
    pub async fn hold(&self, id: &str) -> Result<paper::Model, Problem> {
        hold(self.tx, self.incident).await?;
        find_paper(self.tx, self.scope, self.incident, id).await
    }

    /// Writes the event that leads to the paper's next version; 0 is the version before the first.
    pub async fn note(
        &self,
        (paper, version): (Uuid, i64),
        act: Act,
        noted: Noted,
    ) -> Result<Uuid, Problem> {
        let (clock, rng) = self.platform.chance();
        let id = new_uuid(clock, rng);
        let row = paper_event::ActiveModel {
            id: Set(id),
            company_id: Set(self.incident.company_id),
            incident_id: Set(self.incident.id),
            paper_id: Set(paper),
            step: Set(version + 1),
            act: Set(act.name().to_owned()),
            text_sha256: Set(noted.text_sha256),
            version_id: Set(noted.version_id),
            note: Set(noted.note),
            done_at: Set(noted.done_at),
            how: Set(noted.how),
            receipt: Set(noted.receipt),
            exhibit_id: Set(noted.exhibit_id),
            by_role: Set(noted.by_role),
            at: Set(to_millis(clock.now())),
            by_id: Set(self.scope.account().map(Into::into)),
            by_name: Set(self.scope.actor_name().to_owned()),
        };
        paper_event::Entity::insert(row).exec_without_returning(self.tx.conn()).await?;
        Ok(id)
    }

    /// Writes the changed paper with its next version, and its entry in the log.
    pub async fn write(
        &self,
        paper: paper::ActiveModel,
        old: &paper::Model,
        act: Act,
    ) -> Result<(), Problem> {
        let now = to_millis(self.platform.clock.now());
        let row = paper::ActiveModel {
            id: Set(old.id),
            version: Set(old.version + 1),
            changed_at: Set(now),
            ..paper
        };
        paper::Entity::update(row).exec_without_returning(self.tx.conn()).await?;
        touch(self.tx, self.incident.id, now).await?;
        self.log(old.id, act).await
    }

    /// The entry in the log.
    pub async fn log(&self, paper: Uuid, act: Act) -> Result<(), Problem> {
        let detail = json!({ "incident": self.incident.id });
        let thing = ("paper", paper);
        audit(self.tx, self.platform, self.scope, act.logged(), thing, detail).await?;
        Ok(())
    }
}

/// A paper in another state.
pub(crate) fn in_state(state: State) -> paper::ActiveModel {
    paper::ActiveModel { state: Set(state.name().to_owned()), ..Default::default() }
}
