//! What stands on the pages of a paper is what its files print.

use hikeshi_filings::{
    papers::kinds,
    render::{Form, render, said},
};
use serde_json::Value;

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    papers::{Filled, approved, papers},
    programs::{Call, incidents, read, token},
    world::{OFFICER, World},
};

/// Without spaces and line ends, which every form sets in its own way.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[tokio::test]
async fn the_text_file_of_every_kind_holds_just_what_is_said_of_each_item() {
    let world = World::every_kind().await.remove(0);
    for draft in papers(Filled::Nothing) {
        for paper in [draft.clone(), approved(draft)] {
            let said = said(&world.platform, &paper).unwrap();
            let file = render(&world.platform, &paper, Form::Text).await.unwrap();
            let file = dense(std::str::from_utf8(&file.bytes).unwrap());
            for item in &paper.items {
                let said = &said[&item.id];
                assert!(file.contains(&dense(&said.text)), "{}: {said:?}", paper.kind);
                let is_named = !item.title.is_empty();
                let is_ours = item.text.is_empty() && !said.text.is_empty();
                assert_eq!(said.filler, is_ours, "{} {}", paper.kind, item.id);
                assert!(paper.draft || said.finally.is_none(), "an approved text is final");
                assert!(!is_named || !said.text.is_empty(), "{} {}", paper.kind, item.id);
            }
        }
    }
}

#[tokio::test]
async fn page_copy_page_and_program_say_of_every_kind_what_the_text_file_says() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let mut officer = world.browser(OFFICER);
        for kind in &kinds().unwrap().list {
            let paper = path_of(&begin(&world, &mut officer, &incident, kind.id()).await);
            same(&world, &key, &paper, "").await;
        }
        let paper = path_of(&begin(&world, &mut officer, &incident, "police-consultation").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut officer, &paper, button).await;
        }
        let items = same(&world, &key, &paper, "?serial=2").await;
        let filler = items.iter().find(|item| item["filler"] == true).unwrap();
        let text = officer.get(&paper).await.text();
        assert!(text.contains(filler["printed"].as_str().unwrap()), "{text}");
        assert!(text.contains("so the document holds this sentence"), "{text}");
    }
}

/// Compares what page, copy page, program and text file say of each item; answers the items.
async fn same(world: &World, key: &str, paper: &str, serial: &str) -> Vec<Value> {
    let mut officer = world.browser(OFFICER);
    let (_, incident) = paper.split_once("/incidents/").unwrap();
    let path = format!("{}/{incident}", incidents(world.company));
    let answer = read(&Call::get(&path).send(world, key).await);
    let page = dense(&officer.get(paper).await.text());
    let copy = dense(&officer.get(&format!("{paper}/copy")).await.text());
    let has_file = answer["forms"].as_array().unwrap().iter().any(|form| form == "txt");
    let file = match has_file {
        true => dense(&officer.get(&format!("{paper}/files/txt{serial}")).await.text()),
        false => page.clone(),
    };
    let items = answer["items"].as_array().unwrap().clone();
    for item in &items {
        let printed = item["printed"].as_str().unwrap();
        for (place, text) in [("page", &page), ("copy page", &copy), ("file", &file)] {
            assert!(text.contains(&dense(printed)), "{paper} {place}: {item}");
        }
    }
    items
}
