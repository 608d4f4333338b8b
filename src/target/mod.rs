//! Targets: each turns the book into a finished tree of files. Nothing is written here.

pub mod site;
