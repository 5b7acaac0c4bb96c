//! The help pages: somebody without an account tells what happened.

use std::{collections::BTreeSet, path::Path};

use axum::http::StatusCode;
use hikeshi_db::Fence;
use hikeshi_directory::{NewContact, add_contact};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::{
        IncidentFilter, TimelineFilter, current_facts, kinds_of, list_incidents, noticed_of,
        timeline,
    },
    model::{fact, incident},
    runs::runs_of,
};
use hikeshi_kernel::Moment;
use hikeshi_testkit::{Browser, Page};

use crate::world::{OFFICER, World};

const SYMPTOM: &str = "A message demands money";
const TELL: &str = "Tell us what happened";
const NEXT: &str = "Continue";
const SEND: &str = "Tell the people in charge and the provider";
const WHEN: &str = "When did you notice it?";
const PHONE: &str = "A telephone number where we reach you?";

async fn help_path(world: &World, company: CompanyId) -> String {
    let scope = CompanyScope::of_program(company, "test");
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    let row = hikeshi_directory::company(&tx, &scope).await.unwrap();
    format!("/help/{}", row.help_token)
}

async fn add_people(world: &World) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    for (level, name) in [(1, "Sato"), (2, "Kobayashi"), (3, "Tanaka")] {
        let contact = NewContact {
            level,
            name: name.to_owned(),
            title: "officer".to_owned(),
            phone: "080-0000-0001".to_owned(),
            email: format!("{name}@minato.example"),
            wait_minutes: 15,
        };
        add_contact(&tx, &world.platform, &scope, &contact).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Opens the help page and goes to the first question, with the first action ticked.
async fn begin(world: &World) -> (Browser, Page) {
    begin_at(world, world.company).await
}

async fn begin_at(world: &World, company: CompanyId) -> (Browser, Page) {
    let mut browser = world.nobody();
    let start = browser.get(&help_path(world, company).await).await;
    let actions = browser.follow(&start.by_role_link(SYMPTOM)).await;
    let first = actions.headings()[1].clone();
    let form = actions.form_with_button(TELL).choose(&format!("Done: {first}"));
    let question = browser.submit(form).await;
    (browser, question)
}

/// Answers all questions with what the page already holds, to the check page.
async fn go_on(browser: &mut Browser, mut page: Page) -> Page {
    for _ in 0..20 {
        if page.heading() == "Send this?" {
            return page;
        }
        page = browser.submit(page.form_with_button(NEXT)).await;
        assert_eq!(page.status(), StatusCode::OK, "{}", page.text());
    }
    panic!("more than twenty questions");
}

async fn incidents(world: &World) -> Vec<incident::Model> {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    list_incidents(&tx, &scope, &IncidentFilter::default()).await.unwrap()
}

async fn facts(world: &World, incident: &incident::Model) -> Vec<fact::Model> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    current_facts(&tx, incident).await.unwrap()
}

