//! Bringing in incidents from files.

use std::path::{Path, PathBuf};

use hikeshi_incidents::{
    case::{
        EntryKind, IncidentId, Purpose, TimelineFilter, current_facts, find_incident, kinds_of,
        list_incidents, timeline,
    },
    import::{ImportChoice, Imported, import_case, prepare_case, read_file},
    model::{fact, incident, timeline_entry},
};
use hikeshi_kernel::Lang;
use hikeshi_testkit::Attachment;
use hikeshi_web::{Problem, ProblemKind};
use serde_norway::Value;

use crate::{
    documents::paper,
    world::{ANALYST, OFFICER, World},
};

const HISTORY: ImportChoice = ImportChoice { purpose: Purpose::History, again: false };
const PUBLISHED: [&str; 3] =
    ["nagasaki-ec-2024", "okayama-psychiatric-2024", "seichokai-bell-kitchen-2022"];

#[tokio::test]
async fn every_value_of_the_published_cases_is_found_in_the_timeline_or_the_facts() {
    for world in World::every_kind().await {
        for name in PUBLISHED {
            let Some(path) = published(name) else {
                println!("SKIPPED: the published case {name} is not beside this repository");
                continue;
            };
            let bytes = std::fs::read(&path).unwrap();
            let yaml: Value = serde_norway::from_slice(&bytes).unwrap();
            let imported =
                bring_in(&world, &format!("{name}.yaml"), &bytes, HISTORY).await.unwrap();
            let (incident, facts, lines) = written(&world, imported.incident).await;
            assert_eq!(lines.len(), yaml["events"].as_sequence().unwrap().len(), "{name}");
            let everything = everything(&lines, &facts);
            for value in leaves(&yaml) {
                assert!(everything.contains(&value), "{name} lost {value}");
            }
            assert!(!kinds_of(&incident).is_empty() && incident.title.chars().count() > 8);
            let order = |line: &timeline_entry::Model| (line.sort_at, line_of(line));
            assert!(lines.is_sorted_by_key(order), "{name}: a day in the order of the file");
        }
    }
}

#[tokio::test]
async fn the_same_file_is_refused_with_the_number_of_the_first_unless_asked_again() {
    for world in World::every_kind().await {
        let first = bring_in(&world, "a.csv", CSV, HISTORY).await.unwrap();
        let refused = bring_in(&world, "renamed.csv", CSV, HISTORY).await.unwrap_err();
        assert_eq!(refused.kind, ProblemKind::Conflict);
        assert!(refused.detail.unwrap().contains(&first.number));
        let again = bring_in(&world, "a.csv", CSV, ImportChoice { again: true, ..HISTORY }).await;
        assert_ne!(again.unwrap().number, first.number);
    }
}

#[tokio::test]
async fn a_file_that_blows_up_when_read_stays_small_or_is_refused() {
    let world = World::every_kind().await.remove(0);
    let copies = format!(
        "id: x\norganisation: y\na: &a {}\nb: [{}]\n",
        "x".repeat(90_000),
        "*a, ".repeat(5_000)
    );
    let broken = format!("events:\n{}", "\t- at: \"\n".repeat(40_000));
    let told = bring_in(&world, "a.yaml", copies.as_bytes(), HISTORY).await.unwrap();
    assert!(told.facts < 100, "{}", told.facts);
    let reasons: Vec<_> = told.problems.iter().map(|problem| problem.reason).collect();
    assert!(reasons.contains(&"too-many-copies"), "{reasons:?}");
    let answer = bring_in(&world, "b.yaml", broken.as_bytes(), HISTORY).await;
    assert!(answer.is_err());
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    assert_eq!(list_incidents(&tx, &scope, &Default::default()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_import_that_is_cut_off_before_its_commit_leaves_nothing() {
    for world in World::every_kind().await {
        let scope = world.program();
        let words = world.platform.words(Lang::En);
        let file = read_file(&world.platform, "a.csv", CSV.to_vec()).await.unwrap();
        let case = prepare_case(&words, file, HISTORY).await.unwrap();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        import_case(&tx, &world.platform, &scope, &words, case).await.unwrap();
        drop(tx);
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        assert!(list_incidents(&tx, &scope, &Default::default()).await.unwrap().is_empty());
        drop(tx);
        bring_in(&world, "a.csv", CSV, HISTORY).await.unwrap();
    }
}

#[tokio::test]
async fn a_broken_file_comes_in_and_the_page_names_each_line_with_its_reason() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("/c/{}/incidents/import", world.company)).await;
        let bytes = std::fs::read(fixture("broken.yaml")).unwrap();
        let form = page.form_with_button("Bring in");
        let form = form.attach("File", Attachment::new("broken.yaml", bytes)).choose("A drill");
        let page = officer.submit(form).await;
        assert_eq!(page.status().as_u16(), 200, "{}", page.text());
        for line in ["Line 4 (known.at)", "Line 6", "Line 12", "Line 13"] {
            assert!(page.text().contains(line), "{line} is not named in {}", page.text());
        }
        let id = officer.address().split('/').nth(4).unwrap().parse().unwrap();
        let (incident, facts, lines) = written(&world, id).await;
        let told = lines.iter().filter(|line| !line.automatic).count();
        assert_eq!((incident.purpose.as_str(), told), ("drill", 9));
        let call = lines.iter().find(|line| line.source.starts_with("broken.yaml:9")).unwrap();
        assert_eq!(call.kind, EntryKind::Call.name());
        let kept = facts.iter().find(|fact| fact.key == "import.line 12").unwrap();
        assert!(kept.value.starts_with("- ]") && kept.certainty == "suspected");
    }
}

