//! Who can read the data folder.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use super::program::{Serving, link, run};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn widen(path: &Path, to: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(to)).unwrap();
}

/// Everything in the folder with its mode, except the log's tiles, which are made for publishing
/// and lie in a closed folder.
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = vec![(folder.to_owned(), mode(folder))];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("log") {
            found.extend(modes(&path));
        } else {
            found.push((path.clone(), mode(&path)));
        }
    }
    found
}

#[test]
fn only_the_owner_reads_the_data_folder_whatever_the_umask_and_its_modes_were() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("deep/data");
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    serving.set_up(&link(&made, "/setup/").unwrap());
    for file in
        ["hikeshi.db", "hikeshi.db-wal", "hikeshi.db-shm", "hikeshi.toml", "keys/master.key"]
    {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
    let open: Vec<_> = modes(&data).into_iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
    assert!(open.is_empty(), "{open:#?}");
    serving.kill();

    for wide in ["", "keys", "backups", "blobs"] {
        widen(&data.join(wide), 0o755);
    }
    for wide in ["hikeshi.db", "hikeshi.toml", "keys/log.key"] {
        widen(&data.join(wide), 0o644);
    }
    let serving = Serving::start(&data);
    let open: Vec<_> = modes(&data).into_iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
    assert!(open.is_empty(), "{open:#?}");
    drop(serving);
}
