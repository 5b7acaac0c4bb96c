//! Letters on paper: one file to print for each piece of the list.

use hikeshi_drafting::{LetterPart, letter_parts};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::documents::render;
use hikeshi_kernel::{Lang, from_millis};
use hikeshi_pdf::Template;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Serialize;

use super::{
    Recipient,
    chunks::{chunks_of, open_chunk},
    claim, list,
    send::{Turn, TurnEnd, goes_on},
};
use crate::model::{letter_chunk, letter_run};

const LETTER: Template = Template::new("letter", include_str!("../../documents/letter.typ"));

/// Sets the file of the next piece.
pub(super) async fn set_some(
    platform: &Platform,
    scope: &CompanyScope,
    turn: &Turn,
) -> Result<TurnEnd, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let chunks = chunks_of(&tx, &turn.run).await?;
    drop(tx);
    let Some(chunk) = chunks.into_iter().find(|chunk| !chunk.done) else {
        return Ok(TurnEnd::AllTried);
    };
    let piece = open_chunk(platform, &turn.key, &chunk).await?;
    let issued = turn.run.started_at.map_or_else(|| platform.clock.now(), from_millis);
    let pdf = render(LETTER, &data(platform, &turn.run, &piece), issued).await?;
    let missing: String = pdf.missing_glyphs.iter().collect();
    let blob = list::keep(platform, &turn.key, pdf.bytes).await?;
    let tx = platform.db.write(scope.fence()).await?;
    if !goes_on(&tx, platform, scope, turn).await? {
        drop(tx);
        platform.blobs.delete(blob).await?;
        return Ok(TurnEnd::Stopped);
    }
    claim::mark_set(&tx, platform, turn, (chunk.nth, &piece)).await?;
    letter_chunk::Entity::update_many()
        .set(letter_chunk::ActiveModel {
            pdf_blob_id: Set(Some(blob)),
            missing: Set(missing),
            done: Set(true),
            ..Default::default()
        })
        .filter(letter_chunk::Column::RunId.eq(chunk.run_id))
        .filter(letter_chunk::Column::CompanyId.eq(chunk.company_id))
        .filter(letter_chunk::Column::Nth.eq(chunk.nth))
        .exec(tx.conn())
        .await?;
    tx.commit().await?;
    Ok(TurnEnd::More)
}

/// What the template takes. A piece of text, or the place of a value in `values`.
#[derive(Serialize)]
#[serde(untagged)]
enum Piece {
    Words(String),
    Value(usize),
}

#[derive(Serialize)]
struct Letters<'a> {
    lang: &'static str,
    date: String,
    sender: &'a str,
    /// Stands after the name in the address.
    honorific: String,
    postal_mark: String,
    title: String,
    subject: Vec<Piece>,
    body: Vec<Piece>,
    recipients: &'a [Recipient],
}

/// Letters go out in Japanese, whatever language the person who starts the run reads.
fn data<'a>(
    platform: &Platform,
    run: &'a letter_run::Model,
    recipients: &'a [Recipient],
) -> Letters<'a> {
    let words = platform.words(Lang::Ja);
    let fields = run.fields();
    let pieces = |text: &str| {
        let piece = |part| match part {
            LetterPart::Words(words) => Piece::Words(words.to_owned()),
            LetterPart::Field(name) => fields
                .iter()
                .position(|field| *field == name)
                .map_or_else(|| Piece::Words(String::new()), Piece::Value),
        };
        letter_parts(text).into_iter().map(piece).collect()
    };
    let issued = run.started_at.map_or_else(|| platform.clock.now(), from_millis);
    Letters {
        lang: Lang::Ja.code(),
        date: words.date(issued.to_zoned(hikeshi_kernel::japan()).date()),
        sender: &run.sender,
        honorific: words.t("letters-honorific"),
        postal_mark: words.t("letters-postal-mark"),
        title: words.t("letters-file-title"),
        subject: pieces(&run.subject),
        body: pieces(&run.body),
        recipients,
    }
}
