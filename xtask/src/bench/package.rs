//! `cargo xtask bench package`: the package of an incident with much evidence, against `zip` on the
//! same files in the same run.
//!
//! The time is that of the whole command, the opening of the data folder and the decryption of the
//! store included; `zip` has the plain files before it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{WebOptions, process::Installation, report};

/// How much of everything.
#[derive(Args, Clone)]
pub struct PackageOptions {
    /// MiB of evidence
    #[arg(long, default_value_t = 500)]
    pub mib: usize,
    /// Files of evidence
    #[arg(long, default_value_t = 10)]
    pub files: usize,
    /// Only print the table
    #[arg(long)]
    pub dry: bool,
}

/// How long a command took and how much memory it held at most.
struct Took {
    time: Duration,
    mib: f64,
    size: u64,
}

/// Measures and writes the table.
///
/// # Errors
/// When the binary or `zip` fails, or the package is not whole.
pub fn bench(root: &Path, binary: &Path, options: &PackageOptions) -> Result<ExitCode> {
    let sizes = WebOptions {
        companies: 1,
        incidents: 1,
        rate: 1,
        seconds: 1,
        sqlite_only: true,
        dry: true,
    };
    let installation = Installation::make(binary, None, &sizes)?;
    let folder = tempfile::Builder::new().prefix("hikeshi-bench-files-").tempdir()?;
    let (files, out) = (folder.path().join("files"), folder.path().join("out"));
    std::fs::create_dir_all(&out)?;
    write_files(&files, options)?;
    let named = files.to_str().context("a folder with a plain name")?;
    let filled = installation.fill(&["bench-package", "--files", named])?;
    let incident = filled["incident"].as_str().context("no incident")?.to_owned();
    let data = installation.folder().to_owned();
    let phrase = folder.path().join("phrase");
    std::fs::write(&phrase, "seven lanterns over the harbour\n")?;
    let mut rows: Vec<(&str, Took)> = Vec::new();
    let export = |name: &str, more: &[&str]| -> Result<Took> {
        let path = out.join(name);
        let mut command = Command::new(binary);
        command.args(["package", "export", "--incident", &incident, "--for", "forensic"]);
        command.arg("--out").arg(&path).arg("--data").arg(&data).args(more);
        measured(command, &path)
    };
    rows.push(("hikeshi package export", export("plain.zip", &["--unencrypted"])?));
    let with = ["--passphrase-file", phrase.to_str().context("a plain name")?];
    rows.push(("hikeshi package export, encrypted with age", export("locked.zip.age", &with)?));
    for (name, level) in [("zip -0 (stored)", "-0"), ("zip (its usual compression)", "-6")] {
        let path = out.join(format!("zip{level}.zip"));
        let mut command = Command::new("zip");
        command.args(["-q", "-r", level]).arg(&path).arg(".").current_dir(&files);
        rows.push((name, measured(command, &path).context("zip is needed: apt-get install zip")?));
    }
    let mut verify = Command::new(binary);
    verify.args(["package", "verify"]).arg(out.join("plain.zip"));
    rows.push(("hikeshi package verify", measured(verify, &out.join("plain.zip"))?));
    let table = table(&rows, options);
    println!("{table}");
    if !options.dry {
        report::write(root, "package", &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Half of each file is noise, half is text of a log: evidence is of both kinds.
fn write_files(folder: &Path, options: &PackageOptions) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let line =
        b"2026-11-20T09:46:00+09:00 vpn01 sshd[4711]: Failed password for root from 203.0.113.7\n";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for nth in 0..options.files {
        let file = std::fs::File::create(folder.join(format!("evidence-{nth:02}.bin")))?;
        let mut file = std::io::BufWriter::new(file);
        let mut left = options.mib * 1024 * 1024 / options.files;
        while left > 0 {
            let mut block = Vec::with_capacity(64 * 1024);
            while block.len() < 32 * 1024 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                block.extend(state.to_le_bytes());
            }
            while block.len() < 64 * 1024 {
                block.extend(line);
            }
            block.truncate(left.min(64 * 1024));
            file.write_all(&block)?;
            left -= block.len();
        }
        file.flush()?;
    }
    Ok(())
}

fn measured(mut command: Command, made: &Path) -> Result<Took> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let mut mib = 0.0_f64;
    let status = loop {
        mib = mib.max(peak_mib(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let time = start.elapsed();
    ensure!(status.success(), "{command:?} failed");
    Ok(Took { time, mib, size: made.metadata()?.len() })
}

fn peak_mib(id: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}

fn table(rows: &[(&str, Took)], options: &PackageOptions) -> String {
    let sizes = format!("{} MiB of evidence in {} files", options.mib, options.files);
    let mut text = report::measured("package", &sizes);
    text.push_str("\n\n| what | MB/s | time | most memory | size |\n|---|---|---|---|---|");
    let bytes = options.mib as f64 * 1.048_576;
    for (what, took) in rows {
        let seconds = took.time.as_secs_f64();
        let (speed, size) = (bytes / seconds, took.size / 1024 / 1024);
        let _ = write!(
            text,
            "\n| {what} | {speed:.0} | {seconds:.1} s | {:.0} MiB | {size} MiB |",
            took.mib
        );
    }
    text
}
