//! The mail that asks for the second person's confirmation.

use hikeshi_db::Tx;
use hikeshi_identity::{
    CompanyScope, Member, ProviderId,
    can::{Action as _, CloseIncident},
    living_delegations, members_of_company, members_of_provider, send_mail,
};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};

use crate::{
    case::Purpose,
    model::{closing, incident},
};

/// Writes a mail to everybody who may confirm what `first` did, into the caller's transaction.
///
/// # Errors
/// A problem of the database.
pub(super) async fn ask_second(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, first): (&incident::Model, &closing::Model),
) -> Result<(), Problem> {
    for person in may_confirm(tx, scope, first).await? {
        let mail = message(platform, (incident, first), &person);
        send_mail(tx, platform, mail).await?;
    }
    Ok(())
}

/// Whoever may close incidents, without the first person, each once. One of the two must be of
/// the company itself: people of a provider are asked only if the first one is of the company.
async fn may_confirm(
    tx: &Tx,
    scope: &CompanyScope,
    first: &closing::Model,
) -> Result<Vec<Member>, Problem> {
    let mut all = members_of_company(tx, scope.company()).await?;
    let first_is_own = all.iter().any(|member| Some(member.account.0) == first.by_id);
    if first_is_own {
        for living in living_delegations(tx, scope.company()).await? {
            all.extend(members_of_provider(tx, ProviderId(living.provider_id)).await?);
        }
    }
    let mut asked = Vec::new();
    all.retain(|member| {
        let fits = member.role.may(CloseIncident::NAME)
            && Some(member.account.0) != first.by_id
            && !asked.contains(&member.account);
        asked.extend(fits.then_some(member.account));
        fits
    });
    Ok(all)
}

fn message(
    platform: &Platform,
    (incident, first): (&incident::Model, &closing::Model),
    person: &Member,
) -> Message {
    let words = platform.words(Lang::Ja);
    let drill = incident.purpose == Purpose::Drill.name();
    let subject = if drill { "lessons-mail-subject-drill" } else { "lessons-mail-subject" };
    let subject = words.t1(subject, "number", &incident.number);
    let page = format!("/c/{}/incidents/{}/close", incident.company_id, incident.id);
    let note = match first.reason.as_str() {
        "" => words.t("lessons-mail-no-note"),
        note => note.to_owned(),
    };
    let body = words.ta(
        "lessons-mail-body",
        &[
            ("name", &person.name),
            ("first", &first.by_name),
            ("title", &incident.title),
            ("number", &incident.number),
            ("note", &note),
            ("page", &platform.public(&page)),
        ],
    );
    Message { to: person.email.clone(), subject, body }
}
