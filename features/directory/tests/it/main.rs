//! Accounts, companies and providers as people use them, on every kind of database.
#![cfg(test)]

mod account;
mod company;
mod keys;
mod provider;
mod roles;
mod world;
