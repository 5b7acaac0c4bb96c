//! A company's own pages.

use hikeshi_db::Fence;
use hikeshi_directory::{company, contact_tree, own_desks};
use hikeshi_identity::{InvitedTo, LinkPurpose, Role, make_link, open_invitations};
use jiff::SignedDuration;

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, STRANGER, World};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_sets_a_company_up_with_a_link_that_works_once() {
    for world in World::every_kind().await {
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        let until = world.platform.clock.now() + SignedDuration::from_hours(24);
        let purpose = LinkPurpose::FirstAdmin;
        let token = make_link(&tx, &world.platform, purpose, None, until).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/setup/{token}");
        let form = [
            ("organisation_kind", "company"),
            ("organisation", "Kunugi Accounting"),
            ("person", "Kunugi"),
            ("email", "kunugi@kunugi.example"),
            ("password", "seven lanterns over the harbour"),
        ];
        let home = world.nobody().post(&path, &form).await;
        assert_eq!((home.status().as_u16(), home.heading()), (200, "Kunugi Accounting".into()));
        assert_eq!(world.nobody().get(&path).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contact_tree_is_filled_ordered_and_warns_of_empty_levels() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let tree = format!("/c/{}/contacts", world.company);
        let add = format!("{tree}/new");
        for (name, phone) in [("Tanabe", "\u{FF10}\u{FF15}\u{FF10}-0000-0001"), ("Mori", "119")] {
            let form = [
                ("level", "2"),
                ("person", name),
                ("title", ""),
                ("phone", phone),
                ("email", ""),
                ("wait_minutes", "10"),
            ];
            assert_eq!(officer.post(&add, &form).await.address(), tree);
        }
        let page = officer.get(&tree).await;
        assert!(page.text().contains("050-0000-0001"));
        assert!(page.text().contains("Nobody is called at level 3"));
        assert!(!page.text().contains("Nobody is called at level 2"));
        let up = page.form_with_button("Up: Mori");
        let text = officer.submit(up).await.text();
        assert!(text.find("1. Mori").is_some() && text.find("2. Tanabe").is_some(), "{text}");
        assert_eq!(world.browser(EMPLOYEE).get(&add).await.status(), 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_sent_twice_at_once_add_one_person_one_desk_and_one_invitation() {
    for world in World::every_kind().await {
        let home = format!("/c/{}", world.company);
        let form = "019aa000-0000-7000-8000-000000000001";
        let person = [("level", "2"), ("person", "Uehara"), ("title", ""), ("phone", "119")];
        let person = [&person[..], &[("email", ""), ("wait_minutes", "10"), ("form_id", form)]];
        let desk = [("slot", "insurer"), ("firm", "Hoken-X"), ("phone", ""), ("email", "")];
        let more = [("hours", ""), ("contract_number", ""), ("note", ""), ("form_id", form)];
        let invited = [("person", "Ogawa"), ("email", "ogawa@minato.example")];
        let role = [("role", "staff"), ("form_id", form)];
        for (path, fields) in [
            ("contacts/new", person.concat()),
            ("desks/new", [desk, more].concat()),
            ("settings/invite", [invited, role].concat()),
        ] {
            let path = format!("{home}/{path}");
            let before = rows(&world).await;
            let (mut one, mut two) = (world.browser(OFFICER), world.browser(OFFICER));
            let (first, second) = tokio::join!(one.post(&path, &fields), two.post(&path, &fields));
            assert_eq!((first.status().as_u16(), second.status().as_u16()), (200, 200), "{path}");
            assert_eq!(rows(&world).await, before + 1, "{path}");
            let other = fields.iter().filter(|(name, _)| *name != "form_id");
            one.post(&path, &other.copied().collect::<Vec<_>>()).await;
            assert_eq!(rows(&world).await, before + 2, "{path}: another form adds another");
        }
    }
}

/// People of the contact tree, own desks and open invitations of the company.
async fn rows(world: &World) -> usize {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let people = contact_tree(&tx, &scope).await.unwrap().len();
    let desks = own_desks(&tx, &scope).await.unwrap().len();
    let to = InvitedTo::Company(world.company);
    people + desks + open_invitations(&tx, &world.platform, to).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_help_address_is_new_and_asks_for_a_new_poster() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = format!("/c/{}/help-address", world.company);
        officer.post(&format!("{page}/poster-hangs"), &[]).await;
        let before = officer.get(&page).await.text();
        assert!(before.contains("Recorded as up"));
        let form = officer.get(&format!("{page}/replace")).await;
        let form = form.form_with_button("Replace it with a new address");
        let after = officer.submit(form.clone()).await.text();
        assert!(!after.contains("Recorded as up"));
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let token = company(&tx, &scope).await.unwrap().help_token;
        assert!(after.contains(&token) && !before.contains(&token));
        drop(tx);
        let again = officer.submit(form).await.text();
        assert!(again.contains(&token), "a form sent twice replaces once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_who_change_the_company_sees_the_first_and_keeps_the_own_text() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/settings/company", world.company);
        let (mut one, mut two) = (world.browser(OFFICER), world.browser(OFFICER));
        let first = one.get(&path).await.form_with_button("Save").fill("Industry", "Fish");
        let second = two.get(&path).await.form_with_button("Save").fill("Industry", "Fruit");
        assert_eq!(one.submit(first).await.status(), 200);
        let page = two.submit(second).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("Fish"));
        assert_eq!(page.field_by_label("Industry").value, "Fruit");
        let again = two.submit(page.form_with_button("Save")).await;
        assert!(again.text().contains("Fruit"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_officer_stays() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let settings = officer.get(&format!("/c/{}/settings", world.company)).await;
        let link = settings.by_role_link("End the role: officer of minato");
        let page = officer.follow(&link).await;
        let page = officer.submit(page.form_with_button("End the role")).await;
        assert_eq!(page.status(), 422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_ends_the_providers_access_at_once_and_a_code_gives_it_back() {
    for world in World::every_kind().await {
        let (mut officer, mut analyst) = (world.browser(OFFICER), world.browser(ANALYST));
        let home = format!("/c/{}", world.company);
        assert_eq!(analyst.get(&home).await.status(), 200);
        let path = format!("{home}/settings/delegation/withdraw");
        let page = officer.post(&path, &[]).await;
        assert!(page.text().contains("The provider is withdrawn"), "{}", page.text());
        world.drain_jobs().await;
        let sent = world.mailer.sent();
        let told = sent.iter().filter(|mail| mail.body.contains("officer of minato"));
        let mut to: Vec<&str> = told.map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        let all = ["admin@hinomi.example", "officer@minato.example", "president@minato.example"];
        assert_eq!(to, all);
        assert_eq!(analyst.get(&home).await.status(), 404);
        let (path, code) = (format!("{home}/settings/delegation"), world.provider.to_string());
        assert_eq!(officer.post(&path, &[("code", "no such code")]).await.status(), 422);
        assert_eq!(officer.post(&path, &[("code", &code)]).await.status(), 200);
        assert_eq!(analyst.get(&home).await.status(), 200);
        let log = officer.get(&format!("{home}/log")).await.text();
        assert!(log.contains("Withdrew a provider") && log.contains("officer of minato"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_grants_at_once_one_holds_and_the_other_is_refused() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/settings/delegation", world.other);
        let code = world.provider.to_string();
        let form = [("code", code.as_str())];
        let mut officer = world.browser(STRANGER);
        let mut president = world.browser(At::Other(Role::President));
        let (one, two) = tokio::join!(officer.post(&path, &form), president.post(&path, &form));
        let mut answers = [one.status().as_u16(), two.status().as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [200, 422]);
    }
}
