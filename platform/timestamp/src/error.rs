//! Why a time-stamp is not accepted.

/// The answer of an authority that is not accepted, or a setting that cannot be used.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum StampError {
    /// The policy in the settings is not a row of numbers with dots.
    #[error("{policy:?} is not a policy: numbers with dots are expected")]
    BadPolicy {
        /// What was set.
        policy: String,
    },
    /// The file of certificates holds none that can be used.
    #[error("the file of certificates holds none that can be used")]
    BadAnchors,
    /// What came is not an answer of RFC 3161 (a web page, for instance), or it is cut off.
    #[error("the answer is not a time-stamp reply: {0}")]
    NotAReply(&'static str),
    /// The authority refused; its status and its own words.
    #[error("the authority refused (status {status}){words}")]
    Refused {
        /// The status of RFC 3161 §2.4.2.
        status: u32,
        /// `: ` and its words, or nothing.
        words: String,
    },
    /// The stamp is for something else.
    #[error("the stamp is for another content")]
    OtherImprint,
    /// The stamp answers another question: it may be an old one played back.
    #[error("the nonce is missing or not ours: the stamp answers another question")]
    OtherNonce,
    /// The stamp was made under another policy than the one asked for.
    #[error("the stamp was made under the policy {policy}")]
    OtherPolicy {
        /// The policy of the stamp.
        policy: String,
    },
    /// The signature does not belong to what is stamped.
    #[error("the signature of the stamp is wrong: {0}")]
    BadSignature(&'static str),
    /// The certificate does not lead to one that the operator trusts, or is not for stamping.
    #[error("the certificate of the authority is not accepted: {0}")]
    Untrusted(String),
}

impl StampError {
    /// A stable word for interface texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadPolicy { .. } => "bad-policy",
            Self::BadAnchors => "bad-anchors",
            Self::NotAReply(_) => "not-a-reply",
            Self::Refused { .. } => "refused",
            Self::OtherImprint => "other-imprint",
            Self::OtherNonce => "other-nonce",
            Self::OtherPolicy { .. } => "other-policy",
            Self::BadSignature(_) => "bad-signature",
            Self::Untrusted(_) => "untrusted",
        }
    }
}