#[tokio::test]
async fn a_report_becomes_an_incident_with_facts_timeline_runs_and_mail() {
    for world in World::every_kind().await {
        add_people(&world).await;
        let (mut browser, question) = begin(&world).await;
        assert_eq!(question.heading(), WHEN);
        assert!(question.text().contains("1 of 8"), "{}", question.text());
        let form = question.form_with_button(NEXT).fill(WHEN, "today 7:50");
        let second = browser.submit(form).await;
        let mut page = go_on(&mut browser, second).await;
        assert!(page.text().contains("7:50"), "{}", page.text());
        let change = page.links().into_iter().find(|link| link.name.contains(PHONE)).unwrap();
        let phone = browser.follow(&change).await;
        page = browser.submit(phone.form_with_button(NEXT).fill(PHONE, "080-0000-0023")).await;
        assert_eq!(page.heading(), "Send this?", "a changed answer leads back to the check");
        world.minutes_later(10);
        let receipt = browser.submit(page.form_with_button(SEND)).await;
        let text = receipt.text();
        for expected in ["-1120-01", "By 10:11", "080-0000-0023", "Sato", "Hinomi"] {
            assert!(text.contains(expected), "{expected}: {text}");
        }

        let incident = incidents(&world).await.remove(0);
        assert_eq!(kinds_of(&incident), ["ransomware"]);
        assert_eq!(noticed_of(&incident).precision(), "exact");
        assert!(incident.proposed_level.is_some());
        let reasons: serde_json::Value = serde_json::from_str(&incident.proposed_json).unwrap();
        assert!(reasons.as_array().is_some_and(|list| !list.is_empty()));
        let facts = facts(&world, &incident).await;
        let value = |key: &str| facts.iter().find(|fact| fact.key == key).unwrap();
        assert_eq!(value("reporter_phone").value, "080-0000-0023");
        assert_eq!(value("spread").certainty, "unknown");
        assert_eq!(value("isolated").certainty, "suspected", "nobody has checked it");
        assert!(facts.iter().all(|fact| fact.certainty != "confirmed"), "{facts:?}");
        assert!(value("discovered_at").value.contains("7:50"));
        assert!(value("event").source.contains("-1120-01"));
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let runs = runs_of(&tx, &incident).await.unwrap();
        assert_eq!(runs.len(), 1);
        let settled = |step: &str| runs[0].state.steps.get(step).map(|state| state.status);
        for step in ["tell-officer", "isolate"] {
            assert_eq!(settled(step), Some(hikeshi_playbook::Status::Done), "{step}");
        }
        let photograph = settled("photograph");
        assert_ne!(photograph, Some(hikeshi_playbook::Status::Done), "not ticked");
        let lines = timeline(&tx, &incident, &TimelineFilter::default()).await.unwrap();
        assert!(matches!(noticed_of(&incident), Moment::Exact { at } if
            hikeshi_kernel::to_millis(at) == lines[0].sort_at));
        assert!(lines.len() >= 4, "noticed, one action done, report, run: {lines:?}");
        drop(tx);
        let people = world.browser(OFFICER).get(&world.path(&incident, "/people")).await;
        assert!(people.text().contains("Noticed it"), "{}", people.text());

        world.drain_jobs().await;
        let sent = world.mailer.sent();
        let told: Vec<_> = sent.iter().filter(|mail| mail.subject.contains("-1120-01")).collect();
        for to in ["sato@minato.example", "tanaka@minato.example", "analyst@hinomi.example"] {
            let count = told.iter().filter(|mail| mail.to == to).count();
            assert_eq!(count, 1, "{to} gets one message of the report");
        }
        assert!(told.iter().all(|mail| mail.body.contains("080-0000-0023")
            && mail.body.contains(&format!("/c/{}/incidents/{}", world.company, incident.id))));
    }
}

#[tokio::test]
async fn answers_survive_a_reload_and_a_new_browser() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let first = browser.address().to_owned();
        let form = question.form_with_button(NEXT).fill(WHEN, "today 7:50");
        browser.submit(form).await;
        let mut other = world.nobody();
        let again = other.get(&first).await;
        assert_eq!(again.field_by_label(WHEN).value, "today 7:50");
        assert!(again.text().contains("saved at 9:46"), "{}", again.text());
        let start = browser.get(&help_path(&world, world.company).await).await;
        let resumed = browser.follow(&start.by_role_link("Go on with them")).await;
        assert!(resumed.text().contains("2 of 8"), "{}", resumed.text());
    }
}

#[tokio::test]
async fn another_symptom_keeps_the_answers() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let form = question.form_with_button(NEXT).fill(WHEN, "today 7:50");
        let second = browser.submit(form).await;
        let check = go_on(&mut browser, second).await;
        let start = browser.follow(&check.by_role_link("Change: You chose")).await;
        let other = browser.follow(&start.by_role_link("A virus warning appeared")).await;
        let page = browser.submit(other.form_with_button(TELL)).await;
        let check = go_on(&mut browser, page).await;
        assert!(check.text().contains("A virus warning appeared"));
        assert!(check.text().contains("7:50"), "{}", check.text());
    }
}

