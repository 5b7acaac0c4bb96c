//! Preparing a run: the list, its columns, two persons, who may do what.

use hikeshi_filings::letters::Channel;
use hikeshi_identity::Role;
use hikeshi_incidents::case::Purpose;

use crate::letters_world::list_of;
use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

#[tokio::test]
async fn a_run_begins_when_a_second_person_of_the_company_confirms() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let run = world.settled(&incident, Channel::Email, &list_of(3)).await;
        let path = world.run_path(&run);
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&path).await;
        let page = officer.submit(page.form_with_button("I have checked text and list")).await;
        assert!(page.text().contains("officer of minato"), "{}", page.text());
        world.drain_jobs().await;
        assert!(world.letters_sent().is_empty(), "one person is not enough");

        // The same person again, and a page that is out of date.
        let seen = run.version.to_string();
        let page = officer.post(&format!("{path}/confirm"), &[("seen", &seen)]).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("another person"), "{}", page.text());
        let mut president = world.browser(PRESIDENT);
        let page = president.post(&format!("{path}/confirm"), &[("seen", "1")]).await;
        assert_eq!(page.status(), 409);
        world.drain_jobs().await;
        assert!(world.letters_sent().is_empty());

        let page = president.get(&path).await;
        let answer = president.submit(page.form_with_button("Confirm and begin to send")).await;
        assert!(answer.text().contains("president of minato"), "{}", answer.text());
        let running = president.fetch(&path).await;
        assert_eq!(running.header("refresh"), "10");
        world.drain_jobs().await;
        let sent = world.letters_sent();
        assert_eq!(sent.len(), 3);
        assert!(
            sent.iter()
                .any(|mail| mail.to == "p1@example.jp" && mail.body.starts_with("Dear Person 1,"))
        );
        let (run, progress) = world.run_now(&incident, &run).await;
        assert_eq!((run.state.as_str(), progress.sent), ("ended", 3));
    }
}

#[tokio::test]
async fn the_confirmation_of_a_person_whose_role_has_ended_no_longer_counts() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let run = world.settled(&incident, Channel::Email, &list_of(3)).await;
        let path = world.run_path(&run);
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&path).await;
        president.submit(page.form_with_button("I have checked text and list")).await;
        world.end_roles(PRESIDENT).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&path).await;
        assert!(page.text().contains("of president of minato no longer counts"), "{}", page.text());
        let page = officer.submit(page.form_with_button("I have checked text and list")).await;
        assert!(page.text().contains("Another person has to confirm"), "{}", page.text());
        world.drain_jobs().await;
        assert!(world.letters_sent().is_empty());
        assert_eq!(world.run_now(&incident, &run).await.0.state, "confirm");
    }
}

#[tokio::test]
async fn every_line_of_the_file_is_accounted_for_and_doubtful_rows_are_accepted_one_by_one() {
    let world = World::every_kind().await.remove(0);
    let incident = world.incident(&["leak-lost"]).await;
    let run = world.run(&incident, Channel::Paper).await;
    let mut officer = world.browser(OFFICER);
    let page = world.hand_over(&mut officer, &run, "name,address\n\"Abe,A\nBaba,B\n").await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("The quotation mark (\") in line 2"), "{}", page.text());

    let list = "name,address,plan\nAbe,\"A 1\nA 2\",x\n\nBaba,B\nChiba,C\n";
    let page = world.hand_over(&mut officer, &run, list).await;
    let text = page.text();
    for part in ["Empty lines", "Further lines of cells", "Lines of the file", "6 rows"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("Send to \"Baba / B\""), "{text}");
    assert!(text.contains("Line 5: fewer cells than headings"), "{text}");
    let mut pairs = page.form_with_button("Use this list").pairs();
    for (name, value) in [("accept", "5"), ("leave_out", "yes")] {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (&**a, &**b)).collect();
    let page = officer.post(&format!("{}/columns", world.run_path(&run)), &pairs).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    let now = world.run_now(&incident, &run).await.0;
    assert_eq!((now.state.as_str(), now.recipients, now.left_out), ("confirm", 2, 1));
}

