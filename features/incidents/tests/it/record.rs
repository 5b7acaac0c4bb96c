//! Facts and the timeline.

use axum::http::StatusCode;
use hikeshi_db::Fence;
use hikeshi_incidents::{
    case::{Certainty, IncidentId, NewFact, current_facts, set_fact, whole_timeline},
    content::content,
    documents::{CaseFile, Issue, gather_record},
    model::{incident, timeline_entry},
};
use hikeshi_kernel::Moment;
use hikeshi_testkit::Page;
use serde::Deserialize;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

const HOSTILE: &str = "<img src=x onerror=alert(1)>";

/// Japanese inputs and what a Japanese reader then sees.
#[derive(Deserialize)]
struct Fixture {
    lines: Vec<TypedLine>,
    not_a_time: String,
    only_a_time: String,
    line_label: String,
    formula: String,
    time_as_value: String,
    time_as_kept: String,
    headings: Vec<String>,
    csv_name: String,
}

#[derive(Deserialize)]
struct TypedLine {
    typed: String,
    shown: String,
    text: String,
}

fn fixture() -> Fixture {
    serde_json::from_str(include_str!("../fixtures/record.json")).unwrap()
}

async fn lines(world: &World, incident: &incident::Model) -> Vec<timeline_entry::Model> {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    whole_timeline(&tx, incident).await.unwrap()
}

/// The one line of the incident's timeline that was typed.
async fn only_line(world: &World, incident: &incident::Model) -> timeline_entry::Model {
    let mut all = lines(world, incident).await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn write(page: &Page, line: &str) -> hikeshi_testkit::Form {
    page.form_with_button("Record").fill("What happened or was done, in one line", line)
}

#[tokio::test]
async fn one_line_is_split_into_its_time_and_its_text_and_shown_back() {
    let fixture = fixture();
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let path = world.path(&incident, "/timeline");
        let mut officer = world.browser_in(OFFICER, "ja");
        for line in &fixture.lines {
            let page = officer.post(&path, &[("line", &line.typed), ("kind", "action")]).await;
            assert_eq!(page.status(), StatusCode::OK);
            let text = page.text();
            let flash = text.split(&line.shown).count();
            assert!(flash > 2, "{:?} should be shown back and in the list: {text}", line.shown);
            assert!(text.contains(&line.text), "{text}");
        }
        let page = officer.post(&path, &[("line", &fixture.not_a_time)]).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "asked again");
        assert_eq!(page.field_by_label(&fixture.line_label).value, fixture.not_a_time);
        for line in ["2026-11-31 10:00 down", "25:10 down", "9999-12-31 down"] {
            let page = officer.post(&path, &[("line", line)]).await;
            assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "{line}");
        }
        let page = officer.post(&path, &[("line", "11-20-3 10:00 ok")]).await;
        assert!(page.address().ends_with("&done=unread"), "{}", page.address());
        let kept = lines(&world, &incident).await;
        let about = kept.iter().find(|line| line.text == "11-20-3 10:00 ok").unwrap();
        assert!(about.moment_json.contains("\"about\""), "{}", about.moment_json);
        let only_a_time = officer.post(&path, &[("line", &fixture.only_a_time)]).await;
        assert_eq!(only_a_time.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let field = only_a_time.field_by_label(&fixture.line_label);
        assert_eq!((field.value, field.invalid), (fixture.only_a_time.clone(), true));
        assert_eq!(lines(&world, &incident).await.len(), fixture.lines.len() + 1);
    }
}

#[tokio::test]
async fn a_line_of_an_earlier_time_is_repeated_after_saving_with_the_way_to_correct_it() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let (path, from) = (world.path(&incident, "/timeline"), world.path(&incident, ""));
        let mut officer = world.browser(OFFICER);
        let form = [("line", "2026-11-01 9:00 strange mail"), ("from", from.as_str())];
        let page = officer.post(&path, &form).await;
        assert!(page.address().contains(&format!("{from}?entry=")), "{}", page.address());
        assert!(page.text().contains("9:00: strange mail"), "{}", page.text());
        let id = only_line(&world, &incident).await.id;
        let correct = world.path(&incident, &format!("/timeline/{id}/correct"));
        assert_eq!(page.by_role_link("Correct this line").href, correct);
    }
}