#[tokio::test]
async fn two_quick_clicks_on_send_make_one_report() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let check = go_on(&mut browser, question).await;
        let mut twin = browser.clone();
        let form = check.form_with_button(SEND);
        let (one, two) = tokio::join!(browser.submit(form.clone()), twin.submit(form));
        assert_eq!(one.status(), StatusCode::OK);
        assert_eq!(one.text(), two.text());
        assert_eq!(browser.get(one.address()).await.text(), one.text(), "a reload sends nothing");
        assert_eq!(incidents(&world).await.len(), 1);
    }
}

#[tokio::test]
async fn a_second_report_is_a_new_incident_and_the_receipt_names_both() {
    for world in World::every_kind().await {
        for (number, other) in [("-1120-01", None), ("-1120-02", Some("-1120-01"))] {
            let (mut browser, question) = begin(&world).await;
            let check = go_on(&mut browser, question).await;
            let receipt = browser.submit(check.form_with_button(SEND)).await.text();
            assert!(receipt.contains(number), "{receipt}");
            assert!(other.is_none_or(|other| receipt.contains(other)), "{receipt}");
        }
        assert_eq!(incidents(&world).await.len(), 2);
    }
}

#[tokio::test]
async fn answers_of_one_company_are_not_found_under_another_address() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let secret = browser.address().split('/').nth(4).unwrap().to_owned();
        let foreign = help_path(&world, world.other).await;
        let mut sent = browser.clone();
        let check = go_on(&mut sent, question).await;
        sent.submit(check.form_with_button(SEND)).await;
        let pages = ["/d/S", "/d/S/q/noticed_at", "/d/S/check", "/r/S", "/ransom-note?d=S"];
        for page in pages.map(|page| page.replace('S', &secret)) {
            let answer = browser.get(&format!("{foreign}{page}")).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{page}");
        }
        for page in ["/d/S/q/noticed_at", "/d/S/check"].map(|page| page.replace('S', &secret)) {
            let answer = browser.post(&format!("{foreign}{page}"), &[("answer", "x")]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{page}");
        }
        let nowhere = format!("/help/{}", "0".repeat(64));
        assert_eq!(browser.get(&nowhere).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_replaced_address_says_so_and_what_was_begun_there_can_be_finished_for_a_day() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let late = browser.clone();
        let scope = world.program();
        let old = help_path(&world, world.company).await;
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        hikeshi_directory::replace_help_token(&tx, &world.platform, &scope).await.unwrap();
        tx.commit().await.unwrap();
        let gone = world.nobody().get(&old).await;
        assert_eq!(gone.status(), StatusCode::GONE);
        assert_eq!(gone.heading(), "This address was replaced by a new one");
        let check = go_on(&mut browser, question).await;
        let sent = browser.submit(check.form_with_button(SEND)).await;
        assert_eq!(sent.status(), StatusCode::OK, "{}", sent.text());
        assert_eq!(incidents(&world).await.len(), 1);
        world.minutes_later(24 * 60 + 1);
        let page = late.address().to_owned();
        assert_eq!(world.nobody().get(&page).await.status(), StatusCode::GONE, "a day later");
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_shown_again_with_the_typed_text() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let typed = "9".repeat(5_000);
        let form = question.form_with_button(NEXT).fill(WHEN, &typed);
        let again = browser.submit(form).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let field = again.field_by_label(WHEN);
        assert_eq!(field.value, typed);
        assert!(field.invalid && !field.description.is_empty());
        let long = "x".repeat(10 * 1024 * 1024);
        let address = browser.address().to_owned();
        let refused = browser.post(&address, &[("answer", &long)]).await;
        assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let good = refused.form_with_button(NEXT).fill(WHEN, "today 7:50");
        browser.submit(good).await;
        let refused = browser.post(&address, &[("answer", &long)]).await;
        assert_eq!(refused.field_by_label(WHEN).value, "today 7:50", "the answer so far stays");
        assert!(!refused.field_by_label(WHEN).description.is_empty());
    }
}