#[tokio::test]
async fn a_file_without_anything_to_read_is_refused_and_the_form_says_why() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("/c/{}/incidents/import", world.company)).await;
        let form = page.form_with_button("Bring in");
        let form = form.attach("File", Attachment::new("x.yaml", b"\x00\x01\x02".to_vec()));
        let page = officer.submit(form).await;
        assert_eq!(page.status().as_u16(), 422);
        assert!(page.text().contains("The file is not text."), "{}", page.text());
    }
}

/// Cases that nobody has published: missing sections, ranges, unknown times, keys of their own.
const OWN: [&str; 3] = ["lost-laptop", "invoice-fraud", "outage-nested"];

#[tokio::test]
async fn nothing_of_a_case_with_keys_and_sections_of_its_own_is_lost() {
    for world in World::every_kind().await {
        for name in OWN {
            let bytes = std::fs::read(own(name)).unwrap();
            let yaml: Value = serde_norway::from_slice(&bytes).unwrap();
            let imported =
                bring_in(&world, &format!("{name}.yaml"), &bytes, HISTORY).await.unwrap();
            let (_, facts, lines) = written(&world, imported.incident).await;
            let everything = everything(&lines, &facts);
            for value in leaves(&yaml) {
                // A line of text is split into its time and its words.
                let sixteen = value.char_indices().nth(16).map_or(value.len(), |(at, _)| at);
                let (time, words) = value.split_at(sixteen);
                let found = everything.contains(&value)
                    || (everything.contains(time) && everything.contains(words.trim()));
                assert!(found, "{name} lost {value} in {everything}");
            }
        }
    }
}

#[tokio::test]
async fn times_of_unseen_cases_are_understood_and_what_is_not_is_named() {
    let world = World::every_kind().await.remove(0);
    let expected: [(&str, &[&str], &[usize]); 3] = [
        ("lost-laptop", &["range", "day", "exact", "range", "unknown", "day"], &[]),
        ("invoice-fraud", &["exact", "range", "exact", "exact", "day", "range", "unknown"], &[15]),
        ("outage-nested", &["about", "exact", "range", "day", "unknown"], &[12]),
    ];
    for (name, precisions, named) in expected {
        let bytes = std::fs::read(own(name)).unwrap();
        let file = read_file(&world.platform, &format!("{name}.yaml"), bytes).await.unwrap();
        let found: Vec<_> = file.case.events.iter().map(|event| event.at.precision()).collect();
        assert_eq!(found, precisions, "{name}: {:#?}", file.case.events);
        let lines: Vec<_> = file.case.problems.iter().map(|problem| problem.line).collect();
        assert!(named.iter().all(|line| lines.contains(line)), "{name}: {:?}", file.case.problems);
    }
}

