//! `hikeshi bench-log` (hidden): figures of the tamper-evident log, for `cargo xtask bench log`.
//!
//! Appending goes its real way: a transaction for each entry, by several writers at once, beside a
//! bare loop of write and sync on the same disk. The long log is written faster than that: rows
//! with their real leaves in large transactions, then published as always.

use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use hikeshi_db::{Db, Fence};
use hikeshi_kernel::{Clock as _, Rng as _, SystemClock, SystemRng, to_millis};
use hikeshi_tlog::{
    Actor, Checkpoint, Entry, Frontier, Inspection, KeyRing, LoggedEntry, NoteKey, NoteVerifier,
    Publisher, append, consistency_proof, inspect, prove, verify_consistency,
};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cli::BenchLog;
use crate::router;

/// Rows in one statement, and statements in one transaction.
const ROWS: u64 = 500;
const STATEMENTS: u64 = 200;

/// Measures and prints the figures as JSON.
pub async fn run(options: &BenchLog) -> anyhow::Result<ExitCode> {
    std::fs::create_dir_all(&options.folder)?;
    let db = Db::open_folder(&options.folder).await?;
    db.migrate(&router::migrations(), &options.folder.join("backups"), SystemClock.now()).await?;
    let floor = fsync_loop(&options.folder, options.appends)?;
    let appended = append_all(&db, options).await?;
    let filling = Instant::now();
    fill(&db, options.entries).await?;
    let filled = filling.elapsed();
    let key = NoteKey::generate("bench.example/log", &SystemRng)?;
    let (folder, verifier) = (options.folder.join("log"), key.verifier());
    let publishing = Instant::now();
    let tx = db.read(Fence::Open).await?;
    let checkpoint = Publisher::new(&folder, key).publish(tx.conn()).await?;
    let published = publishing.elapsed();
    let mut figures = proofs(tx.conn(), &folder, &verifier, &checkpoint, options.proofs).await?;
    let inspecting = Instant::now();
    let Inspection { findings, size, .. } =
        inspect(tx.conn(), &folder, &KeyRing::default(), &[], |_| {}).await?;
    let inspected = inspecting.elapsed();
    // Without a key the signature cannot be checked; nothing else may be found.
    let found = findings.len();
    drop(tx);
    db.close().await;
    let per_second = |count: u64, took: Duration| count as f64 / took.as_secs_f64();
    figures["entries"] = json!(size);
    figures["writers"] = json!(options.writers);
    figures["appends_per_second"] = json!(per_second(options.appends, appended));
    figures["fsyncs_per_second"] = json!(per_second(options.appends, floor));
    figures["fill_seconds"] = json!(filled.as_secs_f64());
    figures["publish_seconds"] = json!(published.as_secs_f64());
    figures["inspect_seconds"] = json!(inspected.as_secs_f64());
    figures["inspect_findings"] = json!(found);
    super::say(&format!("{figures}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a page and waits for the disk, again and again: over the pages of a file that is there
/// already, as a database does with its own log.
fn fsync_loop(folder: &Path, times: u64) -> anyhow::Result<Duration> {
    const PAGES: u64 = 1024;
    let path: PathBuf = folder.join("floor");
    let mut file = std::fs::File::create(&path)?;
    let page = [7; 4096];
    for _ in 0..PAGES {
        file.write_all(&page)?;
    }
    file.sync_all()?;
    let begun = Instant::now();
    for n in 0..times {
        file.seek(SeekFrom::Start(n % PAGES * page.len() as u64))?;
        file.write_all(&page)?;
        file.sync_data()?;
    }
    let took = begun.elapsed();
    std::fs::remove_file(path)?;
    Ok(took)
}

/// Every writer appends its share, each entry in a transaction of its own.
async fn append_all(db: &Db, options: &BenchLog) -> anyhow::Result<Duration> {
    let share = options.appends / options.writers.max(1);
    let begun = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..options.writers {
        let (db, clock) = (db.clone(), Arc::new(SystemClock));
        let more = if writer == 0 { options.appends % options.writers.max(1) } else { 0 };
        writers.spawn(async move {
            for n in 0..share + more {
                let tx = db.write(Fence::Open).await?;
                let entry = Entry::new("person", Some(Uuid::from_u128(9)), "thing.changed")
                    .tenant(Uuid::from_u128(u128::from(writer)))
                    .target("thing", Some(Uuid::from_u128(u128::from(n))))
                    .detail(json!({ "from": "open", "to": "closed" }));
                append(tx.conn(), &*clock, entry).await?;
                tx.commit().await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended??;
    }
    Ok(begun.elapsed())
}

/// Makes the log `until` entries long.
async fn fill(db: &Db, until: u64) -> anyhow::Result<()> {
    let tx = db.read(Fence::Open).await?;
    let head = Statement::from_string(
        tx.conn().get_database_backend(),
        "SELECT size, frontier FROM tlog_head",
    );
    let row = tx.conn().query_one_raw(head).await?.context("the log has no head")?;
    let size = u64::try_from(row.try_get::<i64>("", "size")?)?;
    let mut frontier = Frontier::from_text(size, &row.try_get::<String>("", "frontier")?)
        .ok_or_else(|| anyhow!("the head of the log is damaged"))?;
    drop(tx);
    let at = to_millis(SystemClock.now());
    while frontier.size() < until {
        let tx = db.write(Fence::Open).await?;
        for _ in 0..STATEMENTS {
            let rows = ROWS.min(until - frontier.size());
            if rows == 0 {
                break;
            }
            let mut values = Vec::new();
            for _ in 0..rows {
                values.push(row_of(frontier.size(), at, &mut frontier)?);
            }
            let sql = format!(
                "INSERT INTO tlog_entry (seq, at, actor_kind, action, leaf_hash) VALUES {}",
                values.join(",")
            );
            tx.conn().execute_unprepared(&sql).await?;
        }
        let (size, text) = (frontier.size(), frontier.to_text());
        let sql = format!("UPDATE tlog_head SET size = {size}, frontier = '{text}'");
        tx.conn().execute_unprepared(&sql).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The values of one row with its real leaf, which joins the frontier.
fn row_of(seq: u64, at: i64, frontier: &mut Frontier) -> anyhow::Result<String> {
    let entry = LoggedEntry {
        seq,
        at_millis: at,
        tenant_id: None,
        delegate_id: None,
        actor: Actor { kind: "system".to_owned(), id: None },
        action: "thing.seen".to_owned(),
        target: None,
        detail: None,
        detail_hash: None,
        leaf_hash: String::new(),
    };
    let leaf = entry.leaf()?;
    frontier.append(leaf);
    Ok(format!("({seq},{at},'system','thing.seen','{}')", hex::encode(leaf)))
}

/// Makes and checks proofs of entries here and there, and proofs that the log only grew.
async fn proofs(
    conn: &impl sea_orm::ConnectionTrait,
    folder: &Path,
    verifier: &NoteVerifier,
    checkpoint: &Checkpoint,
    count: usize,
) -> anyhow::Result<Value> {
    let (mut made, mut verified, mut grown) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..count {
        let seq = somewhere(checkpoint.size);
        let begun = Instant::now();
        let text = prove(conn, folder, seq).await?.to_text();
        made.push(begun.elapsed());
        bytes = bytes.max(text.len());
        let begun = Instant::now();
        let proof = hikeshi_tlog::LogProof::parse(&text)?;
        proof.verify(std::slice::from_ref(verifier), &[])?;
        verified.push(begun.elapsed());
        let old = prefix(conn, folder, somewhere(checkpoint.size)).await?;
        let begun = Instant::now();
        let path = consistency_proof(conn, folder, &old, checkpoint).await?;
        grown.push(begun.elapsed());
        let (old, new) = ((old.size, &old.root), (checkpoint.size, &checkpoint.root));
        anyhow::ensure!(verify_consistency(old, new, &path), "the log did not grow");
    }
    Ok(json!({
        "proofs": count, "proof_bytes": bytes,
        "prove_ms": spread(made), "verify_ms": spread(verified), "consistency_ms": spread(grown),
    }))
}

/// The checkpoint that the log had at an earlier size: its root from the published tiles.
async fn prefix(
    conn: &impl sea_orm::ConnectionTrait,
    folder: &Path,
    size: u64,
) -> anyhow::Result<Checkpoint> {
    let root = hikeshi_tlog::root_at(conn, folder, size).await?;
    Ok(Checkpoint { origin: "bench.example/log".to_owned(), size, root })
}

/// A number from 1 up to below `size`.
fn somewhere(size: u64) -> u64 {
    let mut bytes = [0; 8];
    SystemRng.fill(&mut bytes);
    1 + u64::from_be_bytes(bytes) % size.saturating_sub(1).max(1)
}

/// The middle and the 99th percentile, in milliseconds.
fn spread(mut times: Vec<Duration>) -> [f64; 2] {
    times.sort();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        let time = times.get(place.min(times.len().saturating_sub(1)));
        time.copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    [at(0.5), at(0.99)]
}
