//! Invitations by e-mail to take a role: written here, mailed by a job, accepted once.

use hikeshi_db::Tx;
use hikeshi_kernel::{Lang, new_uuid, to_millis};
use hikeshi_web::Platform;
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    AccountId, CompanyId, ProviderId, Role, mail_job::MailInvitation, members, model::invitation,
    normal_email, token::hash_token,
};

/// How long an invitation can be accepted.
const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Where the invited person gets a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitedTo {
    /// A company.
    Company(CompanyId),
    /// A provider.
    Provider(ProviderId),
}

/// What an invitation is made from.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// To whom it is mailed.
    pub email: String,
    /// The person's name as the inviter knows it; the person can change it.
    pub name: String,
    /// Where.
    pub to: InvitedTo,
    /// The name of the company or provider, for the mail and the page.
    pub organisation: String,
    /// Which role.
    pub role: Role,
    /// Who invites.
    pub by: AccountId,
    /// In which language the mail is written.
    pub lang: Lang,
}

/// Writes an invitation and the job that mails it. The secret of its link is made when the
/// mail leaves and is never stored.
///
/// # Errors
/// The database's error.
pub async fn invite(tx: &Tx, platform: &Platform, new: NewInvitation) -> Result<Uuid, DbErr> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    invite_once(tx, platform, (id, new)).await.map(|_| id)
}

/// As [`invite`], under an id that was made of the form; `false` if the form came before: then
/// nothing is written and nobody is mailed again.
///
/// # Errors
/// The database's error.
pub async fn invite_once(
    tx: &Tx,
    platform: &Platform,
    (id, new): (Uuid, NewInvitation),
) -> Result<bool, DbErr> {
    let (clock, rng) = platform.chance();
    let (company_id, provider_id) = match new.to {
        InvitedTo::Company(id) => (Some(id.0), None),
        InvitedTo::Provider(id) => (None, Some(id.0)),
    };
    let row = invitation::ActiveModel {
        id: Set(id),
        token_hash: Set(hash_token(&rng.secret())),
        email: Set(normal_email(&new.email)),
        name: Set(new.name),
        company_id: Set(company_id),
        provider_id: Set(provider_id),
        role: Set(new.role.name().to_owned()),
        incident_id: Set(None),
        invited_by: Set(new.by.0),
        created_at: Set(to_millis(clock.now())),
        expires_at: Set(to_millis(clock.now() + LIFE)),
        used_at: Set(None),
        organisation: Set(new.organisation),
    };
    let same = OnConflict::column(invitation::Column::Id).do_nothing().to_owned();
    let rows =
        invitation::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await?;
    if rows > 0 {
        let job = MailInvitation { invitation: id, lang: new.lang };
        hikeshi_jobs::enqueue::<Platform, _>(tx, (clock, rng), &job, clock.now()).await?;
    }
    Ok(rows > 0)
}

/// The invitations of a company or provider that are still waiting, the latest first.
///
/// # Errors
/// The database's error.
pub async fn open_invitations(
    tx: &Tx,
    platform: &Platform,
    to: InvitedTo,
) -> Result<Vec<invitation::Model>, DbErr> {
    open(platform)
        .filter(place(to))
        .order_by_desc(invitation::Column::CreatedAt)
        .limit(100)
        .all(tx.conn())
        .await
}

/// Takes an invitation back; `false` if it is not one of that place or no longer waiting.
///
/// # Errors
/// The database's error.
pub async fn cancel_invitation(
    tx: &Tx,
    platform: &Platform,
    to: InvitedTo,
    id: Uuid,
) -> Result<bool, DbErr> {
    let gone = invitation::Entity::delete_many()
        .filter(invitation::Column::Id.eq(id))
        .filter(place(to))
        .filter(waiting(platform))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected > 0)
}

/// The invitation of a link; `None` for a wrong, used or expired one.
pub(crate) async fn read_invitation(
    tx: &Tx,
    platform: &Platform,
    token: &str,
) -> Result<Option<invitation::Model>, DbErr> {
    let hash = invitation::Column::TokenHash.eq(hash_token(token));
    open(platform).filter(hash).one(tx.conn()).await
}

/// Uses an invitation up and gives the role; `false` when it was used or taken back meanwhile.
pub(crate) async fn accept(
    tx: &Tx,
    platform: &Platform,
    invited: &invitation::Model,
    account: AccountId,
) -> Result<bool, DbErr> {
    let now = to_millis(platform.clock.now());
    let used = invitation::Entity::update_many()
        .set(invitation::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(invitation::Column::Id.eq(invited.id))
        .filter(waiting(platform))
        .exec(tx.conn())
        .await?;
    let Some(role) = Role::from_name(&invited.role).filter(|_| used.rows_affected > 0) else {
        return Ok(false);
    };
    let has_it = members::roles_of(tx, account).await?.into_iter().any(|row| {
        row.company_id == invited.company_id
            && row.provider_id == invited.provider_id
            && row.role == invited.role
            && row.incident_id == invited.incident_id
    });
    if has_it {
        return Ok(true);
    }
    match (invited.company_id, invited.provider_id) {
        (Some(company), _) => {
            let company = CompanyId(company);
            members::join_company(tx, platform, account, company, role, invited.incident_id)
                .await?;
        }
        (None, Some(provider)) => {
            members::join_provider(tx, platform, account, ProviderId(provider), role).await?;
        }
        (None, None) => return Ok(false),
    }
    Ok(true)
}

fn open(platform: &Platform) -> sea_orm::Select<invitation::Entity> {
    invitation::Entity::find().filter(waiting(platform))
}

fn waiting(platform: &Platform) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(invitation::Column::UsedAt.is_null())
        .add(invitation::Column::ExpiresAt.gt(to_millis(platform.clock.now())))
}

fn place(to: InvitedTo) -> sea_orm::Condition {
    let column = match to {
        InvitedTo::Company(id) => invitation::Column::CompanyId.eq(id.0),
        InvitedTo::Provider(id) => invitation::Column::ProviderId.eq(id.0),
    };
    sea_orm::Condition::all().add(column)
}
