//! The few types that every crate shares: ids, time, chance, languages, where content comes from.
//!
//! Nothing here knows the network, the database or the customer's business.
//! Time and chance enter the program only through [`Clock`] and [`Rng`].

mod chance;
mod clock;
mod id;
mod lang;
mod moment;
mod origin;
mod text;

pub use chance::{FixedRng, Rng, SystemRng};
pub use clock::{Clock, FixedClock, SystemClock};
pub use id::{ParseIdError, new_uuid};
pub use lang::{Lang, LocalText};
pub use moment::{Moment, MomentError, from_millis, japan, to_millis};
pub use origin::{Confidence, Source};
pub use text::{TextError, clean_line, clean_text, fold_width, is_invisible};

#[doc(hidden)]
pub use uuid as __uuid;
