//! The mail after a company has withdrawn a provider: both sides know it at once.

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
    let mail = |person: &Member, next: String| {
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
        Message { to: person.email.clone(), subject: subject.clone(), body }
    };
    for person in members_of_provider(tx, withdrawn).await? {
        if person.role == Role::Admin {
            let next = words.t("directory-withdrawn-next-provider");
            send_mail(tx, platform, mail(&person, next)).await?;
        }
    }
    for person in members_of_company(tx, scope.company()).await? {
        if matches!(person.role, Role::President | Role::Officer) {
            let page = platform.public(&format!("/c/{}/incidents", scope.company()));
            let next = words.t1("directory-withdrawn-next-company", "page", page);
            send_mail(tx, platform, mail(&person, next)).await?;
        }
    }
    Ok(())
}