#[tokio::test]
async fn a_level_without_a_reason_asks_for_the_reason() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let form = [("level", "2"), ("kinds", "ransomware"), ("reason", " ")];
        let page = world.browser(OFFICER).post(&world.path(&incident, "/level"), &form).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("Write a reason."), "{}", page.text());
    }
}

#[tokio::test]
async fn a_form_sent_twice_writes_one_line_and_reaches_no_other_incident() {
    for world in World::every_kind().await {
        let first = world.incident("First", &[]).await;
        let second = world.incident("Second", &[]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&first, "/timeline")).await;
        let form = write(&page, "unplugged the cable");
        let id = form.pairs().into_iter().find(|(name, _)| name == "form").unwrap().1;
        officer.submit(form.clone()).await;
        world.minutes_later(1);
        officer.submit(form).await;
        let line = only_line(&world, &first).await;
        let pairs = [("line", "unplugged the cable"), ("form", id.as_str())];
        officer.post(&world.path(&second, "/timeline"), &pairs).await;
        assert_ne!(only_line(&world, &second).await.id, line.id);
        let mut stranger = world.browser(STRANGER);
        let foreign = format!("/timeline/{}/correct", line.id);
        let through_own = foreign_path(&world, &first, &foreign);
        for path in [world.path(&first, &foreign), through_own, world.path(&second, &foreign)] {
            assert_eq!(stranger.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
        let elsewhere = officer.get(&world.path(&second, &foreign)).await;
        assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);
    }
}

/// The same page asked for through the stranger's own company.
fn foreign_path(world: &World, incident: &incident::Model, page: &str) -> String {
    format!("/c/{}/incidents/{}{page}", world.other, incident.id)
}

#[tokio::test]
async fn the_second_person_to_correct_a_line_sees_the_first_and_keeps_the_own_text() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "/timeline")).await;
        officer.submit(write(&page, "7:20 note on the screen")).await;
        let line = only_line(&world, &incident).await;
        let path = world.path(&incident, &format!("/timeline/{}/correct", line.id));
        let mut analyst = world.browser(ANALYST);
        let theirs = analyst.get(&path).await.form_with_button("Save the correction");
        let ours = officer.get(&path).await.form_with_button("Save the correction");
        let theirs = theirs.fill("What happened", "note on two screens").fill("Time", "unknown");
        analyst.submit(theirs.fill("Why it is corrected", "counted again")).await;
        let ours = ours.fill("What happened", "note on three screens");
        let without_reason = officer.submit(ours.clone()).await;
        assert_eq!(without_reason.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let conflict = officer.submit(ours.fill("Why it is corrected", "saw a third")).await;
        assert_eq!(conflict.status(), StatusCode::CONFLICT);
        let text = conflict.text();
        assert!(text.contains("analyst of hinomi changed this first"), "{text}");
        assert!(text.contains("note on two screens"), "{text}");
        assert_eq!(conflict.field_by_label("What happened").value, "note on three screens");
        let done = officer.submit(conflict.form_with_button("Save my correction")).await;
        assert_eq!(done.status(), StatusCode::OK);
        let history = officer.get(&path).await.text();
        for said in ["note on the screen", "counted again", "note on three screens"] {
            assert!(history.contains(said), "{said}: {history}");
        }
        assert!(done.text().contains("corrected 2 times"), "{}", done.text());
    }
}

#[tokio::test]
async fn the_second_person_to_write_a_fact_sees_the_first_and_keeps_the_own_text() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let path = world.path(&incident, "/facts/isolated");
        let (mut officer, mut staff) = (world.browser(OFFICER), world.browser(STAFF));
        let ours = officer.get(&path).await.form_with_button("Save this");
        let theirs = staff.get(&path).await.form_with_button("Save this");
        let theirs =
            theirs.choose("Some").choose("suspected Not checked yet").fill("Source", "my own eyes");
        let list = staff.submit(theirs.clone()).await;
        assert!(list.text().contains("my own eyes"), "{}", list.text());
        let again = staff.submit(theirs).await;
        assert_eq!(again.status(), StatusCode::OK, "the same form sent twice is no conflict");
        let ours = ours
            .fill("Something else, or more", "all but one")
            .choose("confirmed Somebody has checked it");
        let conflict = officer.submit(ours).await;
        assert_eq!(conflict.status(), StatusCode::CONFLICT);
        assert!(conflict.text().contains("staff of minato changed this first"));
        assert_eq!(conflict.field_by_label("Something else, or more").value, "all but one");
        officer.submit(conflict.form_with_button("Save mine")).await;
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let facts = current_facts(&tx, &incident).await.unwrap();
        assert_eq!((facts[0].value.as_str(), facts[0].revision), ("all but one", 2));
    }
}

