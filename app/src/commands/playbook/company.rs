//! The company that a command is about.

use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_playbooks::Keeper;
use hikeshi_web::Platform;

use crate::commands::which_company::which_company;

/// The shelf of the company that was named, or of the only one.
pub async fn shelf(
    platform: &Platform,
    words: &Words,
    named: Option<&str>,
) -> anyhow::Result<Keeper> {
    let id = which_company(platform, words, named).await?;
    Ok(Keeper::Company(CompanyScope::of_program(id, "import")))
}
