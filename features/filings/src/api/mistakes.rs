//! Mistakes of a body, in one sentence for the program's author.

use hikeshi_ui::FieldError;
use hikeshi_web::Problem;

/// What was found wrong, each with its field.
pub(super) fn mistakes(errors: &[FieldError]) -> Problem {
    let lines = errors.iter().map(|error| format!("{}: {}", error.field, error.text));
    Problem::invalid(lines.collect::<Vec<_>>().join("\n"))
}
