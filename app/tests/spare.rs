//! The spare machine: made from one company's rows, worked on elsewhere, taken back.
#![cfg(test)]

#[path = "spare/both.rs"]
mod both;
#[path = "spare/catalogue.rs"]
mod catalogue;
#[path = "spare/conflicts.rs"]
mod conflicts;
#[path = "spare/copies.rs"]
mod copies;
#[path = "spare/hostile.rs"]
mod hostile;
#[path = "spare/taken_back.rs"]
mod taken_back;
#[path = "spare/whole.rs"]
mod whole;
#[path = "spare/world.rs"]
mod world;
