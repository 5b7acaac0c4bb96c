//! A provider's own pages.

use hikeshi_db::Fence;
use hikeshi_directory::{NewCompany, OpenIncident, create_company, set_notice};
use hikeshi_identity::{CompanyScope, Role, delegate};

use crate::account::mailed_path;
use crate::world::{ANALYST, At, OFFICER, World};

const ADMIN: At = At::Provider(Role::Admin);

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_delegated_companies_only_with_open_incidents_first() {
    for world in World::every_kind().await {
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        for number in 0..120 {
            let name = format!("Aoba {number:03} 100%");
            let new = NewCompany { name, ..NewCompany::default() };
            let id = create_company(&tx, &world.platform, &new).await.unwrap();
            delegate(&tx, &world.platform, id, world.provider, None).await.unwrap();
        }
        let scope = CompanyScope::of_program(world.company, "test");
        let case = |title: &str, level| OpenIncident {
            title: title.to_owned(),
            href: "/c/x/incidents/y".to_owned(),
            level,
            waiting: vec![],
        };
        let open = [case("Strange screen", Some(3)), case("Lost phone", None)];
        set_notice(&tx, &scope, &open).await.unwrap();
        tx.commit().await.unwrap();
        let mut analyst = world.browser(ANALYST);
        let board = analyst.get(&format!("/p/{}", world.provider)).await;
        assert_eq!(board.heading(), "Companies: 121");
        let text = board.text();
        let (open, quiet) = (text.find("Minato Foods").unwrap(), text.find("Aoba 000").unwrap());
        assert!(open < quiet && text.contains("Strange screen"));
        assert!(text.contains("See all 2 open incidents") && !text.contains("Lost phone"));
        assert!(!text.contains("Keyaki") && !text.contains("Aoba 119"));
        let next = analyst.follow(&board.by_role_link("Next")).await;
        assert!(next.text().contains("Aoba 119"));
        let one = analyst.get("?q=aoba+007+100%25&state=").await;
        assert_eq!(one.heading(), "Companies: 1");
        let open = analyst.get("?q=&state=open").await;
        assert_eq!(open.heading(), "Companies: 1");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_registers_a_company_works_in_it_and_invites_its_officer() {
    for world in World::every_kind().await {
        let path = format!("/p/{}/companies/new", world.provider);
        let form = [
            ("company_name", "Hotaru Tatami"),
            ("industry", ""),
            ("staff_count", "8"),
            ("phone", ""),
            ("address", ""),
            ("officer", "Hotaru"),
            ("email", "hotaru@hotaru.example"),
        ];
        let home = world.browser(ADMIN).post(&path, &form).await;
        assert_eq!((home.status().as_u16(), home.heading()), (200, "Hotaru Tatami".into()));
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().pop().unwrap().to, "hotaru@hotaru.example");
        assert_eq!(world.browser(ANALYST).get(&path).await.status(), 403);
        assert_eq!(world.browser(OFFICER).get(&path).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_providers_administrator_takes_an_invitation_back_and_its_link_is_dead() {
    for world in World::every_kind().await {
        let path = format!("/p/{}/settings", world.provider);
        let form = [("person", "Nire"), ("email", "nire@hinomi.example"), ("role", "desk")];
        let mut admin = world.browser(ADMIN);
        let page = admin.post(&path, &form).await;
        world.drain_jobs().await;
        let link = mailed_path(&world);
        assert_eq!(world.nobody().get(&link).await.status(), 200);
        let cancel = page.form_with_button("Take it back: Nire <nire@hinomi.example>");
        assert_eq!(world.browser(ANALYST).post(&cancel.action, &[]).await.status(), 403);
        assert!(!admin.submit(cancel).await.text().contains("Nire"));
        assert_eq!(world.nobody().get(&link).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_administrator_sees_people_and_failed_jobs() {
    for world in World::every_kind().await {
        for page in ["settings", "jobs"] {
            let path = format!("/p/{}/{page}", world.provider);
            assert_eq!(world.browser(ADMIN).get(&path).await.status(), 200, "{path}");
            assert_eq!(world.browser(ANALYST).get(&path).await.status(), 403, "{path}");
        }
    }
}
