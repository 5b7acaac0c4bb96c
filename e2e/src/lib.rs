//! Runs browser journeys (`journeys/*.mjs`) against the release binary, one process each.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a journey could not pass.
#[derive(Debug)]
pub enum Trouble {
    /// The machine lacks something; the sentence says what to install or build.
    Missing(String),
    /// The journey ran and failed; this is what it said.
    Failed(String),
}

/// Walks `journeys/<name>.mjs` and gives what it printed.
///
/// The binary is the one that `HIKESHI_BIN` names, else the one in cargo's target folder.
///
/// # Errors
/// [`Trouble::Missing`] when Node.js, Chromium, the packages or the binary are not there,
/// [`Trouble::Failed`] with the journey's output when it did not pass.
pub fn walk(name: &str) -> Result<String, Trouble> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let binary = binary(here);
    for (there, what) in [
        (binary.is_file(), "the binary: cargo build --release --package hikeshi"),
        (chromium().is_file(), "Chromium: apt-get install chromium"),
        (here.join("node_modules").is_dir(), "the packages of e2e: npm ci in e2e"),
    ] {
        if !there {
            return Err(Trouble::Missing(format!("missing {what}")));
        }
    }
    let mut node = Command::new("node");
    node.arg(format!("journeys/{name}.mjs")).current_dir(here);
    node.env("HIKESHI_BIN", binary).env("HIKESHI_CHROMIUM", chromium());
    let out = node.output().map_err(|error| {
        Trouble::Missing(format!("missing Node.js: apt-get install nodejs npm ({error})"))
    })?;
    let said = [&out.stdout[..], &out.stderr[..]].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if out.status.success() { Ok(said) } else { Err(Trouble::Failed(said)) }
}

/// Whether a missing program is a failure: `cargo xtask test` says so.
#[must_use]
pub fn required() -> bool {
    std::env::var_os("HIKESHI_E2E_REQUIRED").is_some_and(|value| value == "1")
}

fn binary(here: &Path) -> PathBuf {
    if let Some(binary) = std::env::var_os("HIKESHI_BIN") {
        return binary.into();
    }
    let root = here.join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target"));
    root.join(target).join("release").join("hikeshi")
}

fn chromium() -> PathBuf {
    let named = std::env::var_os("HIKESHI_CHROMIUM");
    named.map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}
