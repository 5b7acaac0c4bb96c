//! The folder of a demo: sample data and links that sign anybody in never come into another one.

use std::{fs, io, path::Path};

use anyhow::{Context as _, bail};
use hikeshi_web::DEMO_MARK;

use crate::{private, start};

const MARK: &str =
    "Sample data of `hikeshi demo`: links sign in without a password. Not for real use.\n";

/// Makes the folder and marks it as a demo's.
///
/// # Errors
/// There is something in the folder, and no demo made it.
pub(super) fn make(folder: &Path) -> anyhow::Result<()> {
    if !is_demo(folder) {
        if !is_empty(folder).with_context(|| format!("cannot look into {}", folder.display()))? {
            bail!(
                "{} is not empty and no demo made it; the demo writes sample data with open sign-in \
                 links into a new or empty folder only. Name another one with --data, or leave \
                 --data out",
                folder.display()
            );
        }
        private::make_folder(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        private::write_new(&folder.join(DEMO_MARK), MARK)
            .with_context(|| format!("cannot write into the folder {}", folder.display()))?;
    }
    start::prepare_folder(folder)
}

/// Refuses the folder of a demo, in which nobody shall work for real.
///
/// # Errors
/// A demo made the folder.
pub(crate) fn refuse_for_real_use(folder: &Path) -> anyhow::Result<()> {
    if is_demo(folder) {
        bail!(
            "{} holds the sample data of a demo, and its links sign in without a password. Name a \
             new folder for real use",
            folder.display()
        );
    }
    Ok(())
}

fn is_demo(folder: &Path) -> bool {
    folder.join(DEMO_MARK).is_file()
}

/// A folder that is not there is empty.
fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut inside) => Ok(inside.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}
