//! What only a checkpoint that somebody else kept can show.

use std::fs;

use hikeshi::integrity::Wanted;

use super::rows::rewrite;
use super::world::{Spoiled, named};

/// Keeps today's checkpoint outside the data folder; answers the file.
fn keep(folder: &Spoiled, outside: &tempfile::TempDir) -> std::path::PathBuf {
    let file = outside.path().join("kept.txt");
    fs::copy(folder.path("log/checkpoint"), &file).unwrap();
    file
}

fn against(file: &std::path::Path) -> Wanted {
    Wanted { checkpoints: vec![file.to_owned()], ..Wanted::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_written_anew_with_the_stolen_key_is_shown_by_a_kept_checkpoint_alone() {
    let (folder, outside) = (Spoiled::copy().await, tempfile::tempdir().unwrap());
    let kept = keep(&folder, &outside);
    rewrite(&folder, 7).await;
    fs::remove_dir_all(folder.path("log")).unwrap();
    folder.go_on(3).await;
    assert_eq!(folder.faults().await, [""; 0], "nobody can see it from inside");
    let report = folder.verify_with(against(&kept)).await;
    assert_eq!(named(&report), [format!("history-changed {}", kept.display())]);
    // The same from paper: three lines, with the ends of lines of another system.
    let note = fs::read_to_string(&kept).unwrap();
    let lines: Vec<_> = note.lines().take(3).collect();
    fs::write(&kept, lines.join("\r\n") + "\r\n\r\n").unwrap();
    let report = folder.verify_with(against(&kept)).await;
    assert_eq!(named(&report), [format!("history-changed {}", kept.display())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_in_place_is_a_shortened_history() {
    let (folder, outside) = (Spoiled::copy().await, tempfile::tempdir().unwrap());
    let old = outside.path().join("old.db");
    fs::copy(folder.path("hikeshi.db"), &old).unwrap();
    folder.go_on(5).await;
    let kept = keep(&folder, &outside);
    assert!(folder.verify().await.is_clean());
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.path(&format!("hikeshi.db{end}")));
    }
    fs::copy(&old, folder.path("hikeshi.db")).unwrap();
    let faults = folder.faults().await;
    assert!(faults.contains(&"history-shortened log/checkpoint".to_owned()), "{faults:?}");
    // With the folder of the log put back as well, only the checkpoint outside tells.
    let older = Spoiled::copy().await;
    let mut before = against(&kept);
    before.log_only = true;
    let faults = named(&older.verify_with(before).await);
    // The key of the copy is the same, so the signature holds.
    assert_eq!(faults, [format!("history-shortened {}", kept.display())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_only_grew_agrees_with_every_checkpoint_that_was_kept() {
    let (folder, outside) = (Spoiled::copy().await, tempfile::tempdir().unwrap());
    let kept = keep(&folder, &outside);
    folder.go_on(300).await;
    let report = folder.verify_with(against(&kept)).await;
    assert!(report.is_clean(), "{report:?}");
    assert_eq!(report.log.agreed.len(), 3);
}
