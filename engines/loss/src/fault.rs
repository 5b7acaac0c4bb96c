//! Why something cannot be counted.

/// Why a sum cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LossFault {
    /// The sum is more than any company could mean.
    #[error("the sum is larger than the program counts")]
    TooLarge,
    /// A number is outside of what it can be.
    #[error("{field} must be from {from} to {to}")]
    Outside {
        /// The name of the figure.
        field: &'static str,
        /// Its least value.
        from: u64,
        /// Its greatest value.
        to: u64,
    },
    /// A kind of data that the model does not know.
    #[error("there is no kind of data {0}")]
    UnknownKind(String),
    /// A group of persons without any kind of data.
    #[error("no kind of data was named")]
    NoKinds,
}
