//! The sample provider, companies and people. All names are invented.

use hikeshi_db::Tx;
use hikeshi_directory::{NewCompany, NewContact, add_contact, create_company, create_provider};
use hikeshi_identity::{
    AccountId, CompanyId, CompanyScope, LinkPurpose, ProviderId, Role, create_account, delegate,
    join_company, join_provider, make_link,
};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use serde::Deserialize;

#[derive(Deserialize)]
struct Sample {
    provider: SampleProvider,
    provider_people: Vec<SamplePerson>,
    companies: Vec<SampleCompany>,
}

#[derive(Deserialize)]
struct SampleProvider {
    name: String,
    phone: String,
    hours: String,
}

#[derive(Deserialize)]
struct SampleCompany {
    name: String,
    industry: String,
    staff_count: i64,
    phone: String,
    address: String,
    people: Vec<SamplePerson>,
}

#[derive(Deserialize)]
struct SamplePerson {
    role: String,
    name: String,
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    title: String,
    level: Option<i64>,
    #[serde(default)]
    wait: i64,
}

/// A one-click sign-in link.
pub struct DemoLink {
    /// The role.
    pub role: &'static str,
    /// The sample person.
    pub name: String,
    /// Their company or provider.
    pub organisation: String,
    /// The path of the link.
    pub path: String,
}

/// What the demo prints.
pub struct Filled {
    /// The sign-in links.
    pub links: Vec<DemoLink>,
    /// The help address of the first company.
    pub help_path: String,
    /// The provider.
    pub provider: ProviderId,
    /// The companies, in the order of the sample.
    pub companies: Vec<CompanyId>,
}

/// Writes the sample people; a folder that holds them already is refused.
pub async fn fill(tx: &Tx, platform: &Platform) -> Result<Filled, SampleError> {
    let sample: Sample = serde_json::from_str(include_str!("sample.json"))?;
    let p = &sample.provider;
    let provider = create_provider(tx, platform, (&p.name, &p.phone, &p.hours)).await?;
    let mut filled =
        Filled { links: Vec::new(), help_path: String::new(), provider, companies: Vec::new() };
    for person in &sample.provider_people {
        let (account, role) = account(tx, platform, person, person.role == "admin").await?;
        join_provider(tx, platform, account, provider, role).await?;
        filled.links.push(link(tx, platform, account, role, person, &p.name).await?);
    }
    for company in &sample.companies {
        let id = fill_company(tx, platform, provider, company, &mut filled).await?;
        filled.companies.push(id);
    }
    Ok(filled)
}

async fn fill_company(
    tx: &Tx,
    platform: &Platform,
    provider: ProviderId,
    sample: &SampleCompany,
    filled: &mut Filled,
) -> Result<CompanyId, SampleError> {
    let new = NewCompany {
        name: sample.name.clone(),
        industry: sample.industry.clone(),
        staff_count: Some(sample.staff_count),
        phone: sample.phone.clone(),
        address: sample.address.clone(),
    };
    let id = create_company(tx, platform, &new).await?;
    let scope = CompanyScope::of_program(id, "demo");
    for person in &sample.people {
        let (account, role) = account(tx, platform, person, false).await?;
        join_company(tx, platform, account, id, role, None).await?;
        filled.links.push(link(tx, platform, account, role, person, &sample.name).await?);
        if let Some(level) = person.level {
            let contact = NewContact {
                level,
                name: person.name.clone(),
                title: person.title.clone(),
                phone: person.phone.clone(),
                email: person.email.clone(),
                wait_minutes: person.wait,
            };
            add_contact(tx, platform, &scope, &contact).await?;
        }
    }
    delegate(tx, platform, id, provider, None).await?;
    if filled.help_path.is_empty() {
        let row = hikeshi_directory::company(tx, &scope).await?;
        filled.help_path = format!("/help/{}", row.help_token);
    }
    Ok(id)
}

async fn account(
    tx: &Tx,
    platform: &Platform,
    person: &SamplePerson,
    installation_admin: bool,
) -> Result<(AccountId, Role), SampleError> {
    let role = Role::from_name(&person.role).ok_or(SampleError::Role)?;
    let name = (person.name.as_str(), person.email.as_str());
    Ok((create_account(tx, platform, name, None, installation_admin).await?, role))
}

async fn link(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
    role: Role,
    person: &SamplePerson,
    organisation: &str,
) -> Result<DemoLink, SampleError> {
    let expires = platform.clock.now() + SignedDuration::from_hours(24 * 30);
    let token = make_link(tx, platform, LinkPurpose::Demo, Some(account), expires).await?;
    Ok(DemoLink {
        role: role.name(),
        name: person.name.clone(),
        organisation: organisation.to_owned(),
        path: format!("/sign-in/link/{token}"),
    })
}

/// Why the sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The database refused; most often the folder holds a demo already.
    #[error("the sample data could not be written (is there a demo in the folder already?): {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A fault of the sample file.
    #[error("the sample file is wrong: {0}")]
    File(#[from] serde_json::Error),
    /// A role that does not exist.
    #[error("the sample file names an unknown role")]
    Role,
    /// A problem of a slice.
    #[error("the sample data could not be written: {0}")]
    Slice(String),
}

impl From<Problem> for SampleError {
    fn from(problem: Problem) -> Self {
        Self::Slice(problem.cause.unwrap_or_else(|| problem.kind.name().to_owned()))
    }
}