#[tokio::test]
async fn an_unknown_fact_needs_no_value_and_a_known_one_does() {
    let fixture = fixture();
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let mut officer = world.browser(OFFICER);
        let facts = world.path(&incident, "/facts");
        let write = |key: &str| format!("{facts}/{key}");
        let page = officer.post(&write("cause"), &[("certainty", "confirmed")]).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = officer.post(&write("cause"), &[("certainty", "unknown")]).await;
        assert!(
            page.text().contains("One fact, 0 confirmed; 11 still to write down"),
            "{}",
            page.text()
        );
        let time = [("certainty", "confirmed"), ("value", fixture.time_as_value.as_str())];
        let page = officer.post(&write("discovered_at"), &time).await;
        assert!(page.text().contains(&fixture.time_as_kept), "a time is kept as a date");
        assert!(
            page.text().contains("2 facts, 1 confirmed; 10 still to write down"),
            "{}",
            page.text()
        );
        for key in ["no_such_key", "import.nothing", "..%2f"] {
            let answer = officer.post(&write(key), &[("certainty", "unknown")]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{key}");
        }
        let older = officer.get(&format!("{facts}?edition=older")).await.text();
        let (asked, other) = older.split_once("Only in the other edition").unwrap();
        assert!(asked.contains("Security tools") && other.contains("State of the damaged system"));
    }
}

#[tokio::test]
async fn imported_facts_and_hostile_words_are_shown_and_run_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident(HOSTILE, &[]).await;
        let (scope, key) = (world.program(), format!("import.{HOSTILE}"));
        let fact = NewFact {
            key,
            value: HOSTILE.to_owned(),
            certainty: Certainty::Confirmed,
            as_of: Moment::Unknown,
            source: HOSTILE.to_owned(),
            seen_revision: None,
        };
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        set_fact(&tx, &world.platform, &scope, &incident, fact).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let mut officer = world.browser(OFFICER);
        let timeline = world.path(&incident, "/timeline");
        officer.post(&timeline, &[("line", HOSTILE), ("from", "//evil.example")]).await;
        assert!(officer.address().starts_with(&timeline), "{}", officer.address());
        let page = officer.get(&world.path(&incident, "/facts")).await;
        assert!(page.text().contains("Brought in from a file"), "{}", page.text());
        let fact = page.links().into_iter().find(|link| link.href.contains("/import.")).unwrap();
        let line = only_line(&world, &incident).await;
        let correct = world.path(&incident, &format!("/timeline/{}/correct", line.id));
        let query = format!("{timeline}?text=%3Cimg&kind=%22%3E");
        for path in [world.path(&incident, "/facts"), fact.href, timeline, query, correct] {
            let answer = officer.fetch(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!answer.text().contains("<img"), "{path}");
            assert!(answer.text().contains("onerror"), "{path} should show the words");
        }
    }
}

#[tokio::test]
async fn the_csv_has_its_columns_and_no_formula() {
    let fixture = fixture();
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let path = world.path(&incident, "/timeline");
        let mut officer = world.browser_in(OFFICER, "ja");
        officer.post(&path, &[("line", &fixture.lines[0].typed), ("kind", "call")]).await;
        world.minutes_later(1);
        officer.post(&path, &[("line", &fixture.formula)]).await;
        world.minutes_later(1);
        officer.post(&path, &[("line", "@SUM(1+1), \"x\"")]).await;
        let answer = officer.fetch(&format!("{path}.csv")).await;
        let text = answer.text();
        let body = text.strip_prefix('\u{FEFF}').unwrap();
        let mut table = csv::Reader::from_reader(body.as_bytes());
        assert_eq!(table.headers().unwrap(), fixture.headings);
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(&rows[0][3], fixture.lines[0].text);
        assert_eq!(&rows[1][3], format!("'{}", fixture.formula));
        assert_eq!(&rows[2][3], "'@SUM(1+1), \"x\"");
        assert_eq!(&rows[0][6], "0");
        let name: String = fixture.csv_name.bytes().map(percent).collect();
        assert!(answer.header("content-disposition").ends_with(&name));
    }
}