#[tokio::test]
async fn history_is_a_closed_record_that_asks_for_nothing_and_calls_nobody() {
    for world in World::every_kind().await {
        for (name, path) in all_cases() {
            let bytes = std::fs::read(path).unwrap();
            let imported =
                bring_in(&world, &format!("{name}.yaml"), &bytes, HISTORY).await.unwrap();
            let (incident, facts, lines) = written(&world, imported.incident).await;
            assert_eq!(incident.status, "closed", "{name}");
            let last = lines.iter().map(|line| line.sort_at).max().unwrap();
            let closed = incident.closed_at.unwrap();
            assert!(closed >= last && closed <= world.platform.clock.now().as_millisecond());
            assert!(!facts.is_empty());
            let mut officer = world.browser(OFFICER);
            let list = officer.get(&format!("/c/{}/incidents", world.company)).await;
            assert!(list.text().contains("Past incident"), "{}", list.text());
            for page in ["", "/facts", "/timeline", "/people", "/president", "/close", "/documents"]
            {
                let page = officer.get(&world.path(&incident, page)).await;
                assert_eq!(page.status().as_u16(), 200);
                let text = page.text();
                for never in ["import.", "Choose a playbook", "Decide the level", "Who leads"] {
                    assert!(!text.contains(never), "{name} shows {never}: {text}");
                }
            }
            let close = officer.get(&world.path(&incident, "/close")).await;
            assert!(close.text().contains("Brought in as a past incident"), "{}", close.text());
            world.drain_jobs().await;
            assert!(world.mailer.sent().is_empty(), "{name} mailed somebody");
        }
        let board = world.browser(ANALYST).get(&format!("/p/{}", world.provider)).await;
        assert!(!board.text().contains("Leak of card data"), "{}", board.text());
    }
}

#[tokio::test]
async fn the_papers_of_a_brought_in_case_speak_in_plain_words() {
    let world = World::every_kind().await.remove(0);
    for purpose in [Purpose::History, Purpose::Drill] {
        for (name, path) in all_cases() {
            let bytes = std::fs::read(path).unwrap();
            let choice = ImportChoice { purpose, again: false };
            let imported = bring_in(&world, &format!("{name}.yaml"), &bytes, choice).await.unwrap();
            let (incident, ..) = written(&world, imported.incident).await;
            let mut officer = world.browser(OFFICER);
            let (first, pages) =
                paper(&mut officer, &world, &incident, ("first-report", "pdf")).await;
            assert_eq!(pages, 1, "{name}");
            let iso = first.split_whitespace().find(|word| is_iso_date(word));
            assert_eq!(iso, None, "{name}: {first}");
            let (record, _) = paper(&mut officer, &world, &incident, ("record", "pdf")).await;
            for text in [&first, &record] {
                assert!(!text.contains("import."), "{name}: {text}");
                assert!(!text.contains("Choose a playbook"), "{name}: {text}");
            }
            let banner = match purpose {
                Purpose::Drill => "Record of a drill",
                _ => "A past incident, entered afterwards",
            };
            assert!(first.contains(banner) && record.contains(banner), "{name}: {first}");
            if purpose == Purpose::History {
                assert!(first.contains("Nothing has to be decided"), "{name}: {first}");
                assert!(record.contains("Brought in as a past incident"), "{name}: {record}");
            }
        }
    }
}

#[tokio::test]
async fn a_drill_is_marked_everywhere_begins_with_its_playbook_and_calls_nobody() {
    for world in World::every_kind().await {
        let bytes = std::fs::read(own("outage-nested")).unwrap();
        let drill = ImportChoice { purpose: Purpose::Drill, again: false };
        bring_in(&world, "outage-nested.yaml", &bytes, HISTORY).await.unwrap();
        let imported = bring_in(&world, "outage-nested.yaml", &bytes, drill).await.unwrap();
        let (incident, _, lines) = written(&world, imported.incident).await;
        assert_eq!((incident.status.as_str(), incident.purpose.as_str()), ("open", "drill"));
        assert_eq!(incident.year, 2026, "a drill is counted in the year in which it is held");
        assert_eq!(lines.iter().filter(|line| line.automatic).count(), 1, "the playbook began");
        let mut officer = world.browser(OFFICER);
        for page in ["", "/facts", "/timeline", "/people", "/president", "/documents", "/ask"] {
            let page = officer.get(&world.path(&incident, page)).await;
            assert!(page.text().contains("Drill"), "not marked: {}", page.text());
        }
        world.drain_jobs().await;
        assert!(world.mailer.sent().is_empty());
    }
}

#[tokio::test]
async fn a_file_that_is_no_case_is_refused_and_leaves_nothing() {
    for world in World::every_kind().await {
        let readme = std::fs::read(fixtures().join("not-a-case.md")).unwrap();
        let untimed = b"when,what\nsoon,nothing\n".to_vec();
        let zip = b"PK\x03\x04 and the rest of a spreadsheet".to_vec();
        let files = [("README.md", readme), ("a.csv", untimed), ("a.xlsx", zip)];
        for (name, bytes) in files {
            let refused = bring_in(&world, name, &bytes, HISTORY).await.unwrap_err();
            assert_eq!(refused.kind, ProblemKind::Invalid, "{name}");
            assert!(refused.detail.is_some_and(|text| !text.is_empty()), "{name}");
        }
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        assert!(list_incidents(&tx, &scope, &Default::default()).await.unwrap().is_empty());
    }
}

