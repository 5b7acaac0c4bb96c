//! Styles, fonts, the script and pictures, embedded in the program.
//!
//! One hash over all files stands in every address. A new build gets new addresses, so browsers
//! may keep the files for ever, and a stylesheet can name its fonts relative to itself.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort_unstable();
    let mut all = Sha256::new();
    for name in names {
        all.update(name.as_bytes());
        all.update(Files::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    hex::encode(&all.finalize()[..8])
});

/// One file to send.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// The value of `ETag`, with its quotation marks.
    pub etag: String,
    /// Whether the address carries this build's hash, so that it may be kept for ever.
    pub immutable: bool,
}

/// The address of a file in `static/`, for instance `/assets/0f3c…/hikeshi.css`.
#[must_use]
pub fn asset_url(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// The file at `path`, which is what follows `/assets/`: `<hash>/<name>`.
/// An older build's hash still finds the file, as a page may be open across an upgrade.
#[must_use]
pub fn serve(path: &str) -> Option<Asset> {
    let path = path.strip_prefix("/assets/").unwrap_or(path);
    let (hash, name) = path.split_once('/')?;
    let file = Files::get(name)?;
    Some(Asset {
        mime: mime(name),
        etag: format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16])),
        immutable: hash == *VERSION,
        bytes: file.data,
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_served_under_its_address_with_its_type() {
        for name in Files::iter() {
            let asset = serve(&asset_url(&name)).unwrap();
            assert!(asset.immutable && !asset.bytes.is_empty(), "{name}");
            assert_ne!(asset.mime, "application/octet-stream", "{name}");
        }
        assert_eq!(serve("old/hikeshi.css").unwrap().mime, "text/css; charset=utf-8");
        assert!(!serve("old/hikeshi.css").unwrap().immutable);
    }

    #[test]
    fn paths_outside_the_folder_are_not_found() {
        for path in ["x/../Cargo.toml", "x//etc/passwd", "hikeshi.css", "x/nothing.css", ""] {
            assert!(serve(path).is_none(), "{path}");
        }
    }

    #[test]
    fn every_font_that_a_stylesheet_names_exists() {
        for (sheet, fewest) in [("x/fonts.css", 60), ("x/help-fonts.css", 2)] {
            let sheet = serve(sheet).unwrap();
            let text = std::str::from_utf8(&sheet.bytes).unwrap();
            let named: Vec<_> =
                text.split("url(\"").skip(1).filter_map(|s| s.split_once('"')).collect();
            assert!(named.len() >= fewest);
            for (file, _) in named {
                assert!(serve(&format!("x/{file}")).is_some(), "{file}");
            }
        }
    }
}
