//! What the database remembers of the installation: which master key belongs to it.

use anyhow::bail;
use hikeshi_blobs::MasterKey;
use hikeshi_db::{Db, Fence, Migration};
use sea_orm::{ConnectionTrait as _, Statement};

/// The table of the installation.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "installation",
    version: 1,
    name: "which key belongs to the data",
    sql: "CREATE TABLE installation (id bigint PRIMARY KEY, master_public text NOT NULL)",
    fenced: &[],
}];

/// Remembers the key at the first start; refuses a different one later, because
/// files encrypted with the first could no longer be read.
pub async fn check_key(db: &Db, key: &MasterKey) -> anyhow::Result<()> {
    let tx = db.write(Fence::Open).await?;
    let backend = tx.conn().get_database_backend();
    let select = Statement::from_string(backend, "SELECT master_public FROM installation");
    let public = key.public_text();
    match tx.conn().query_one_raw(select).await? {
        Some(row) => {
            let known: String = row.try_get("", "master_public")?;
            if known != public {
                bail!(
                    "the master key does not belong to this data: the data was made with {known}, \
                     the key file holds {public}. Put the right keys/master.key back"
                );
            }
        }
        None => {
            let insert = Statement::from_sql_and_values(
                backend,
                "INSERT INTO installation (id, master_public) VALUES (1, $1)",
                [public.into()],
            );
            tx.conn().execute_raw(insert).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