fn everything(lines: &[timeline_entry::Model], facts: &[fact::Model]) -> String {
    let lines =
        lines.iter().map(|line| format!("{} {} {}\n", line.text, line.moment_json, line.source));
    let facts = facts.iter().map(|fact| format!("{} {} {}\n", fact.key, fact.value, fact.source));
    lines.chain(facts).collect()
}

/// The published cases that are there, and our own.
fn all_cases() -> Vec<(&'static str, PathBuf)> {
    let published = PUBLISHED.into_iter().filter_map(|name| Some((name, published(name)?)));
    published.chain(OWN.map(|name| (name, own(name)))).collect()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn own(name: &str) -> PathBuf {
    fixtures().join(format!("cases/{name}.yaml"))
}

/// `2024-05-21`, alone or with a time behind it.
fn is_iso_date(word: &str) -> bool {
    let digits = |range| word.get(range).is_some_and(|part: &str| part.parse::<u16>().is_ok());
    digits(0..4) && digits(5..7) && digits(8..10) && word.as_bytes()[4] == b'-'
}

const CSV: &[u8] = b"when,what,who,to,note\n\
    2026-11-20 09:00,=cmd|' /c calc'!A1,staff,,seen on the screen\n\
    2026-11-20 09:10,telephoned,officer,police,\n";

#[tokio::test]
async fn the_character_nul_of_a_file_keeps_nothing_from_being_brought_in() {
    let yaml = "id: \"a\\0b\"\norganisation: {name: \"N\\0ame\", \"k\\0ey\": \"v\\0\"}\n\
        incident: [\"ransom\\0ware\"]\nsources: [\"s\\0\"]\nknown: 2024-05-19\nevents:\n\
        \x20 - {at: 2024-05-19, precision: day, what: \"sy\\0stems down\", by: \"b\\0\", to: \"t\\0\", \"o\\0\": \"x\\0\"}\n\
        \x20 - {at: \"20\\0\", precision: \"d\\0\", what: \"second\"}\n";
    for world in World::every_kind().await {
        let imported = bring_in(&world, "a\0.yaml", yaml.as_bytes(), HISTORY).await.unwrap();
        let (_, facts, lines) = written(&world, imported.incident).await;
        assert!(lines.iter().any(|line| line.text.contains("systems down")), "{lines:?}");
        assert!(facts.iter().any(|fact| fact.value.contains("Name")), "{facts:?}");
        let table = b"when,what,who\0,to,note\n2026-11-20 09:00,tele\0phoned,\0staff,,\0\n";
        let refused = bring_in(&world, "t\0.csv", table, HISTORY).await.unwrap_err();
        assert_eq!(refused.kind, ProblemKind::Invalid, "no file of text: {refused:?}");
    }
}

async fn bring_in(
    world: &World,
    name: &str,
    bytes: &[u8],
    choice: ImportChoice,
) -> Result<Imported, Problem> {
    let scope = world.program();
    let words = world.platform.words(Lang::Ja);
    let file = read_file(&world.platform, name, bytes.to_vec()).await?;
    let case = prepare_case(&words, file, choice).await?;
    let tx = world.platform.db.write(scope.fence()).await?;
    let imported = import_case(&tx, &world.platform, &scope, &words, case).await?;
    tx.commit().await?;
    Ok(imported)
}

async fn written(
    world: &World,
    id: IncidentId,
) -> (incident::Model, Vec<fact::Model>, Vec<timeline_entry::Model>) {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let incident = find_incident(&tx, &scope, id).await.unwrap();
    let facts = current_facts(&tx, &incident).await.unwrap();
    let lines = timeline(&tx, &incident, &TimelineFilter::default()).await.unwrap();
    (incident, facts, lines)
}

/// The line of the file on which an entry stands.
fn line_of(entry: &timeline_entry::Model) -> usize {
    let rest = entry.source.split(".yaml:").nth(1).unwrap();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// All texts of a YAML value: keys without a value count as texts.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(items) => items.iter().flat_map(leaves).collect(),
        Value::Mapping(entries) => entries
            .iter()
            .flat_map(|(key, value)| if value.is_null() { leaves(key) } else { leaves(value) })
            .collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        _ => Vec::new(),
    }
}

fn published(name: &str) -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join(format!("shared/data/cases/{name}.yaml")))
        .find(|path| path.exists())
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engines/casefile/tests/fixtures").join(name)
}