fn percent(byte: u8) -> String {
    match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[tokio::test]
async fn a_long_timeline_comes_in_pages_and_can_be_filtered() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let path = world.path(&incident, "/timeline");
        let mut officer = world.browser(OFFICER);
        for number in 0..101 {
            let line = format!("event number {number}_");
            let kind = if number == 50 { "decision" } else { "action" };
            officer.post(&path, &[("line", &line), ("kind", kind)]).await;
            world.minutes_later(1);
        }
        let page = officer.get(&path).await;
        assert!(page.text().contains("Lines: 101") && !page.text().contains("number 0_"));
        let older = officer.follow(&page.by_role_link("2")).await;
        assert!(older.text().contains("number 0_"), "{}", older.text());
        for (query, count) in [
            ("text=EVENT+NUMBER+7_", 1),
            ("text=number+7%25", 0),
            ("kind=decision", 1),
            ("kind=nonsense&typed=1&page=x", 101),
        ] {
            let page = officer.get(&format!("{path}?{query}")).await;
            assert!(page.text().contains(&format!("Lines: {count}")), "{query}: {}", page.text());
        }
    }
}

#[tokio::test]
async fn ten_megabytes_in_one_line_get_a_readable_answer() {
    let world = World::on(hikeshi_testkit::fresh_sqlite()).await;
    let incident = world.incident("A ransom note", &[]).await;
    let path = world.path(&incident, "/timeline");
    let mut officer = world.browser(OFFICER);
    let page = officer.post(&path, &[("line", &"x".repeat(10 * 1024 * 1024))]).await;
    assert_eq!(page.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!page.heading().is_empty());
    let page = officer.post(&path, &[("line", &"x".repeat(1_001))]).await;
    assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("at most 1000 letters"), "{}", page.text());
    assert!(lines(&world, &incident).await.is_empty());
}

#[tokio::test]
async fn an_outsider_reads_the_record_and_writes_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &[]).await;
        let mut outsider = world.outsider(&incident).await;
        let page = outsider.get(&world.path(&incident, "/timeline")).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(!page.buttons().contains(&"Record".to_owned()), "{:?}", page.buttons());
        let cause = world.path(&incident, "/facts/cause");
        assert!(!outsider.get(&cause).await.buttons().contains(&"Save this".to_owned()));
        for path in [world.path(&incident, "/timeline"), cause] {
            let pairs = [("line", "x"), ("certainty", "unknown")];
            assert_eq!(outsider.post(&path, &pairs).await.status(), StatusCode::FORBIDDEN);
            let employee = world.browser(EMPLOYEE).get(&path).await;
            assert_eq!(employee.status(), StatusCode::FORBIDDEN);
            assert_eq!(world.browser(STRANGER).get(&path).await.status(), StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn every_page_and_paper_counts_the_facts_alike() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        for (key, certainty) in [
            ("event", Certainty::Confirmed),
            ("cause", Certainty::Suspected),
            ("spread", Certainty::Confirmed),
            ("personal_data", Certainty::Unknown),
            ("a key of an imported file", Certainty::Confirmed),
        ] {
            let new = NewFact {
                key: key.to_owned(),
                value: "some words".to_owned(),
                certainty,
                as_of: Moment::Unknown,
                source: String::new(),
                seen_revision: None,
            };
            set_fact(&tx, &world.platform, &scope, &incident, new).await.unwrap().unwrap();
        }
        let file = CaseFile::read(&tx, &scope, IncidentId(incident.id)).await.unwrap();
        tx.commit().await.unwrap();
        let words = world.platform.words(hikeshi_kernel::Lang::En);
        let issue = Issue::new(words, world.platform.clock.now(), "");
        let record = gather_record(content().unwrap(), &file, &issue);
        let told = "5 facts, 3 confirmed; 10 still to write down";
        assert_eq!(record.facts_count, told);
        assert_eq!(record.facts.len(), 5 + 10, "the record shows a row for each");
        for page in ["", "/facts"] {
            let text = world.browser(OFFICER).get(&world.path(&incident, page)).await.text();
            assert!(text.contains(told), "{page}: {text}");
        }
    }
}
