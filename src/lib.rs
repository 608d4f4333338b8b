//! sotay

pub mod diagnostics;
pub mod input;
pub mod messages;
pub mod parse;
pub mod text;
