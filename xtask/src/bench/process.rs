//! The binary as a process on a folder of its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;

use super::{WebOptions, client::Client};

const PATIENCE: Duration = Duration::from_secs(60);

/// A data folder, filled.
pub struct Installation {
    binary: PathBuf,
    database: Option<String>,
    folder: TempDir,
    address: SocketAddr,
    /// How long the filling took.
    pub fill_time: Duration,
    /// The cookie of a signed-in analyst.
    pub cookie: String,
    /// The help page of a company.
    pub help: String,
    /// The provider's board of clocks.
    pub board: String,
    /// How many clocks there are.
    pub clocks: u64,
    /// Incident pages.
    pub incidents: Vec<String>,
}

/// The running program; dropping it stops it.
pub struct Program {
    child: Child,
    /// From the start of the process to its first ready answer.
    pub cold_start: Duration,
}

impl Installation {
    /// Makes the folder and fills it.
    ///
    /// # Errors
    /// When the binary fails.
    pub fn make(binary: &Path, database: Option<String>, options: &WebOptions) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("hikeshi-bench-").tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut new = Self {
            binary: binary.to_owned(),
            database,
            folder,
            address: (Ipv4Addr::LOCALHOST, port).into(),
            fill_time: Duration::ZERO,
            cookie: String::new(),
            help: String::new(),
            board: String::new(),
            clocks: 0,
            incidents: Vec::new(),
        };
        let made = new.command(&["init"]).stdout(Stdio::null()).status()?;
        ensure!(made.success(), "hikeshi init failed");
        let start = Instant::now();
        let (companies, incidents) = (options.companies.to_string(), options.incidents.to_string());
        let sizes = ["bench-fill", "--companies", &companies, "--incidents", &incidents];
        let filled = new.fill(&sizes)?;
        new.fill_time = start.elapsed();
        new.cookie = format!("hikeshi_session={}", filled["session"].as_str().unwrap_or_default());
        new.help = filled["help"].as_str().unwrap_or_default().to_owned();
        new.board = filled["board"].as_str().unwrap_or_default().to_owned();
        new.clocks = filled["clocks"].as_u64().unwrap_or_default();
        let paths = filled["paths"].as_array().context("no paths")?.iter();
        new.incidents = paths.filter_map(|path| path.as_str().map(str::to_owned)).collect();
        Ok(new)
    }

    /// Has a command of the binary write data; its answer. The program must not run.
    ///
    /// # Errors
    /// When the command fails.
    pub fn fill(&self, arguments: &[&str]) -> Result<Value> {
        let out = self.command(arguments).stderr(Stdio::inherit()).output()?;
        ensure!(out.status.success(), "hikeshi {} failed", arguments.join(" "));
        Ok(serde_json::from_slice(&out.stdout)?)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where mail lies that the program sent.
    pub fn mail(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Starts the program and waits until it is ready.
    ///
    /// # Errors
    /// When it does not become ready.
    pub fn start(&self) -> Result<Program> {
        let start = Instant::now();
        let log = std::fs::File::create(self.folder.path().join("bench.log"))?;
        let child = self.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn()?;
        let mut program = Program { child, cold_start: Duration::ZERO };
        while start.elapsed() < PATIENCE {
            let ready = Client::connect(self.address).and_then(|mut c| c.get("/readyz", ""));
            if ready.is_ok_and(|answer| answer.status == 200) {
                program.cold_start = start.elapsed();
                return Ok(program);
            }
            if let Some(status) = program.child.try_wait()? {
                bail!("hikeshi serve ended at once ({status})");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("hikeshi serve was not ready within {} seconds", PATIENCE.as_secs())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).arg("--data").arg(self.folder.path());
        command
            .env("HIKESHI_SERVER__LISTEN", self.address.to_string())
            .env("HIKESHI_SERVER__PUBLIC_URL", format!("http://{}", self.address))
            .env("HIKESHI_LIMITS__HELP_PER_MINUTE", "1000000")
            .env("HIKESHI_LOG__FILTER", "warn");
        if let Some(database) = &self.database {
            command.env("HIKESHI_DATABASE__URL", database);
        }
        command
    }
}

impl Program {
    /// Memory that is resident now, in MiB.
    pub fn resident_mib(&self) -> f64 {
        let status = format!("/proc/{}/status", self.child.id());
        let text = std::fs::read_to_string(status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kib.unwrap_or_default() / 1024.0
    }

    /// Ends the process at once, as when the power fails.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status();
        let start = Instant::now();
        while told.is_ok() && start.elapsed() < Duration::from_secs(10) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
