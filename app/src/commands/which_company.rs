//! Which company a command is about.

use anyhow::bail;
use hikeshi_db::Fence;
use hikeshi_directory::first_companies;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyId;
use hikeshi_web::Platform;

/// Companies named in the error that asks for one.
const NAMED_COMPANIES: u64 = 50;

/// The company that was named by its id or its whole name, or the only one.
///
/// # Errors
/// None or several: the error lists them; a failure of the database.
pub(crate) async fn which_company(
    platform: &Platform,
    words: &Words,
    named: Option<&str>,
) -> anyhow::Result<CompanyId> {
    let tx = platform.db.read(Fence::Open).await?;
    if let Some(id) = named.and_then(|id| id.parse::<CompanyId>().ok())
        && !hikeshi_directory::companies(&tx, &[id]).await?.is_empty()
    {
        return Ok(id);
    }
    let known = first_companies(&tx, NAMED_COMPANIES).await?;
    let called: Vec<_> =
        known.iter().filter(|row| named.is_some_and(|name| name.trim() == row.name)).collect();
    if let [only] = called.as_slice() {
        return Ok(CompanyId(only.id));
    }
    match (known.as_slice(), named) {
        ([only], None) => Ok(CompanyId(only.id)),
        ([], _) => bail!("{}", words.t("import-cli-no-company")),
        (several, _) => {
            let list: String =
                several.iter().map(|row| format!("\n  {}  {}", row.id, row.name)).collect();
            bail!("{}{list}", words.t("import-cli-which-company"))
        }
    }
}
