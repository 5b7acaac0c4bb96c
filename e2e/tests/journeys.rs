//! The journeys, each named by what it proves.
#![cfg(test)]

use hikeshi_e2e::{Trouble, required, walk};

/// Passes, fails with the journey's words, or says loudly that it was left out.
fn journey(name: &str) {
    match walk(name) {
        Ok(said) => println!("{said}"),
        Err(Trouble::Failed(said)) => panic!("{said}"),
        Err(Trouble::Missing(what)) if required() => panic!("{what}"),
        Err(Trouble::Missing(what)) => {
            eprintln!("LEFT OUT: the journey {name} was not walked: {what}");
        }
    }
}

#[test]
fn a_person_without_account_or_script_gets_from_a_symptom_to_a_receipt_on_a_phone() {
    journey("help-without-script");
}

#[test]
fn every_page_that_links_reach_answers_and_is_accessible_on_phone_and_desk() {
    journey("every-page");
}

#[test]
fn pages_stay_readable_and_notes_arrive_once_when_the_line_goes_down_in_mid_incident() {
    journey("offline");
}

#[test]
fn a_company_changes_a_playbook_without_script_and_the_next_run_takes_its_copy() {
    journey("own-playbook");
}

#[test]
fn pages_of_the_response_weigh_little_on_a_phone_and_fit_its_width() {
    journey("phone-weight");
}

#[test]
fn a_company_gets_from_a_question_on_a_phone_to_a_measure_done_and_a_list_taken_back() {
    journey("next-star");
}
