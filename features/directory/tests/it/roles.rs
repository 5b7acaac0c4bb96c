//! What somebody with several roles may do, and what somebody from outside sees.

use hikeshi_db::Fence;
use hikeshi_directory::{OpenIncident, Waiting, set_notice};
use hikeshi_identity::{
    Role, SESSION_COOKIE, begin_session, create_account, join_company, join_provider,
};
use hikeshi_testkit::Browser;
use uuid::Uuid;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, PRESIDENT, STAFF, World};

const CASE: Uuid = Uuid::from_u128(0x0193_5f2e_0000_7000_8000_0000_0000_0001);
const OTHER_CASE: Uuid = Uuid::from_u128(0x0193_5f2e_0000_7000_8000_0000_0000_0002);

/// Somebody from outside, invited to these cases of the company.
async fn outsider(world: &World, name: &str, cases: &[Uuid]) -> Browser {
    let platform = &world.platform;
    let email = format!("{name}@lawyer.example");
    let tx = platform.db.write(Fence::Open).await.unwrap();
    let account = create_account(&tx, platform, (name, &email), None, false).await.unwrap();
    for case in cases {
        let (company, role) = (world.company, Role::Outsider);
        join_company(&tx, platform, account, company, role, Some(*case)).await.unwrap();
    }
    let secret = begin_session(&tx, platform, account, "test").await.unwrap();
    tx.commit().await.unwrap();
    world.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_band_of_an_open_incident_is_shown_to_those_only_who_may_see_that_incident() {
    for world in World::every_kind().await {
        let home = format!("/c/{}", world.company);
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        let case = |title: &str, id| OpenIncident {
            title: title.to_owned(),
            href: format!("{home}/incidents/{id}"),
            ..OpenIncident::default()
        };
        let open = [case("Strange screen", CASE)];
        set_notice(&tx, &world.program(), &open).await.unwrap();
        tx.commit().await.unwrap();
        assert!(world.browser(OFFICER).get(&home).await.text().contains("Strange screen"));
        assert!(!world.browser(EMPLOYEE).get(&home).await.text().contains("Strange screen"));
        let keys = format!("{home}/keys");
        let both = outsider(&world, "both", &[OTHER_CASE, CASE]).await.get(&keys).await;
        assert!(both.text().contains("Strange screen"), "{}", both.text());
        let other = outsider(&world, "other", &[OTHER_CASE]).await.get(&keys).await;
        assert_eq!(other.status(), 200);
        assert!(!other.text().contains("Strange screen"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_names_all_open_incidents_and_to_the_president_what_waits() {
    for world in World::every_kind().await {
        let home = format!("/c/{}", world.company);
        let wait = |question: &str, not_by| Waiting {
            question: question.to_owned(),
            href: format!("{home}/incidents/{CASE}/president"),
            not_by,
        };
        let waiting = vec![
            wait("Shall we stop the server?", None),
            wait("", None),
            wait("Not mine", Some(world.account(PRESIDENT).0)),
        ];
        let case = |title: &str, id, waiting| OpenIncident {
            title: title.to_owned(),
            href: format!("{home}/incidents/{id}"),
            level: Some(2),
            waiting,
        };
        let open = [case("Strange screen", CASE, waiting), case("Lost phone", OTHER_CASE, vec![])];
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        set_notice(&tx, &world.program(), &open).await.unwrap();
        tx.commit().await.unwrap();
        let page = world.browser(PRESIDENT).get(&home).await;
        for part in ["Waiting for your decision: 2", "Shall we stop", "Open incidents: 2", "Lost"] {
            assert!(page.text().contains(part), "{part}: {}", page.text());
        }
        assert!(!page.text().contains("Not mine"));
        let page = world.browser(OFFICER).get(&home).await;
        assert!(page.text().contains("Lost phone") && !page.text().contains("Shall we stop"));
        let page = world.browser(OFFICER).get(&format!("{home}/contacts")).await;
        assert!(page.text().contains("Open incidents: 2"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_role_adds_its_rights_to_those_that_the_person_had() {
    for world in World::every_kind().await {
        let platform = &world.platform;
        let in_company = format!("/c/{}/settings", world.company);
        let at_provider = format!("/p/{}/settings", world.provider);
        assert_eq!(world.browser(STAFF).get(&in_company).await.status(), 403);
        assert_eq!(world.browser(ANALYST).get(&at_provider).await.status(), 403);
        let tx = platform.db.write(Fence::Open).await.unwrap();
        let (staff, company) = (world.account(STAFF), world.company);
        join_company(&tx, platform, staff, company, Role::Officer, None).await.unwrap();
        let (analyst, provider) = (world.account(ANALYST), world.provider);
        join_provider(&tx, platform, analyst, provider, Role::Admin).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.browser(STAFF).get(&in_company).await.status(), 200);
        let settings = world.browser(ANALYST).get(&at_provider).await;
        assert_eq!(settings.status(), 200);
        // Jobs are the installation's, not this provider's: only who set it up sees them.
        assert!(!settings.links().iter().any(|link| link.href.ends_with("/jobs")));
        let jobs = format!("/p/{provider}/jobs");
        assert_eq!(world.browser(ANALYST).get(&jobs).await.status(), 403);
        let retry = format!("{jobs}/{CASE}/retry");
        assert_eq!(world.browser(ANALYST).post(&retry, &[]).await.status(), 403);
        let company_page = format!("/c/{}/settings/company", world.company);
        assert_eq!(world.browser(ANALYST).get(&company_page).await.status(), 200);
    }
}
