//! What may go out and what stays behind, with the reason for each.

use crate::{Caution, OwnSigns, Trace, cautions_of};

/// Why a trace stays behind unless a person decides otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It is, or contains, a domain of the company.
    OwnDomain(String),
    /// It is an address of the company's machines.
    OwnAddress(String),
    /// It names one of the company's people, or their address.
    OwnPerson(String),
    /// It contains the company's name.
    OwnName(String),
    /// It lies in the folder of a user.
    User(String),
    /// It names a machine of the company's network.
    Machine(String),
    /// It would harm whoever blocks it.
    Caution(Caution),
}

impl Hold {
    /// The name in files and in keys of words (`sharing-hold-…`).
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OwnDomain(_) => "own-domain",
            Self::OwnAddress(_) => "own-address",
            Self::OwnPerson(_) => "own-person",
            Self::OwnName(_) => "own-name",
            Self::User(_) => "user",
            Self::Machine(_) => "machine",
            Self::Caution(caution) => caution.name(),
        }
    }

    /// What was recognised; empty for a caution.
    #[must_use]
    pub fn sign(&self) -> &str {
        match self {
            Self::OwnDomain(sign)
            | Self::OwnAddress(sign)
            | Self::OwnPerson(sign)
            | Self::OwnName(sign)
            | Self::User(sign)
            | Self::Machine(sign) => sign,
            Self::Caution(_) => "",
        }
    }
}

/// A trace with what speaks against giving it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The trace.
    pub trace: Trace,
    /// Why it stays behind; empty: it goes.
    pub holds: Vec<Hold>,
    /// It goes, but a person should look at it.
    pub warnings: Vec<Caution>,
}

impl Reviewed {
    /// Whether it goes without anybody's decision.
    #[must_use]
    pub fn goes(&self) -> bool {
        self.holds.is_empty()
    }
}

/// Looks at each trace, in the order given.
#[must_use]
pub fn review(traces: &[Trace], own: &OwnSigns) -> Vec<Reviewed> {
    traces.iter().map(|trace| look_at(trace, own)).collect()
}

fn look_at(trace: &Trace, own: &OwnSigns) -> Reviewed {
    let (hold, warnings): (Vec<_>, Vec<_>) =
        cautions_of(trace.kind, &trace.value).into_iter().partition(|caution| caution.holds());
    let mut holds = own.holds(trace);
    holds.extend(hold.into_iter().map(Hold::Caution));
    Reviewed { trace: trace.clone(), holds, warnings }
}
