//! Targets: each turns the book into a finished tree of files. Nothing is written here.

pub mod archive;
pub mod site;
