//! Japanese words in every field of the records: none of what is withheld is in any file.

use hikeshi_identity::model::account;
use hikeshi_incidents::{
    model::{
        custody_event, custody_photo, evidence, executive_decision, fact, incident, level_change,
        measure, participant, timeline_correction, timeline_entry,
    },
    people::{NewParticipant, Part as Place, add_participant},
};
use hikeshi_kernel::new_uuid;
use hikeshi_package::Redaction;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, sea_query::Expr,
};

use crate::world::{ANALYST, World, entries, everything, struck, text_of};

/// A sentence; what goes with persons; what goes as technical; what stays; people; a helper; the
/// same words for fields that are struck as a whole.
const MARKER: &str = include_str!("fixtures/marker.txt");

/// The line of the fixture, and its words.
fn line(nth: usize) -> &'static str {
    MARKER.lines().nth(nth).unwrap()
}

fn words(nth: usize) -> Vec<&'static str> {
    line(nth).split('|').collect()
}

macro_rules! write_in {
    ($tx:expr, $incident:expr, $($table:ident $line:literal: $($column:ident),+;)+) => {$(
        $table::Entity::update_many()
            $(.col_expr($table::Column::$column, Expr::value(line($line))))+
            .filter($table::Column::IncidentId.eq($incident.id))
            .exec($tx.conn())
            .await
            .unwrap();
    )+};
}

/// An incident with the sentence in every field that people fill in.
async fn marked(world: &World) -> incident::Model {
    let incident = world.full_incident(&[("a.log", b"x")]).await;
    let (scope, platform) = (world.program(), &world.platform);
    let tx = platform.db.write(scope.fence()).await.unwrap();
    let people = words(4);
    let [mori, organisation, takahashi, tanaka] = people.as_slice() else { panic!("{people:?}") };
    for (name, organisation) in [(mori, *organisation), (takahashi, ""), (tanaka, "")] {
        let person = NewParticipant {
            name: (*name).to_owned(),
            organisation: organisation.to_owned(),
            part: Place::SystemAdmin,
            phone: String::new(),
            email: String::new(),
        };
        add_participant(&tx, platform, &scope, &incident, person).await.unwrap();
    }
    let id = || {
        let (clock, rng) = platform.chance();
        new_uuid(clock, rng)
    };
    let text = || line(0).to_owned();
    let decision = executive_decision::Model {
        id: id(),
        company_id: incident.company_id,
        incident_id: incident.id,
        topic: String::new(),
        question: text(),
        options_json: "[]".to_owned(),
        advice: text(),
        due_at: None,
        asked_at: incident.opened_at,
        asked_by_id: None,
        asked_by: (*mori).to_owned(),
        chosen: text(),
        comment: text(),
        decided_at: Some(incident.opened_at),
        decided_by_id: None,
        decided_by: (*mori).to_owned(),
        withdrawn_at: None,
        version: 1,
    };
    let decision = executive_decision::Entity::insert(decision.into_active_model());
    decision.exec_without_returning(tx.conn()).await.unwrap();
    let level = level_change::Model {
        id: id(),
        company_id: incident.company_id,
        incident_id: incident.id,
        at: incident.opened_at,
        by_id: None,
        by_name: (*mori).to_owned(),
        level: 2,
        kinds_json: "[]".to_owned(),
        reason: text(),
    };
    let level = level_change::Entity::insert(level.into_active_model());
    level.exec_without_returning(tx.conn()).await.unwrap();
    let measure = measure::Model {
        id: id(),
        company_id: incident.company_id,
        incident_id: incident.id,
        kind: "restore".to_owned(),
        title: text(),
        owner: (*mori).to_owned(),
        due_day: String::new(),
        state: "open".to_owned(),
        note: text(),
        added_at: incident.opened_at,
        added_by: (*mori).to_owned(),
        done_at: None,
        done_by: String::new(),
        version: 1,
    };
    let measure = measure::Entity::insert(measure.into_active_model());
    measure.exec_without_returning(tx.conn()).await.unwrap();
    write_in! { tx, incident,
        timeline_entry 0: Text, Source;
        timeline_correction 0: OldText, Reason;
        fact 6: Value;
        fact 0: Source;
        evidence 0: Title, Description, Place, ClockOffset, Storage;
        evidence 6: FileName, SerialNumber, Tool;
        custody_event 0: Place, Note, Seal;
        custody_event 6: Tool;
        custody_photo 6: FileName;
        participant 6: Phone;
    }
    incident::Entity::update_many()
        .col_expr(incident::Column::Title, Expr::value(line(0)))
        .filter(incident::Column::Id.eq(incident.id))
        .exec(tx.conn())
        .await
        .unwrap();
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(line(5)))
        .filter(account::Column::Id.eq(world.account(ANALYST).0))
        .exec(tx.conn())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    incident
}

#[tokio::test]
async fn words_in_any_field_are_struck_in_every_file_and_times_and_counts_stay() {
    for world in World::every_kind().await {
        let incident = marked(&world).await;
        let both: Vec<&str> = [words(1), words(2)].concat();
        for (redactions, gone) in [
            (&[Redaction::Persons][..], words(1)),
            (&[Redaction::Technical], words(2)),
            (&[Redaction::Persons, Redaction::Technical], both.clone()),
        ] {
            let mut wish = struck(redactions);
            wish.recipient = line(0).to_owned();
            let (_, zip, _folder) = world.package(&incident, wish).await;
            for (path, bytes) in entries(&zip) {
                let text = String::from_utf8_lossy(&bytes);
                for word in &gone {
                    assert!(!text.contains(word), "{word} in {path} of {redactions:?}:\n{text}");
                }
            }
            for path in ["timeline.json", "index.html", "case.jsonld", "manifest.json"] {
                let text = text_of(&zip, path);
                for word in words(3) {
                    assert!(text.contains(word), "{word} is gone from {path}:\n{text}");
                }
            }
        }
        let (_, zip, _folder) = world.package(&incident, everything()).await;
        for path in ["index.html", "custody.json", "case.jsonld"] {
            let text = text_of(&zip, path);
            for word in &both {
                assert!(text.contains(word), "{word} would not be found in {path}");
            }
        }
    }
}

#[tokio::test]
async fn a_person_with_and_without_a_company_behind_the_name_has_one_number() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[("a.log", b"x")]).await;
        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        timeline_entry::Entity::update_many()
            .col_expr(timeline_entry::Column::ByName, Expr::value("Tanabe Ken (Keyaki Care)"))
            .filter(timeline_entry::Column::IncidentId.eq(incident.id))
            .exec(tx.conn())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (_, zip, _folder) = world.package(&incident, struck(&[Redaction::Persons])).await;
        let read = |path: &str| -> serde_json::Value {
            serde_json::from_str(&text_of(&zip, path)).unwrap()
        };
        let (people, lines) = (read("people.json"), read("timeline.json"));
        let by = lines.as_array().unwrap().iter().map(|line| &line["by"]);
        assert!(by.clone().count() > 0);
        by.for_each(|by| assert_eq!(by, &people[0]["name"]));
    }
}
