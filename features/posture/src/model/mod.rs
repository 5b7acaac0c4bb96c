//! The rows of this slice.

pub mod assessment;
pub mod assessment_answer;
pub mod assessment_assignee;
pub mod assessment_comment;
pub mod assessment_evidence;
pub mod official_text;
