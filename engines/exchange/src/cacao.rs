//! CACAO Security Playbooks 2.0 (OASIS): the model, reading within bounds, and the checks that a
//! schema cannot make.

mod check;
mod commands;
mod definitions;

mod graph;
pub(crate) mod identifier;
mod playbook;
mod read;
mod read_step;
mod steps;
mod way_out;
mod ways;

pub use commands::Command;
pub use definitions::{AgentTarget, ExtensionDefinition, ExternalReference, Variable};
pub(crate) use graph::{Answer, Arm, Flow, Graph, Role};
pub use playbook::CacaoPlaybook;
pub use read::{ReadCacao, read};
pub use steps::{CacaoStep, StepBody};
