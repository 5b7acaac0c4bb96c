//! What is measured, in which order.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::{
    WebOptions,
    client::Client,
    load::{Times, at_rate, in_turn},
    process::{Installation, Program},
};

/// Starts of which the middle one counts.
const STARTS: usize = 5;
/// The form that asks for the full record, on the page of documents.
const RECORD: &str = "paper=record&format=pdf&lang=ja";
/// So many records are made, each of another incident.
const RECORDS: usize = 20;

/// The figures of one database. Times in milliseconds.
pub struct Figures {
    /// From the start of the process to the first ready answer.
    pub cold_start: f64,
    /// Resident after the start, in MiB.
    pub idle_mib: f64,
    /// The most that was resident under load, in MiB.
    pub busy_mib: f64,
    /// Middle and 99th percentile of an answer without work (`/healthz`) at the same rate.
    pub floor: (f64, f64),
    /// Middle and 99th percentile of an incident page.
    pub incident: (f64, f64),
    /// The size of an incident page in KiB.
    pub incident_kib: f64,
    /// Middle and 99th percentile of the help page.
    pub help: (f64, f64),
    /// Middle and longest time of making and keeping the full record as PDF.
    pub record: (f64, f64),
}

/// Starts the program and measures.
///
/// # Errors
/// When a page does not answer as it should.
pub fn measure(installation: &Installation, options: &WebOptions) -> Result<Figures> {
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        starts.push(installation.start()?.cold_start.as_secs_f64() * 1000.0);
    }
    let program = installation.start()?;
    starts.push(program.cold_start.as_secs_f64() * 1000.0);
    starts.sort_by(f64::total_cmp);
    let idle_mib = program.resident_mib();

    let (address, cookie) = (installation.address(), installation.cookie.as_str());
    let rate = (options.rate, options.seconds);
    let first = installation.incidents.first().context("no incidents")?;
    let page = Client::connect(address)?.get(first, cookie)?;
    let health = ["/healthz".to_owned()];
    let floor = at_rate(address, (&health, ""), (options.rate, options.seconds.div_ceil(4)))?;
    // The first seconds fill the caches of the database, as a morning does.
    at_rate(address, (&installation.incidents, cookie), (options.rate, 3))?;
    let (incident, busy_mib) =
        watched(&program, || at_rate(address, (&installation.incidents, cookie), rate))?;
    let help = in_turn(address, (&installation.help, ""), 1_000)?;
    let record = records(address, &installation.incidents, cookie)?;
    let after = program.resident_mib();
    #[expect(clippy::cast_precision_loss, reason = "some kilobytes")]
    let incident_kib = page.bytes as f64 / 1024.0;
    Ok(Figures {
        cold_start: starts[STARTS / 2],
        idle_mib,
        busy_mib: busy_mib.max(after),
        floor: middle_and_99(&floor),
        incident: middle_and_99(&incident),
        incident_kib,
        help: middle_and_99(&help),
        record,
    })
}

/// Makes the records of some incidents, one after the other.
fn records(address: SocketAddr, incidents: &[String], cookie: &str) -> Result<(f64, f64)> {
    let mut client = Client::connect(address)?;
    let mut times = Vec::new();
    for incident in incidents.iter().take(RECORDS) {
        let start = Instant::now();
        let status = client.post(&format!("{incident}/documents"), cookie, RECORD)?.status;
        anyhow::ensure!(status == 303, "the record of {incident} answers {status}");
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let last = times.last().copied().unwrap_or_default();
    Ok((times.get(times.len() / 2).copied().unwrap_or_default(), last))
}

fn middle_and_99(times: &Times) -> (f64, f64) {
    (times.millis(0.5), times.millis(0.99))
}

/// Runs `work` and tells the most memory that was resident meanwhile.
fn watched<T>(program: &Program, work: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut most = 0.0_f64;
            while !done.load(Ordering::Relaxed) {
                most = most.max(program.resident_mib());
                std::thread::sleep(Duration::from_millis(100));
            }
            most
        });
        let result = work();
        done.store(true, Ordering::Relaxed);
        let most = watcher.join().unwrap_or_default();
        result.map(|value| (value, most))
    })
}
