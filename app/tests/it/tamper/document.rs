//! A document of an incident, as the program keeps one that it made; the demo has none.

use bytes::Bytes;
use hikeshi_db::Fence;
use hikeshi_tlog::{Entry, append};
use hikeshi_web::Platform;
use sea_orm::{ConnectionTrait as _, Statement, Value};
use serde_json::json;
use uuid::Uuid;

const DOCUMENT: &str = "INSERT INTO document (id, company_id, incident_id, paper, format, lang, \
    number, fingerprint, sha256, size, blob_id, made_at, made_by) VALUES \
    ($1, $2, $3, 'first-report', 'pdf', 'ja', 1, '', $4, 4, $1, 0, '')";

/// Makes it, with its file and its entry in the log.
pub async fn make(platform: &Platform) {
    let tx = platform.db.write(Fence::Open).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let query = Statement::from_string(
        backend,
        "SELECT c.id, c.wrapped_key, i.id AS incident FROM company c \
         JOIN incident i ON i.company_id = c.id LIMIT 1",
    );
    let row = tx.conn().query_one_raw(query).await.unwrap().unwrap();
    let (company, incident): (Uuid, Uuid) =
        (row.try_get("", "id").unwrap(), row.try_get("", "incident").unwrap());
    let wrapped: Vec<u8> = row.try_get("", "wrapped_key").unwrap();
    let key = platform.master_key.unwrap_key(&wrapped).unwrap();
    let (clock, rng) = platform.chance();
    let id = hikeshi_kernel::new_uuid(clock, rng);
    let file = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"%PDF"))]);
    let stored = platform.blobs.put_stream(&key, id, file, 4).await.unwrap();
    let values: [Value; 4] =
        [id.into(), company.into(), incident.into(), stored.sha256.clone().into()];
    let insert = Statement::from_sql_and_values(backend, DOCUMENT, values);
    tx.conn().execute_raw(insert).await.unwrap();
    let entry = Entry::new("system", None, "document.made")
        .tenant(company)
        .target("document", Some(id))
        .detail(json!({ "incident": incident, "sha256": stored.sha256 }));
    append(tx.conn(), clock, entry).await.unwrap();
    tx.commit().await.unwrap();
}
