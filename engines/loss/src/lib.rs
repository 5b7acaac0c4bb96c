//! What an accident could cost, seen from several sides, and what may be spent against it.
//!
//! Pure: published figures (`content/loss`) and a company's own figures go in. All sums are whole yen
//! in integers; what does not fit is refused ([`LossFault::TooLarge`]), never wrapped or rounded away.
//! There is no single expected damage in here: a [`Scenario`] is a range by head of cost, published
//! points stand beside it with source, edition and confidence ([`ReferencePoint`]), and what nobody
//! stated is named as missing instead of counting as nothing.

mod ceiling;
mod fault;
mod file;
mod insurance;
mod jo;
mod measure;
mod reference;
mod scenario;
mod stop;
mod yen;

pub use ceiling::{Ceiling, Years};
pub use fault::LossFault;
pub use file::{LossFile, LossModel, MissingPart};
pub use insurance::{Cover, HeadCover, Paid, Policy, cover};
pub use jo::{DataKind, Group, GroupLoss, Identification, Identifies, JoModel, Responsibility};
pub use measure::{Cost, Effect, Measure, PerYen, Ranked, rank};
pub use reference::{Figure, FigureKind, ReferencePoint};
pub use scenario::{
    Costs, Head, Persons, Scenario, ScenarioKind, leak, stop_scenario, stop_with_leak,
};
pub use stop::{Days, StopFigures, StopLoss, stop_loss};
pub use yen::{Range, Yen};
