//! Checking what stands on paper: whether a checkpoint, and an entry under it, belong to this log.
//! The page tells yes or no and never what an entry says, so everybody may open it.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hikeshi_db::Fence;
use hikeshi_tlog::{Checkpoint, Hash, TlogError, prove_against};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use crate::own_log::{log_key, publish_now, root_at};

/// Digits of a hash that paper shows at least.
const FEWEST_DIGITS: usize = 16;

#[derive(Template)]
#[template(path = "pages/verify.html")]
pub(super) struct VerifyPage {
    shell: Shell,
    typed: Typed,
    found: Option<Found>,
}

/// What stands on the paper.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    /// The number of entries in the checkpoint.
    #[serde(default)]
    size: String,
    /// Its root, hexadecimal or base64.
    #[serde(default)]
    root: String,
    /// The number of the entry; may be empty.
    #[serde(default)]
    entry: String,
    /// The hash of the entry, at least its first 16 digits; may be empty.
    #[serde(default)]
    leaf: String,
}

/// What is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// Something typed cannot be read.
    Unreadable,
    /// The checkpoint is larger than the log.
    Larger,
    /// The log had another root at that size.
    OtherLog,
    /// The checkpoint is one of this log.
    Checkpoint,
    /// And the entry stands under it.
    Entry,
    /// But the entry does not stand under it.
    NoEntry,
}

impl Found {
    fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "proof-found-unreadable",
            Self::Larger => "proof-found-larger",
            Self::OtherLog => "proof-found-other",
            Self::Checkpoint => "proof-found-checkpoint",
            Self::Entry => "proof-found-entry",
            Self::NoEntry => "proof-found-no-entry",
        }
    }

    fn tone(self) -> (&'static str, &'static str) {
        match self {
            Self::Checkpoint | Self::Entry => ("done", "done"),
            Self::Unreadable => ("caution", "warn"),
            Self::Larger | Self::OtherLog | Self::NoEntry => ("danger", "stop"),
        }
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Query(typed): Query<Typed>,
) -> Result<Html<VerifyPage>, Problem> {
    let found = if typed.size.is_empty() && typed.root.is_empty() {
        None
    } else {
        Some(find(&platform, &typed).await?)
    };
    let typed = Typed {
        size: bounded(&typed.size),
        root: bounded(&typed.root),
        entry: bounded(&typed.entry),
        leaf: bounded(&typed.leaf),
    };
    Ok(Html(VerifyPage { shell: context.shell(), typed, found }))
}

async fn find(platform: &Platform, typed: &Typed) -> Result<Found, Problem> {
    let (Ok(size), Some(root)) = (typed.size.trim().parse::<u64>(), root_of(typed.root.trim()))
    else {
        return Ok(Found::Unreadable);
    };
    let entry = match (typed.entry.trim(), typed.leaf.trim()) {
        ("", "") => None,
        (number, leaf) => {
            let (Ok(number), Some(leaf)) = (number.parse::<u64>(), digits(leaf)) else {
                return Ok(Found::Unreadable);
            };
            Some((number, leaf))
        }
    };
    let ours = publish_now(platform).await?.checkpoint.size;
    if size > ours {
        return Ok(Found::Larger);
    }
    if size == 0 || root_at(platform, size).await? != Some(root) {
        return Ok(Found::OtherLog);
    }
    let Some((number, leaf)) = entry else { return Ok(Found::Checkpoint) };
    if number >= size {
        return Ok(Found::NoEntry);
    }
    let origin = log_key(platform)?.name().to_owned();
    let note = Checkpoint { origin, size, root }.to_text();
    let tx = platform.db.read(Fence::Open).await?;
    let folder = platform.data_folder.join("log");
    match prove_against(tx.conn(), &folder, number, &note).await {
        Ok(proof) => {
            let same = proof.leaf().is_some_and(|found| hex::encode(found).starts_with(&leaf));
            Ok(if same { Found::Entry } else { Found::NoEntry })
        }
        Err(
            TlogError::Broken { .. } | TlogError::Forked { .. } | TlogError::NotPublished { .. },
        ) => Ok(Found::NoEntry),
        Err(error) => Err(error.into()),
    }
}

/// A root in hexadecimal or base64.
fn root_of(text: &str) -> Option<Hash> {
    let bytes = if text.len() == 64 {
        hex::decode(text).ok()?
    } else {
        BASE64_STANDARD.decode(text).ok()?
    };
    bytes.try_into().ok()
}

/// The first digits of a hash in hexadecimal.
fn digits(text: &str) -> Option<String> {
    let good = (FEWEST_DIGITS..=64).contains(&text.len());
    (good && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| text.to_ascii_lowercase())
}

fn bounded(text: &str) -> String {
    text.chars().take(100).collect()
}
