//! The ledger, driven like a person does, on both databases.
#![cfg(test)]

mod api;
mod bringing;
mod keeping;
mod undoing;
mod world;
