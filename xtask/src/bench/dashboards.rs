//! `cargo xtask bench dashboards`: the president's page as PDF for many companies, from the request to the
//! last byte, against WeasyPrint, which renders the same page from its HTML in the same run.
//!
//! Both use two cores: the program sets two papers at a time, and WeasyPrint runs in two processes that
//! have read the page before the time begins.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{WebOptions, client::Client, process::Installation, report};

/// Requests at a time.
const WORKERS: usize = 4;
/// The other program, once in each process: reads the page, renders it so many times.
const WEASYPRINT: &str = "
import sys, time
from weasyprint import HTML, CSS
page, style, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
html, css = open(page, encoding='utf-8').read(), CSS(filename=style)
render = lambda: HTML(string=html, base_url='.').write_pdf(stylesheets=[css])
render()
start = time.monotonic()
for _ in range(count):
    render()
print(time.monotonic() - start)
";

/// How much of everything.
#[derive(Args, Clone)]
pub struct DashboardsOptions {
    /// Companies, each with a page of its own
    #[arg(long, default_value_t = 1_000)]
    pub companies: usize,
    /// Pages that WeasyPrint renders in each of two processes
    #[arg(long, default_value_t = 15)]
    pub others: usize,
    /// The Python that has WeasyPrint (pip install weasyprint)
    #[arg(long, default_value = "python3")]
    pub python: String,
    /// Only print the table
    #[arg(long)]
    pub dry: bool,
}

/// Measures and writes the table.
///
/// # Errors
/// When the binary fails or a page does not answer as it should.
pub fn bench(root: &Path, binary: &Path, options: &DashboardsOptions) -> Result<ExitCode> {
    let sizes = WebOptions {
        companies: options.companies,
        incidents: options.companies,
        rate: 1,
        seconds: 1,
        sqlite_only: true,
        dry: true,
    };
    let installation = Installation::make(binary, None, &sizes)?;
    let filled = installation.fill(&["bench-overview"])?;
    let paths = filled["paths"].as_array().context("no paths")?.iter();
    let paths: Vec<String> = paths.filter_map(|path| path.as_str().map(str::to_owned)).collect();
    let program = installation.start()?;
    let (address, cookie) = (installation.address(), installation.cookie.as_str());
    let ours = set_all(address, cookie, &paths)?;
    let page = body(address, paths.last().context("no page")?, cookie)?;
    drop(program);
    let others = weasyprint(root, &page, options)?;
    let table = table(options, (ours, others));
    println!("{table}");
    if !options.dry {
        report::write(root, "dashboards", &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// PDFs a second.
fn set_all(address: SocketAddr, cookie: &str, paths: &[String]) -> Result<f64> {
    // The first paper reads the fonts.
    let first = paths.first().context("no page")?;
    Client::connect(address)?.get(&format!("{first}.pdf"), cookie)?;
    let next = AtomicUsize::new(0);
    let worker = || -> Result<()> {
        let mut client = Client::connect(address)?;
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let answer = client.get(&format!("{path}.pdf"), cookie)?;
            ensure!(answer.status == 200, "{path}.pdf answered {}", answer.status);
        }
        Ok(())
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(done) => done,
            Err(_) => Err(anyhow::anyhow!("a worker broke down")),
        })
    })?;
    Ok(per_second(paths.len(), start.elapsed().as_secs_f64()))
}

fn per_second(count: usize, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds.max(0.001)
}

/// The page as a browser gets it.
fn body(address: SocketAddr, path: &str, cookie: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.0\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").context("not HTTP")?;
    Ok(body.to_owned())
}

/// Pages a second; `None` where WeasyPrint is not installed.
fn weasyprint(root: &Path, page: &str, options: &DashboardsOptions) -> Result<Option<f64>> {
    let there = Command::new(&options.python).args(["-c", "import weasyprint"]).output();
    if !there.is_ok_and(|out| out.status.success()) {
        return Ok(None);
    }
    let folder = tempfile::Builder::new().prefix("hikeshi-bench-page-").tempdir()?;
    let file = folder.path().join("page.html");
    std::fs::write(&file, page)?;
    let style = root.join("platform/ui/static/hikeshi.css");
    let start = || {
        let mut command = Command::new(&options.python);
        command.args(["-c", WEASYPRINT]).arg(&file).arg(&style).arg(options.others.to_string());
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn()
    };
    let both = [start()?, start()?];
    let mut sum = 0.0;
    for one in both {
        let out = one.wait_with_output()?;
        ensure!(out.status.success(), "WeasyPrint failed");
        let seconds: f64 = String::from_utf8_lossy(&out.stdout).trim().parse()?;
        sum += per_second(options.others, seconds);
    }
    Ok(Some(sum))
}

fn table(options: &DashboardsOptions, (ours, others): (f64, Option<f64>)) -> String {
    let mut text = report::measured("dashboards", &format!("{} companies", options.companies));
    text.push_str("\n\n| what | target | a second |\n|---|---|---|");
    // Writing into a text cannot fail.
    let _ = write!(text, "\n| dashboards as PDF, from request to last byte | 40 | {ours:.1} |");
    match others {
        Some(others) => {
            let _ = write!(text, "\n| the same page by WeasyPrint | | {others:.2} |");
            let _ = write!(text, "\n| ratio | | {:.0} times |", ours / others.max(0.001));
        }
        None => text.push_str("\n| the same page by WeasyPrint | | not installed: no ratio |"),
    }
    text
}
