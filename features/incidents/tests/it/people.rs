//! People and desks: who is on the case, who commands, which desks fit, the call sheet.

use hikeshi_incidents::people::contacts_made;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

#[tokio::test]
async fn a_person_is_added_once_and_taken_off_again() {
    for world in World::every_kind().await {
        let incident = world.incident("Lost phone", &["leak-lost"]).await;
        let path = world.path(&incident, "/people");
        let mut staff = world.browser(STAFF);
        let fields = [("name", "Kobayashi"), ("part", "recorder"), ("phone", "080-0000-0002")];
        staff.post(&format!("{path}/add"), &fields).await;
        let page = staff.post(&format!("{path}/add"), &fields).await;
        assert_eq!(page.text().matches("080-0000-0002").count(), 1);
        let page = staff.submit(page.form_with_button("Remove Kobayashi")).await;
        assert!(!page.text().contains("080-0000-0002"));

        let page = staff.post(&format!("{path}/add"), &[("name", " "), ("phone", "1")]).await;
        assert_eq!(page.status(), 422);
        assert_eq!(page.field_by_label("Telephone").value, "1", "what was typed is kept");
    }
}

#[tokio::test]
async fn command_goes_to_one_person_and_a_late_form_learns_who_has_it() {
    for world in World::every_kind().await {
        let incident = world.incident("Outage", &["outage"]).await;
        let act = world.path(&incident, "/people/command");
        let officer = world.account(OFFICER).to_string();
        let staff = world.account(STAFF).to_string();
        let fields = [("commander", officer.as_str()), ("seen", "")];
        let page = world.browser(OFFICER).post(&act, &fields).await;
        assert!(page.text().contains("officer of minato"));
        let fields = [("commander", staff.as_str()), ("seen", "")];
        let page = world.browser(ANALYST).post(&act, &fields).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("officer of minato"), "{}", page.text());
    }
}

#[tokio::test]
async fn fitting_desks_are_shown_as_to_be_checked_and_a_contact_stands_once() {
    for world in World::every_kind().await {
        let incident = world.incident("False invoice", &["bec"]).await;
        let path = world.path(&incident, "/people");
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&path).await;
        assert!(page.text().contains("To be checked"), "{}", page.text());
        assert!(page.headings().contains(&"Bank".to_owned()));
        let fields =
            [("desk", "bank"), ("outcome", "reached"), ("note", "No. 42"), ("when", "9:30")];
        officer.post(&format!("{path}/desk"), &fields).await;
        let page = officer.post(&format!("{path}/desk"), &fields).await;
        assert_eq!(page.status(), 200);
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        assert_eq!(contacts_made(&tx, &incident).await.unwrap().len(), 1);
        drop(tx);
        let sheet = officer.get(&world.path(&incident, "/call-sheet?desk=bank")).await;
        assert!(sheet.text().contains("No. 42"), "desks consulted: {}", sheet.text());
        assert!(sheet.text().contains("Not known yet"));
        assert!(sheet.text().contains("False invoice"));

        let wrong = officer.post(&format!("{path}/desk"), &[("desk", "DK-99")]).await;
        assert_eq!(wrong.status(), 422);
        let unknown = officer.get(&world.path(&incident, "/call-sheet?desk=DK-99")).await;
        assert_eq!(unknown.status(), 404);
    }
}

#[tokio::test]
async fn strangers_and_employees_see_no_people() {
    for world in World::every_kind().await {
        let incident = world.incident("Outage", &["outage"]).await;
        for page in ["/people", "/call-sheet", "/ask", "/president"] {
            let path = world.path(&incident, page);
            assert_eq!(world.browser(STRANGER).get(&path).await.status(), 404, "{page}");
            assert_eq!(world.browser(EMPLOYEE).get(&path).await.status(), 403, "{page}");
        }
    }
}
