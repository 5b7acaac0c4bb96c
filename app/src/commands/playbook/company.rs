//! The company that a command is about.

use anyhow::bail;
use hikeshi_db::Fence;
use hikeshi_directory::first_companies;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_playbooks::Keeper;
use hikeshi_web::Platform;

/// Companies named in the error that asks for one.
const NAMED: u64 = 50;

/// The shelf of the company that was named, or of the only one.
pub async fn shelf(
    platform: &Platform,
    words: &Words,
    named: Option<&str>,
) -> anyhow::Result<Keeper> {
    let keeper = |id| Keeper::Company(CompanyScope::of_program(id, "import"));
    let tx = platform.db.read(Fence::Open).await?;
    if let Some(id) = named.and_then(|id| id.parse::<CompanyId>().ok())
        && !hikeshi_directory::companies(&tx, &[id]).await?.is_empty()
    {
        return Ok(keeper(id));
    }
    let known = first_companies(&tx, NAMED).await?;
    match (known.as_slice(), named) {
        ([only], None) => Ok(keeper(CompanyId(only.id))),
        ([], _) => bail!("{}", words.t("playbook-cli-no-company")),
        (several, _) => {
            let list: String =
                several.iter().map(|row| format!("\n  {}  {}", row.id, row.name)).collect();
            bail!("{}{list}", words.t("playbook-cli-which-company"))
        }
    }
}