#[tokio::test]
async fn a_time_that_cannot_be_read_stops_nobody_and_stays_in_the_reporters_words() {
    for world in World::every_kind().await {
        for typed in ["25:99", "tomorrow 9:00", "soonish <b>"] {
            let (mut browser, question) = begin(&world).await;
            let form = question.form_with_button(NEXT).fill(WHEN, typed);
            let second = browser.submit(form).await;
            assert!(second.text().contains("2 of 8"), "{typed}: {}", second.text());
            let check = go_on(&mut browser, second).await;
            assert!(check.text().contains(typed), "{}", check.text());
            browser.submit(check.form_with_button(SEND)).await;
        }
        let incidents = incidents(&world).await;
        assert_eq!(incidents.len(), 3);
        for incident in incidents {
            assert_eq!(noticed_of(&incident), Moment::Unknown);
            let facts = facts(&world, &incident).await;
            let found = facts.iter().find(|fact| fact.key == "discovered_at").unwrap();
            assert!(["25:99", "tomorrow 9:00", "soonish <b>"].contains(&found.value.as_str()));
            assert_eq!(found.certainty, "suspected");
        }
    }
}

#[tokio::test]
async fn a_company_without_a_contact_tree_is_told_through_its_officer_and_president() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin_at(&world, world.other).await;
        let check = go_on(&mut browser, question).await;
        let receipt = browser.submit(check.form_with_button("Tell the people in charge")).await;
        let text = receipt.text();
        for name in ["officer of keyaki", "president of keyaki"] {
            assert!(text.contains(name), "{text}");
        }
        assert!(!text.contains("or call"), "there is no number to call: {text}");
        world.drain_jobs().await;
        let told: Vec<_> = world.mailer.sent().into_iter().map(|mail| mail.to).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        for to in ["officer@keyaki.example", "president@keyaki.example"] {
            assert!(told.iter().any(|told| told == to), "{told:?}");
        }
    }
}

