//! Mutual witness: peers keep our checkpoints, and we keep theirs. A peer whose history does not go
//! on from what was kept, or who holds more of our history than we do, raises an alarm.

mod alarm;
mod body;
mod cosigned;
mod keep;
mod look;
mod pull;
mod push;
mod receive;
mod state;

pub use alarm::own_log_refused;
pub(crate) use alarm::{acknowledge, shout_unproved};
pub(crate) use cosigned::{last_cosigned, with_cosignatures};
pub(crate) use look::LookAtPeer;
pub(crate) use receive::{Received, receive};
pub(crate) use state::{states, take_due};
