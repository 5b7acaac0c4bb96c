//! The published files.

use std::fs;

use super::world::Spoiled;

/// The published file of the first entries, whole or partial.
fn first(folder: &Spoiled, kind: &str) -> String {
    let partial = folder.path(&format!("log/tile/{kind}/000.p"));
    match fs::read_dir(&partial) {
        Ok(mut inside) => {
            let name = inside.next().unwrap().unwrap().file_name();
            format!("tile/{kind}/000.p/{}", name.display())
        }
        Err(_) => format!("tile/{kind}/000"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_in_a_published_file_is_named_with_the_file() {
    for (kind, at, fault) in [("0", 7 * 32, "tile-damaged"), ("entries", 40, "bundle-damaged")] {
        let folder = Spoiled::copy().await;
        let file = first(&folder, kind);
        folder.flip(&format!("log/{file}"), at);
        let faults = folder.faults().await;
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(fault) && faults[0].ends_with(&file), "{faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_gone_or_cut_short_is_named() {
    for (kind, gone, cut) in
        [("0", "tile-missing", "tile-damaged"), ("entries", "bundle-missing", "bundle-damaged")]
    {
        let folder = Spoiled::copy().await;
        let file = first(&folder, kind);
        fs::write(folder.path(&format!("log/{file}")), b"x").unwrap();
        assert_eq!(folder.faults().await, [format!("{cut} {file}")]);
        fs::remove_file(folder.path(&format!("log/{file}"))).unwrap();
        assert_eq!(folder.faults().await, [format!("{gone} {file}")]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_higher_file_of_hashes_is_compared_too() {
    let folder = Spoiled::copy().await;
    folder.go_on(300).await;
    let upper = first(&folder, "1");
    folder.flip(&format!("log/{upper}"), 3);
    assert_eq!(folder.faults().await, [format!("tile-damaged {upper}")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_that_is_gone_changed_or_unreadable_is_named() {
    let size = Spoiled::copy().await.verify().await.log.size;
    type Change = fn(String) -> Option<String>;
    let changes: [(&str, Change); 5] = [
        ("checkpoint-missing log/checkpoint", |_| None),
        ("checkpoint-unreadable log/checkpoint", |_| Some("x".to_owned())),
        ("checkpoint-unsigned log/checkpoint", |note| {
            let (text, _) = note.split_once("\n\n")?;
            Some(format!("{text}\n"))
        }),
        ("checkpoint-unsigned log/checkpoint", |note| Some(note.replacen("=\n\n", "\n\n", 1))),
        ("checkpoint-unsigned log/checkpoint", |note| Some(note.replacen('\n', "\n1", 1))),
    ];
    for (n, (named, change)) in changes.into_iter().enumerate() {
        let folder = Spoiled::copy().await;
        let file = folder.path("log/checkpoint");
        let note = fs::read_to_string(&file).unwrap();
        match change(note) {
            Some(note) => fs::write(&file, note).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let faults = folder.faults().await;
        // A root whose spelling was spoiled is no checkpoint any more.
        let unreadable = named.replace("unsigned", "unreadable");
        assert!(
            faults.contains(&named.to_owned()) || faults.contains(&unreadable),
            "{n} {faults:?}"
        );
    }
    let folder = Spoiled::copy().await;
    let kept = format!("log/checkpoints/{size}.checkpoint");
    folder.flip(&kept, 40);
    let faults = folder.faults().await;
    assert!(faults.iter().any(|fault| fault.ends_with(&kept)), "{faults:?}");
}
