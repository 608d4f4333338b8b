//! sotay
pub mod book;
pub mod check;
pub mod cli;
pub mod commands;
pub mod diagnostics;
pub mod engine;
pub mod input;
pub mod messages;
pub mod output;
pub mod parse;
pub mod render;
pub mod settings;
pub mod target;
pub mod text;
