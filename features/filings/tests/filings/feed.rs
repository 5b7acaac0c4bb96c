//! The calendar feed of a person.

use hikeshi_testkit::Browser;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, World};

/// Makes a feed and gives its path.
pub async fn made(browser: &mut Browser, button: &str) -> String {
    let page = browser.get("/account/calendar").await;
    let page = browser.submit(page.form_with_button(button)).await;
    let text = page.text();
    let start = text.find("/calendar/").unwrap_or_else(|| panic!("{text}"));
    text[start..].split_whitespace().next().unwrap().to_owned()
}

/// What RFC 5545 asks of a stream; gives its properties by line, folded ones joined.
fn read(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "lines end with CRLF");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "no bare line feed");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "75 octets at most: {text}");
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<String> = unfolded.lines().map(str::to_owned).collect();
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
    for wanted in ["VERSION:2.0", "PRODID:"] {
        assert!(lines.iter().any(|line| line.starts_with(wanted)), "{wanted}");
    }
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let event = event.split(|line| line == "BEGIN:VALARM").next().unwrap_or_default();
        for wanted in ["UID:", "DTSTAMP:", "DTSTART", "SUMMARY:"] {
            let count = event.iter().filter(|line| line.starts_with(wanted)).count();
            assert_eq!(count, 1, "{wanted} in {event:?}");
        }
    }
    lines
}

#[tokio::test]
async fn a_calendar_program_reads_the_limits_of_whoever_made_the_address() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        for person in [OFFICER, ANALYST] {
            let path = made(&mut world.browser(person), "Make the address").await;
            let answer = world.nobody().fetch(&path).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
            let lines = read(&answer.text());
            let day = lines.iter().any(|line| line == "DTSTART;VALUE=DATE:20261124");
            assert!(day, "{lines:#?}");
            for part in ["Minato Foods", "TRIGGER;RELATED=START:-PT86400S", "DESCRIPTION:"] {
                assert!(lines.iter().any(|line| line.contains(part)), "{part}: {lines:#?}");
            }
            let link = format!("/incidents/{}/duties/ppc-preliminary", incident.id);
            let told = |line: &&String| line.starts_with("DESCRIPTION:") && line.contains(&link);
            assert!(lines.iter().any(|line| told(&line)), "{lines:#?}");
            let uid = format!("UID:{}-ppc-preliminary@hikeshi", incident.id);
            assert!(lines.contains(&uid), "{lines:#?}");
        }
    }
}

#[tokio::test]
async fn the_feed_of_somebody_without_rights_is_empty_and_a_replaced_address_stops() {
    for world in World::every_kind().await {
        world.incident(&["ransomware"]).await;
        let path = made(&mut world.browser(EMPLOYEE), "Make the address").await;
        let lines = read(&world.nobody().fetch(&path).await.text());
        assert!(!lines.iter().any(|line| line == "BEGIN:VEVENT"), "{lines:#?}");

        let mut officer = world.browser(OFFICER);
        let first = made(&mut officer, "Make the address").await;
        let second = made(&mut officer, "Make a new one (the old one stops)").await;
        assert_ne!(first, second);
        assert_eq!(world.nobody().fetch(&first).await.status, 404);
        assert_eq!(world.nobody().fetch(&second).await.status, 200);
        let page = officer.get("/account/calendar").await;
        assert!(!page.text().contains(&second), "the address is shown once");
        officer.submit(page.form_with_button("End it")).await;
        assert_eq!(world.nobody().fetch(&second).await.status, 404);
        assert_eq!(world.nobody().fetch("/calendar/nonsense").await.status, 404);
    }
}