#[tokio::test]
async fn a_changed_list_takes_the_confirmations_back() {
    let world = World::every_kind().await.remove(0);
    let incident = world.incident(&["leak-lost"]).await;
    let run = world.settled(&incident, Channel::Email, &list_of(3)).await;
    let path = world.run_path(&run);
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&path).await;
    officer.submit(page.form_with_button("I have checked text and list")).await;
    let mut staff = world.browser(STAFF);
    let page = world.hand_over(&mut staff, &run, list_of(4)).await;
    staff.submit(page.form_with_button("Use this list")).await;
    let page = world.browser(PRESIDENT).get(&path).await;
    assert!(page.text().contains("Nobody has confirmed yet"), "{}", page.text());
}

#[tokio::test]
async fn what_is_no_list_is_refused_in_words_and_wrong_columns_are_named() {
    let world = World::every_kind().await.remove(0);
    let incident = world.incident(&["leak-lost"]).await;
    let run = world.run_of(&incident, Channel::Email, "{{name}}: {{plan}}").await;
    let mut officer = world.browser(OFFICER);
    for (list, words) in [
        (&b"PK\x03\x04"[..], "Save it as CSV"),
        (b"", "The file is empty"),
        (b"name,mail\n", "no rows"),
        (b"Abe,abe@example.jp\n", "no headings"),
    ] {
        let page = world.hand_over(&mut officer, &run, list).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains(words), "{}", page.text());
    }
    let page = world.hand_over(&mut officer, &run, "name,tel\nAbe,03\n").await;
    assert_eq!(page.status(), 200);
    let text = page.text();
    assert!(text.contains("No column is chosen for \"E-mail address\""), "{text}");
    assert!(text.contains("no column for \"plan\""), "{text}");
    assert!(!page.buttons().contains(&"Use this list".to_owned()));

    // With troubles in rows, one has to agree that these rows get no letter.
    let list = "name,email,plan\nAbe,abe@example.jp,A\nBaba,no,A\n";
    let page = world.hand_over(&mut officer, &run, list).await;
    assert!(page.text().contains("Line 3: not an e-mail address"), "{}", page.text());
    let page = officer.submit(page.form_with_button("Use this list")).await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("tick the box"), "{}", page.text());
    let form = page.form_with_button("Use this list").choose("Go on without these rows");
    let page = officer.submit(form).await;
    assert!(page.text().contains("1 persons"), "{}", page.text());
}

#[tokio::test]
async fn a_provider_prepares_but_only_the_company_starts_and_strangers_see_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let run = world.run(&incident, Channel::Email).await;
        let path = world.run_path(&run);
        let mut analyst = world.browser(ANALYST);
        let page = world.hand_over(&mut analyst, &run, list_of(2)).await;
        let page = analyst.submit(page.form_with_button("Use this list")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("Officers and presidents"), "{}", page.text());
        let decided = ["/confirm", "/act", "/left"];
        for page in decided {
            let answer = analyst.post(&format!("{path}{page}"), &[("act", "cancel")]).await;
            assert_eq!(answer.status(), 403, "{page}");
        }
        for (person, status) in [(STRANGER, 404), (EMPLOYEE, 403), (At::Company(Role::Staff), 200)]
        {
            let mut browser = world.browser(person);
            for page in ["", "/columns", "/left"] {
                let answer = browser.get(&format!("{path}{page}")).await;
                assert_eq!(answer.status(), status, "{person:?} {page}");
            }
            let answer = browser.get(&format!("{path}/files/0")).await;
            assert_eq!(answer.status(), if status == 200 { 404 } else { status });
        }
        // The run of another incident, and no id at all.
        let other = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let crossed = world.path(&other, &format!("/letters/{}", run.id));
        assert_eq!(officer.get(&crossed).await.status(), 404);
        assert_eq!(officer.get(&world.path(&other, "/letters/x")).await.status(), 404);
    }
}

#[tokio::test]
async fn nothing_is_sent_to_real_people_in_a_drill() {
    let world = World::every_kind().await.remove(0);
    let incident = world.incident_of(world.company, Purpose::Drill, &["leak-lost"]).await;
    let run = world.settled(&incident, Channel::Email, &list_of(2)).await;
    for person in [OFFICER, PRESIDENT] {
        let mut browser = world.browser(person);
        let seen = run.version.to_string();
        let path = format!("{}/confirm", world.run_path(&run));
        assert_eq!(browser.post(&path, &[("seen", &seen)]).await.status(), 409);
    }
    world.drain_jobs().await;
    assert!(world.letters_sent().is_empty());
}
