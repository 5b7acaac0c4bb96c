//! `hikeshi bench-package` (hidden): an incident whose exhibits are the files of a folder, for
//! measuring.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use bytes::Bytes;
use futures_util::stream;
use hikeshi_db::Fence;
use hikeshi_directory::{NewCompany, company_key, create_company};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{NewIncident, Purpose, open_incident},
    evidence::{NewExhibit, StoredFile, add_exhibits},
};
use hikeshi_kernel::{Moment, new_uuid};
use hikeshi_web::{Platform, Problem};
use serde_json::json;
use tokio::io::AsyncReadExt as _;

use crate::start;

/// Writes it and prints the incident's id as JSON.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(data: PathBuf, files: &Path) -> anyhow::Result<ExitCode> {
    let config = start::settings(&data)?;
    let platform = start::open(data, config).await?;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(files)?
        .map(|entry| entry.map(|found| found.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let answer = fill(&platform, &paths).await.map_err(|problem| {
        anyhow::Error::msg(problem.cause.unwrap_or_default()).context("the data was not written")
    })?;
    platform.db.close().await;
    println!("{answer}");
    Ok(ExitCode::SUCCESS)
}

async fn fill(platform: &Platform, paths: &[PathBuf]) -> Result<serde_json::Value, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let new = NewCompany { name: "Evidence company".to_owned(), ..NewCompany::default() };
    let company = create_company(&tx, platform, &new).await?;
    tx.commit().await?;
    let scope = CompanyScope::of_program(company, "bench");
    let tx = platform.db.write(scope.fence()).await?;
    let new = NewIncident {
        title: "Much evidence".to_owned(),
        purpose: Purpose::History,
        kinds: vec!["ransomware".to_owned()],
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed: Moment::Exact { at: platform.clock.now() },
    };
    let incident = open_incident(&tx, platform, &scope, new).await?;
    let key = company_key(&tx, platform, &scope).await?;
    tx.commit().await?;
    let (clock, rng) = platform.chance();
    let mut exhibits = Vec::new();
    for path in paths {
        let (blob, file) = (new_uuid(clock, rng), tokio::fs::File::open(path).await?);
        let pieces = stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; 256 * 1024];
            let read = file.read(&mut piece).await?;
            piece.truncate(read);
            Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
        });
        let stored = platform.blobs.put_stream(&key, blob, pieces, u64::MAX).await?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        exhibits.push(NewExhibit {
            id: new_uuid(clock, rng),
            kind: "disk-image".to_owned(),
            title: name.clone(),
            description: String::new(),
            file: Some(StoredFile { name, blob, stored }),
            serial_number: String::new(),
            collected: Moment::Exact { at: clock.now() },
            collected_by: "bench".to_owned(),
            place: String::new(),
            clock_offset: String::new(),
            tool: String::new(),
            seal: String::new(),
            storage: String::new(),
        });
    }
    let tx = platform.db.write(scope.fence()).await?;
    add_exhibits(&tx, platform, &scope, &incident, &exhibits).await?;
    tx.commit().await?;
    Ok(json!({ "incident": incident.id }))
}
