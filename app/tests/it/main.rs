//! The whole product: its commands as a process, every route against strangers, damage done behind
//! its back, and the spare machine. One program, so that the product is linked once.
#![cfg(test)]

mod deadlines;
mod openapi;
mod orphans;
mod playbook;
#[cfg(unix)]
mod process;
mod score;
mod spare;
mod strangers;
mod sweep;
mod tamper;
