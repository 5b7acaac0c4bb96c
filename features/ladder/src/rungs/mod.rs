//! Where a company stands on each star: what was read of it, and what each step still lacks.

mod declare;
mod judge;
mod known;
mod measures;

pub use declare::{
    Confirmation, DeclarationData, NewDeclaration, confirmation_of, data_of, declare,
    save_confirmation, save_data, take_back, valid_until,
};
pub use judge::{Gap, RungStanding, Stands, StepStanding, judge, next_rung};
pub use known::{Assessed, Known, Told, known};
pub use measures::{Proposed, Taken, proposed};
