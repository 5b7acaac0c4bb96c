//! The spare machine: made from one company's rows, worked on elsewhere, taken back.

mod both;
mod catalogue;
mod conflicts;
mod copies;
mod hostile;
mod taken_back;
mod whole;
mod world;
