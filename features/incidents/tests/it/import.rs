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

use crate::world::{OFFICER, World};

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
            let everything: String = lines
                .iter()
                .map(|line| format!("{} {} {}\n", line.text, line.moment_json, line.source))
                .chain(facts.iter().map(|fact| format!("{}\n", fact.value)))
                .collect();
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
    let copies = format!("a: &a {}\nb: [{}]\n", "x".repeat(1_000_000), "*a, ".repeat(5_000));
    let broken = format!("events:\n{}", "\t- at: \"\n".repeat(40_000));
    let told = bring_in(&world, "a.yaml", copies.as_bytes(), HISTORY).await.unwrap();
    assert!(told.facts < 100 && told.problems[0].reason == "too-many-copies", "{}", told.facts);
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
        for line in ["Line 4 (known.at)", "Line 6", "Line 12", "Line 17"] {
            assert!(page.text().contains(line), "{line} is not named in {}", page.text());
        }
        let id = officer.address().split('/').nth(4).unwrap().parse().unwrap();
        let (incident, facts, lines) = written(&world, id).await;
        assert_eq!((incident.purpose.as_str(), lines.len()), ("drill", 9));
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
