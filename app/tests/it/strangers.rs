//! Nobody gets in: every route of the program is called as nobody, as an officer of another
//! company and as an employee, and answers what `strangers.txt` says.

use super::sweep::{self, Expected, Sweep, Visitor};

#[test]
fn every_route_of_the_code_stands_in_the_table_and_no_other() {
    let table: Vec<String> = sweep::table().iter().map(|row| row.name()).collect();
    let code = sweep::routes_in_code();
    let missing: Vec<_> = code.iter().filter(|route| !table.contains(route)).collect();
    let gone: Vec<_> = table.iter().filter(|route| !code.contains(*route)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "add: {missing:#?}\nremove: {gone:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_get_exactly_the_listed_answers_on_every_route() {
    let sweep = Sweep::start().await;
    let mut wrong = Vec::new();
    for row in sweep::table() {
        for visitor in [Visitor::Nobody, Visitor::OtherCompany, Visitor::Employee] {
            let expected = row.expected(visitor);
            let status = sweep.ask(&row, visitor).await;
            if !expected.allows(status, row.is_api()) {
                wrong.push(format!(
                    "{} as {visitor:?}: {status}, expected {expected:?}",
                    row.name()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_another_company_is_not_found_below_the_own_company() {
    let sweep = Sweep::start().await;
    let mut wrong = Vec::new();
    // Programs change things with a key only: features/incidents/tests/it/api.rs does that.
    let by_session = |row: &&sweep::Row| !row.is_api() || row.method == "GET";
    for row in
        sweep::table().iter().filter(|row| row.path.contains("{incident}")).filter(by_session)
    {
        let (foreign, unknown) = sweep.ask_with_foreign_incident(row).await;
        // A form that says nothing may be refused before anything is looked for.
        if !matches!(foreign, 403 | 404 | 422) || foreign != unknown {
            wrong.push(format!("{}: {foreign}, for an unknown id {unknown}", row.name()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(Expected::parse("404"), Expected::Status(404));
}
