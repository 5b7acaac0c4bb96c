//! Branches, refusals, advice and the next action on the sample playbook.

use hikeshi_playbook::{
    Action, Availability, Playbook, Refusal, RunState, Status, UNKNOWN, advise, is_complete,
    next_step, progress, start, view,
};

use crate::{after, answer, aside, decide, fork, reopen};

fn availability(book: &Playbook, run: &RunState, id: &str) -> Availability {
    let shown = view(book, run).into_iter().find(|shown| shown.step.id == id);
    shown.expect("the fixture has the step").availability
}

#[test]
fn a_step_waits_for_the_steps_before_it_and_for_its_branch() {
    let book = fork();
    let run = start(&book);
    assert_eq!(
        availability(&book, &run, "spreading"),
        Availability::Blocked { by: vec!["unplug".into()] }
    );
    assert_eq!(
        availability(&book, &run, "press"),
        Availability::Blocked { by: vec!["power".into()] }
    );
    let refused = after(&book, run, &[("spreading", answer("yes"))]);
    assert_eq!(refused, Err(Refusal::Blocked { by: vec!["unplug".into()] }));
}

#[test]
fn an_answer_closes_the_whole_branch_and_frees_what_waited_for_it() {
    let book = fork();
    let acts = [("unplug", Action::Complete), ("spreading", answer("no"))];
    let run = after(&book, start(&book), &acts).expect("both are free");
    let skipped = Availability::Skipped { because: "spreading".into() };
    assert_eq!(availability(&book, &run, "power"), skipped);
    assert_eq!(availability(&book, &run, "press"), skipped);
    let run = after(&book, run, &[("report", Action::Complete), ("close", Action::Complete)]);
    assert!(is_complete(&book, &run.expect("nothing is in the way")));
}

#[test]
fn unknown_and_set_aside_questions_open_the_cautious_branch() {
    let book = fork();
    for action in [answer(UNKNOWN), aside()] {
        let acts = [("unplug", Action::Complete), ("spreading", action)];
        let run = after(&book, start(&book), &acts).expect("both are free");
        assert_eq!(availability(&book, &run, "power"), Availability::Available);
    }
}

#[test]
fn a_changed_answer_keeps_done_work_and_the_answer_before() {
    let book = fork();
    let acts = [
        ("unplug", Action::Complete),
        ("spreading", answer("yes")),
        ("power", decide("off")),
        ("press", Action::Complete),
        ("spreading", answer("no")),
    ];
    let run = after(&book, start(&book), &acts).expect("the order is allowed");
    let views = view(&book, &run);
    let press = views.iter().find(|shown| shown.step.id == "press").expect("exists");
    assert_eq!((&press.availability, press.on_branch), (&Availability::Done, false));
    let earlier = &run.steps["spreading"].earlier;
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].answer.as_deref(), Some("yes"));

    let run = after(&book, run, &[("spreading", answer("yes"))]).expect("can change back");
    assert_eq!(run.answer("power"), Some("off"));
    assert!(view(&book, &run).iter().all(|shown| shown.on_branch));
}

#[test]
fn deciding_anew_keeps_the_decision_before_with_its_reason() {
    let book = fork();
    let acts = [
        ("unplug", Action::Complete),
        ("spreading", answer("yes")),
        ("power", decide("off")),
        ("power", decide("keep")),
        ("power", reopen()),
    ];
    let run = after(&book, start(&book), &acts).expect("the order is allowed");
    let answers: Vec<_> =
        run.steps["power"].earlier.iter().map(|was| was.answer.as_deref()).collect();
    assert_eq!(answers, [Some("off"), Some("keep")]);
    assert_eq!(run.status("power"), Status::Open);
    assert_eq!(availability(&book, &run, "power"), Availability::Available);
}

#[test]
fn each_refusal_says_what_stands_in_the_way() {
    let book = fork();
    let empty = Action::NotApplicable { reason: "  ".into() };
    let no_reason = Action::Decide { option: "keep".into(), reason: String::new() };
    let cases = [
        (vec![("nothing", Action::Begin)], Refusal::UnknownStep { step: "nothing".into() }),
        (vec![("unplug", Action::Begin), ("unplug", Action::Begin)], Refusal::AlreadyBegun),
        (vec![("unplug", Action::Complete), ("unplug", Action::Complete)], Refusal::AlreadyDone),
        (vec![("unplug", aside()), ("unplug", Action::Complete)], Refusal::SetAside),
        (vec![("unplug", reopen())], Refusal::NotSettled),
        (vec![("unplug", empty)], Refusal::ReasonMissing),
        (vec![("power", no_reason)], Refusal::ReasonMissing),
        (vec![("spreading", answer("maybe"))], Refusal::UnknownOption { option: "maybe".into() }),
        (vec![("power", decide(UNKNOWN))], Refusal::UnknownOption { option: UNKNOWN.into() }),
        (
            vec![("unplug", aside()), ("spreading", answer("no")), ("power", decide("off"))],
            Refusal::Skipped { because: "spreading".into() },
        ),
    ];
    for (acts, refusal) in cases {
        assert_eq!(after(&book, start(&book), &acts), Err(refusal));
    }
    let wrong = after(&book, start(&book), &[("power", Action::Complete)]);
    assert!(matches!(wrong, Err(Refusal::WrongKind { .. })));
}

#[test]
fn the_next_action_is_what_is_begun_then_what_is_due_first() {
    let book = fork();
    let run = start(&book);
    assert_eq!(next_step(&book, &run).expect("there is work").step.id, "report");
    let run = after(&book, run, &[("unplug", Action::Begin)]).expect("free");
    assert_eq!(next_step(&book, &run).expect("there is work").step.id, "unplug");
}

#[test]
fn advice_follows_the_answers_with_its_reason() {
    let book = fork();
    let power = book.step("power").expect("exists");
    let standing = advise(&book, &start(&book), power).expect("has advice");
    assert_eq!((standing.option.id.as_str(), standing.because), ("keep", None));
    let acts = [("unplug", Action::Complete), ("spreading", answer("yes"))];
    let run = after(&book, start(&book), &acts).expect("free");
    let ruled = advise(&book, &run, power).expect("has advice");
    assert_eq!(ruled.option.id, "off");
    assert!(ruled.because.is_some());
}

#[test]
fn progress_leaves_out_what_fell_away() {
    let book = fork();
    let acts = [("unplug", Action::Complete), ("spreading", answer("no"))];
    let run = after(&book, start(&book), &acts).expect("free");
    let counts: Vec<_> = progress(&book, &run)
        .iter()
        .map(|phase| (phase.done, phase.total, phase.blocked))
        .collect();
    assert_eq!(counts, [(2, 2, 0), (0, 2, 1)]);
}

#[test]
fn a_run_survives_storage_as_json() {
    let book = fork();
    let run = after(&book, start(&book), &[("unplug", Action::Complete)]).expect("free");
    let json = serde_json::to_string(&run).expect("is plain data");
    assert_eq!(serde_json::from_str::<RunState>(&json).expect("reads back"), run);
}
