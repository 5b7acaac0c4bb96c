//! The ledger, driven like a person does, on both databases.
#![cfg(test)]

mod api;
mod bringing;
mod desk;
mod keeping;
mod returning;
mod taking;
mod undoing;
mod world;
