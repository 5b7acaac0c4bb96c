//! Companies and providers: making and finding them, keys, help addresses, notices.

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, ProviderId, living_delegations};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};

use crate::{
    help_token::new_help_token,
    model::{company, provider},
};

/// What a new company is made from.
#[derive(Debug, Clone, Default)]
pub struct NewCompany {
    /// Registered name.
    pub name: String,
    /// Industry in plain words.
    pub industry: String,
    /// People who work there.
    pub staff_count: Option<i64>,
    /// Main telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

/// Makes a company with its own key and a fresh help address.
///
/// # Errors
/// A problem of the database or of the key.
pub async fn create_company(
    tx: &Tx,
    platform: &Platform,
    new: &NewCompany,
) -> Result<CompanyId, Problem> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let now = to_millis(clock.now());
    let row = company::ActiveModel {
        id: Set(id),
        name: Set(new.name.clone()),
        mark: Set(mark_of(&new.name)),
        mark_shape: Set(i64::from(id.as_bytes()[15] % 4)),
        industry: Set(new.industry.clone()),
        staff_count: Set(new.staff_count),
        phone: Set(new.phone.clone()),
        address: Set(new.address.clone()),
        help_token: Set(new_help_token(rng)),
        help_token_at: Set(now),
        wrapped_key: Set(platform.master_key.wrap_key(&TenantKey::generate())?),
        notice_href: Set(None),
        notice_title: Set(None),
        notice_json: Set("[]".to_owned()),
        poster_at: Set(None),
        created_at: Set(now),
        version: Set(1),
    };
    company::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(CompanyId(id))
}

/// Makes a provider from its name, its telephone for companies and the hours in which it answers
/// (in words; both may be empty).
///
/// # Errors
/// The database's error.
pub async fn create_provider(
    tx: &Tx,
    platform: &Platform,
    (name, phone, hours): (&str, &str, &str),
) -> Result<ProviderId, DbErr> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let row = provider::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        phone: Set(phone.to_owned()),
        hours: Set(hours.to_owned()),
        created_at: Set(to_millis(clock.now())),
    };
    provider::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(ProviderId(id))
}

/// The row of the company that the scope acts for.
///
/// # Errors
/// Not found, if it was wiped meanwhile.
pub async fn company(tx: &Tx, scope: &CompanyScope) -> Result<company::Model, Problem> {
    company::Entity::find_by_id(scope.company().0)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// A provider by its id. Takes no scope: a company may look up any provider by its code before
/// it lets it act.
///
/// # Errors
/// The database's error.
pub async fn provider(tx: &Tx, id: ProviderId) -> Result<Option<provider::Model>, DbErr> {
    provider::Entity::find_by_id(id.0).one(tx.conn()).await
}

/// The provider that a company lets act for it now.
///
/// # Errors
/// The database's error.
pub async fn acting_provider(
    tx: &Tx,
    company: CompanyId,
) -> Result<Option<provider::Model>, DbErr> {
    match living_delegations(tx, company).await?.first() {
        Some(living) => provider(tx, ProviderId(living.provider_id)).await,
        None => Ok(None),
    }
}

/// Companies by id, in no particular order: for people with several and for boards.
///
/// # Errors
/// The database's error.
pub async fn companies(tx: &Tx, ids: &[CompanyId]) -> Result<Vec<company::Model>, DbErr> {
    company::Entity::find()
        .filter(company::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(tx.conn())
        .await
}

/// The first `limit` companies by name, for the command line of the installation.
///
/// # Errors
/// The database's error.
pub async fn first_companies(tx: &Tx, limit: u64) -> Result<Vec<company::Model>, DbErr> {
    company::Entity::find().order_by_asc(company::Column::Name).limit(limit).all(tx.conn()).await
}

/// The company of a help address; `None` for a wrong or replaced one.
///
/// # Errors
/// The database's error.
pub async fn by_help_token(tx: &Tx, token: &str) -> Result<Option<company::Model>, DbErr> {
    company::Entity::find().filter(company::Column::HelpToken.eq(token)).one(tx.conn()).await
}

/// Remembers that the poster with the help address hangs on the wall. A new address forgets it,
/// because the old poster then shows an address that no longer works.
///
/// # Errors
/// The database's error.
pub(crate) async fn poster_hangs(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<(), DbErr> {
    let change = company::ActiveModel {
        id: Set(scope.company().0),
        poster_at: Set(Some(to_millis(platform.clock.now()))),
        ..Default::default()
    };
    company::Entity::update(change).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Changes the company's own data; `false` when somebody changed it after `seen`, the version
/// that the form was made from.
///
/// # Errors
/// The database's error.
pub(crate) async fn change_company(
    tx: &Tx,
    scope: &CompanyScope,
    new: &NewCompany,
    seen: i64,
) -> Result<bool, DbErr> {
    let changed = company::Entity::update_many()
        .set(company::ActiveModel {
            name: Set(new.name.clone()),
            mark: Set(mark_of(&new.name)),
            industry: Set(new.industry.clone()),
            staff_count: Set(new.staff_count),
            phone: Set(new.phone.clone()),
            address: Set(new.address.clone()),
            version: Set(seen + 1),
            ..Default::default()
        })
        .filter(company::Column::Id.eq(scope.company().0))
        .filter(company::Column::Version.eq(seen))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Lets the other writers of the company's own data wait until the transaction ends, so that two
/// changes of one thing are seen one after the other. (On SQLite there is only one writer anyway.)
///
/// # Errors
/// A problem of the database.
pub async fn hold_company(tx: &Tx, scope: &CompanyScope) -> Result<(), DbErr> {
    let find = company::Entity::find_by_id(scope.company().0).lock_exclusive();
    find.one(tx.conn()).await.map(|_| ())
}

/// The key of the company's files.
///
/// # Errors
/// A problem if the key was destroyed or belongs to another master key.
pub async fn company_key(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<TenantKey, Problem> {
    let row = company(tx, scope).await?;
    Ok(platform.master_key.unwrap_key(&row.wrapped_key)?)
}

/// Two letters that stand for a company; legal forms at either end are left out.
fn mark_of(name: &str) -> String {
    const FORMS: &str = include_str!("../legal-forms.txt");
    let mut rest = name.trim();
    for form in FORMS.lines().filter(|line| !line.is_empty()) {
        rest = rest.trim_start_matches(form).trim_end_matches(form).trim();
    }
    let rest = if rest.is_empty() { name } else { rest };
    rest.chars().filter(|c| !c.is_whitespace()).take(2).collect()
}
