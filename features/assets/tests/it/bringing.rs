//! Lists are brought: columns guessed and corrected, rows to correct kept, duplicates merged.

use hikeshi_assets::{ledger::{Which, all, values_of}, scripts::SCRIPTS};
use hikeshi_inventory::Field;
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::world::{OFFICER, STAFF, STRANGER, World, fixture};

#[tokio::test]
async fn a_shift_jis_list_with_titles_and_mistakes_is_taken_and_every_row_accounted_for() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let page = world.preview(&mut staff, "pcs.csv", &fixture("pcs.sjis.csv")).await;
        let text = page.text();
        assert!(text.contains("Before it is taken"), "{text}");
        assert!(text.contains("line 17") && text.contains("Nothing names the thing"), "{text}");
        assert!(text.contains("2026/2/30") && text.contains("there is no such day"), "{text}");
        assert!(text.contains("month and day may be the wrong way round"), "{text}");
        assert!(text.contains("contradiction"), "one serial number, two models: {text}");
        assert_eq!(world.count().await, 0, "nothing is written yet");
        let done = staff.submit(page.form_with_button("Take it")).await;
        let text = done.text();
        assert!(text.contains("Taken") && text.contains("New assets 8"), "{text}");
        assert_eq!(world.count().await, 8, "the doubtful one was not merged unasked");
        // 16 rows: 8 taken, 7 skipped, 1 to correct.
        assert!(text.contains("Rows of the file 16") && text.contains("Rows to correct 1"), "{text}");
        let csv = staff.fetch(&format!("{}/correct.csv", done.address())).await;
        assert_eq!(csv.text().lines().count(), 2, "{}", csv.text());
        let again = staff.submit(page.form_with_button("Take it")).await;
        assert_eq!(again.status(), 200);
        assert_eq!(world.count().await, 8, "a form sent twice takes once");
    }
}

#[tokio::test]
async fn the_same_list_again_fills_what_is_empty_and_adds_nothing_twice() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let first = b"hostname,model,serial number,os,license key\npc-1,L15,PF3AAAA1,,\npc-2,L15,PF3AAAA2,Windows 11,\n";
        let page = world.preview(&mut staff, "a.csv", first).await;
        staff.submit(page.form_with_button("Take it")).await;
        let second = b"hostname,model,serial number,os,license key,color\n\
            pc-1,L15,pf3aaaa1,Windows 10,KEY-9,red\npc-2,L15,PF3AAAA2,Windows 10,,\npc-3,L15,PF3AAAA3,,,\n";
        let page = world.preview(&mut staff, "b.csv", second).await;
        assert!(!page.text().contains("KEY-9"), "no secret on the preview: {}", page.text());
        let done = staff.submit(page.form_with_button("Take it")).await.text();
        assert!(done.contains("New assets 1") && done.contains("Rows merged 2"), "{done}");
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let today = hikeshi_assets::support::today(&world.platform);
        let rows = all(&tx, &scope, (&Which::default(), today)).await.unwrap();
        assert_eq!(rows.len(), 3);
        let os: Vec<_> = rows.iter().map(|row| values_of(row).unwrap().get(&Field::Os).cloned()).collect();
        let meant = [Some("Windows 10".to_owned()), Some("Windows 11".to_owned()), None];
        assert_eq!(os, meant, "filled, kept, unknown");
        assert!(rows[0].own_json.contains("color"), "no column is lost");
        assert!(!rows[0].values_json.contains("KEY-9") && !rows[0].own_json.contains("KEY-9"));
        drop(tx);
        let page = world.preview(&mut staff, "c.csv", b"serial number,os\nPF3AAAA2,Windows 10\n").await;
        let form = page.form_with_button("Take it").fill("1 rows without contradiction", "replace");
        staff.submit(form).await;
        let list = staff.get(&world.ledger("?warn=look")).await.text();
        assert!(list.contains("pc-2"), "Windows 10 without a version is to be looked at: {list}");
    }
}

