//! The engine with the rules and holidays of the repository.
#![cfg(test)]

mod any_facts;
mod cases;
mod content;
mod counting;
mod duties;
mod editions;
mod pack;
mod reading;
