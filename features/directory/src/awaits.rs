//! What waits for whom: papers to check or approve, letters to confirm, a kit to print, exhibits
//! handed over. The slices above publish it; first pages show each person what waits for them.

use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_identity::{CompanyScope, Role, can};
use hikeshi_kernel::LocalText;
use hikeshi_ui::Shell;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::awaits;

/// What the person is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwaitKind {
    /// Read a draft and find it right or not.
    Check,
    /// Decide that a paper may be given out.
    Approve,
    /// Confirm that letters go out.
    Confirm,
    /// Print the kit of the company again.
    Print,
    /// Confirm that an exhibit was handed over.
    HandOver,
    /// Read a policy or rules and say so.
    Read,
    /// Put a policy up for the public, as the second person.
    Publish,
    /// Look at a policy or rules again, as every year.
    Review,
    /// Approve a policy or rules that somebody else approved already.
    ApprovePolicy,
    /// Answer the questions of an assessment that this person was asked.
    Answer,
    /// Sign that a risk is accepted, or not.
    AcceptRisk,
}

impl AwaitKind {
    const ALL: [Self; 11] = [
        Self::Check,
        Self::Approve,
        Self::Confirm,
        Self::Print,
        Self::HandOver,
        Self::Read,
        Self::Publish,
        Self::Review,
        Self::ApprovePolicy,
        Self::Answer,
        Self::AcceptRisk,
    ];

    /// The name in the database.
    const fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Approve => "approve",
            Self::Confirm => "confirm",
            Self::Print => "print",
            Self::HandOver => "hand-over",
            Self::Read => "read",
            Self::Publish => "publish",
            Self::Review => "review",
            Self::ApprovePolicy => "approve-policy",
            Self::Answer => "answer",
            Self::AcceptRisk => "accept-risk",
        }
    }

    /// Whether the person has the right to do it at this moment.
    fn is_allowed(self, scope: &CompanyScope) -> bool {
        match self {
            Self::Check => scope.may::<can::PrepareFilings>(),
            Self::Approve => scope.may::<can::ApproveFilings>(),
            Self::Confirm => scope.may::<can::DecideFilings>() && scope.provider().is_none(),
            Self::Print => scope.may::<can::MakeKit>(),
            Self::HandOver => scope.may::<can::ViewEvidence>(),
            Self::Read => scope.may::<can::ViewPolicies>(),
            Self::Publish => scope.may::<can::PublishPolicies>(),
            Self::Review | Self::ApprovePolicy => scope.may::<can::ApprovePolicies>(),
            Self::Answer => scope.may::<can::AnswerPosture>(),
            Self::AcceptRisk => scope.may::<can::AcceptRisks>(),
        }
    }
}

/// For whom something waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Names of roles; everybody with one of them.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Accounts beside those.
    #[serde(default)]
    pub accounts: Vec<Uuid>,
    /// Accounts for which it does not wait: they did their part.
    #[serde(default)]
    pub not_by: Vec<Uuid>,
}

/// Something that waits.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// The incident; the company's own id for what belongs to no incident.
    pub incident: Uuid,
    /// Its key, unique in the incident.
    pub key: String,
    /// What the person is to do.
    pub kind: AwaitKind,
    /// Of what: the name of a paper, the subject of a letter.
    pub title: LocalText,
    /// Where it is done.
    pub href: String,
    /// For whom.
    pub who: Who,
}

impl Awaited {
    /// Whether it waits for this person, who still has the right to do it.
    #[must_use]
    pub fn is_for(&self, scope: &CompanyScope) -> bool {
        let Some(account) = scope.account().map(Uuid::from) else { return false };
        let has = |name: &String| Role::from_name(name).is_some_and(|role| scope.has_role(role));
        let asked = self.who.accounts.contains(&account) || self.who.roles.iter().any(has);
        asked
            && !self.who.not_by.contains(&account)
            && scope.sees_incident(self.incident)
            && self.kind.is_allowed(scope)
    }

    /// What is to be done, as a link says it.
    #[must_use]
    pub fn text(&self, shell: &Shell) -> String {
        let key = match self.kind {
            AwaitKind::Check => "directory-home-awaits-check",
            AwaitKind::Approve => "directory-home-awaits-approve",
            AwaitKind::Confirm => "directory-home-awaits-confirm",
            AwaitKind::Print => "directory-home-awaits-print",
            AwaitKind::HandOver => "directory-home-awaits-hand-over",
            AwaitKind::Read => "directory-home-awaits-read",
            AwaitKind::Publish => "directory-home-awaits-publish",
            AwaitKind::Review => "directory-home-awaits-review",
            AwaitKind::ApprovePolicy => "directory-home-awaits-approve-policy",
            AwaitKind::Answer => "directory-home-awaits-answer",
            AwaitKind::AcceptRisk => "directory-home-awaits-accept-risk",
        };
        shell.t1(key, "title", plain(self.title.get(shell.words.lang())))
    }
}

/// Puts these in the place of all of these kinds that waited in the incident (or under the
/// company's own id).
///
/// # Errors
/// The database's error.
pub async fn publish_awaits(
    tx: &Tx,
    scope: &CompanyScope,
    incident: Uuid,
    (kinds, all): (&[AwaitKind], &[Awaited]),
) -> Result<(), DbErr> {
    awaits::Entity::delete_many()
        .filter(awaits::Column::IncidentId.eq(incident))
        .filter(awaits::Column::CompanyId.eq(scope.company().0))
        .filter(awaits::Column::Kind.is_in(kinds.iter().map(|kind| kind.name())))
        .exec(tx.conn())
        .await?;
    let json = |fault: serde_json::Error| DbErr::Custom(fault.to_string());
    for one in all {
        let row = awaits::ActiveModel {
            incident_id: Set(incident),
            key: Set(one.key.clone()),
            company_id: Set(scope.company().0),
            kind: Set(one.kind.name().to_owned()),
            title_json: Set(serde_json::to_string(&one.title).map_err(json)?),
            href: Set(one.href.clone()),
            who_json: Set(serde_json::to_string(&one.who).map_err(json)?),
        };
        awaits::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// What waits for this person in the company, or in one incident of it.
///
/// # Errors
/// The database's error.
pub async fn awaits_of(
    tx: &Tx,
    scope: &CompanyScope,
    incident: Option<Uuid>,
) -> Result<Vec<Awaited>, DbErr> {
    let mut rows = awaits::Entity::find().filter(awaits::Column::CompanyId.eq(scope.company().0));
    if let Some(incident) = incident {
        rows = rows.filter(awaits::Column::IncidentId.eq(incident));
    }
    let rows = rows.order_by_asc(awaits::Column::Key).all(tx.conn()).await?;
    let mut all: Vec<Awaited> = rows.into_iter().filter_map(read).collect();
    all.retain(|one| one.is_for(scope));
    Ok(all)
}

/// `None` for what this version does not know.
fn read(row: awaits::Model) -> Option<Awaited> {
    Some(Awaited {
        incident: row.incident_id,
        kind: AwaitKind::ALL.into_iter().find(|kind| kind.name() == row.kind)?,
        title: serde_json::from_str(&row.title_json).ok()?,
        who: serde_json::from_str(&row.who_json).ok()?,
        key: row.key,
        href: row.href,
    })
}
