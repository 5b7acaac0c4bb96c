//! Playbooks in the forms that other programs read and write.
//!
//! - [`read`] takes a CACAO 2.0 playbook out of a JSON file, or says why not.
//! - [`to_playbook`] makes it one of ours; [`from_playbook`] writes ours as CACAO.
//! - [`thehive`] takes case templates of TheHive over.
//!
//! Files come from strangers. Reading is bounded in size, depth and time, and nothing that a file
//! asks for is ever carried out: commands become lines that a person reads.

mod cacao;
mod extension;
mod from_playbook;
mod json;
mod limits;
mod object;
mod plain;
mod refusal;
mod remark;
pub mod thehive;
mod to_playbook;
mod wording;

pub use cacao::{
    AgentTarget, CacaoPlaybook, CacaoStep, Command, ExtensionDefinition, ExternalReference,
    ReadCacao, StepBody, Variable, read,
};
pub use from_playbook::from_playbook;
pub use limits::{MAX_BRANCHING, MAX_BYTES, MAX_DEPTH, MAX_STEPS};
pub use refusal::{Reason, Refusal, Wanted};
pub use remark::{About, Remark};
pub use to_playbook::{Imported, Intake, to_playbook};
pub use wording::Wording;
