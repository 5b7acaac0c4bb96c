//! The mails about evidence, written into the transaction of the act. They name the exhibit by its
//! number only: what it is stands behind the sign-in.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_identity::{CompanyScope, send_mail};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::keepers::{answers_for_evidence, keepers};
use crate::{
    case::marked_subject,
    model::{evidence, incident},
};

/// Tells those who answer for the evidence that a file is not what was recorded.
///
/// # Errors
/// A problem of the database.
pub async fn tell_of_mismatch(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    about: (&incident::Model, &evidence::Model),
) -> Result<(), Problem> {
    let keys = ["custody-mail-mismatch-subject", "custody-mail-mismatch-body"];
    for member in keepers(tx, scope, about.0).await?.iter().filter(|one| answers_for_evidence(one))
    {
        send(tx, platform, scope, about, (keys, "", &member.email)).await?;
    }
    Ok(())
}

/// Asks the other side of a hand-over, by its account, to confirm.
pub(super) async fn ask_by_mail(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    about: (&incident::Model, &evidence::Model),
    (event, account): (Uuid, Uuid),
) -> Result<(), Problem> {
    let keys = ["custody-mail-ask-subject", "custody-mail-ask-body"];
    let all = keepers(tx, scope, about.0).await?;
    let asked = all.iter().find(|member| Uuid::from(member.account) == account);
    match asked {
        Some(member) => {
            let page = format!("/hand-over/{event}");
            send(tx, platform, scope, about, (keys, &page, &member.email)).await
        }
        None => Ok(()),
    }
}

async fn send(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    about: (&incident::Model, &evidence::Model),
    (keys, page, to): ([&str; 2], &str, &str),
) -> Result<(), Problem> {
    let name = company(tx, scope).await?.name;
    let message = message(platform, about, (keys, page, to), (scope.actor_name(), &name));
    Ok(send_mail(tx, platform, message).await?)
}

fn message(
    platform: &Platform,
    (incident, exhibit): (&incident::Model, &evidence::Model),
    ([subject, body], page, to): ([&str; 2], &str, &str),
    (by, company): (&str, &str),
) -> Message {
    let words = platform.words(Lang::Ja);
    let page = format!(
        "/c/{}/incidents/{}/evidence/{}{page}",
        incident.company_id, incident.id, exhibit.id
    );
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("exhibit", &exhibit.number),
        ("by", &by),
        ("company", &company),
        ("title", &incident.title),
        ("number", &incident.number),
        ("link", &platform.public(&page)),
    ];
    let subject = marked_subject(&words, incident, words.ta(subject, &values));
    Message { to: to.to_owned(), subject, body: words.ta(body, &values) }
}
