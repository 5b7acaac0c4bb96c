//! The words of decisions: mail, and lines of the timeline (kept in Japanese, as records are).

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, model::account, send_mail};
use hikeshi_kernel::{Lang, from_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;

use super::{UNDO_MINUTES, options_of};
use crate::{
    case::{EntryKind, NewEntry, add_entry, marked_subject, marked_title},
    model::{executive_decision, incident},
};

/// The mail that puts the question to a president.
pub(super) fn question(
    platform: &Platform,
    incident: &incident::Model,
    row: &executive_decision::Model,
    (name, email): (&str, &str),
) -> Message {
    let words = platform.words(Lang::Ja);
    let options = options_of(row);
    let lines = options
        .iter()
        .map(|o| words.ta("president-mail-option", &[("label", &o.label), ("effect", &o.effect)]));
    let due = match row.due_at {
        Some(at) => words.date_time(from_millis(at)),
        None => words.t("president-due-none"),
    };
    let advice = options.iter().find(|o| o.id == row.advice).map(|o| o.label.clone());
    let advice = advice.unwrap_or_else(|| words.t("president-advice-none"));
    let body = words.ta(
        "president-mail-body",
        &[
            ("name", &name),
            ("by", &row.asked_by),
            ("title", &marked_title(&words, incident)),
            ("number", &incident.number),
            ("question", &row.question),
            ("options", &lines.collect::<Vec<_>>().join("\n")),
            ("advice", &advice),
            ("due", &due),
            ("minutes", &UNDO_MINUTES),
            ("page", &page(platform, incident)),
        ],
    );
    let subject = words.t1("president-mail-subject", "question", &row.question);
    let subject = marked_subject(&words, incident, subject);
    Message { to: email.to_owned(), subject, body }
}

/// Tells the person who asked what was decided.
pub(super) async fn tell_asker(
    tx: &Tx,
    platform: &Platform,
    incident: &incident::Model,
    row: &executive_decision::Model,
    label: &str,
) -> Result<(), Problem> {
    let words = platform.words(Lang::Ja);
    let subject = words.t1("president-mail-decided-subject", "question", &row.question);
    let subject = marked_subject(&words, incident, subject);
    let text = words.ta(
        "president-mail-decided-body",
        &[
            ("name", &row.asked_by),
            ("by", &row.decided_by),
            ("question", &row.question),
            ("chosen", &label),
            ("comment", &row.comment),
            ("page", &page(platform, incident)),
        ],
    );
    tell(tx, platform, row, (subject, text)).await
}

/// Tells the person who asked that the answer was undone.
pub(super) async fn tell_asker_undone(
    tx: &Tx,
    platform: &Platform,
    incident: &incident::Model,
    row: &executive_decision::Model,
) -> Result<(), Problem> {
    let words = platform.words(Lang::Ja);
    let subject = words.t1("president-mail-undone-subject", "question", &row.question);
    let subject = marked_subject(&words, incident, subject);
    let text = words.ta(
        "president-mail-undone-body",
        &[
            ("name", &row.asked_by),
            ("by", &row.decided_by),
            ("question", &row.question),
            ("page", &page(platform, incident)),
        ],
    );
    tell(tx, platform, row, (subject, text)).await
}

/// "The president was asked …"
pub(super) fn asked_line(platform: &Platform, row: &executive_decision::Model) -> String {
    platform.words(Lang::Ja).t1("president-line-asked", "question", &row.question)
}

/// "… decided: …", with the comment.
pub(super) fn decided_line(
    platform: &Platform,
    row: &executive_decision::Model,
    label: &str,
) -> String {
    let key = match row.comment.as_str() {
        "" => "president-line-decided",
        _ => "president-line-decided-comment",
    };
    platform
        .words(Lang::Ja)
        .ta(key, &[("question", &row.question), ("chosen", &label), ("comment", &row.comment)])
}

/// "The answer was undone."
pub(super) fn undone_line(platform: &Platform, row: &executive_decision::Model) -> String {
    platform.words(Lang::Ja).t1("president-line-undone", "question", &row.question)
}

/// Adds a line about a decision to the timeline, as of now.
pub(super) async fn write_line(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (kind, text): (EntryKind, String),
) -> Result<(), Problem> {
    let new = NewEntry::automatic(kind, platform.clock.now(), text);
    add_entry(tx, platform, scope, incident, new).await.map(|_| ())
}

fn page(platform: &Platform, incident: &incident::Model) -> String {
    platform.public(&format!("/c/{}/incidents/{}/president", incident.company_id, incident.id))
}

async fn tell(
    tx: &Tx,
    platform: &Platform,
    row: &executive_decision::Model,
    (subject, body): (String, String),
) -> Result<(), Problem> {
    let Some(asker) = row.asked_by_id else { return Ok(()) };
    let Some(account) = account::Entity::find_by_id(asker).one(tx.conn()).await? else {
        return Ok(());
    };
    send_mail(tx, platform, Message { to: account.email, subject, body }).await?;
    Ok(())
}
