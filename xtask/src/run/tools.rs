//! The programs that the tests start, and how they come onto a Debian machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};

/// A program and the Debian package that brings it.
struct Tool {
    program: &'static str,
    package: &'static str,
    browser: bool,
}

const TOOLS: [Tool; 8] = [
    Tool { program: "initdb", package: "postgresql", browser: false },
    Tool { program: "pdftotext", package: "poppler-utils", browser: false },
    Tool { program: "qpdf", package: "qpdf", browser: false },
    Tool { program: "soffice", package: "libreoffice-writer-nogui", browser: false },
    Tool { program: "libsclo.so", package: "libreoffice-calc-nogui", browser: false },
    Tool { program: "chromium", package: "chromium", browser: true },
    Tool { program: "node", package: "nodejs", browser: true },
    Tool { program: "npm", package: "npm", browser: true },
];

/// What Playwright asks for.
const OLDEST_NODE: u32 = 20;

/// Installs what is missing, or says what to install where it may not; `fast` needs no browser.
///
/// # Errors
/// When something is missing and cannot be installed from here.
pub fn ensure(root: &Path, fast: bool) -> Result<()> {
    let missing: Vec<_> = TOOLS
        .iter()
        .filter(|tool| !(fast && tool.browser) && find(tool.program).is_none())
        .map(|tool| tool.package)
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    if !runs(Command::new("cargo").args(["nextest", "--version"]).stdout(Stdio::null())) {
        let mut install = Command::new("cargo");
        install.args(["install", "cargo-nextest", "--locked"]);
        ensure!(runs(&mut install), "cargo install cargo-nextest --locked failed");
    }
    if fast {
        return Ok(());
    }
    new_enough_node()?;
    if !root.join("e2e/node_modules").is_dir() {
        let mut install = Command::new("npm");
        install.args(["ci", "--no-audit", "--no-fund"]).current_dir(root.join("e2e"));
        ensure!(runs(&mut install), "npm ci failed in e2e/");
    }
    Ok(())
}

/// Finds a program in PATH, for PostgreSQL where Debian keeps its versions, and for a part of
/// LibreOffice where Debian keeps those.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    std::env::split_paths(&path)
        .chain(versions.into_iter().rev())
        .chain([PathBuf::from("/usr/lib/libreoffice/program")])
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Whether this program runs as root.
pub fn is_root() -> bool {
    number("id", &["-u"]) == Some(0)
}

/// The number that a program prints, such as a user's id.
pub fn number(program: &str, arguments: &[&str]) -> Option<u32> {
    let out = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().parse().ok())?
}

/// Whether the command starts and succeeds.
pub fn runs(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

/// Debian 12 has Node.js 18; the npm package `node` brings a newer one.
fn new_enough_node() -> Result<()> {
    let major = || number("node", &["--print", "process.versions.node.split('.')[0]"]);
    if major().is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(());
    }
    if is_root() {
        runs(Command::new("npm").args([
            "install",
            "--global",
            "--no-audit",
            "--no-fund",
            "node@22",
        ]));
    }
    let found = major().unwrap_or_default();
    ensure!(found >= OLDEST_NODE, "Node.js {OLDEST_NODE} or newer is needed, here is {found}");
    Ok(())
}

fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if find("apt-get").is_none() {
        bail!("install what is missing: on Debian it is the packages {list}");
    }
    if !is_root() {
        bail!("install what is missing: sudo apt-get install --no-install-recommends {list}");
    }
    println!("installing {list}");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command.output().context("cannot start apt-get")
    };
    // An old list may still have what is needed, so only the installation decides.
    apt(&["update"])?;
    let done = apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "apt-get could not install {list}:\n{said}");
    Ok(())
}
