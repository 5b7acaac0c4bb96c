//! A document on paper: PDF and docx, made from the same snapshot.

mod docx;
mod pdf;
mod widths;

pub(crate) use docx::docx;
pub(crate) use pdf::pdf;
