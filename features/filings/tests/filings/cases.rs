//! Published incidents, brought in from their files: the limits that were counted by hand.

use std::path::{Path, PathBuf};

use hikeshi_filings::{
    duties::{answers_of, known_of},
    rulebook::rulebook,
};
use hikeshi_incidents::{
    case::{Purpose, find_incident},
    import::{ImportChoice, import_case, prepare_case, read_file},
};
use hikeshi_kernel::Lang;

use crate::world::World;

const EXPECTED: [(&str, &str); 3] = [
    ("nagasaki-ec-2024", "2024-07-19"),
    ("okayama-psychiatric-2024", "2024-07-17"),
    ("seichokai-bell-kitchen-2022", "2023-01-04"),
];

#[tokio::test]
async fn the_final_report_of_the_published_cases_was_due_when_they_say() {
    for world in World::every_kind().await {
        for (name, due) in EXPECTED {
            let Some(path) = published(name) else {
                println!("SKIPPED: the published case {name} is not beside this repository");
                continue;
            };
            let scope = world.program();
            let words = world.platform.words(Lang::Ja);
            let bytes = std::fs::read(&path).unwrap();
            let file = read_file(&world.platform, &format!("{name}.yaml"), bytes).await.unwrap();
            let choice = ImportChoice { purpose: Purpose::History, again: false };
            let case = prepare_case(&words, file, choice).await.unwrap();
            let tx = world.platform.db.write(scope.fence()).await.unwrap();
            let done = import_case(&tx, &world.platform, &scope, &words, case).await.unwrap();
            let incident = find_incident(&tx, &scope, done.incident).await.unwrap();
            let book = rulebook().unwrap();
            let known = known_of(&tx, &scope, &incident).await.unwrap();
            tx.commit().await.unwrap();
            let facts = known.as_facts(book, &incident).unwrap();
            let answers = answers_of(book, &known, &facts, world.platform.clock.now());
            let answer = answers.get("ppc-final").unwrap();
            assert_eq!(answer.due.unwrap().text(), due, "{name}: {facts:#?}");
            assert_eq!(answer.applies.name(), "yes", "{name}: {facts:#?}");
        }
    }
}

fn published(name: &str) -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join(format!("shared/data/cases/{name}.yaml")))
        .find(|path| path.exists())
}
