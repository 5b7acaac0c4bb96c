//! Losses counted by hand.
#![cfg(test)]

mod content;
mod insurance;
mod jo;
mod measures;
mod pack;
mod scenarios;
