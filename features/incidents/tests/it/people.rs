//! People and desks: who is on the case, who commands, which desks fit, the call sheet.

use hikeshi_incidents::{
    case::{Certainty, EntryKind, NewEntry, NewFact, add_entry, set_fact},
    people::contacts_made,
    runs::{StepAct, act_on_step, runs_of, start_run},
};
use hikeshi_kernel::Moment;
use hikeshi_playbook::{Action, Availability, StepKind};

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

        let unreachable =
            [("name", "Mori"), ("part", "recorder"), ("phone", "ask"), ("email", "no address")];
        let page = staff.post(&format!("{path}/add"), &unreachable).await;
        assert_eq!(page.status(), 422);
        assert!(page.field_by_label("Telephone").invalid);
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
        let page = officer.get(&path).await;
        let form = page.form_with_button("Record it");
        let mut pairs = form.pairs();
        pairs.retain(|(name, _)| name == "form_id");
        let form_id = pairs.remove(0).1;
        let fields = [("desk", "bank"), ("outcome", "call-back"), ("form_id", form_id.as_str())];
        officer.post(&format!("{path}/desk"), &fields).await;
        world.minutes_later(1);
        officer.post(&format!("{path}/desk"), &fields).await;
        let ahead = [&fields[..], &[("when", "tomorrow")]].concat();
        let page = officer.post(&format!("{path}/desk"), &ahead).await;
        assert_eq!(page.status(), 422, "nobody was called tomorrow");
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        assert_eq!(contacts_made(&tx, &incident).await.unwrap().len(), 2);
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
async fn the_call_sheet_tells_what_was_done_and_leaves_open_what_nobody_knows() {
    for world in World::every_kind().await {
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let sheet = world.path(&incident, "/call-sheet");
        let mut officer = world.browser(OFFICER);
        let empty = officer.get(&sheet).await.text();
        assert!(empty.contains("7:50"), "when it was noticed: {empty}");
        let open = empty.matches("Not known yet").count();

        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        start_run(&tx, &world.platform, &scope, &incident, "ipa-n-ransomware").await.unwrap();
        let run = runs_of(&tx, &incident).await.unwrap().remove(0).row.id;
        for step in ["isolate", "warn-colleagues", "call-provider"] {
            let act = StepAct { run, step: step.to_owned(), action: Action::Complete, seen: None };
            act_on_step(&tx, &world.platform, &scope, &incident, act).await.unwrap();
        }
        let power = runs_of(&tx, &incident).await.unwrap().remove(0);
        let decision = power.views().into_iter().find(|view| {
            view.step.kind == StepKind::Decision && view.availability == Availability::Available
        });
        let decision = decision.unwrap().step.clone();
        let action = Action::Decide {
            option: decision.options[0].id.clone(),
            reason: "to keep the traces".to_owned(),
        };
        let act = StepAct { run, step: decision.id.clone(), action, seen: None };
        act_on_step(&tx, &world.platform, &scope, &incident, act).await.unwrap();
        let call = NewEntry {
            kind: EntryKind::Call,
            moment: Moment::Unknown,
            text: "Asked the alarm firm".to_owned(),
            automatic: false,
            source: String::new(),
        };
        add_entry(&tx, &world.platform, &scope, &incident, call).await.unwrap();
        for (key, certainty, value) in [
            ("spread", Certainty::Suspected, "Three computers of sales"),
            ("personal_data", Certainty::Unknown, "perhaps"),
            ("desks_consulted", Certainty::Confirmed, "The maker"),
        ] {
            let new = NewFact {
                key: key.to_owned(),
                value: value.to_owned(),
                certainty,
                as_of: Moment::Unknown,
                source: String::new(),
                seen_revision: None,
            };
            set_fact(&tx, &world.platform, &scope, &incident, new).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
        let people = world.path(&incident, "/people");
        let desk = [("desk", "bank"), ("outcome", "reached"), ("note", "No. 42"), ("when", "9:30")];
        officer.post(&format!("{people}/desk"), &desk).await;
        let not = [("desk", "insurer"), ("outcome", "not-needed"), ("note", "no contract")];
        officer.post(&format!("{people}/desk"), &not).await;
        let commander = world.account(OFFICER).to_string();
        officer.post(&format!("{people}/command"), &[("commander", &commander)]).await;
        let person = [("name", "officer of minato"), ("part", "other"), ("phone", "080-0000-0009")];
        officer.post(&format!("{people}/add"), &person).await;

        let text = officer.get(&sheet).await.text();
        let title = |step: &str| power.playbook.step(step).unwrap().title.en.clone().unwrap();
        let chosen = decision.options[0].title.en.clone().unwrap();
        for part in [
            &title("isolate"),
            &title("warn-colleagues"),
            &chosen,
            "Three computers of sales",
            "The maker",
            "No. 42",
            "officer of minato (080-0000-0009)",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let called = text.matches(title("call-provider").as_str()).count();
        assert_eq!(called, 2, "among what was done, and among the desks consulted: {text}");
        assert!(text.contains("Asked the alarm firm"), "{text}");
        assert!(!text.contains("no contract"), "not asked is not consulted: {text}");
        assert!(!text.contains("perhaps"), "unknown stays unknown: {text}");
        assert!(text.matches("Not known yet").count() < open);
        assert!(text.contains("Not known yet"));
        let pdf = officer.fetch(&world.path(&incident, "/call-sheet.pdf")).await;
        let (paper, pages) = crate::documents::read_pdf(&pdf.body);
        assert!(paper.contains("Three computers of sales") && paper.contains("No. 42"), "{paper}");
        assert_eq!(pages, 2);
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
