//! The engine with the rules and holidays of the repository.
#![cfg(test)]

mod any_facts;
mod cases;
mod checks;
mod content;
mod counting;
mod duties;
mod editions;
mod numbers;
mod pack;
mod reading;
