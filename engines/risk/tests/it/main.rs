//! The risk model on board, counted by hand.
#![cfg(test)]

mod content;
mod pack;
mod rows;
mod values;
