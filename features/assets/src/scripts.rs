//! The scripts that we ship: they write down one machine, and their files are taken in as they are.

/// A script that people fetch and run.
#[derive(Debug, Clone, Copy)]
pub struct Script {
    /// Its file's name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// `windows` or `unix`, in keys of words.
    pub system: &'static str,
}

/// All of them.
pub const SCRIPTS: [Script; 2] = [
    Script {
        name: "hikeshi-inventory.ps1",
        text: include_str!("../scripts/hikeshi-inventory.ps1"),
        system: "windows",
    },
    Script {
        name: "hikeshi-inventory.sh",
        text: include_str!("../scripts/hikeshi-inventory.sh"),
        system: "unix",
    },
];
