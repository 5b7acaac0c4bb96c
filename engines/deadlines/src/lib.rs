//! Which duties to report follow from the facts of an incident, and until when.
//!
//! Pure: rules, calendar, facts and the present instant go in, answers come out. The rules are
//! dated data (`content/duties`, `content/holidays`); no duty, number or day stands in this code.
//! Logic has three values: what is not known never counts as no. An exemption counts only once it
//! is established. The moment of knowing picks the edition of every rule.
//!
//! [`evaluate`] is cheap and borrows from its arguments, so that a page can ask for thousands of
//! companies at once; [`DutyAnswer::counting`] and [`what_would_change`] cost more and are for one
//! duty at a time. Nothing here is a legal conclusion: every answer carries its rule, its facts,
//! its source and how far that source has been checked.

mod answer;
mod calendar;
mod change;
mod check;
mod check_editions;
mod condition;
mod contradiction;
mod count;
mod decide;
mod describe;
mod duty;
mod evaluate;
mod fact_definition;
mod facts;
mod facts_file;
mod limit;
mod problem;
mod rules;
mod truth;

pub use answer::{Because, Due, DutyAnswer, Note, OtherLimit};
pub use calendar::{Calendar, HolidaysFile, check_holidays};
pub use change::{Change, what_would_change};
pub use condition::{Condition, Expected, Test};
pub use contradiction::contradictions;
pub use count::{Closed, ClosedKind, CountedDay};
pub use describe::{
    DescribedBecause, DescribedChange, DescribedDay, DescribedOther, Description, PlainValue,
    describe,
};
pub use duty::{Addressee, Binding, Duty, DutyLimit, Rule, Says};
pub use evaluate::{evaluate, in_order};
pub use fact_definition::{FactDefinition, FactKind, FactSection, FactWord, ReadingWords};
pub use facts::{Certainty, Contract, Contracts, Facts, Hours, Value};
pub use facts_file::{MAX_FACTS_BYTES, read_facts, read_moment, read_number};
pub use limit::{ClosedDays, ClosedWeekday, EndOnClosedDay, FirstDay, Limit, Yearly};
pub use problem::{Problem, Reason, Severity, Wanted};
pub use rules::{Confidence, Rules, RulesFile, RulesSource};
pub use truth::Truth;
