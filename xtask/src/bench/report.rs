//! The table of docs/performance.md.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{WebOptions, figures::Figures};

const FILE: &str = "docs/performance.md";

/// One row: what, the target, the text of a figure.
type Row = (String, &'static str, Box<dyn Fn(&Figures) -> String>);

/// The figures of all databases as a table, below the machine and the day.
pub fn table(all: &[(&str, Figures)], options: &WebOptions) -> String {
    let sizes = format!("{} companies, {} incidents", options.companies, options.incidents);
    let mut text = measured("web", &sizes) + "\n\n| what | target |";
    for (database, _) in all {
        let _ = write!(text, " {database} |");
    }
    text.push_str("\n|---|---|");
    text.push_str(&"---|".repeat(all.len()));
    for (what, target, figure) in rows(options.rate) {
        let _ = write!(text, "\n| {what} | {target} |");
        for (_, figures) in all {
            let _ = write!(text, " {} |", figure(figures));
        }
    }
    text
}

fn rows(rate: u32) -> Vec<Row> {
    let row = |what: &str, target, figure: Box<dyn Fn(&Figures) -> String>| {
        (what.to_owned(), target, figure)
    };
    let pair = |(middle, high): (f64, f64)| format!("{middle:.1} / {high:.1} ms");
    vec![
        row("cold start (process start to `/readyz`), middle of 5", "1,000 ms", {
            Box::new(|f| format!("{:.0} ms", f.cold_start))
        }),
        row("resident memory after start", "", Box::new(|f| format!("{:.0} MiB", f.idle_mib))),
        row("resident memory, most under load", "150 MB", {
            Box::new(|f| format!("{:.0} MiB", f.busy_mib))
        }),
        row(&format!("incident page at {rate}/s, signed in, p50 / p99"), "p99 50 ms", {
            Box::new(move |f| pair(f.incident))
        }),
        row("size of that page, not compressed", "", {
            Box::new(|f| format!("{:.0} KiB", f.incident_kib))
        }),
        row(&format!("floor: `/healthz` at {rate}/s, p50 / p99"), "", {
            Box::new(move |f| pair(f.floor))
        }),
        row("incident page p50 over the floor", "", {
            Box::new(|f| format!("{:.1} times", f.incident.0 / f.floor.0.max(0.001)))
        }),
        row("help page, one after the other, p50 / p99", "p50 5 ms", {
            Box::new(move |f| pair(f.help))
        }),
        row("full incident record as PDF, made and kept, middle / longest of 20", "300 ms", {
            Box::new(move |f| pair(f.record))
        }),
    ]
}

/// The line above a table: when, with which command, on which machine, of what size.
pub fn measured(bench: &str, sizes: &str) -> String {
    format!(
        "Measured on {} with `cargo xtask bench {bench}`: {}; {sizes}. \
         Load of the machine by other work at the end: {}.",
        said("date", &["+%F"]),
        machine(),
        load_average()
    )
}

/// Puts the table of a bench between its marks.
///
/// # Errors
/// When the document or its marks are missing.
pub fn write(root: &Path, bench: &str, table: &str) -> Result<()> {
    let (begin, end) =
        (format!("<!-- bench {bench}: begin -->"), format!("<!-- bench {bench}: end -->"));
    let file = root.join(FILE);
    let old = std::fs::read_to_string(&file).with_context(|| format!("{FILE} is missing"))?;
    let marks = old.split_once(&begin).zip(old.split_once(&end));
    let ((before, _), (_, after)) = marks.with_context(|| format!("{FILE} has lost its marks"))?;
    std::fs::write(&file, format!("{before}{begin}\n{table}\n{end}{after}"))?;
    Ok(())
}

fn machine() -> String {
    let read = |file| std::fs::read_to_string(file).unwrap_or_default();
    let (processor, memory) = (read("/proc/cpuinfo"), read("/proc/meminfo"));
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let cores = processor.lines().filter(|line| line.starts_with("processor")).count();
    let kib: u64 = field(&memory, "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0);
    let name = field(&processor, "model name");
    format!("{cores} cores of {name}, {} GiB of memory, {}", kib >> 20, said("uname", &["-sr"]))
}

fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load average {}", text.split(' ').next().unwrap_or("unknown"))
}

fn said(program: &str, arguments: &[&str]) -> String {
    let out = Command::new(program).args(arguments).output();
    out.map_or_else(|_| String::new(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}
