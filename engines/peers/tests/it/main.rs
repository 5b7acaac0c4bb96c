//! Attempts to learn the score of one company from what is told of its group. Each must fail.
#![cfg(test)]

mod differencing;