#[tokio::test]
async fn without_a_provider_the_help_page_shows_the_first_telephone_of_the_contact_tree() {
    for world in World::every_kind().await {
        let scope = CompanyScope::of_program(world.other, "test");
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        for (level, name, phone) in
            [(2, "Kobayashi", "080-0000-0002"), (1, "Sato", "080-0000-0001"), (0, "Abe", "")]
        {
            let contact = NewContact {
                level,
                name: name.to_owned(),
                title: "officer".to_owned(),
                phone: phone.to_owned(),
                email: format!("{name}@keyaki.example"),
                wait_minutes: 15,
            };
            add_contact(&tx, &world.platform, &scope, &contact).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = world.nobody().get(&help_path(&world, world.other).await).await;
        let links = page.links();
        assert!(links.iter().any(|link| link.href == "tel:08000000001"), "{links:?}");
        assert!(page.text().contains("Sato (officer)"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_number_in_full_width_digits_can_be_dialled_by_the_officer() {
    for world in World::every_kind().await {
        let (mut browser, question) = begin(&world).await;
        let phone = browser.address().replace("noticed_at", "reporter_phone");
        let wide: String = "090-1234-5678"
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(digit) => char::from_u32(0xFF10 + digit).unwrap(),
                None => '\u{30FC}',
            })
            .collect();
        browser.post(&phone, &[("answer", &wide)]).await;
        let check = go_on(&mut browser, question).await;
        browser.submit(check.form_with_button(SEND)).await;
        let incident = incidents(&world).await.remove(0);
        let people = world.browser(OFFICER).get(&world.path(&incident, "/people")).await;
        assert!(people.links().iter().any(|link| link.href == "tel:09012345678"));
        assert!(people.text().contains("090-1234-5678"), "{}", people.text());
    }
}

#[tokio::test]
async fn the_level_page_and_the_call_say_that_the_level_is_a_proposal_that_calls_already() {
    for world in World::every_kind().await {
        add_people(&world).await;
        let (mut browser, question) = begin(&world).await;
        let check = go_on(&mut browser, question).await;
        browser.submit(check.form_with_button(SEND)).await;
        world.drain_jobs().await;
        let incident = incidents(&world).await.remove(0);
        let level = incident.proposed_level.unwrap();
        let page = world.browser(OFFICER).get(&world.path(&incident, "/level")).await;
        let started = format!("The call tree of level {level} was started already");
        assert!(page.text().contains(&started), "{}", page.text());
        let words = world.platform.words(hikeshi_kernel::Lang::Ja);
        let proposal = words.t1("calls-mail-level-proposed", "level", level);
        let calls = world.mailer.sent().into_iter().filter(|mail| mail.body.contains("/call/"));
        let calls: Vec<_> = calls.collect();
        assert!(!calls.is_empty() && calls.iter().all(|mail| mail.body.contains(&proposal)));
    }
}

#[tokio::test]
async fn hostile_words_are_cleaned_and_shown_as_text() {
    for world in World::every_kind().await {
        let (mut browser, _) = begin(&world).await;
        let place = browser.address().replace("noticed_at", "device_place");
        let typed = "\u{202e}1F\u{0} <script>alert(1)</script>";
        browser.post(&place, &[("answer", typed)]).await;
        let page = browser.get(&place.replace("q/device_place", "check")).await;
        assert!(page.text().contains("1F <script>alert(1)</script>"), "{}", page.text());
        let forged = [("answer", "no-such-option")];
        let spread = browser.address().replace("check", "q/spread");
        assert_eq!(browser.post(&spread, &forged).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn too_many_requests_are_answered_with_the_telephone_number() {
    let world = World::every_kind().await.remove(0);
    let path = help_path(&world, world.company).await;
    let mut browser = world.nobody();
    for _ in 0..=world.platform.config.limits.help_per_minute {
        browser.fetch(&path).await;
    }
    let page = browser.get(&path).await;
    assert_eq!(page.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("050-0000-0119"), "{}", page.text());
}

#[tokio::test]
async fn every_symptom_shows_its_first_actions_in_every_language() {
    let world = World::every_kind().await.remove(0);
    let font = characters_of_the_font("");
    let later = characters_of_the_font("help-more");
    for lang in ["ja", "ja-easy", "en"] {
        let help = help_path(&world, world.company).await;
        let mut browser = world.nobody();
        let start = browser.get(&format!("{help}?lang={lang}")).await;
        let of_later: String =
            start.text().chars().filter(|c| later.contains(&u32::from(*c))).collect();
        assert_eq!(of_later, "", "the first page loads the characters of the later pages");
        let symptoms: Vec<_> =
            start.links().into_iter().filter(|link| link.href.starts_with(&help)).collect();
        assert!(symptoms.len() >= 17);
        for symptom in symptoms.iter().filter(|link| !link.href.contains('?')) {
            let page = browser.follow(symptom).await;
            assert_eq!(page.status(), StatusCode::OK);
            assert!((4..=7).contains(&page.headings().len()), "{:?}", page.headings());
            assert!(!page.text().contains("[help-") && !page.text().contains('\u{ff5c}'));
            let text = page.text();
            let lacking: String = text.chars().filter(|c| !font.contains(&u32::from(*c))).collect();
            assert_eq!(lacking, "", "run platform/ui/fonts.py");
        }
    }
}

/// The characters that the font of the help pages brings, or the one slice of it with this name.
fn characters_of_the_font(slice: &str) -> BTreeSet<u32> {
    let sheet =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../platform/ui/static/help-fonts.css");
    let sheet = std::fs::read_to_string(sheet).unwrap();
    let rules = sheet.lines().filter(|line| line.contains(slice));
    let lists = rules.filter_map(|rule| rule.split("unicode-range: ").nth(1)?.split(';').next());
    let ranges = lists.flat_map(|list| list.split(',')).map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let number = |text: &str| u32::from_str_radix(text.trim_start_matches("U+"), 16).unwrap();
        number(first)..=number(last)
    });
    ranges.flatten().collect()
}
