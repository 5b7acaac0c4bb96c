//! Why no answer came.

/// Nothing was sent, or no whole answer came back.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NetError {
    /// The address has no scheme or host.
    #[error("{url:?} is no web address")]
    BadUrl {
        /// What was given.
        url: String,
    },
    /// The address is not encrypted, and the settings do not allow that for this host.
    #[error("http:// is not allowed to {host}; use https:// or name it in outbound.plain_hosts")]
    NotEncrypted {
        /// The host.
        host: String,
    },
    /// The name leads into a private network, and the settings do not name the host.
    #[error(
        "the address is inside a private network; if that is meant, name its host in \
         outbound.private_hosts"
    )]
    PrivateAddress,
    /// There is no machine of that name, or it does not answer.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("did not answer in time")]
    TimedOut,
    /// The answer is longer than what was asked for can be.
    #[error("the answer is longer than {most} bytes")]
    TooLarge {
        /// The bound.
        most: u64,
    },
}

impl NetError {
    /// A stable word for interface texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadUrl { .. } => "bad-url",
            Self::NotEncrypted { .. } => "not-encrypted",
            Self::PrivateAddress => "private-address",
            Self::Unreachable(_) => "unreachable",
            Self::TimedOut => "timed-out",
            Self::TooLarge { .. } => "too-large",
        }
    }
}
