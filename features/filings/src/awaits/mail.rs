//! The mails that say what waits for whom, written into the transaction of the act.

use hikeshi_db::Tx;
use hikeshi_directory::{awaits_of, company};
use hikeshi_i18n::plain;
use hikeshi_identity::{
    AccountId, CompanyScope, Member, Role, members_of_company, scope_of_account, send_mail,
};
use hikeshi_incidents::{case::marked_subject, model::incident};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{actor, ask::everybody, page_of_paper};
use crate::{
    model::{letter_run, paper},
    papers::kinds,
};

/// Tells those for whom a checked paper waits now. Call it after [`super::renew_awaits`].
pub(crate) async fn tell_approvers(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &paper::Model),
) -> Result<(), Problem> {
    let about = About { what: title(paper), page: page_of_paper(paper) };
    let keys = ["awaits-mail-approve-subject", "awaits-mail-approve-body"];
    let key = format!("paper/{}", paper.id);
    tell_waiting(tx, platform, scope, (incident, &key), (keys, &about)).await
}

/// Tells those for whom a run of letters waits now. Call it after [`super::renew_awaits`].
pub(crate) async fn tell_confirmers(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
) -> Result<(), Problem> {
    let page = format!("/c/{}/incidents/{}/letters/{}", run.company_id, incident.id, run.id);
    let about = About { what: run.subject.clone(), page };
    let keys = ["awaits-mail-confirm-subject", "awaits-mail-confirm-body"];
    let key = format!("run/{}", run.id);
    tell_waiting(tx, platform, scope, (incident, &key), (keys, &about)).await
}

/// Asks a colleague to check a draft.
pub(super) async fn tell_checker(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &paper::Model),
    person: &Member,
) -> Result<(), Problem> {
    let about = About { what: title(paper), page: page_of_paper(paper) };
    let keys = ["awaits-mail-check-subject", "awaits-mail-check-body"];
    tell(tx, platform, scope, (incident, keys, &about), &person.email).await
}

/// Tells the company's officers and president that the provider approved a paper for it.
pub(crate) async fn tell_of_provider(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &paper::Model),
) -> Result<(), Problem> {
    if scope.provider().is_none() {
        return Ok(());
    }
    let about = About { what: title(paper), page: page_of_paper(paper) };
    let keys = ["awaits-mail-provider-subject", "awaits-mail-provider-body"];
    for member in members_of_company(tx, scope.company()).await? {
        if matches!(member.role, Role::Officer | Role::President) {
            tell(tx, platform, scope, (incident, keys, &about), &member.email).await?;
        }
    }
    Ok(())
}

/// What a mail is about.
struct About {
    /// The name of the paper or the subject of the letter.
    what: String,
    /// The path of the page on which somebody acts.
    page: String,
}

fn title(paper: &paper::Model) -> String {
    let kind = kinds().ok().and_then(|kinds| kinds.get(&paper.kind));
    kind.map_or_else(|| paper.kind.clone(), |kind| plain(kind.title(Lang::Ja)))
}

/// One mail to everybody for whom the thing of that key waits, except to who just acted.
async fn tell_waiting(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, key): (&incident::Model, &str),
    (keys, about): ([&str; 2], &About),
) -> Result<(), Problem> {
    let mut told: Vec<Uuid> = actor(scope).into_iter().collect();
    for member in everybody(tx, scope).await? {
        let account = Uuid::from(member.account);
        if told.contains(&account) {
            continue;
        }
        let theirs = scope_of_account(tx, AccountId(account), scope.company()).await?;
        let Some(theirs) = theirs else { continue };
        let waits = awaits_of(tx, &theirs, Some(incident.id)).await?;
        if waits.iter().any(|one| one.key == key) {
            told.push(account);
            tell(tx, platform, scope, (incident, keys, about), &member.email).await?;
        }
    }
    Ok(())
}

async fn tell(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, keys, about): (&incident::Model, [&str; 2], &About),
    to: &str,
) -> Result<(), Problem> {
    let name = company(tx, scope).await?.name;
    let mail = message(platform, (incident, keys, about), (scope.actor_name(), &name), to);
    send_mail(tx, platform, mail).await?;
    Ok(())
}

fn message(
    platform: &Platform,
    (incident, [subject, body], about): (&incident::Model, [&str; 2], &About),
    (by, company): (&str, &str),
    to: &str,
) -> Message {
    let words = platform.words(Lang::Ja);
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("what", &about.what),
        ("by", &by),
        ("company", &company),
        ("title", &incident.title),
        ("number", &incident.number),
        ("link", &platform.public(&about.page)),
    ];
    let subject = marked_subject(&words, incident, words.ta(subject, &values));
    let body = words.ta(body, &values);
    Message { to: to.to_owned(), subject, body }
}
