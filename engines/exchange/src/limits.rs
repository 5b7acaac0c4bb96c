//! How much of a file from outside is read. What is larger is refused with the limit.

/// Bytes of a file.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Objects and lists within each other.
pub const MAX_DEPTH: usize = 64;
/// Values of a file: numbers, texts, lists, objects.
pub const MAX_VALUES: usize = 250_000;
/// Bytes of one text, such as a script.
pub const MAX_TEXT: usize = 256 * 1024;
/// Bytes of a name or an id.
pub const MAX_NAME: usize = 4_000;
/// Steps of a workflow, or tasks of a case template.
pub const MAX_STEPS: usize = 2_000;
/// Branches within branches.
pub const MAX_BRANCHING: usize = 64;
/// Ways from step to step, and waits of one step for another.
pub const MAX_EDGES: usize = 20_000;
/// Faults that are listed; more would not help anybody.
pub const MAX_REFUSALS: usize = 100;
/// The largest whole number that every JSON program reads alike (RFC 7493, section 2.2).
pub const MAX_WHOLE: u64 = (1 << 53) - 1;
