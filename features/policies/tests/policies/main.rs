//! Policies and rules as people make and use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod api;
mod document;
mod editions;
mod outside;
mod paper;
mod readers;
mod world;
