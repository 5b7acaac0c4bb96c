//! Making an edition: read, set, keep. Setting takes longer than a transaction should, so it stands
//! between the one that reads and the one that writes.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use hikeshi_blobs::{Stored, TenantKey};
use hikeshi_directory::company_key;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{case::hold_company, documents::render, evidence::KeptBlobs};
use hikeshi_kernel::{Lang, japan, new_uuid, to_millis};
use hikeshi_pdf::Pdf;
use hikeshi_web::{Platform, Problem};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use sea_orm::EntityTrait as _;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Parts, Source,
    design::KIT,
    edition::editions,
    gather::{Head, gather},
    look,
    model::kit_edition,
    print::prints,
    tags::{TAGS_PER_EDITION, Tag},
};

/// An edition holds for so many months.
const MONTHS: i32 = 6;
/// How often an edition is made anew when somebody else made one meanwhile.
const TRIES: usize = 4;

/// What is read before a kit is set.
struct Draft {
    source: Source,
    key: TenantKey,
    row: kit_edition::Model,
    kept_at: String,
}

/// Makes the edition of now and keeps it. One that says the same, in the same language and made on the
/// same day, is not made twice: a form may come twice.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn make_edition(
    platform: &Platform,
    scope: &CompanyScope,
    lang: Lang,
) -> Result<kit_edition::Model, Problem> {
    for _ in 0..TRIES {
        let draft = match read(platform, scope, lang).await? {
            Ok(draft) => draft,
            Err(row) => return Ok(*row),
        };
        let pdf = set(platform, &draft, lang).await?;
        let (clock, rng) = platform.chance();
        let blob = new_uuid(clock, rng);
        let mut kept = KeptBlobs::new(platform.blobs.clone());
        kept.push(blob);
        let (size, pages) = (pdf.bytes.len() as u64, i64::try_from(pdf.pages)?);
        let upload = stream::iter([Ok::<_, Infallible>(Bytes::from(pdf.bytes))]);
        let stored = platform.blobs.put_stream(&draft.key, blob, upload, size).await?;
        if let Some(row) = write(platform, scope, &draft, (blob, stored, pages)).await? {
            kept.release();
            return Ok(row);
        }
    }
    Err(Problem::conflict(platform.words(lang).t("kit-busy")))
}

/// A kit without a company: everything is written by hand.
///
/// # Errors
/// A fault of the program.
pub async fn blank_kit(words: &Words, at: Timestamp) -> Result<Vec<u8>, Problem> {
    let today = at.to_zoned(japan()).date();
    let head = Head {
        edition: words.t("kitdoc-blank"),
        issued: words.date(today),
        valid_until: words.date(end_of(today)),
        ..Head::default()
    };
    let kit = gather(None, "", words, &head)?;
    Ok(render(KIT, &kit, at).await?.bytes)
}

/// Reads everything; the inner error is the edition that says the same and is there already.
async fn read(
    platform: &Platform,
    scope: &CompanyScope,
    lang: Lang,
) -> Result<Result<Draft, Box<kit_edition::Model>>, Problem> {
    let at = platform.clock.now();
    let today = at.to_zoned(japan()).date();
    let tx = platform.db.read(scope.fence()).await?;
    let source = Source::read(&tx, platform, scope).await?;
    let made = editions(&tx, scope).await?;
    let kept_at = prints(&tx, scope).await?.into_iter().next().map(|print| print.place);
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let parts = Parts::of(&source, &platform.public(""))?;
    let fingerprint = parts.fingerprint();
    let same = made.first().filter(|row| {
        let day = hikeshi_kernel::from_millis(row.made_at).to_zoned(japan()).date();
        row.fingerprint == fingerprint && row.lang == lang.code() && day == today
    });
    if let Some(row) = same {
        return Ok(Err(Box::new(row.clone())));
    }
    let year = i64::from(today.year());
    let of_year = made.iter().filter(|row| row.tag_year == year);
    let last_tag = of_year.map(|row| row.last_tag).max().unwrap_or(0);
    let row = kit_edition::Model {
        id: Uuid::nil(),
        company_id: scope.company().0,
        number: made.first().map_or(1, |row| row.number + 1),
        lang: lang.code().to_owned(),
        fingerprint,
        parts_json: serde_json::to_string(&parts)?,
        tag_year: year,
        first_tag: last_tag + 1,
        last_tag: last_tag + TAGS_PER_EDITION,
        pages: 0,
        sha256: String::new(),
        size: 0,
        blob_id: Uuid::nil(),
        made_at: to_millis(at),
        made_by_id: scope.account().map(Into::into),
        made_by: scope.actor_name().to_owned(),
        valid_until: to_millis(end_of(today).to_zoned(japan())?.timestamp()),
        stale_since: None,
        mailed_at: None,
    };
    Ok(Ok(Draft { source, key, row, kept_at: kept_at.unwrap_or_default() }))
}

/// The day from which an edition of `day` no longer holds.
fn end_of(day: Date) -> Date {
    day.saturating_add(MONTHS.months())
}

async fn set(platform: &Platform, draft: &Draft, lang: Lang) -> Result<Pdf, Problem> {
    let words = platform.words(lang);
    let at = hikeshi_kernel::from_millis(draft.row.made_at);
    let today = at.to_zoned(japan()).date();
    let mut head = Head {
        edition: words.t1("kitdoc-edition-number", "number", draft.row.number),
        issued: words.date(today),
        valid_until: words.date(end_of(today)),
        kept_at: draft.kept_at.clone(),
        banner: String::new(),
        tags: Tag::of(&draft.row).collect(),
    };
    let base = platform.public("");
    let pdf = render(KIT, &gather(Some(&draft.source), &base, &words, &head)?, at).await?;
    if pdf.missing_glyphs.is_empty() {
        return Ok(pdf);
    }
    let missing = pdf.missing_glyphs.iter().take(12).map(|c| format!("U+{:04X}", u32::from(*c)));
    let missing: Vec<String> = missing.collect();
    head.banner = words.t1("kitdoc-missing", "characters", missing.join(" "));
    Ok(render(KIT, &gather(Some(&draft.source), &base, &words, &head)?, at).await?)
}

/// Writes the edition with its audit entry and looks at how the kit stands; `None` if somebody else
/// made one meanwhile, so that number and tags are taken.
async fn write(
    platform: &Platform,
    scope: &CompanyScope,
    draft: &Draft,
    (blob, stored, pages): (Uuid, Stored, i64),
) -> Result<Option<kit_edition::Model>, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    hold_company(&tx, scope).await?;
    let made = editions(&tx, scope).await?;
    if made.first().is_some_and(|row| row.number >= draft.row.number) {
        return Ok(None);
    }
    let row = kit_edition::Model {
        id: blob,
        blob_id: blob,
        pages,
        sha256: stored.sha256,
        size: i64::try_from(stored.size)?,
        ..draft.row.clone()
    };
    kit_edition::Entity::insert(kit_edition::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let detail = json!({ "number": row.number, "lang": row.lang, "pages": row.pages,
                         "first_tag": row.first_tag, "last_tag": row.last_tag, "sha256": row.sha256 });
    audit(&tx, platform, scope, "kit.made", ("kit", row.id), detail).await?;
    look(&tx, platform, scope).await?;
    tx.commit().await?;
    Ok(Some(row))
}
