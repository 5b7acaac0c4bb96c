//! What a check answers: findings that say where and what to do, and notes that only inform.

use std::fmt;

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path in the repository, with `:line` where a line is known.
    pub place: String,
    /// What is wrong and what to do about it, in one or two sentences.
    pub what: String,
}

impl Finding {
    /// A finding about a whole file or folder.
    pub fn at(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }

    /// A finding on one line, counted from 1.
    pub fn on_line(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { place: format!("{path}:{line}"), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The answer of one or several checks.
#[derive(Debug, Default)]
pub struct Answer {
    /// Things to mend; none means that the check passed.
    pub findings: Vec<Finding>,
    /// Figures worth seeing that are not a fault.
    pub notes: Vec<String>,
}

impl Answer {
    /// Prints notes and findings and tells whether the check passed.
    pub fn print(mut self) -> bool {
        self.findings.sort();
        self.findings.dedup();
        for note in &self.notes {
            println!("{note}");
        }
        for finding in &self.findings {
            println!("{finding}");
        }
        println!("{} to mend", self.findings.len());
        self.findings.is_empty()
    }
}
