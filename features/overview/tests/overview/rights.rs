//! Who sees what.

use hikeshi_identity::Role;

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

#[tokio::test]
async fn employees_strangers_and_field_engineers_see_none_of_it() {
    for world in World::every_kind().await {
        for (person, status) in [
            (PRESIDENT, 200),
            (OFFICER, 200),
            (STAFF, 200),
            (EMPLOYEE, 403),
            (STRANGER, 404),
            (ANALYST, 200),
            (At::Provider(Role::Field), 403),
        ] {
            let mut browser = world.browser(person);
            for path in [
                world.overview(),
                format!("{}.pdf", world.overview()),
                format!("/api/v1/companies/{}/overview", world.company),
            ] {
                assert_eq!(browser.fetch(&path).await.status, status, "{person:?} {path}");
            }
        }
        for (person, status) in [
            (ANALYST, 200),
            (At::Provider(Role::Desk), 200),
            (At::Provider(Role::Field), 403),
            (PRESIDENT, 404),
            (STRANGER, 404),
        ] {
            let mut browser = world.browser(person);
            for path in [world.board(""), world.board(".csv"), world.board(".xlsx")] {
                assert_eq!(browser.fetch(&path).await.status, status, "{person:?} {path}");
            }
        }
    }
}

#[tokio::test]
async fn only_the_management_says_whether_the_company_is_counted() {
    for world in World::every_kind().await {
        let path = format!("{}/peers", world.overview());
        for person in [STAFF, ANALYST] {
            let answer = world.browser(person).post(&path, &[("counted", "no")]).await;
            assert_eq!(answer.status(), 403, "{person:?}");
        }
        let mut officer = world.browser(OFFICER);
        let form = officer.get(&world.overview()).await.form_with_button("Do not take part");
        let text = officer.submit(form).await.text();
        assert!(text.contains("does not take part in comparing"), "{text}");
        let form = officer.get(&world.overview()).await.form_with_button("Take part");
        let text = officer.submit(form).await.text();
        assert!(!text.contains("does not take part in comparing"), "{text}");
    }
}
