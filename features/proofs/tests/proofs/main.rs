//! The outside face of the log as people and programs use it, on SQLite and PostgreSQL.
#![cfg(test)]

mod installation;
mod mails;
mod proofs;
mod served;
mod stamps;
mod submissions;
mod witness;
mod world;
