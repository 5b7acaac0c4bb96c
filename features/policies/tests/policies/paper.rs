//! A document on paper: what the PDF says and how it is tagged, and that other programs open the docx.

use std::process::Command;

use crate::world::{OFFICER, PRESIDENT, World};

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_approved_policy_is_printed_with_its_version_and_approvals() {
    for world in World::every_kind().await {
        let path = world.approved_policy().await;
        let file = world.browser(PRESIDENT).fetch(&format!("{path}/versions/1/pdf")).await;
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("policy.pdf");
        std::fs::write(&name, &file.body).unwrap();
        let name = name.to_str().unwrap();
        let text = run("pdftotext", &["-layout", name, "-"]);
        for said in ["Minato Foods", "Responsibility of management", "Version 1", "Makoto Tanabe"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(text.contains("officer of minato") && text.contains("president of minato"));
        let info = run("pdfinfo", &[name]);
        assert!(info.contains("Tagged: yes") && info.contains("(A4)"), "{info}");
    }
}

#[tokio::test]
async fn a_draft_says_so_and_shows_its_blanks() {
    let world = World::every_kind().await.remove(0);
    let path = world.begun("cloud-check", &[("Service", "Mail & files")]).await;
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("draft.pdf");
    let file = world.browser(OFFICER).fetch(&format!("{path}/draft/pdf")).await;
    std::fs::write(&pdf, &file.body).unwrap();
    let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
    assert!(text.contains("Draft, not approved") && text.contains("Mail & files"), "{text}");
    assert!(text.contains("[blank:"), "{text}");
    let docx = world.browser(OFFICER).fetch(&format!("{path}/draft/docx")).await;
    let name = folder.path().join("draft.docx");
    std::fs::write(&name, &docx.body).unwrap();
    let xml = run("unzip", &["-p", name.to_str().unwrap(), "word/document.xml"]);
    assert!(xml.contains("Mail &amp; files") && xml.contains("w:tblHeader"), "{xml}");
}
