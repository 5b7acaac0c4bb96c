//! The call sheet: what to have ready before telephoning an outside desk.

use serde::Serialize;

use super::{Head, PaperWords};

/// The seven facts that desks ask for come first, then who calls, then whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallSheet {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// Kind of device concerned.
    pub device: String,
    /// Its operating system.
    pub os: String,
    /// Name of the security software.
    pub security_software: String,
    /// Cloud services in use.
    pub cloud_services: String,
    /// Date and content of what happened, and what followed.
    pub what_happened: String,
    /// Why it looks like a virus or unauthorised access.
    pub why_suspected: String,
    /// Desks that were asked already.
    pub already_asked: String,
    /// Who calls, with role.
    pub caller: String,
    /// The number to call back.
    pub call_back: String,
    /// What was decided about power and network.
    pub power: PowerDecision,
    /// Fitting desks, best first; the paper shows six.
    pub desks: Vec<Desk>,
}

/// The decision whether the device stays on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PowerDecision {
    /// What was chosen; empty if nothing was decided yet.
    pub chosen: String,
    /// Who decided and when; empty if nobody did.
    pub decided: String,
}

/// An outside desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Telephone, e-mail or address on the web.
    pub contact: String,
    /// When it answers.
    pub hours: String,
    /// Whether number and hours were checked; otherwise the paper marks them as to be checked.
    pub checked: bool,
}
