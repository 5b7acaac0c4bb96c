//! The mails after a company has changed what its provider may do: both sides know it at once.

use hikeshi_db::Tx;
use hikeshi_identity::{
    CompanyScope, Member, ProviderId, Role, members_of_company, members_of_provider, send_mail,
};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};

use crate::{
    companies::{company, provider},
    notice::open_incidents,
};

/// Writes a mail to the provider's administrators and to the company's presidents and officers,
/// into the caller's transaction. It names how many incidents are open, no more.
///
/// # Errors
/// Not found, or a problem of the database.
pub(crate) async fn tell_withdrawal(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    withdrawn: ProviderId,
) -> Result<(), Problem> {
    let row = company(tx, scope).await?;
    let gone = provider(tx, withdrawn).await?.ok_or_else(Problem::not_found)?;
    let open = open_incidents(&row, scope).len();
    let words = platform.words(Lang::Ja);
    let subject = words.t1("directory-withdrawn-subject", "company", &row.name);
    let page = platform.public(&format!("/c/{}/incidents", scope.company()));
    for (side, person) in both_sides(tx, scope, withdrawn).await? {
        let next = match side {
            Side::Provider => words.t("directory-withdrawn-next-provider"),
            Side::Company => words.t1("directory-withdrawn-next-company", "page", &page),
        };
        let body = words.ta(
            "directory-withdrawn-body",
            &[
                ("name", &person.name),
                ("company", &row.name),
                ("provider", &gone.name),
                ("by", &scope.actor_name()),
                ("count", &open),
                ("next", &next),
            ],
        );
        let mail = Message { to: person.email, subject: subject.clone(), body };
        send_mail(tx, platform, mail).await?;
    }
    Ok(())
}

/// Tells the same people that the provider may now file in the company's name, or no longer.
///
/// # Errors
/// Not found, or a problem of the database.
pub(crate) async fn tell_filing(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (acting, may_file): (ProviderId, bool),
) -> Result<(), Problem> {
    let row = company(tx, scope).await?;
    let acting_name = provider(tx, acting).await?.ok_or_else(Problem::not_found)?.name;
    let words = platform.words(Lang::Ja);
    let (subject, body) = match may_file {
        true => ("directory-filing-mail-on-subject", "directory-filing-mail-on-body"),
        false => ("directory-filing-mail-off-subject", "directory-filing-mail-off-body"),
    };
    let subject = words.t1(subject, "company", &row.name);
    for (_, person) in both_sides(tx, scope, acting).await? {
        let body = words.ta(
            body,
            &[
                ("name", &person.name),
                ("company", &row.name),
                ("provider", &acting_name),
                ("by", &scope.actor_name()),
            ],
        );
        let mail = Message { to: person.email, subject: subject.clone(), body };
        send_mail(tx, platform, mail).await?;
    }
    Ok(())
}

/// On which side of a delegation somebody stands.
enum Side {
    Provider,
    Company,
}

/// The provider's administrators, then the company's presidents and officers.
async fn both_sides(
    tx: &Tx,
    scope: &CompanyScope,
    provider: ProviderId,
) -> Result<Vec<(Side, Member)>, Problem> {
    let theirs = members_of_provider(tx, provider).await?.into_iter();
    let theirs = theirs.filter(|person| person.role == Role::Admin);
    let ours = members_of_company(tx, scope.company()).await?.into_iter();
    let ours = ours.filter(|person| matches!(person.role, Role::President | Role::Officer));
    Ok(theirs
        .map(|person| (Side::Provider, person))
        .chain(ours.map(|person| (Side::Company, person)))
        .collect())
}
