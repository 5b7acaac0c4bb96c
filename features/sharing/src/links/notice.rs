//! The mail to the company when a link is opened for the first time.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, Role, members_of_company, send_mail};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};

use crate::model::share_link;

/// Tells the company's presidents and officers, and whoever made the link. The mail names the
/// recipient and the page of the link, nothing of the incident.
///
/// # Errors
/// A problem of the database.
pub(super) async fn tell_first_visit(
    tx: &Tx,
    platform: &Platform,
    link: &share_link::Model,
) -> Result<(), Problem> {
    let words = platform.words(Lang::Ja);
    let path = format!("/c/{}/incidents/{}/shares/{}", link.company_id, link.incident_id, link.id);
    let page = platform.public(&path);
    let people = members_of_company(tx, CompanyId(link.company_id)).await?;
    let mut told: Vec<String> = Vec::new();
    for person in people {
        let made_it = link.made_by_id == Some(person.account.0);
        let leads = matches!(person.role, Role::President | Role::Officer);
        if !(made_it || leads) || told.contains(&person.email) {
            continue;
        }
        told.push(person.email.clone());
        let body = words.ta(
            "share-mail-body",
            &[("name", &person.name), ("recipient", &link.recipient), ("page", &page)],
        );
        let subject = words.t1("share-mail-subject", "recipient", &link.recipient);
        send_mail(tx, platform, Message { to: person.email, subject, body }).await?;
    }
    Ok(())
}
