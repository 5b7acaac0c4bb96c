//! Case packages as people use them: made, checked, taken over, on SQLite and PostgreSQL.
#![cfg(test)]

mod click;
mod everywhere;
mod hostile;
mod redacted;
mod takeover;
mod world;
