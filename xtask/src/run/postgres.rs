//! A private PostgreSQL for one run of the tests: its own folder, port and account.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;

use super::tools;

const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; dropping it stops it and deletes its folder.
pub struct Server {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Server {
    /// Starts a server on a free port of the loopback address.
    ///
    /// # Errors
    /// When PostgreSQL is not there, no unprivileged account can be had, or it does not come up.
    pub fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("hikeshi-pg-").tempdir()?;
        let account = Account::find()?;
        account.give(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = account.command(&program("initdb")?);
        initdb.args(["--username=hikeshi", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        initdb.arg("--no-sync").arg("-D").arg(&data).stdout(Stdio::null());
        ensure!(tools::runs(&mut initdb), "initdb failed");
        let port = free_port()?;
        let log = std::fs::File::create(folder.path().join("log"))?;
        let mut postgres = account.command(&program("postgres")?);
        postgres.arg("-D").arg(&data).arg("-k").arg(folder.path());
        postgres.args(["-p", &port.to_string(), "-h", "127.0.0.1", "-c", "max_connections=200"]);
        // Speed over safety: the data is thrown away.
        postgres.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        postgres.args(["-c", "synchronous_commit=off"]);
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let process = postgres.spawn().context("cannot start postgres")?;
        let mut server = Self { process, port, folder };
        server.wait_until_up()?;
        Ok(server)
    }

    /// The administrator's address.
    pub fn url(&self) -> String {
        format!("postgres://hikeshi@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops the server without waiting for clients; the folder goes away with it.
    pub fn stop(self) {}

    fn wait_until_up(&mut self) -> Result<()> {
        let pg_isready = program("pg_isready")?;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait()? {
                let log = std::fs::read_to_string(self.folder.path().join("log"))?;
                bail!("postgres ended at once ({status}):\n{log}");
            }
            let mut ready = Command::new(&pg_isready);
            ready.args(["--quiet", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if tools::runs(&mut ready) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("postgres did not answer within {} seconds", PATIENCE.as_secs())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let pid = self.process.id().to_string();
        tools::runs(Command::new("kill").args(["-INT", &pid]));
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Who runs the server: PostgreSQL refuses root.
enum Account {
    Own,
    Other { name: &'static str, user: u32, group: u32 },
}

impl Account {
    fn find() -> Result<Self> {
        if !tools::is_root() {
            return Ok(Self::Own);
        }
        for name in ["postgres", "hikeshi-test"] {
            if name == "hikeshi-test" && tools::number("id", &["-u", name]).is_none() {
                let made = tools::runs(Command::new("useradd").args(["--system", name]));
                ensure!(made, "useradd --system {name} failed");
            }
            let ids = (tools::number("id", &["-u", name]), tools::number("id", &["-g", name]));
            if let (Some(user), Some(group)) = ids {
                return Ok(Self::Other { name, user, group });
            }
        }
        bail!("no unprivileged account for PostgreSQL: run the tests as a user who is not root")
    }

    fn give(&self, folder: &Path) -> Result<()> {
        if let Self::Other { user, group, .. } = self {
            std::os::unix::fs::chown(folder, Some(*user), Some(*group))?;
        }
        Ok(())
    }

    /// The program under this account, stopped by the system if this process is killed.
    fn command(&self, program: &Path) -> Command {
        if tools::find("setpriv").is_none() {
            return Command::new(program);
        }
        let mut command = Command::new("setpriv");
        if let Self::Other { name, .. } = self {
            command.arg(format!("--reuid={name}")).arg(format!("--regid={name}"));
            command.arg("--init-groups");
        }
        command.args(["--pdeathsig", "INT", "--"]).arg(program).current_dir("/");
        command
    }
}

fn program(name: &str) -> Result<PathBuf> {
    tools::find(name).with_context(|| format!("{name} is missing: install PostgreSQL"))
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_stopped_server_leaves_no_process_port_or_folder() {
        let server = Server::start().unwrap();
        let (port, pid) = (server.port, server.process.id());
        let folder = server.folder.path().to_path_buf();
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
        server.stop();
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
        assert!(!folder.exists() && !Path::new(&format!("/proc/{pid}")).exists());
    }
}
