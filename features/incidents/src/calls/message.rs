//! The words of calls: the mail, and the lines of the timeline (kept in Japanese, as records are).

use hikeshi_i18n::Words;
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::Platform;
use jiff::Timestamp;

use super::Instead;
use crate::{
    case::noticed_of,
    model::{call_attempt, incident},
};

/// The words in which records and mail are written.
pub(super) fn words(platform: &Platform) -> Words {
    platform.words(Lang::Ja)
}

/// The mail to the person who is called: what happened, where to read more, how to confirm, and
/// what comes without it (`more`: whether somebody comes after this person). `called_at`: the level
/// of the round.
pub(super) fn call(
    platform: &Platform,
    incident: &incident::Model,
    person: &call_attempt::Model,
    (token, due, more): (&str, Timestamp, bool),
    called_at: i64,
) -> Message {
    let words = words(platform);
    let page = format!("/c/{}/incidents/{}", incident.company_id, incident.id);
    let otherwise = if more { "calls-mail-next" } else { "calls-mail-last" };
    let otherwise = words.t1(otherwise, "due", words.date_time(due));
    let body = words.ta(
        "calls-mail-body",
        &[
            ("name", &person.name),
            ("title", &incident.title),
            ("number", &incident.number),
            ("noticed", &words.moment(&noticed_of(incident))),
            ("level", &level_line(&words, incident, called_at)),
            ("confirm", &platform.public(&format!("/call/{token}"))),
            ("otherwise", &otherwise),
            ("page", &platform.public(&page)),
        ],
    );
    let subject =
        words.ta("calls-mail-subject", &[("title", &incident.title), ("number", &incident.number)]);
    Message { to: person.email.clone(), subject, body }
}

/// The level as decided; before that the one of the call, as a proposal of the program.
fn level_line(words: &Words, incident: &incident::Model, called_at: i64) -> String {
    match incident.level {
        Some(level) => words.t1("calls-mail-level", "level", level),
        None => words.t1("calls-mail-level-proposed", "level", called_at),
    }
}

/// "Called …", by mail or only by telephone.
pub(super) fn called_line(
    platform: &Platform,
    person: &call_attempt::Model,
    has_mail: bool,
) -> String {
    let key = if has_mail { "calls-line-called" } else { "calls-line-called-by-phone" };
    words(platform).ta(key, &[("name", &person.name), ("phone", &person.phone)])
}

/// "… did not confirm in time", and that the next person is called, if there is one.
pub(super) fn passed_line(platform: &Platform, person: &call_attempt::Model, more: bool) -> String {
    let key = if more { "calls-line-passed" } else { "calls-line-passed-last" };
    words(platform).ta(key, &[("name", &person.name), ("minutes", &person.wait_minutes)])
}

/// "Nobody is left", and who else may be telephoned.
pub(super) fn nobody_left_line(platform: &Platform, others: &[Instead]) -> String {
    with_others(platform, "calls-line-nobody-left", others)
}

/// "Nobody stands in the contact tree", and who else may be telephoned.
pub(super) fn nobody_line(platform: &Platform, others: &[Instead]) -> String {
    with_others(platform, "calls-line-nobody", others)
}

fn with_others(platform: &Platform, key: &str, others: &[Instead]) -> String {
    let words = words(platform);
    let said = words.t(key);
    let named = others.iter().map(|one| {
        words.ta("calls-instead-reach", &[("who", &one.who(&words)), ("reach", &one.reach)])
    });
    let named = named.collect::<Vec<_>>().join(&words.t("run-list-comma"));
    if named.is_empty() {
        words.t1("calls-line-instead-none", "said", said)
    } else {
        words.ta("calls-line-instead", &[("said", &said), ("others", &named)])
    }
}

/// "… confirmed", with the name of the person who telephoned, if it was not by the link.
pub(super) fn acknowledged_line(
    platform: &Platform,
    person: &call_attempt::Model,
    by: Option<&str>,
) -> String {
    let words = words(platform);
    match by {
        Some(by) => {
            words.ta("calls-line-confirmed-by-phone", &[("name", &person.name), ("by", &by)])
        }
        None => words.t1("calls-line-confirmed", "name", &person.name),
    }
}