#[tokio::test]
async fn a_workbook_with_merged_cells_and_formulas_is_read_and_never_computed() {
    let world = World::every_kind().await.remove(0);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "List of PCs", &Format::new()).unwrap();
    for (column, heading) in ["department", "hostname", "serial number", "purchase date"].iter().enumerate() {
        sheet.write_string(2, column as u16, *heading).unwrap();
    }
    sheet.merge_range(3, 0, 4, 0, "Sales", &Format::new()).unwrap();
    for (row, host) in [(3, "pc-1"), (4, "pc-2")] {
        sheet.write_string(row, 1, host).unwrap();
        sheet.write_number(row, 2, 12_345_000.0 + f64::from(row)).unwrap();
        sheet.write_number(row, 3, 46_082.0).unwrap();
    }
    sheet.write_formula(5, 1, Formula::new("=HYPERLINK(\"http://x\")").set_result("pc-3")).unwrap();
    sheet.write_string(5, 2, "=cmd|'/c calc'!A0").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut staff = world.browser(STAFF);
    let page = world.preview(&mut staff, "pcs.xlsx", &bytes).await;
    let done = staff.submit(page.form_with_button("Take it")).await.text();
    assert!(done.contains("New assets 3"), "{done}");
    let csv = staff.fetch(&world.ledger("/export.csv")).await.text();
    assert_eq!(csv.matches("Sales").count(), 2, "a merged cell counts for each row: {csv}");
    assert!(csv.contains("12345003") && csv.contains("2026-03-01") && csv.contains("pc-3"), "{csv}");
    assert!(csv.contains("'=cmd") && !csv.contains(",=cmd"), "no formula goes out: {csv}");
    // The export comes back: the same things, nothing new.
    let xlsx = staff.fetch(&world.ledger("/export.xlsx")).await;
    let page = world.preview(&mut staff, "export.xlsx", &xlsx.body).await;
    let done = staff.submit(page.form_with_button("Take it")).await.text();
    assert!(done.contains("New assets 0") && done.contains("Rows merged 3"), "{done}");
}

#[tokio::test]
async fn columns_are_corrected_by_a_person_and_the_kind_is_chosen() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    let page = staff.get(&world.ledger("/imports")).await;
    let list = hikeshi_testkit::Attachment::new("x.csv", b"thing,what\nA,left\nB,right\n".to_vec());
    let page = staff.submit(page.form_with_button("Read and check").attach("File", list)).await;
    let form = page.form_with_button("Next: check the result");
    let form = form.fill("what", "place").fill("Rows that do not say their kind are", "server");
    let page = staff.submit(form).await;
    staff.submit(page.form_with_button("Take it")).await;
    let list = staff.get(&world.ledger("?kind=server")).await.text();
    assert!(list.contains("A-0002"), "{list}");
    let csv = staff.fetch(&world.ledger("/export.csv")).await.text();
    assert!(csv.contains("right"), "{csv}");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words_and_kept_nowhere() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    for (bytes, words) in [
        (&b"PK\x03\x04broken"[..], "seems to be broken"),
        (b"\xD0\xCF\x11\xE0", "old workbook"),
        (b"{\"x\": 1}", "not known"),
        (b"", "Choose a file"),
    ] {
        let page = staff.get(&world.ledger("/imports")).await;
        let file = hikeshi_testkit::Attachment::new("x", bytes.to_vec());
        let page = staff.submit(page.form_with_button("Read and check").attach("File", file)).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains(words), "{}", page.text());
    }
    assert_eq!(world.count().await, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn what_our_script_writes_here_is_taken_as_one_machine_with_its_programs() {
    let world = World::every_kind().await.remove(0);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/hikeshi-inventory.sh");
    let output = std::process::Command::new("sh").args([script, "-"]).output().unwrap();
    assert!(output.status.success());
    let mut staff = world.browser(STAFF);
    let page = world.preview(&mut staff, "hikeshi-inventory-here.json", &output.stdout).await;
    assert!(page.text().contains("script output"), "{}", page.text());
    let page = if page.text().contains("Leave programs out") {
        staff.submit(page.form_with_button("Leave programs out")).await
    } else {
        page
    };
    let done = staff.submit(page.form_with_button("Take it")).await.text();
    assert!(done.contains("New assets 1"), "{done}");
    assert_eq!(world.count().await, 1);
    for script in SCRIPTS {
        let file = staff.fetch(&world.ledger(&format!("/scripts/{}", script.name))).await;
        assert_eq!(file.text().replace('\r', ""), script.text);
    }
}

#[tokio::test]
async fn a_file_of_another_company_is_not_found() {
    let world = World::every_kind().await.remove(0);
    let mut officer = world.browser(OFFICER);
    let page = world.preview(&mut officer, "a.csv", b"hostname,serial number\na,PF3AAAA1\n").await;
    let id = page.address().rsplit('/').next().unwrap().to_owned();
    let mut stranger = world.browser(STRANGER);
    let own = format!("/c/{}/assets/imports/{id}", world.other);
    for path in [own.clone(), format!("{own}/columns"), format!("{own}/undo"), format!("{own}/correct.csv")] {
        assert_eq!(stranger.fetch(&path).await.status, 404, "{path}");
    }
    for act in ["take", "discard", "undo"] {
        assert_eq!(stranger.post(&format!("{own}/{act}"), &[]).await.status(), 404, "{act}");
    }
    assert_eq!(world.count().await, 0);
}
